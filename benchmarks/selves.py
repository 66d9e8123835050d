"""How often a text is said to contradict itself: false alarms, nearly all of them.

    python benchmarks/selves.py FILE.jsonl [--show]

Each document of three sentences and more is parted in an opening third and the rest, and either is held against the
other by `figures.compare`, as a draft against its source. A text hardly ever contradicts itself, so that a conflict is
a false alarm, and the rest mostly tells of other things, so that `unknown` is the right answer to most figures. With
`--show` the conflicts are printed, each with the sentences of both figures.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from measuring import stored, table

from figures import Document, Extractor, compare
from figures.consistency.laying import Outcome

_ENDS = re.compile(r"(?<=[.!?])\s+(?=[\"“]?[A-Z])")
LEAST, OPENING = 3, 3
"""So many sentences at least has a text that is parted, and one in so many of them opens it."""


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSONL with id, text and published")
    parser.add_argument("--show", action="store_true", help="print the conflicts")
    given = parser.parse_args()
    extractor = Extractor()
    verdicts: Counter[Outcome] = Counter()
    for document in stored(given.corpus):
        for source, draft in _parts(document):
            for item in compare(source, draft, extractor=extractor).items:
                verdicts[item.verdict] += 1
                if given.show and item.verdict is Outcome.CONFLICT and item.against is not None:
                    print(f"{document.id}: {item.reason}\n  {item.figure.sentence}\n  {item.against.sentence}")
    total = sum(verdicts.values()) or 1
    print(
        table(["verdict", "figures", "%"], [[str(one), verdicts[one], 100 * verdicts[one] / total] for one in Outcome])
    )
    return 0


def _parts(document: Document) -> Iterator[tuple[Document, Document]]:
    """The opening and the rest, either as the source of the other."""
    sentences = _ENDS.split(document.text)
    if len(sentences) >= LEAST:
        parts = sentences[: len(sentences) // OPENING], sentences[len(sentences) // OPENING :]
        opening, rest = (replace(document, text=" ".join(part)) for part in parts)
        yield opening, rest
        yield rest, opening


if __name__ == "__main__":
    raise SystemExit(main())
