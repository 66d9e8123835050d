"""How fast texts become tables, against a tokeniser that runs in the same process.

    python benchmarks/throughput.py [--corpus FILE.jsonl] [--size 10MB] [--jobs N] [--repeats 3]

Times are CPU seconds of this process, the tokeniser `re.findall(r"\\w+|\\S", text)` and the pipeline by turns, the best
of the repeats; a ratio is the tokeniser's time over the other's, so 1 would be as fast as the tokeniser. `empty` has a
new grammar and extractor each time, loaded outside the clock; `warm` is a second pass of the same extractor. Stages are
timed in a pass of their own, by the wall clock, by wrapping the functions in STAGES: each is charged what it takes
without the stages it calls. What the wrapping itself costs is printed, and lies mostly on stages of many short calls.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import wraps
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any
from unittest.mock import patch

from measuring import (
    corpus_file,
    extract_command,
    figures_command,
    met,
    peak_bytes,
    run,
    shown_size,
    size,
    stored,
    table,
    tokenise,
    work_folder,
)

from figures import Document, Extractor, Figures
from figures.extraction import extract_each
from figures.table import Table, Writer, table_columns

PIPELINE_BAR, PROCESS_BAR, JOBS_BAR = 0.12, 0.10, 1.6
"""The ratios that must be reached: text to columns, the whole process, and two processes against one."""

STAGES = {
    "blocks": ["figures.extraction.extractor:blocks"],
    "shapes": ["figures.extraction.extractor:Extractor.shape"],
    "recognise": ["figures.scan.scanner:Scanner.hits"],
    "offsets, parts": ["figures.scan.shapes:Shape.span"],
    "sentences": ["figures.scan.sentences:Sentences.__init__", "figures.scan.sentences:Sentences.holding"],
    "readings": ["figures.extraction.extractor:Extractor._remembered"],
    "context: tense": ["figures.context.tense:Tense.at"],
    "context: the rest": ["figures.context.sentences:Context.apply"],
    "rows": ["figures.extraction.extractor:row"],
    "ledger": ["figures.extraction.ledger:Ledger.account", "figures.extraction.ledger:Ledger.pass_over"],
    "document row, sketch": [
        "figures.extraction.sketch:Sketcher.add",
        "figures.extraction.sketch:Sketcher.row",
    ],
    "columns": ["figures.table.frame:Table.append_rows"],
    "CSV": ["figures.table.write:Writer.write"],
}
WHOLE = frozenset(("context: tense", "context: the rest"))
"""Stages that are charged with what they call too: frames are recognised there, but that is part of the context."""

REST = "mentions, the rest"

ROWS_AT_ONCE = 4096


class Clock:
    """Charges time to the stage that runs, not to those that wait for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.calls = 0
        self._stack = [REST]
        self._since = time.perf_counter()

    def enter(self, stage: str) -> None:
        """A stage begins, within the one that runs."""
        self._charge()
        self._stack.append(stage)
        self.calls += 1

    def leave(self) -> None:
        """The stage that runs ends."""
        self._charge()
        self._stack.pop()

    def _charge(self) -> None:
        now = time.perf_counter()
        stage = self._stack[-1]
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; a generator is timed while it runs."""
        if isgeneratorfunction(function):

            @wraps(function)
            def generate(*arguments: Any, **named: Any) -> Iterator[Any]:
                items = function(*arguments, **named)
                if self._stack[-1] in WHOLE:
                    yield from items
                    return
                while True:
                    self.enter(stage)
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                    finally:
                        self.leave()
                    yield item

            return generate

        def call(*arguments: Any, **named: Any) -> Any:
            if self._stack[-1] == stage or self._stack[-1] in WHOLE:
                return function(*arguments, **named)
            self.enter(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        return call


class Nowhere:
    """A stream that only counts."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, data: bytes) -> int:
        """Count."""
        self.bytes += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do."""


def columns(extractor: Extractor, documents: Iterable[Document]) -> tuple[float, int]:
    """CPU seconds from texts to the columns of all three tables, and the number of figures."""
    started, figures = time.process_time(), 0
    for found in extract_each(extractor, documents):
        figures += len(found)
    return time.process_time() - started, figures


def csv(extractor: Extractor, documents: Iterable[Document]) -> float:
    """CPU seconds from texts to three CSV files."""
    started, names = time.process_time(), ("figures", "ledger", "documents")
    writers = [Writer(Nowhere(), table_columns(name)) for name in names]  # type: ignore[arg-type]

    def flush(batch: Figures) -> None:
        parts: list[Table[Any]] = [batch, batch.ledger, batch.documents]
        for writer, part in zip(writers, parts, strict=True):
            writer.write(part)

    batch = Figures()
    for found in extract_each(extractor, documents):
        batch.extend(found)
        batch.ledger.extend(found.ledger)
        batch.documents.extend(found.documents)
        if len(batch) + len(batch.ledger) >= ROWS_AT_ONCE:
            flush(batch)
            batch = Figures()
    flush(batch)
    return time.process_time() - started


def stages(documents: list[Document], extractor: Extractor) -> tuple[Clock, float, list[str]]:
    """One pass to CSV with all stages wrapped: the clock, its CPU seconds, and the functions that are not there."""
    clock, missing = Clock(), []
    with ExitStack() as stack:
        for stage, names in STAGES.items():
            for name in names:
                module_name, _, path = name.partition(":")
                owner: Any = importlib.import_module(module_name)
                *parents, last = path.split(".")
                for parent in parents:
                    owner = getattr(owner, parent, None)
                if not hasattr(owner, last):
                    missing.append(name)
                    continue
                stack.enter_context(patch.object(owner, last, clock.wrap(stage, getattr(owner, last))))
        clock.enter(REST)
        seconds = csv(extractor, documents)
        clock.leave()
    return clock, seconds, missing


def main() -> int:
    """The command line. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSONL with id and text; by default the corpus of --size")
    parser.add_argument("--size", type=size, default=size("10MB"))
    parser.add_argument("--jobs", type=int, default=2, help="also measure `figures extract --jobs N` against one")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--no-stages", action="store_true", help="leave the stages out")
    given = parser.parse_args()

    path = given.corpus or corpus_file(given.size)
    process = [run(extract_command(path, work_folder() / "out.csv"))]
    peak = process[0].peak  # of a process started from this one while it is small
    documents = list(stored(path))
    texts = [document.text for document in documents]
    characters = sum(map(len, texts))
    amount = sum(len(text.encode(errors="surrogatepass")) for text in texts)
    print(f"{shown_size(round(amount, -5) or amount)} of text, {len(texts):,} documents, {characters:,} characters\n")

    tokens, empty, warm = [], [], []
    figures, holds = 0, []
    for _ in range(given.repeats):
        tokens.append(tokenise(texts))
        extractor = Extractor()
        extractor.document(Document("first", "Once 2 men came."))  # what is built when first needed
        seconds, figures = columns(extractor, documents)
        empty.append(seconds)
        tokens.append(tokenise(texts))
        warm.append(columns(extractor, documents)[0])
        if len(process) < given.repeats:
            process.append(run(extract_command(path, work_folder() / "out.csv")))
    tokeniser = min(tokens)

    def line(name: str, seconds: float, bar: float | None = None) -> list[object]:
        if bar is not None:
            holds.append(tokeniser / seconds >= bar)
        rate, count = amount / 1e6 / seconds, None if name == "tokeniser" else figures / seconds
        return [name, seconds, rate, tokeniser / seconds, count, bar, met(None if bar is None else holds[-1])]

    rows = [
        line("tokeniser", tokeniser),
        line("text → columns, memos empty", min(empty), PIPELINE_BAR),
        line("text → columns, warm", min(warm)),
        line("text → CSV, warm", csv(extractor, documents)),
        line("figures extract JSONL → CSV", min(child.cpu for child in process), PROCESS_BAR),
    ]
    header = ["", "CPU s", "MB/s", "÷ tokeniser", "figures/s", "bar", "met"]
    print(table(header, rows))
    print(f"\n{figures:,} figures, one in {characters / max(figures, 1):.0f} characters")
    print(f"peak memory: {peak / 1e6:.0f} MB of `figures extract`", end=", ")
    print(f"{peak_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1e6:.0f} MB here (holds the corpus)\n")

    if given.jobs > 1:
        holds += jobs(path, given.jobs, min(child.wall for child in process))
    if not given.no_stages:
        for name, one in (("empty", fresh()), ("warm", extractor)):
            show_stages(name, documents, one, tokeniser, csv(fresh() if name == "empty" else extractor, documents))
    return 0 if all(holds) else 1


def fresh() -> Extractor:
    """An extractor that has read nothing yet."""
    extractor = Extractor()
    extractor.document(Document("first", "Once 2 men came."))
    return extractor


def show_stages(name: str, documents: list[Document], extractor: Extractor, tokeniser: float, plain: float) -> None:
    """Print what each stage takes, to CSV; `plain` are the CPU seconds without the wrapping."""
    clock, seconds, missing = stages(documents, extractor)
    total = sum(clock.seconds.values())
    rows = [
        [stage, spent, f"{100 * spent / total:.0f} %", spent / tokeniser]
        for stage, spent in sorted(clock.seconds.items(), key=lambda item: -item[1])
    ]
    print(table([f"stages, memos {name}", "s", "share", "× tokeniser"], [*rows, ["all", total, "", total / tokeniser]]))
    print(f"wrapped: {clock.calls:,} calls cost {seconds - plain:.2f} s on top of {plain:.2f} s")
    for function in missing:
        print(f"no such function now, its time lies in the rest or with its caller: {function}")
    print()


def jobs(path: Path, number: int, alone: float) -> list[bool]:
    """Measure --jobs N by the wall clock. Returns whether the bar for two is met, if there is something to measure."""
    target = work_folder() / "out.csv"
    shared = [run([*extract_command(path, target), "--jobs", str(number)]) for _ in range(2)]
    if any(child.status for child in shared):
        print(f"--jobs {number}: `{Path(figures_command()[0]).name} extract` does not take it\n")
        return []
    gain = alone / min(child.wall for child in shared)
    bar = JOBS_BAR if number == 2 else None
    holds = [gain >= bar] if bar else []
    row = [f"--jobs {number} against 1, wall clock", gain, bar, met(holds[0] if holds else None)]
    bare = [f"{number} processes that share nothing, here", unshared(number), None, ""]
    print(table(["", "times as fast", "bar", "met"], [row, bare]), "\n")
    return holds


def unshared(number: int) -> float:
    """What this machine gains by so many processes that share nothing: no more can be asked of jobs."""
    command = [sys.executable, "-c", "d = {}\nfor i in range(6_000_000): d[i % 5_000] = d.get(i % 5_000, 0) + i"]
    walls = []
    for _ in range(3):
        alone = run(command).wall
        started = time.perf_counter()
        for child in [subprocess.Popen(command) for _ in range(number)]:
            child.wait()
        walls.append((alone, time.perf_counter() - started))
    return number * min(alone for alone, _ in walls) / min(together for _, together in walls)


if __name__ == "__main__":
    raise SystemExit(main())
