"""A claim that is read otherwise than expected → its suite file with the reading in place of the expectation.

Only the values of the keys that are there change; everything else in the file stays as it is. Out: the difference.
"""

from __future__ import annotations

import difflib
import json
import os
from datetime import date, datetime
from pathlib import Path

from figures.errors import OutputError, UsageError
from figures.suites.claims import NULL
from figures.suites.suite import Check, Suite, read_suite
from figures.table import Figure


def rewrite(suite: Suite, check: Check, figure: Figure) -> str:
    """Write what was read into the claim's `expect`. Returns the difference as people read it."""
    now = read_suite(suite.path)  # an update before this one may have moved things
    block = next((one.block for one in now.checks if one.id == check.id), None)
    where = f"{suite.label}:{check.line_of('expect')}"
    remedy = "write expect = { column = value }, or correct it by hand"
    if block is None or "expect" not in block.spans:
        raise UsageError("expect is not written as one inline table", where=where, remedy=remedy)
    start, end = block.spans["expect"]
    values = ", ".join(f"{name} = {toml(getattr(figure, name))}" for name in check.asked["expect"])
    before = now.file.text
    after = f"{before[:start]}{{ {values} }}{before[end:]}"
    _put(suite.path, after)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), suite.label, f"{suite.label}, updated", lineterm="", n=0
    )
    return "\n".join(line for line in lines if not line.startswith("@@"))


def toml(value: object) -> str:
    """A column's value as TOML writes it."""
    if value is None:
        return f'"{NULL}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(f"cannot be written ({error.strerror})", where=str(path)) from None
