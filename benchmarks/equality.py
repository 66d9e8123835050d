"""Holds the fast scanner to the reference, pyparsing alone, on real texts.

    python benchmarks/equality.py [--limit-chars 100000] [FILE or FOLDER …]

Reads .txt and .md files whole and the texts of .jsonl rows (key `text`); by default the folder seeds. Both scanners run
over the same shapes; every hit must agree in rule, place and parts. The reference reads a few thousand characters a
second. Ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from figures import Extractor
from figures.scan.blocks import blocks
from figures.scan.scanner import Hit
from figures.scan.shapes import Shape


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(where, text) of every text in files and folders."""
    for path in paths:
        if path.is_dir():
            yield from texts(sorted(path.iterdir()))
        elif path.suffix in (".txt", ".md"):
            yield str(path), path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    text = json.loads(line).get("text")
                    if isinstance(text, str):
                        yield f"{path}:{number}", text


def shown(hit: Hit, shape: Shape) -> str:
    """A hit for people."""
    start, end = shape.span(hit.start, hit.end)
    parts = ", ".join(f"{name}={begin}:{stop}" for name, begin, stop in hit.parts)
    return f"{hit.rule.name} at {start}: {shape.text[start:end]!r} ({parts})"


def differences(shape: Shape, fast: list[Hit], slow: list[Hit]) -> list[str]:
    """What one of them reads and the other does not."""
    only_fast = [f"  fast       {shown(hit, shape)}" for hit in fast if hit not in slow]
    only_slow = [f"  reference  {shown(hit, shape)}" for hit in slow if hit not in fast]
    return only_fast + only_slow


def main() -> int:
    """The command line. Returns 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(__file__).resolve().parent.parent / "seeds"])
    parser.add_argument("--limit-chars", type=int, help="stop after so many characters")
    given = parser.parse_args()

    extractor = Extractor()
    scanner = extractor.scanner
    characters = hits = differing = 0
    fast_seconds = slow_seconds = 0.0
    for where, text in texts(given.paths):
        if given.limit_chars and characters >= given.limit_chars:
            break
        for start, end in blocks(text):
            shape = extractor.shape(text[start:end])
            began = time.process_time()
            fast = list(scanner.hits(shape.shape))
            between = time.process_time()
            slow = list(scanner.reference_hits(shape.shape))
            fast_seconds, slow_seconds = fast_seconds + between - began, slow_seconds + time.process_time() - between
            characters, hits = characters + end - start, hits + len(slow)
            if fast != slow:
                differing += 1
                print(f"{where}, from {start}:", *differences(shape, fast, slow), sep="\n")
    print(f"{characters:,} characters, {hits:,} hits of the reference, {differing:,} blocks differ")
    print(f"fast {fast_seconds:.1f} s, reference {slow_seconds:.1f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
