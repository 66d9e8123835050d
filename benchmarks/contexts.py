"""How well the columns of context are read, on sentences marked by hand (tests/contexts).

    python benchmarks/contexts.py [--wrong] [--column NAME] [--half tuned|kept|later]

Accuracy is over all marked figures. As most have no scope and no group, the two columns beside it look only at those
where something is stated: how many of the marks are read right, and how many of the readings are right. `--wrong` lists
what is wrong in the tuned half and in `later`, sentences marked after the rules, on which no claim rests; the kept half
is only counted, so that no rule is made from it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring import table

from figures import Extractor
from tests.contexts.marks import COLUMNS, HALVES, SETS, score

BARS = {
    **{"noun": 0.95, "event": 0.92, "attribution": 0.90, "modality": 0.95, "statistic": 0.90, "as_of": 0.90},
    "place": 0.80,
}
"""The accuracies that the kept half must reach."""


def main() -> int:
    """The command line. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument("--column", choices=COLUMNS, help="list the wrong ones of this column alone")
    parser.add_argument("--half", choices=SETS, help="this set alone")
    given = parser.parse_args()
    extractor, reached = Extractor(), True
    for half in [given.half] if given.half else HALVES:
        found = score(half, extractor)
        rows = []
        for name, tally in found.columns.items():
            bar = BARS.get(name) if half == "kept" else None
            reached = reached and (bar is None or tally.accuracy >= bar)
            recall = tally.stated_right / tally.stated if tally.stated else None
            precision = tally.stated_right / tally.found if tally.found else None
            rows.append([name, tally.accuracy, recall, precision, tally.stated, bar])
        print(f"{half}: {found.figures} figures, {found.unread} of them not read\n")
        print(table([half, "accuracy", "of the marks", "of the readings", "marks", "bar"], rows), "\n")
        if half != "kept" and (given.wrong or given.column):
            for place, column, wanted, got, words in found.wrong:
                if given.column in (None, column):
                    print(f"{column}: {words!r} wants {wanted!r}, got {got!r}   {place}")
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
