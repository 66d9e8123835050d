"""A suite file → `Suite`: its sources and policy, and its checks, each with its line.

Raises SuiteError for whatever is wrong in the file itself; sources are looked for when a check runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures.suites.form import nearest, validate
from figures.suites.located import Block, Located, SuiteError, locate

KINDS = ("claim", "agree", "sum", "share", "change", "support", "table", "coverage")
LIMIT = 10_000_000
"""Bytes that a suite file may have: whatever is larger is something else."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it asks for, by the keys of its table, and where it stands."""

    kind: str
    id: str
    asked: Mapping[str, Any]
    block: Block = field(compare=False)

    @property
    def line(self) -> int:
        """The line of its table's header."""
        return self.block.line

    def line_of(self, key: str) -> int:
        """The line of one of its keys; of a key in `expect`, that of `expect`."""
        return min((line for name, line in self.block.keys.items() if name.split(".")[0] == key), default=self.line)


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite file. `label` is its name in messages."""

    path: Path
    label: str
    file: Located = field(repr=False)
    sources: tuple[str, ...]
    policy: str | Path | None
    source: str | None
    published: str | None
    checks: tuple[Check, ...]

    @property
    def folder(self) -> Path:
        """What its paths are relative to."""
        return self.path.parent


def read_suite(path: Path) -> Suite:
    """The suite in a file. Raises SuiteError, whose message begins with `file:line`."""
    label = path.name
    try:
        if path.stat().st_size > LIMIT:
            raise SuiteError("is too large for a suite", where=label, remedy="name sources, do not paste them")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SuiteError("is not UTF-8", where=f"{label}:{line}", remedy="save it as UTF-8 text") from None
    except OSError as error:
        remedy = "check the file and its rights"
        raise SuiteError(f"cannot be read ({error.strerror})", where=label, remedy=remedy) from None
    file = locate(text, label)
    validate(file, label)
    told = file.data.get("suite", {})
    known = told.get("metadata", {})
    published = known.get("published")
    return Suite(
        path=path,
        label=label,
        file=file,
        sources=tuple(told.get("sources", ())),
        policy=_policy(told, path),
        source=known.get("source"),
        published=None if published is None else str(published),
        checks=tuple(_checks(file, label)),
    )


def _policy(told: Mapping[str, Any], path: Path) -> str | Path | None:
    name = told.get("policy")
    return path.parent / name if isinstance(name, str) and Path(name).suffix else name


def _checks(file: Located, label: str) -> list[Check]:
    found: list[Check] = []
    for kind in KINDS:
        given = file.data.get(kind, [])
        for number, asked in enumerate([given] if isinstance(given, dict) else given):
            name = asked.get("id", kind if kind == "coverage" else f"{kind}-{number + 1}")
            found.append(Check(kind, name, asked, file.block(kind, number)))
    found.sort(key=lambda check: check.line)
    met: dict[str, Check] = {}
    for check in found:
        first = met.setdefault(check.id, check)
        if first is not check:
            what = f"two checks are called {check.id!r}"
            remedy = f"the other stands in line {first.line}; each id names one check"
            raise SuiteError(what, where=f"{label}:{check.line_of('id')}", remedy=remedy)
        if check.kind == "claim":
            _columns(check, label)
        if check.kind != "table" and not file.data.get("suite", {}).get("sources"):
            remedy = 'say sources = ["*.txt"] under [suite]'
            raise SuiteError(f"[[{check.kind}]] has no sources to read", where=f"{label}:{check.line}", remedy=remedy)
    return found


def _columns(check: Check, label: str) -> None:
    """Hold the columns that a claim expects to the contract."""
    from figures.table import Figure

    for name in check.asked["expect"]:
        if name not in Figure._fields:
            remedy = nearest(name, Figure._fields)
            where = f"{label}:{check.line_of('expect')}"
            raise SuiteError(f"no column is called {name!r}", where=where, remedy=remedy)
