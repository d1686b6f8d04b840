"""Posts to learn from: read, varied, cut into windows of tokens, and put into batches."""

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from model import CONCERNS, OUTPUTS, RISKY, WINDOW

ROOT = Path(__file__).resolve().parents[2]
# How many tokens of its predecessor a window of a long post reads again.
OVERLAP = 32
# How many tokens, with padding, a batch has at most.
BATCH = 1536

GIVEN_NAMES = (ROOT / "crate/words/given-name.txt").read_text(encoding="utf-8")
GIVEN_NAMES = [name for line in GIVEN_NAMES.splitlines() if not line.startswith("#") for name in line.split()]
KNOWN_NAMES = frozenset(GIVEN_NAMES)
# Words for faiths: of a believer, of believers, the faith, the house in which they meet.
FAITHS = {
    "Christian": ("Christian", "Christians", "Christianity", "church"),
    "Catholic": ("Catholic", "Catholics", "Catholicism", "cathedral"),
    "Muslim": ("Muslim", "Muslims", "Islam", "mosque"),
    "Jewish": ("Jewish", "Jews", "Judaism", "synagogue"),
    "Hindu": ("Hindu", "Hindus", "Hinduism", "temple"),
    "Sikh": ("Sikh", "Sikhs", "Sikhism", "gurdwara"),
    "Buddhist": ("Buddhist", "Buddhists", "Buddhism", "monastery"),
}
FAITH_WORDS = {word.lower(): (faith, form) for faith, words in FAITHS.items() for form, word in enumerate(words)}
WORD = re.compile(r"[^\W\d_]+")
EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+")

# The functional cases of HateCheck (Röttger et al. 2021) that carry nothing, and those that LABELLING.md calls hatred.
# Left out are those on which it says nothing plain: profanity, slurs reclaimed, hatred of one person or of a trade.
HARMLESS = {
    "slur_homonym_nh",
    "negate_neg_nh",
    "ident_neutral_nh",
    "ident_pos_nh",
    "counter_quote_nh",
    "counter_ref_nh",
    "target_obj_nh",
}
HATRED = [CONCERNS.index("abuse"), CONCERNS.index("public-confidence")]


@dataclass
class Span:
    """A labelled passage, in code points."""

    start: int
    end: int
    concern: int
    risky: bool


@dataclass
class Post:
    """A post with what it carries. `unknown` are outputs on which its labels say nothing."""

    id: str
    text: str
    spans: list[Span]
    carries: list[bool]
    pair: str | None = None
    file: str = ""
    unknown: list[int] = field(default_factory=list)
    hard: bool = False


def lines(path):
    """The objects of a JSON-lines file."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def labelled(path):
    """The posts of a labelled file. A clear post is `hard` if its near twin is risky."""
    posts = []
    for line in lines(path):
        spans = []
        carries = [False] * OUTPUTS
        for label in line["labels"]:
            concern = CONCERNS.index(label["concern"])
            carries[concern] = True
            start = line["text"].find(label["span"])
            if start >= 0:
                spans.append(Span(start, start + len(label["span"]), concern, label["severity"] != "advisory"))
        carries[RISKY] = line["verdict"] in ("check", "stop")
        posts.append(Post(line["id"], line["text"], spans, carries, line.get("pair"), Path(path).stem))
    risky = {post.pair for post in posts if post.pair and post.carries[RISKY]}
    for post in posts:
        post.hard = post.pair in risky and not any(post.carries)
    return posts


def unlabelled(path):
    """The posts of a file without labels, but for those marked as perhaps about work."""
    return [clear(line) for line in lines(path) if not line.get("work_words")]


def clear(line, unknown=()):
    """A post that carries nothing."""
    return Post(line["id"], line["text"], [], [False] * OUTPUTS, unknown=list(unknown))


def everyday(path):
    """English posts of real people. They name persons, most of them public: what is an identifier is not asked."""
    return [clear(line, [CONCERNS.index("identifier")]) for line in lines(path) if line.get("en", True)]


def talk(lines_of_talk, count, chance):
    """Posts of one to three lines of harmless talk about work, in any order, some typed in small letters."""
    posts = []
    for number in range(count):
        text = " ".join(post.text for post in chance.sample(lines_of_talk, chance.randint(1, 3)))
        posts.append(clear({"id": f"talk-{number}", "text": text.lower() if chance.random() < 0.2 else text}))
    return posts


def hatecheck(path):
    """HateCheck's cases, harmless and hateful."""
    harmless, hateful = [], []
    for line in lines(path):
        if line["source"] != "hatecheck":
            continue
        if line["case"] in HARMLESS:
            harmless.append(clear(line))
        elif line["label"] == "hate":
            end = len(line["text"].rstrip(" .!?"))
            carries = [output in HATRED or output == RISKY for output in range(OUTPUTS)]
            spans = [Span(0, end, concern, True) for concern in HATRED]
            hateful.append(Post(line["id"], line["text"], spans, carries))
    return harmless, hateful


def edit(post, edits):
    """A post with some runs of its text, `(start, end, new)`, written anew."""
    if not edits:
        return post
    pieces = list(post.text)
    for start, end, new in edits:
        pieces[start:end] = [new] + [""] * (end - start - 1)
    moved = [0]
    for piece in pieces:
        moved.append(moved[-1] + len(piece))
    spans = [replace(span, start=moved[span.start], end=moved[span.end]) for span in post.spans]
    return replace(post, text="".join(pieces), spans=[span for span in spans if span.start < span.end])


def other_faiths(group, chance):
    """Words of the faiths that some posts name, and the same words of other faiths."""
    named = {FAITH_WORDS[word.lower()][0] for post in group for word in WORD.findall(post.text) if word.lower() in FAITH_WORDS}
    instead = dict(zip(sorted(named), chance.sample(list(FAITHS), len(named))))
    words = {}
    for post in group:
        for word in WORD.findall(post.text):
            if word.lower() in FAITH_WORDS:
                faith, form = FAITH_WORDS[word.lower()]
                new = FAITHS[instead[faith]][form]
                words[word] = as_typed(word, new) if form == 3 else new
    return words


def vary(group, chance):
    """The posts of a pair, told a little differently: other names, faiths and numbers, typed with less care."""
    faiths = other_faiths(group, chance)
    names = {}
    private = {CONCERNS.index("identifier"), CONCERNS.index("jigsaw")}
    for post in group:
        for span in post.spans:
            if span.concern in private:
                for word in WORD.findall(post.text[span.start : span.end]):
                    if word.lower() in KNOWN_NAMES and word not in names:
                        names[word] = as_typed(word, chance.choice(GIVEN_NAMES))
    swap = chance.random() < 0.7
    redraw = chance.random() < 0.5
    bare = chance.random() < 0.3
    hasty = chance.random() < 0.1
    return [vary_one(post, (names if swap else {}) | faiths, redraw, bare, hasty, private, chance) for post in group]


def vary_one(post, words, redraw, bare, hasty, private, chance):
    found = [word for word in WORD.finditer(post.text) if word.group() in words]
    post = edit(post, [(*word.span(), words[word.group()]) for word in found])
    if redraw:
        digits = {
            at
            for span in post.spans
            if span.concern in private
            for at in range(span.start, span.end)
            if post.text[at] in "23456789"
        }
        post = edit(post, [(at, at + 1, chance.choice("23456789")) for at in digits])
    if bare:
        post = edit(post, [(*match.span(), "") for match in EMOJI.finditer(post.text)])
    if hasty:
        signs = re.finditer(r"['’](?=\w)|[.!]+$", post.text)
        post = edit(post, [(*match.span(), "") for match in signs])
    return post


def as_typed(old, new):
    """A name with the capitals of another."""
    if old.islower():
        return new
    return new.upper() if old.isupper() and len(old) > 1 else new.capitalize()


@dataclass
class Window:
    """A part of a post that the encoder reads at once."""

    tokens: list[int]
    # The run of the text that each token stands for, in code points; nothing for `[CLS]` and `[SEP]`.
    offsets: list[tuple[int, int]]
    post: Post
    whole: bool


def windows(post, tokenizer):
    """Cuts a post into overlapping windows; most posts are one."""
    encoding = tokenizer.encode(post.text, add_special_tokens=False)
    room = WINDOW - 2
    begin, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    cut = []
    for start in range(0, max(1, len(encoding.ids) - OVERLAP), room - OVERLAP):
        tokens = [begin, *encoding.ids[start : start + room], end]
        offsets = [(0, 0), *encoding.offsets[start : start + room], (0, 0)]
        cut.append(Window(tokens, offsets, post, len(encoding.ids) <= room))
    return cut


def targets(window):
    """What the heads are to say of a window: for each token, for the post, and which outputs count."""
    post = window.post
    token = torch.zeros(len(window.tokens), len(CONCERNS))
    said = torch.zeros(OUTPUTS)
    for span in post.spans:
        within = [at for at, (start, end) in enumerate(window.offsets) if start < span.end and end > span.start]
        token[within, span.concern] = 1
        if within:
            said[span.concern] = 1
            said[RISKY] = max(said[RISKY], float(span.risky))
    if window.whole:
        said = torch.tensor(post.carries, dtype=torch.float)
    counts = torch.ones(OUTPUTS)
    counts[post.unknown] = 0
    return token, said, counts


@dataclass
class Batch:
    """Windows as tensors, a row each, with what the heads are to say and which outputs count."""

    tokens: torch.Tensor
    padding: torch.Tensor
    token: torch.Tensor
    post: torch.Tensor
    counts: torch.Tensor
    # Rows of a risky post and its clear twin.
    twins: list[tuple[int, int]]


def pad(group):
    """The tokens of some windows in one tensor, and where nothing is."""
    length = max(len(window.tokens) for window in group)
    tokens = torch.zeros(len(group), length, dtype=torch.long)
    padding = torch.ones(len(group), length, dtype=torch.bool)
    for row, window in enumerate(group):
        tokens[row, : len(window.tokens)] = torch.tensor(window.tokens)
        padding[row, : len(window.tokens)] = False
    return tokens, padding


def collate(group):
    """A batch of some windows."""
    tokens, padding = pad(group)
    token = torch.zeros(*tokens.shape, len(CONCERNS))
    post, counts = torch.zeros(len(group), OUTPUTS), torch.zeros(len(group), OUTPUTS)
    for row, window in enumerate(group):
        token[row, : len(window.tokens)], post[row], counts[row] = targets(window)
    rows = {}
    for row, window in enumerate(group):
        if window.post.pair and window.whole:
            rows.setdefault((window.post.file, window.post.pair), []).append(row)
    risky = lambda row: group[row].post.carries[RISKY]
    twins = [(a, b) for pair in rows.values() for a in pair for b in pair if risky(a) and not risky(b)]
    return Batch(tokens, padding, token, post, counts, twins)


def pairs(posts):
    """Posts grouped with their near twins."""
    groups = {}
    for number, post in enumerate(posts):
        groups.setdefault((post.file, post.pair) if post.pair else number, []).append(post)
    return list(groups.values())


def batches(groups, tokenizer, chance):
    """An epoch: groups varied, those of like length together, in any order."""
    cut = []
    for group in groups:
        parts = [window for post in vary(group, chance) for window in windows(post, tokenizer)]
        cut.append((max(len(part.tokens) for part in parts) + chance.uniform(-3, 3), parts))
    cut.sort(key=lambda item: item[0])
    made, batch, length = [], [], 0
    for _, parts in cut:
        longest = max(length, *(len(part.tokens) for part in parts))
        if batch and longest * (len(batch) + len(parts)) > BATCH:
            made.append(batch)
            batch, longest = [], max(len(part.tokens) for part in parts)
        batch, length = batch + parts, longest
    made.append(batch)
    chance.shuffle(made)
    return made
