"""Writes the encoder as an ONNX file with weights of eight bits.

Matrices are multiplied as integers (weights of seven bits, since x86 without VNNI saturates on eight), with a scale
for each column; the pieces' vectors are signed bytes with a scale for each piece. The heads are small and stay as they are.
"""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

OPSET = 17
# How the nodes of the heads are called in what PyTorch writes.
HEADS = ("/token_head/", "/look/", "/say/", "/pooled/")


class QuantisedPieces(nn.Module):
    """An embedding in signed bytes, with a scale for each row."""

    def __init__(self, weight):
        super().__init__()
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, tokens):
        return self.rows[tokens].float() * self.scale[tokens]


def export(encoder, path):
    """Writes `path`: inputs `tokens` [1, n]; outputs `tokens_out` [1, n, 12] and `post_out` [1, 13], logits."""
    encoder.eval()
    float_pieces = encoder.pieces
    encoder.pieces = QuantisedPieces(float_pieces.weight.detach())
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            encoder,
            (torch.tensor([[2, 5, 6, 7, 8, 9, 3]]),),
            str(whole),
            input_names=["tokens"],
            output_names=["tokens_out", "post_out"],
            dynamic_axes={"tokens": {1: "n"}, "tokens_out": {1: "n"}},
            opset_version=OPSET,
            dynamo=False,
        )
        heads = [node.name for node in onnx.load(str(whole)).graph.node if node.name.startswith(HEADS)]
        quantize_dynamic(
            str(whole),
            str(path),
            op_types_to_quantize=["MatMul"],
            # A `Gemm` becomes a `MatMul` of this name before it would be quantised.
            nodes_to_exclude=heads + [f"{name}_MatMul" for name in heads],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "WeightSymmetric": True},
        )
    encoder.pieces = float_pieces
    model = onnx.load(str(path))
    onnx.checker.check_model(model)
    return model
