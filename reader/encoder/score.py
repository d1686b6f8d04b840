"""How well the encoder's outputs agree with labels.

Thresholds of concerns and passages are chosen on one half of the files and tried on the other, and the other way round;
those of "risky" are stated with what they give.
"""

import re

import numpy as np

from data import WORD
from model import CONCERNS, RISKY

# Passages of one concern with no more than this between them are one.
GAP = 2
LEVELS = np.linspace(0.1, 0.95, 18)


def logistic(logits):
    return 1 / (1 + np.exp(-np.asarray(logits, dtype=float)))


def ratios(right, wrong, missed):
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def compare(said, so):
    said, so = np.asarray(said), np.asarray(so)
    return ratios((said & so).sum(), (said & ~so).sum(), (~said & so).sum())


def average_precision(values, so):
    """The mean of the precision at each post that carries the output, from the likeliest down."""
    ranked = np.asarray(so)[np.argsort(-np.asarray(values), kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


def best_threshold(values, so):
    """The threshold of the greatest F1."""
    return max(np.unique(np.round(values, 3)), key=lambda level: compare(values >= level, so)[2])


def precise_threshold(values, so, precision):
    """The least threshold of at least this precision."""
    levels = [level for level in np.unique(values) if compare(values >= level, so)[0] >= precision]
    return min(levels, default=np.inf)


def passages(reading, concern, level):
    """The runs of whole words in which tokens speak for a concern."""
    text = reading.post.text
    runs = []
    for start, end, logits in reading.tokens:
        if logistic(logits[concern]) < level:
            continue
        if runs and start - runs[-1][1] <= GAP:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    whole = []
    for start, end in runs:
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        if WORD.search(text, start, end) or re.search(r"\d", text[start:end]):
            whole.append((start, end))
    return whole


def tally_passages(reading, concern, level):
    """How many passages are right (they share at least half of their union), wrong and missed."""
    wanted = [(span.start, span.end) for span in reading.post.spans if span.concern == concern]
    right = wrong = 0
    for start, end in passages(reading, concern, level):
        near = lambda w: 2 * (min(w[1], end) - max(w[0], start)) >= max(w[1], end) - min(w[0], start)
        match = next((w for w in wanted if near(w)), None)
        if match:
            wanted.remove(match)
            right += 1
        else:
            wrong += 1
    return np.array([right, wrong, len(wanted)])


def halves(readings):
    files = sorted({reading.post.file for reading in readings})
    odd = [reading for reading in readings if files.index(reading.post.file) % 2]
    even = [reading for reading in readings if not files.index(reading.post.file) % 2]
    return [(odd, even), (even, odd)] if odd else [(even, even)]


def table(readings):
    """The figures, as lines of text."""
    so = np.array([reading.post.carries for reading in readings], dtype=bool)
    values = logistic([reading.logits for reading in readings])
    risky, is_risky = values[:, RISKY], so[:, RISKY]
    hard = np.array([reading.post.hard for reading in readings], dtype=bool)
    made = [f"risky: average precision {average_precision(risky, is_risky):.3f} over {len(readings)} posts"]
    levels = {"best F1": best_threshold(risky, is_risky)}
    levels |= {f"precision {p}": precise_threshold(risky, is_risky, p) for p in (0.9, 0.95)}
    for name, level in levels.items():
        precision, recall, f1 = compare(risky >= level, is_risky)
        twins = (risky[hard] >= level).mean() if hard.any() else 0
        made.append(f"  {name:15} from {level:.3f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
                    f"clear twins called risky {100 * twins:.1f} % of {hard.sum()}")
    labels, marks = np.zeros((len(CONCERNS), 3)), np.zeros((len(CONCERNS), 3))
    for fit, test in halves(readings):
        for concern in range(len(CONCERNS)):
            carried = lambda some: np.array([reading.post.carries[concern] for reading in some], dtype=bool)
            said = lambda some: logistic([reading.logits[concern] for reading in some])
            level = best_threshold(said(fit), carried(fit))
            found, there = said(test) >= level, carried(test)
            labels[concern] += [(found & there).sum(), (found & ~there).sum(), (~found & there).sum()]
            loud = lambda some: [reading for reading, voice in zip(some, said(some)) if voice >= level]
            mute = lambda some: [reading for reading, voice in zip(some, said(some)) if voice < level]
            unseen = lambda some: sum(span.concern == concern for reading in mute(some) for span in reading.post.spans)
            count = lambda some, mark: sum((tally_passages(r, concern, mark) for r in loud(some)), np.zeros(3)) + [0, 0, unseen(some)]
            mark = max(LEVELS, key=lambda mark: ratios(*count(fit, mark))[2])
            marks[concern] += count(test, mark)
    macro = lambda tallies: np.mean([ratios(*tally)[2] for tally in tallies])
    made.append(f"labels: macro F1 {macro(labels):.3f}, micro F1 {ratios(*labels.sum(0))[2]:.3f}")
    made.append(f"passages: macro F1 {macro(marks):.3f}, micro F1 {ratios(*marks.sum(0))[2]:.3f}")
    for concern, name in enumerate(CONCERNS):
        average = average_precision(values[:, concern], so[:, concern]) if so[:, concern].any() else 0
        made.append(f"  {name:18} average precision {average:.3f}  label F1 {ratios(*labels[concern])[2]:.3f}  "
                    f"passage F1 {ratios(*marks[concern])[2]:.3f}  ({so[:, concern].sum()} posts)")
    return made, levels
