"""Peak memory of `figures extract` JSONL → CSV for inputs of different size: it must not grow with them.

    python benchmarks/memory.py [--sizes 10MB 200MB] [--gigabyte]

One process after the other, its peak resident memory as the system counts it.
"""

from __future__ import annotations

import argparse

from measuring import corpus_file, extract_command, met, run, shown_size, size, table, work_folder

LARGEST, GROWTH = 300e6, 1.2
"""Peak memory in bytes, and how many times that of the smallest input any other may take."""


def main() -> int:
    """The command line. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=size, nargs="+", default=[size("10MB"), size("200MB")])
    parser.add_argument("--gigabyte", action="store_true", help="1 GB as well")
    given = parser.parse_args()

    rows, holds, first = [], True, 0
    target = work_folder() / "memory.csv"
    for number in [*given.sizes, *([size("1GB")] if given.gigabyte else [])]:
        source = corpus_file(number)
        child = run(extract_command(source, target))
        written = sum(file.stat().st_size for file in target.parent.glob("memory*.*"))
        first = first or child.peak
        held = child.status == 0 and child.peak <= LARGEST and child.peak <= GROWTH * first
        holds = holds and held
        growth = child.peak / first
        rows.append([shown_size(number), child.peak / 1e6, growth, child.cpu, shown_size(written), met(held)])
        print(f"{shown_size(number)}: {child.peak / 1e6:.0f} MB, status {child.status}", flush=True)
        for file in target.parent.glob("memory*.*"):
            file.unlink()
        if number > size("10MB"):
            source.unlink()
    print()
    print(table(["input", "peak MB", "× first", "CPU s", "written", "met"], rows))
    print(f"bars: {LARGEST / 1e6:.0f} MB, {GROWTH} times the first")
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
