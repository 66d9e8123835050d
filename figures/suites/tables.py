"""A file of a table, in CSV, JSONL or Parquet → whether its rows keep one law of its schema; every law is a check."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from figures.schemas import LAWS, Fault, columns_of_any, examine
from figures.schemas.faults import Form
from figures.suites.claims import Outcome
from figures.suites.failure import SHOWN, Failure, Said, headline
from figures.suites.sources import Run, SourceError
from figures.suites.suite import Check, Suite

CONTRACT = {
    "missing": "every column is there",
    "type": "every cell is of its column's type and vocabulary",
    "minimum": "no number is less than its column allows",
    "key": "no two rows have one key",
}
"""What the contract says of columns, beside the laws of rows."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it stands: its cells by column, in what form, and the line of each row (empty: rows have none)."""

    cells: dict[str, Sequence[Any]]
    form: Form
    lines: tuple[int, ...]


def laws(check: Check) -> list[str]:
    """The names of the laws that a table is held to, each a check of its own."""
    return [*CONTRACT, *(law.name for law in LAWS[check.asked.get("table", "figures")])]


def run_law(run: Run, suite: Suite, check: Check, law: str) -> Outcome:
    """Whether the rows of the table keep one law. Raises Failure."""
    path = suite.folder / check.asked["path"]
    where = f"{suite.label}:{check.line_of('path')}"
    if not path.is_file():
        remedy = "give it relative to the suite's folder"
        raise SourceError(f"no table is called {check.asked['path']!r}", where=where, remedy=remedy)
    name = check.asked.get("table", "figures")
    stat = path.stat()
    read, faults = _examined(path, name, stat.st_mtime_ns, stat.st_size)
    broken = [fault for fault in faults if fault.law == law]
    lacking = [fault for fault in faults if fault.law == "missing" and law != "missing"]
    run.counts["compared"] += 1
    if not broken and not lacking:
        return {"table": check.asked["path"], "law": law}
    says = CONTRACT.get(law) or next(one.says for one in LAWS[name] if one.name == law)
    rows = [(_place(check.asked["path"], read, fault), fault) for fault in broken or lacking]
    first, fault = rows[0]
    head = headline(Said(_values(fault, says), first), "breaks", Said(law, where))
    column = max(len(place) for place, _ in rows[:SHOWN])
    body = [f"  {says}", ""]
    body += [f"  {place:<{column}}  {_values(fault, says)}" for place, fault in rows[:SHOWN]]
    body += [f"  … and {len(rows) - SHOWN:,} more"] if len(rows) > SHOWN else []
    raise Failure(head, body)


def _values(fault: Fault, says: str) -> str:
    """What the fault says beyond the law itself: the values."""
    return fault.says.removeprefix(f"{says}: ")


def _place(path: str, read: _Read, fault: Fault) -> str:
    if fault.row is None:
        return path
    return f"{path}:{read.lines[fault.row]}" if read.lines else f"{path}, row {fault.row + 1}"


@lru_cache(maxsize=4)
def _examined(path: Path, name: str, changed: int, size: int) -> tuple[_Read, tuple[Fault, ...]]:
    read = _read(path)
    return read, examine(name, read.cells, read.form).faults


def _read(path: Path) -> _Read:
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            import polars

            return _Read(dict(columns_of_any(polars.read_parquet(path))), "values", ())
        text = path.read_bytes().decode("utf-8-sig")
        return _json_lines(text) if suffix in (".jsonl", ".ndjson") else _csv(text)
    except (OSError, ValueError, csv.Error) as error:
        raise SourceError(f"cannot be read ({error})", where=str(path.name), remedy="extract it again") from None
    except Exception as error:  # polars has a family of errors of its own
        raise SourceError(f"is no Parquet ({error})", where=str(path.name), remedy="extract it again") from None


def _csv(text: str) -> _Read:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    rows, lines = [], []
    for row in reader:
        if row and len(row) != len(header):
            raise ValueError(f"line {reader.line_num} has {len(row)} cells, the header {len(header)}")
        if row:
            rows.append(row)
            lines.append(reader.line_num - sum(cell.count("\n") for cell in row))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    return _Read(dict(zip(header, columns, strict=True)), "csv", tuple(lines))


def _json_lines(text: str) -> _Read:
    rows, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is no JSON object")
            rows.append(row)
            lines.append(number)
    names = dict.fromkeys(name for row in rows for name in row)
    return _Read({name: [row.get(name) for row in rows] for name in names}, "jsonl", tuple(lines))
