"""What must hold of any reports, tried on all the cases: no verdict depends on order, on other documents, on units or
on the side from which it is seen, and a wider bound never makes a conflict."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from figures import Extractor
from figures.consistency.check import Findings, check
from figures.documents import Document
from figures.extraction import Figures
from figures.table import Bound, Figure, Table, Verdict
from tests.agreement.reports import Case, cases, checked, read

CASES = list(cases())
BY_THEME = {theme: [case for case in CASES if case.theme == theme] for theme in sorted({case.theme for case in CASES})}
themes = pytest.mark.parametrize("theme", BY_THEME)
Pairs = dict[frozenset[str], tuple[Verdict, str | None]]

STRANGER = Document(
    "zz-gazette.txt",
    "The orchard at Wisley lost 40 apple trees to frost, and 12 gardeners replanted them in three weeks for $9,000.",
    "Gazette",
    datetime(2022, 4, 1),
)


def _pairs(found: Findings) -> Pairs:
    return {frozenset((one.left_id, one.right_id)): (one.verdict, one.reason) for one in found.comparisons}


@cache
def _table(number: int, extractor: Extractor) -> Figures:
    return read(CASES[number], extractor)


def _told(case: Case, extractor: Extractor) -> tuple[Figures, Findings]:
    table = _table(CASES.index(case), extractor)
    return table, checked(table, extractor)


@themes
def test_the_order_of_documents_and_of_rows_does_not_matter(theme: str, extractor: Extractor) -> None:
    shuffle = random.Random(theme).shuffle
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        backwards = read(case, extractor, case.documents[::-1])
        other = checked(backwards, extractor)
        assert list(other) == list(found)
        assert other.comparisons == found.comparisons
        rows = list(table)
        shuffle(rows)
        mixed = check(Table.from_rows(Figure, rows), table.documents, grammar=extractor.grammar)
        assert list(mixed) == list(found)
        assert mixed.comparisons == found.comparisons


@themes
def test_verdicts_are_the_same_from_either_side(theme: str, extractor: Extractor) -> None:
    """The documents change names, so that what was the left figure is the right one."""
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        turned = {row.document: f"{9 - int(row.document[0])}{row.document[1:]}" for row in table.documents}
        figures = Table.from_rows(Figure, [row._replace(document=turned[row.document]) for row in table])
        documents = [row._replace(document=turned[row.document]) for row in table.documents]
        assert _pairs(check(figures, documents, grammar=extractor.grammar)) == _pairs(found)


@themes
def test_an_unrelated_document_changes_no_verdict(theme: str, extractor: Extractor) -> None:
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        more = checked(read(case, extractor, (*case.documents, STRANGER)), extractor)
        own = {figure.figure_id for figure in table}
        assert {pair: said for pair, said in _pairs(more).items() if pair <= own} == _pairs(found)
        assert not [pair for pair in _pairs(more) if not pair <= own and pair & own]
        assert list(more) == list(found)


@themes
def test_a_wider_bound_never_makes_a_conflict(theme: str, extractor: Extractor) -> None:
    """Each exact count in turn becomes `at least` as many: what was no conflict is none."""
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        fine = {pair for pair, (verdict, _) in _pairs(found).items() if verdict is not Verdict.CONFLICT}
        rows = list(table)
        for place, row in enumerate(rows):
            if row.bound == Bound.EQ and row.value is not None:
                wider = row._replace(bound=Bound.GE, high=None, high_closed=False, base_high=None)
                widened = Table.from_rows(Figure, [*rows[:place], wider, *rows[place + 1 :]])
                after = _pairs(check(widened, table.documents, grammar=extractor.grammar))
                assert not [pair for pair in fine if after.get(pair, ("", ""))[0] is Verdict.CONFLICT], case.id


METRIC = {"km": ("m", 1000.0), "m": ("cm", 100.0), "t": ("kg", 1000.0), "h": ("min", 60.0)}


def _converted(row: Figure) -> Figure:
    """The figure in a smaller unit, its value in the base unit as it was."""
    if row.unit not in METRIC or row.base_unit is None:
        return row
    unit, times = METRIC[row.unit]
    stated = {name: getattr(row, name) for name in ("value", "low", "high")}
    scaled: dict[str, Any] = {name: None if number is None else number * times for name, number in stated.items()}
    text = None if row.value is None else str(int(row.value * times)) if row.value * times % 1 == 0 else None
    if (text is None) != (row.value is None):
        return row
    return row._replace(unit=unit, precision=row.precision and row.precision * times, value_text=text, **scaled)


@themes
def test_converting_a_unit_changes_no_verdict(theme: str, extractor: Extractor) -> None:
    changed = 0
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        for place, row in enumerate(table):
            other = _converted(row)
            changed += other is not row
            rows = list(table)
            rows[place] = other
            if other is not row:
                after = check(Table.from_rows(Figure, rows), table.documents, grammar=extractor.grammar)
                assert _pairs(after) == _pairs(found), case.id
    if theme == "things":
        assert changed >= 10


@themes
def test_each_pair_is_weighed_once(theme: str, extractor: Extractor) -> None:
    for case in BY_THEME[theme]:
        table, found = _told(case, extractor)
        assert len(_pairs(found)) == len(found.comparisons)
        places = {figure.figure_id: (figure.document, figure.start) for figure in table}
        assert all(places[one.left_id] < places[one.right_id] for one in found.comparisons)
