"""How long a check of many figures takes, on one core.

    python benchmarks/linking.py [--corpus FILE.jsonl] [--size 13MB]

Extracts the texts outside the clock, then times `figures.check` of the tables: linking, judging, reconciling. The bar
is one minute of CPU for 100,000 figures; fewer are scaled by their number, and the scaling is printed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from measuring import corpus_file, met, shown_size, size, stored, table

import figures
from figures.extraction import extract_each
from figures.linking.closeness import close_pairs

BAR_SECONDS, BAR_FIGURES = 60.0, 100_000


def main() -> int:
    """The command line. Returns 1 if the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSONL with id and text; by default the corpus of --size")
    parser.add_argument("--size", type=size, default=size("13MB"))
    given = parser.parse_args()
    path = given.corpus or corpus_file(given.size)
    extractor, found = figures.Extractor(), figures.Figures()
    for batch in extract_each(extractor, stored(path)):
        found.extend(batch)
        found.documents.extend(batch.documents)
    started = time.process_time()
    pairs = len(list(close_pairs(found.documents)))
    between = time.process_time()
    findings = figures.check(found, grammar=extractor.grammar)
    seconds = time.process_time() - between
    scaled = seconds * BAR_FIGURES / max(len(found), 1)
    holds = scaled <= BAR_SECONDS
    rows = [
        ["close documents", between - started, pairs, None, ""],
        ["check", seconds, len(findings.comparisons), BAR_SECONDS, met(holds)],
    ]
    print(f"{shown_size(path.stat().st_size)}: {len(found):,} figures in {len(found.documents):,} documents\n")
    print(table(["", "CPU s", "pairs", "bar, s", "met"], rows))
    print(f"\nper {BAR_FIGURES:,} figures: {scaled:.1f} s; {len(findings):,} findings")
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
