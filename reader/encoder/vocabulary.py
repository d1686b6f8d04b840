"""The pieces of words that the encoder knows: the base model's, cut to what English posts need.

Kept are the special pieces, every single character of the base short of the East Asian scripts (so that any word in an
alphabet can still be spelt), every piece that the corpora use more than once, and, up to the size asked for, the base's commonest words: its list is
sorted by how common they are.
"""

from collections import Counter
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
# The first character of the East Asian scripts: they are 728 of the base's single characters, and no English.
EAST_ASIAN = "\u2e80"


def read(path):
    """The pieces of a vocabulary file, one a line."""
    return Path(path).read_text(encoding="utf-8").splitlines()


def tokenizer(pieces):
    """A WordPiece tokenizer over some pieces, lower-case and without accents, as the base has it."""
    return BertWordPieceTokenizer({piece: number for number, piece in enumerate(pieces)}, lowercase=True)


def is_character(piece):
    """Whether a piece is a single character to keep."""
    character = piece.removeprefix("##")
    return len(character) == 1 and character < EAST_ASIAN


def cut(base, texts, size):
    """Those of the base's pieces to keep, in the base's order, with the special ones first."""
    counts = Counter()
    whole = tokenizer(base)
    for encoding in whole.encode_batch(texts, add_special_tokens=False):
        counts.update(encoding.tokens)
    kept = dict.fromkeys(SPECIAL)
    kept.update(dict.fromkeys(piece for piece in base if is_character(piece)))
    kept.update((piece, None) for piece, count in counts.most_common() if count > 1 and len(kept) < size)
    common = (piece for piece in base if piece.isalpha() and piece.isascii())
    for piece in common:
        if len(kept) == size:
            break
        kept[piece] = None
    return SPECIAL + [piece for piece in base if piece in kept and piece not in SPECIAL]
