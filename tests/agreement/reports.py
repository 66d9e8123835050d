"""Short reports with the verdict that a careful reader gives → cases, and what `figures.check` makes of them.

A file of `cases/` holds one theme. A case has two or three reports (`DAY SOURCE: TEXT`) and the pair of figures meant,
by their words in the first and the second report (or in those that `in` counts), the verdict and, where the verdict has
one, the reason. `also` names other pairs of reports that conflict. Nothing else may be called a conflict.

`not_comparable` lets the tool be silent as well: a pair that it never laid beside each other. With `trap`, crying
conflict would be the error that the case is there for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures.consistency.check import Findings, check
from figures.documents import Document
from figures.extraction import Extractor, Figures, extract_each, publication
from figures.table import Figure, Verdict

FOLDER = Path(__file__).parent
REASONS = {"conflict": "no value fits both", "rounds_to": "rounding"}
"""What a verdict's reason is where a case gives none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: see the module."""

    theme: str
    shows: str
    trap: str | None
    documents: tuple[Document, ...]
    words: tuple[str, str]
    among: tuple[int, int]
    also: tuple[tuple[int, int], ...]
    verdict: Verdict
    reason: str | None

    @property
    def id(self) -> str:
        """Its name in a run of tests."""
        return f"{self.theme}: {self.shows}"


def cases() -> Iterator[Case]:
    """All cases, file by file."""
    for path in sorted((FOLDER / "cases").glob("*.toml")):
        for given in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield _case(path.stem, given)


def known_misses() -> dict[str, str]:
    """Case → why it is not yet as it should be; see `known-misses.toml`."""
    given: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "known-misses.toml").read_text(encoding="utf-8"))
    return {f"{theme}: {shows}": why for theme, those in given.items() for shows, why in those.items()}


def _case(theme: str, given: dict[str, Any]) -> Case:
    unknown = given.keys() - {"shows", "trap", "reports", "pair", "in", "also", "verdict", "reason"}
    if unknown:
        raise ValueError(f"{theme}: {given['shows']}: {', '.join(sorted(unknown))}?")
    left, right = given.get("in", (1, 2))
    return Case(
        theme,
        given["shows"],
        given.get("trap"),
        tuple(_document(number, report) for number, report in enumerate(given["reports"], 1)),
        (given["pair"][0], given["pair"][1]),
        (left - 1, right - 1),
        tuple((one - 1, other - 1) for one, other in given.get("also", ())),
        Verdict(given["verdict"]),
        given.get("reason", REASONS.get(given["verdict"])),
    )


def _document(number: int, report: str) -> Document:
    head, text = report.split(": ", 1)
    day, source = head.split(" ", 1)
    return Document(f"{number}-{source.replace(' ', '-').lower()}.txt", text, source, publication(day))


def read(case: Case, extractor: Extractor, documents: tuple[Document, ...] | None = None) -> Figures:
    """The figures of a case's reports, or of other documents."""
    found = Figures()
    for batch in extract_each(extractor, documents or case.documents):
        found.extend(batch)
        found.documents.extend(batch.documents)
    return found


def meant(case: Case, table: Figures) -> list[Figure | None]:
    """The two figures that the case is about, where they were read."""
    return [_at(table, case.documents[among], words) for among, words in zip(case.among, case.words, strict=True)]


def _at(table: Figures, document: Document, words: str) -> Figure | None:
    start = document.text.find(words)
    if start < 0:
        raise ValueError(f"{words!r} does not stand in {document.text!r}")
    shared = {
        min(figure.end, start + len(words)) - max(figure.start, start): figure
        for figure in table
        if figure.document == document.id
    }
    most = max(shared, default=0)
    return shared[most] if most > 0 else None


def told(case: Case, table: Figures, found: Findings) -> list[str]:
    """What is not as the case says, in words that begin with the class of the error; empty if all is."""
    pair = meant(case, table)
    if None in pair:
        return [f"not read: {case.words[pair.index(None)]}"]
    ids = frozenset(figure.figure_id for figure in pair if figure is not None)
    row = next((one for one in found.comparisons if {one.left_id, one.right_id} == ids), None)
    wrong = []
    silent = row is None and case.verdict is Verdict.NOT_COMPARABLE
    if not silent:
        verdict, reason = (None, None) if row is None else (row.verdict, row.reason)
        if verdict != case.verdict:
            wrong.append(f"{_class(case.verdict, verdict)}: {verdict} ({reason}), and not {case.verdict}")
        elif case.reason is not None and reason != case.reason:
            wrong.append(f"wrong reason: {reason}, and not {case.reason}")
    return wrong + [f"false conflict elsewhere: {message}" for message in _elsewhere(case, table, found, ids)]


def _class(wanted: Verdict, verdict: Verdict | None) -> str:
    if Verdict.CONFLICT in (wanted, verdict):
        return "missed conflict" if wanted is Verdict.CONFLICT else "false conflict"
    return "wrong verdict" if verdict is not None else "not linked"


def _elsewhere(case: Case, table: Figures, found: Findings, ids: frozenset[str]) -> Iterator[str]:
    home = {figure.figure_id: figure.document for figure in table}
    numbers = {document.id: number for number, document in enumerate(case.documents)}
    for one in found.comparisons:
        between = (numbers[home[one.left_id]], numbers[home[one.right_id]])
        if one.verdict is Verdict.CONFLICT and {one.left_id, one.right_id} != ids and between not in case.also:
            yield f"{one.left_text} / {one.right_text}"
    for finding in found:
        if finding.code not in ("FIG201",):
            yield f"{finding.code} {finding.message}"


def checked(table: Figures, extractor: Extractor) -> Findings:
    """What the check says of the figures of some reports."""
    return check(table, grammar=extractor.grammar)
