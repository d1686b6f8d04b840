"""The encoder: the lower layers of a BERT, a head that judges each token and a head that judges the post.

The layers are those of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0), in plain PyTorch, so that what is exported is
what stands here.
"""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

# The order of `Concern::ALL` in crate/src/report.rs.
CONCERNS = [
    "identifier",
    "jigsaw",
    "service-user",
    "case-material",
    "proceedings",
    "online-search",
    "contact",
    "abuse",
    "public-confidence",
    "colleague",
    "employer",
    "self-disclosure",
]
# The post head says the twelve, and last whether the verdict is `check` or `stop`.
RISKY = len(CONCERNS)
OUTPUTS = RISKY + 1

WIDTH = 384
HEADS = 12
WINDOW = 128
EPSILON = 1e-12


class Layer(nn.Module):
    """Attention and a feed-forward net, each added to what came in and normalised."""

    def __init__(self, dropout):
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.gather = nn.Linear(WIDTH, WIDTH)
        self.gathered = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.narrowed = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, padding):
        batch, length, _ = states.shape
        split = self.attend(states).view(batch, length, 3, HEADS, WIDTH // HEADS)
        queries, keys, values = split.permute(2, 0, 3, 1, 4)
        scores = queries @ keys.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        if padding is not None:
            scores = scores.masked_fill(padding[:, None, None, :], -1e9)
        heard = self.dropout(scores.softmax(-1)) @ values
        heard = self.gather(heard.transpose(1, 2).reshape(batch, length, WIDTH))
        states = self.gathered(states + self.dropout(heard))
        thought = self.narrow(F.gelu(self.widen(states)))
        return self.narrowed(states + self.dropout(thought))


class Encoder(nn.Module):
    """Judges a window of tokens, `[CLS]` first and `[SEP]` last."""

    def __init__(self, pieces, layers, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Parameter(torch.zeros(WINDOW, WIDTH))
        self.embedded = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.token_head = nn.Linear(WIDTH, len(CONCERNS))
        # Each output of the post attends to the tokens that speak for it; mean and maximum give the whole.
        self.look = nn.Linear(WIDTH, OUTPUTS)
        self.say = nn.Linear(WIDTH, OUTPUTS)
        self.pooled = nn.Linear(2 * WIDTH, OUTPUTS)

    def forward(self, tokens, padding=None):
        """Logits of the concerns for each token, and of all outputs for the post. `padding` is true where nothing is."""
        states = self.pieces(tokens) + self.positions[: tokens.shape[1]]
        states = self.dropout(self.embedded(states))
        for layer in self.layers:
            states = layer(states, padding)
        states = self.dropout(states)
        look = self.look(states)
        whole, greatest = states, states
        if padding is not None:
            look = look.masked_fill(padding[:, :, None], -1e9)
            whole = states.masked_fill(padding[:, :, None], 0)
            greatest = states.masked_fill(padding[:, :, None], -1e9)
            mean = whole.sum(1) / (~padding).sum(1, keepdim=True)
        else:
            mean = whole.mean(1)
        said = (look.softmax(1) * self.say(states)).sum(1)
        post = said + self.pooled(torch.cat([mean, greatest.amax(1)], 1))
        return self.token_head(states), post


def load_base(encoder, path, layers, kept):
    """Takes the weights of some of the base's layers, and of its pieces at the places `kept`."""
    base = load_file(path)
    embeddings = base["embeddings.word_embeddings.weight"]
    types = base["embeddings.token_type_embeddings.weight"]
    state = {
        "pieces.weight": embeddings[kept],
        # All tokens are of the first type.
        "positions": base["embeddings.position_embeddings.weight"][:WINDOW] + types[0],
        "embedded.weight": base["embeddings.LayerNorm.weight"],
        "embedded.bias": base["embeddings.LayerNorm.bias"],
    }
    names = {
        "gather": "attention.output.dense",
        "gathered": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "narrowed": "output.LayerNorm",
    }
    for to, number in enumerate(layers):
        prefix = f"encoder.layer.{number}."
        for kind in ["weight", "bias"]:
            parts = [base[f"{prefix}attention.self.{part}.{kind}"] for part in ["query", "key", "value"]]
            state[f"layers.{to}.attend.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                state[f"layers.{to}.{ours}.{kind}"] = base[f"{prefix}{theirs}.{kind}"]
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    heads = ("token_head.", "look.", "say.", "pooled.")
    if unexpected or any(not name.startswith(heads) for name in missing):
        raise ValueError(f"{path} is not the base: {missing} {unexpected}")
