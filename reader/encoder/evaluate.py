"""Tries an encoder on posts: prints how well it agrees with labels, and writes what it says of each post.

    python evaluate.py DIR/encoder.onnx FILES [--unlabelled FILES] [--outputs DIR]

`encoder.onnx` and `encoder.pt` are read alike, so that what rounding costs can be seen.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch

import data
import score
import vocabulary
from model import RISKY, Encoder


@dataclass
class Reading:
    """What the encoder says of a post: its logits, and those of each token with its run in code points."""

    post: data.Post
    logits: np.ndarray
    tokens: list


def load(path):
    """An encoder with the weights of a `.pt` file."""
    state = torch.load(path, weights_only=True)
    layers = sum(name.endswith("attend.bias") for name in state)
    encoder = Encoder(len(state["pieces.weight"]), layers)
    encoder.load_state_dict(state)
    return encoder


def judge(path):
    """The function from tokens to logits that a file of weights stands for."""
    if path.suffix == ".onnx":
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(path), options)

        def by_onnx(tokens):
            by_token, by_post = session.run(["tokens_out", "post_out"], {"tokens": np.array([tokens])})
            return by_token[0], by_post[0]

        return by_onnx
    encoder = load(path).eval()

    @torch.inference_mode()
    def by_torch(tokens):
        by_token, by_post = encoder(torch.tensor([tokens]))
        return by_token[0].numpy(), by_post[0].numpy()

    return by_torch


def read(judged, post, tokenizer):
    """Reads a post by windows: the post's logits are the greatest of any window's; where two windows overlap, each
    tells of the half that it sees more of the surroundings of."""
    cut = data.windows(post, tokenizer)
    logits, tokens = [], []
    for number, window in enumerate(cut):
        by_token, by_post = judged(window.tokens)
        logits.append(by_post)
        first = 1 + (data.OVERLAP // 2 if number else 0)
        last = len(window.tokens) - 1 - (data.OVERLAP // 2 if number + 1 < len(cut) else 0)
        tokens += [(*window.offsets[at], by_token[at]) for at in range(first, last)]
    return Reading(post, np.max(logits, axis=0), tokens)


def write(readings, path):
    with open(path, "w", encoding="utf-8") as file:
        for reading in readings:
            numbers = lambda logits: [round(float(logit), 3) for logit in logits]
            tokens = [[start, end, numbers(logits)] for start, end, logits in reading.tokens]
            line = {"id": reading.post.id, "post": numbers(reading.logits), "tokens": tokens}
            file.write(json.dumps(line) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("labelled", nargs="*", help="labelled posts that it was not trained on")
    parser.add_argument("--vocabulary", type=Path, help="beside the weights, if not said otherwise")
    parser.add_argument("--unlabelled", nargs="*", default=[], type=Path, help="posts of which none is risky")
    parser.add_argument("--outputs", type=Path, help="a folder for what is said of each post")
    asked = parser.parse_args()
    judged = judge(asked.weights)
    pieces = asked.vocabulary or asked.weights.with_name("encoder-vocabulary.txt")
    tokenizer = vocabulary.tokenizer(vocabulary.read(pieces))
    levels = {}
    if asked.labelled:
        posts = [post for path in asked.labelled for post in data.labelled(path)]
        readings = [read(judged, post, tokenizer) for post in posts]
        lines, levels = score.table(readings)
        print("\n".join(lines))
        if asked.outputs:
            write(readings, asked.outputs / "heldout.jsonl")
    for path in asked.unlabelled:
        readings = [read(judged, post, tokenizer) for post in data.unlabelled(path)]
        risky = score.logistic([reading.logits[RISKY] for reading in readings])
        shares = ", ".join(f"{100 * (risky >= level).mean():.1f} % at {name}" for name, level in levels.items())
        print(f"{path.name}: {len(readings)} posts; called risky {shares}")
        if asked.outputs:
            write(readings, asked.outputs / f"{path.stem}.jsonl")


if __name__ == "__main__":
    main()
