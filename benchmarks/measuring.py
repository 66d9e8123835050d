"""What the benchmarks share: sizes, the tokeniser they are measured against, child processes, tables."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from figures import Document

TOKENISER = re.compile(r"\w+|\S")
UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}


def size(text: str) -> int:
    """`10MB` → 10000000."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]B|)", text.strip().upper())
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 500KB, 10MB or 1GB")
    return int(float(match[1]) * UNITS[match[2]])


def shown_size(number: int) -> str:
    """10000000 → `10 MB`."""
    for unit, factor in reversed(UNITS.items()):
        if number >= factor:
            return f"{number / factor:g} {unit or 'B'}"
    return "0 B"


def stored(path: Path) -> Iterator[Document]:
    """The documents of a JSONL file with keys id and text, and the other fields of a document if it has them."""
    from figures import read

    yield from read([str(path)])


def tokenise(texts: Iterable[str]) -> float:
    """CPU seconds that the tokeniser takes for the texts."""
    findall, started = TOKENISER.findall, time.process_time()
    for text in texts:
        findall(text)
    return time.process_time() - started


class Child(NamedTuple):
    """How a process ended and what it took: CPU and wall-clock seconds, peak memory in bytes.

    The peak is at least what this process held when it started the other, so measure it from a small one.
    """

    status: int
    cpu: float
    wall: float
    peak: int


def run(command: Sequence[str], *, quiet: bool = True) -> Child:
    """Run a command to its end, by itself (its own children are counted in). Its output goes nowhere if `quiet`."""
    sink = subprocess.DEVNULL if quiet else None
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=sink, stderr=sink)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    return Child(process.returncode, usage.ru_utime + usage.ru_stime, wall, peak_bytes(usage.ru_maxrss))


def peak_bytes(maxrss: int) -> int:
    """`ru_maxrss` is in KiB, on macOS in bytes."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024


def figures_command() -> list[str]:
    """The command `figures` of this environment."""
    script = Path(sys.executable).with_name("figures")
    return [str(script)] if script.exists() else [sys.executable, "-m", "figures"]


def extract_command(source: Path, target: Path) -> list[str]:
    """`figures extract` from a file to a CSV file, without messages."""
    return [*figures_command(), "extract", str(source), "-o", str(target), "--quiet"]


def work_folder() -> Path:
    """Where corpora and outputs of the benchmarks go: build/bench of the checkout."""
    folder = Path(__file__).resolve().parent.parent / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def corpus_file(number: int, seed: int = 0) -> Path:
    """A file with the corpus of this size, written (by a process of its own) unless it is there and up to date."""
    script = Path(__file__).with_name("corpus.py")
    make = [sys.executable, str(script), "--size", str(number), "--seed", str(seed)]
    digest = subprocess.run([*make, "--digest"], check=True, capture_output=True, text=True).stdout.strip()
    path = work_folder() / f"corpus-{digest}-{number}.jsonl"
    if not path.exists():
        for old in path.parent.glob(f"corpus-*-{number}.jsonl"):
            old.unlink()
        partial = path.with_suffix(".partial")
        subprocess.run([*make, "--out", str(partial)], check=True)
        partial.replace(path)
    return path


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An aligned table: the first column to the left, the others to the right."""
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        first, *others = row
        columns = [first.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(others, widths[1:], strict=True))]
        lines.append("  ".join(columns).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def met(holds: bool | None) -> str:
    """The cell of a bar."""
    return "" if holds is None else "yes" if holds else "NO"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def write_jsonl(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """One JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
