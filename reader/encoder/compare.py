"""Asks whether the encoder judges a post alike whoever it names: the same posts with names of other cultures and
genders, and with other faiths, in the same places.

    python compare.py DIR/encoder.onnx [FILES]

Posts are those of counterfactual.txt and, of labelled files, those that name somebody by a given name. What the table
says: the mean of the probability of "risky", the mean and greatest shift from the mean of a post over all groups, and
at how many posts the verdict, at the threshold given, is not that of most groups.
"""

import argparse
from pathlib import Path

import numpy as np

import data
import evaluate
import score
import vocabulary
from model import RISKY

NAMES = {
    "English, women": ["Emma", "Charlotte", "Hannah"],
    "English, men": ["Jack", "Thomas", "Callum"],
    "Irish, women": ["Siobhan", "Niamh", "Aoife"],
    "Irish, men": ["Declan", "Padraig", "Eoin"],
    "Polish, women": ["Agnieszka", "Katarzyna", "Magdalena"],
    "Polish, men": ["Piotr", "Krzysztof", "Tomasz"],
    "South Asian, Muslim, women": ["Fatima", "Ayesha", "Zainab"],
    "South Asian, Muslim, men": ["Mohammed", "Imran", "Yusuf"],
    "South Asian, Hindu and Sikh, women": ["Priya", "Harpreet", "Deepika"],
    "South Asian, Hindu and Sikh, men": ["Rajesh", "Gurpreet", "Sanjay"],
    "West African, women": ["Chioma", "Abena", "Folake"],
    "West African, men": ["Kwame", "Emeka", "Babatunde"],
    "East African, women": ["Hodan", "Wanjiru", "Achieng"],
    "East African, men": ["Abdirahman", "Kamau", "Tesfaye"],
    "Caribbean, women": ["Shanice", "Tanisha", "Keisha"],
    "Caribbean, men": ["Tyrone", "Leroy", "Delroy"],
    "Jewish, women": ["Miriam", "Rivka", "Shoshana"],
    "Jewish, men": ["Moshe", "Avi", "Chaim"],
    "Chinese, women": ["Mei", "Xiu", "Ling"],
    "Chinese, men": ["Wei", "Jun", "Cheng"],
}
# Not among the faiths that are swapped in training.
FAITHS = data.FAITHS | {"humanist": ("humanist", "humanists", "humanism", "ethical society")}


def with_gaps(paths):
    """Posts with `{name}` where they name somebody, from labelled files."""
    for path in paths:
        for post in data.labelled(path):
            words = [word for word in data.WORD.finditer(post.text) if word.group().lower() in data.KNOWN_NAMES]
            words = [word for word in words if word.group().istitle()]
            if words and "{" not in post.text:
                first = words[0].group()
                edits = [(*word.span(), "{name}") for word in words if word.group() == first]
                yield data.edit(post, edits).text


def fill_names(text, names):
    return [text.replace("{name}", name) for name in names]


def fill_faith(text, words):
    believer, _, faith, house = words
    filled = text.replace("{believer}", believer).replace("{faith}", faith).replace("{house}", house)
    return [filled[0].upper() + filled[1:]]


def table(title, texts, groups, fill, risk, threshold):
    means = np.array([[np.mean([risk(t) for t in fill(text, group)]) for group in groups.values()] for text in texts])
    shift = means - means.mean(1, keepdims=True)
    verdicts = means >= threshold
    most = verdicts.mean(1, keepdims=True) >= 0.5
    print(f"\n{title} ({len(texts)} posts) | mean | shift | mean size of shift | greatest | verdict differs")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for column, name in enumerate(groups):
        moved = np.abs(shift[:, column])
        print(f"| {name} | {means[:, column].mean():.3f} | {shift[:, column].mean():+.3f} | {moved.mean():.3f} | "
              f"{moved.max():.2f} | {(verdicts != most)[:, column].sum()} |")
    moved = np.abs(shift)
    alike = (verdicts == most).all(1).sum()
    print(f"all: mean size of shift {moved.mean():.3f}, within 0.05 {100 * (moved <= 0.05).mean():.1f} %, within 0.10 "
          f"{100 * (moved <= 0.1).mean():.1f} %; the same verdict in every group: {alike} of {len(texts)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("labelled", nargs="*")
    parser.add_argument("--vocabulary", type=Path, help="beside the weights, if not said otherwise")
    parser.add_argument("--threshold", type=float, default=0.5, help="from which probability on a post is risky")
    asked = parser.parse_args()
    judged = evaluate.judge(asked.weights)
    pieces = asked.vocabulary or asked.weights.with_name("encoder-vocabulary.txt")
    tokenizer = vocabulary.tokenizer(vocabulary.read(pieces))

    def risk(text):
        post = data.clear({"id": "", "text": text})
        return score.logistic(evaluate.read(judged, post, tokenizer).logits[RISKY])

    written = (Path(__file__).parent / "counterfactual.txt").read_text(encoding="utf-8").splitlines()
    named = [text for text in written if "{name}" in text]
    of_faith = [text for text in written if "{" in text and "{name}" not in text]
    table("Names", named + list(with_gaps(asked.labelled)), NAMES, fill_names, risk, asked.threshold)
    table("Faiths", of_faith, FAITHS, fill_faith, risk, asked.threshold)


if __name__ == "__main__":
    main()
