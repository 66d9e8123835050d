"""Runs in an environment of its own, for peers.py: python peer_worker.py NAME FILE.jsonl SECONDS.

Reads documents until SECONDS of CPU have passed, and prints as JSON how many, their characters, the seconds and what
was found. Needs nothing but the extractor that NAME is.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable

Reader = Callable[[str], int]
"""Reads one text and says how many quantities are in it."""


def quantulum3() -> Reader:
    """Without its classifier, which needs a trained model."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    return lambda text: len(parser.parse(text))


def duckling() -> Reader:
    """All dimensions that are quantities or times."""
    import zoneinfo

    import duckling as d  # type: ignore[import-not-found]

    names = "amount-of-money distance duration number ordinal quantity temperature time volume".split()  # noqa: SIM905
    zones = d.load_time_zones(next(iter(zoneinfo.TZPATH), ""))
    when = d.parse_ref_time(zones, "UTC", 1642413600)
    locale = d.parse_locale("EN_US", d.default_locale_lang(d.parse_lang("EN")))
    context, dimensions = d.Context(when, locale), d.parse_dimensions(names)
    return lambda text: len(d.parse(text, context, dimensions, False))


def recognizers() -> Reader:
    """Its models of numbers, ordinals, percentages, ages, currencies, dimensions and dates."""
    import recognizers_suite as r  # type: ignore[import-not-found]

    kinds = ("number", "ordinal", "percentage", "age", "currency", "dimension", "datetime")
    models = [getattr(r, f"recognize_{kind}") for kind in kinds]
    return lambda text: sum(len(model(text, r.Culture.English)) for model in models)


def figures() -> Reader:
    """From text to the finished columns of all tables."""
    from figures import Document, Extractor
    from figures.extraction import extract_each

    extractor = Extractor()
    return lambda text: sum(len(found) for found in extract_each(extractor, [Document("one", text)]))


def main() -> None:
    """The command line."""
    name, path, budget = sys.argv[1], sys.argv[2], float(sys.argv[3])
    warnings.simplefilter("ignore")
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    read = {"quantulum3": quantulum3, "duckling": duckling, "recognizers": recognizers, "figures": figures}[name]()
    read("Once 2 men came.")  # what is loaded when first needed is start-up
    done = characters = found = 0
    started = time.process_time()
    for text in texts:
        found += read(text)
        done, characters = done + 1, characters + len(text)
        if time.process_time() - started > budget:
            break
    answer = {"documents": done, "characters": characters, "found": found, "seconds": time.process_time() - started}
    if name == "figures":
        started = time.process_time()
        for text in texts:
            read(text)
        answer["warm"] = time.process_time() - started
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
