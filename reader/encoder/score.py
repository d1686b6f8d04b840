"""How well the encoder's outputs agree with labels.

Thresholds of concerns, and how passages are found, are chosen on one half of the files and tried on the other, and the other way round;
those of "risky" are stated with what they give.
"""

import re

import numpy as np

from model import CONCERNS, RISKY

WORD = re.compile(r"\w+(?:['’\-.@/]\w+)*")
# What ends a clause, and the words that begin one.
BREAK = re.compile(r"[.!?,;:\n()–—]| - ")
JOINING = {"and", "but", "because", "so", "when", "while"}
# Beside a word up to the level, others count from this share of it.
NEARLY = 0.7
LEVELS = np.linspace(0.2, 0.9, 8)


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


def words(reading):
    """The words of a post, each with its run and the greatest logits of its tokens."""
    made, tokens = [], reading.tokens
    at = 0
    for word in WORD.finditer(reading.post.text):
        while at < len(tokens) and tokens[at][1] <= word.start():
            at += 1
        last = at
        while last < len(tokens) and tokens[last][0] < word.end():
            last += 1
        if last > at:
            logits = np.max([logits for _, _, logits in tokens[at:last]], axis=0)
            made.append((word.start(), word.end(), logits))
    return made


def clauses(text, made):
    """The words in clauses: a sign between two words ends one, and a word that joins clauses begins one."""
    groups = []
    for number, (start, end, _) in enumerate(made):
        between = text[made[number - 1][1] : start] if number else ""
        if not number or BREAK.search(between) or text[start:end].lower() in JOINING:
            groups.append([])
        groups[-1].append(number)
    return groups


def by_words(voices, groups, level):
    """Runs of words that speak for a concern, one of them up to the level and the others nearly."""
    runs = []
    for number in np.flatnonzero(voices >= NEARLY * level):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [(first, last) for first, last in runs if voices[first : last + 1].max() >= level]


def by_clauses(voices, groups, level):
    """The clauses that speak for a concern on the whole."""
    return [(group[0], group[-1]) for group in groups if voices[group].mean() >= level]


def by_sentences(voices, groups, level):
    """The same, with those beside each other as one."""
    runs = []
    for first, last in by_clauses(voices, groups, level):
        if runs and runs[-1][1] == first - 1:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


WAYS = [by_words, by_clauses, by_sentences]


class Marker:
    """Finds the passages of a post, in any of the ways."""

    def __init__(self, reading):
        self.post = reading.post
        self.words = words(reading)
        self.voices = logistic([logits for _, _, logits in self.words]) if self.words else None
        self.clauses = clauses(reading.post.text, self.words)

    def passages(self, concern, way, level):
        if not self.words:
            return []
        runs = way(self.voices[:, concern], self.clauses, level)
        return [(self.words[first][0], self.words[last][1]) for first, last in runs]


def tally_passages(marker, concern, way, level):
    """How many passages are right (they share at least half of their union), wrong and missed."""
    wanted = [(span.start, span.end) for span in marker.post.spans if span.concern == concern]
    right = wrong = 0
    for start, end in marker.passages(concern, way, level):
        near = lambda w: 2 * (min(w[1], end) - max(w[0], start)) >= max(w[1], end) - min(w[0], start)
        match = next((w for w in wanted if near(w)), None)
        if match:
            wanted.remove(match)
            right += 1
        else:
            wrong += 1
    return np.array([right, wrong, len(wanted)])


def halves(readings):
    """The numbers of the readings of every second file, and of the others: to choose by, and to try; and back."""
    files = sorted({reading.post.file for reading in readings})
    parts = [[n for n, reading in enumerate(readings) if files.index(reading.post.file) % 2 == part] for part in (0, 1)]
    return [(parts[0], parts[1]), (parts[1], parts[0])]


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
    markers = [Marker(reading) for reading in readings]
    for fit, test in halves(readings):
        for concern in range(len(CONCERNS)):
            level = best_threshold(values[fit, concern], so[fit, concern])
            found, there = values[test, concern] >= level, so[test, concern]
            labels[concern] += [(found & there).sum(), (found & ~there).sum(), (~found & there).sum()]

            def count(some, way, mark):
                tally = np.zeros(3)
                for at in some:
                    if values[at, concern] >= level:
                        tally += tally_passages(markers[at], concern, way, mark)
                    else:
                        tally[2] += sum(span.concern == concern for span in readings[at].post.spans)
                return tally

            choices = [(way, mark) for way in WAYS for mark in LEVELS]
            marks[concern] += count(test, *max(choices, key=lambda choice: ratios(*count(fit, *choice))[2]))
    macro = lambda tallies: np.mean([ratios(*tally)[2] for tally in tallies])
    made.append(f"labels: macro F1 {macro(labels):.3f}, micro F1 {ratios(*labels.sum(0))[2]:.3f}")
    made.append(f"passages: macro F1 {macro(marks):.3f}, micro F1 {ratios(*marks.sum(0))[2]:.3f}")
    for concern, name in enumerate(CONCERNS):
        average = average_precision(values[:, concern], so[:, concern]) if so[:, concern].any() else 0
        made.append(f"  {name:18} average precision {average:.3f}  label F1 {ratios(*labels[concern])[2]:.3f}  "
                    f"passage F1 {ratios(*marks[concern])[2]:.3f}  ({so[:, concern].sum()} posts)")
    return made, levels
