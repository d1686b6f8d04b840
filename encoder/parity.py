"""Writes parity.jsonl: what the training's own tools make of some texts, for the tests of the Rust code to compare with.

    python encoder/parity.py

Needs `tokenizers`, `onnxruntime` and `numpy`, and is run again when the weights or the vocabulary change.
"""

import json
from pathlib import Path

import numpy
import onnxruntime
from tokenizers import BertWordPieceTokenizer

HERE = Path(__file__).parent
READER = HERE.parent / "reader"

TEXTS = [
    "",
    " ",
    "Lovely walk along the canal this morning, and the ducks didn't mind the rain one bit 🦆",
    "He waved from the window till I turned the corner. First time he has not cried when I go.",
    "Nine of us left out of seventeen. Two agency go on Friday.",
    "So proud of one of my families today 💚 The judge agreed that the little one can go home to her nan.",
    "Children in care need stability, and stability needs well-funded teams.",
    "She asked me again today whether she could come and live at mine. I said what we always say…",
    "Sat in the car outside their flat for an hour so that they would know somebody was there.",
    "CAPITALS, Ünïcödé, café and cafe\u0301; naïve façade — “quotes” and ‘more’.",
    "Ring 07700 900123 or write to somebody@example.org, https://example.org/a_b?c=d#e (before 5pm)!!!",
    "Family emoji 👩‍👩‍👧‍👦, flags 🇬🇧, skin 👍🏽, keycap 1️⃣, new ones 🫠🪿.",
    "A lone replacement \ufffd character, a zero\u200bwidth space, a soft\u00adhyphen, a non\u00a0breaking one.",
    "שָׁלוֹם and مرحباً in one line, then \u202eturned round\u202c.",
    "日本語とEnglish混ざる, 한국어, ไทย, हिन्दी.",
    "İstanbul, Straße, ﬁne ligature, Ⅷ, ½, x², ǅ, Ωmega",
    "#SocialWorkWeek @somebody $5 & £6 100% *bold* _under_ `code` ~ ^ | \\ { } < >",
    "line one\nline two\r\nline three\n\n\ttabbed",
    "supercalifragilisticexpialidociousnessisalongword " + "a" * 99 + " " + "b" * 100 + " " + "c" * 101,
    "I don't, won't, can't; it's they've we'll I'd. O’Brien’s A&E at 15yo 2pm.",
    "Three visits before lunch, one of them on the other side of town, and the traffic was awful. But the sun came out, and "
    "a lovely lady gave us tea and cake in her garden, and told us about the roses that she grew for years 🌹",
    "Third manager gone since Easter, nine of us left on the duty team, and now they are moving us to hot desks.",
    "Off to the Quaker meeting this morning, then knocking on doors for the council election.",
    "He told me today why he never takes his coat off indoors. I will not forget that one.",
]


def main():
    tokenizer = BertWordPieceTokenizer(str(READER / "encoder-vocabulary.txt"), lowercase=True)
    session = onnxruntime.InferenceSession(str(READER / "encoder.onnx"))
    with open(HERE / "parity.jsonl", "w") as out:
        for text in TEXTS:
            cut = tokenizer.encode(text)
            tokens, post = session.run(["tokens_out", "post_out"], {"tokens": numpy.array([cut.ids], dtype=numpy.int64)})
            rounded = lambda row: [round(float(logit), 4) for logit in row]
            line = {"text": text, "tokens": cut.ids, "offsets": cut.offsets, "tokens_out": [rounded(row) for row in tokens[0]], "post_out": rounded(post[0])}
            out.write(json.dumps(line) + "\n")


main()
