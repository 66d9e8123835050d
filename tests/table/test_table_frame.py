"""A Table behaves as the rows it was made from, and shows itself safely."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from figures.errors import UsageError
from figures.table import CORE, FIGURES, LEDGER, Figure, Finding, Numeral, Status, Table

ROWS = [
    Numeral("a", 0, 1, "7", Status.PARSED, None, "f1"),
    Numeral("a", 5, 9, "2014", Status.UNPARSED, None, None),
    Numeral("b", 2, 5, "747", Status.IGNORED, "name", None),
]


@pytest.fixture
def ledger() -> Table[Numeral]:
    return Table.from_rows(Numeral, ROWS)


def test_rows_come_back(ledger: Table[Numeral]) -> None:
    assert list(ledger) == ROWS
    assert (len(ledger), ledger[0], ledger[-1], ledger[1].text) == (3, ROWS[0], ROWS[2], "2014")
    assert list(ledger[1:]) == ROWS[1:]
    assert ledger.column("start") == [0, 5, 2]
    assert ledger.to_dicts()[2]["reason"] == "name"


def test_growing_is_joining(ledger: Table[Numeral]) -> None:
    grown = Table.from_rows(Numeral, ROWS[:1])
    grown.append_rows(iter(ROWS[1:2]))
    grown.extend(ledger[2:])
    assert grown == ledger
    grown.append_rows([])
    assert grown == ledger


@pytest.mark.parametrize("row", [("a", 0), (*ROWS[0], "more"), ()])
def test_a_row_that_does_not_fit_adds_nothing(ledger: Table[Numeral], row: tuple[Any, ...]) -> None:
    for rows in ([row], [ROWS[0], row]):
        if rows == [()]:
            continue  # no values, no rows
        with pytest.raises(ValueError, match=r"fit|argument"):
            ledger.append_rows(rows)
    assert list(ledger) == ROWS


def test_columns_must_agree(ledger: Table[Numeral]) -> None:
    with pytest.raises(ValueError, match="not the same columns"):
        ledger.extend(Table.of(Finding))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="differ in length"):
        Table(LEDGER[:2], None, {"document": ["a"], "start": []})


def test_select(ledger: Table[Numeral]) -> None:
    part = ledger.select(["text", "start"])
    assert (part.names, part[0].text, tuple(part[1])) == (("text", "start"), "7", ("2014", 5))
    assert part == ledger.select("text,start") != ledger
    assert ledger.select("all").row_type is Numeral
    with pytest.raises(UsageError, match="did you mean status or start"):
        ledger.select("statu")
    with pytest.raises(UsageError, match="no column is called 'kind'"):
        ledger.column("kind")


def test_pickle(ledger: Table[Numeral]) -> None:
    for table in (ledger, ledger.select("text"), Table.of(Figure)):
        back = pickle.loads(pickle.dumps(table))
        assert back == table
        assert back.names == table.names


def test_shows_core_and_counts(figure: Callable[..., Figure]) -> None:
    table = Table.from_rows(Figure, [figure(value=4000.0, noun="troop", as_of=date(2022, 1, 1))] * 30)
    lines = table.show(width=150).splitlines()
    assert lines[0] == "figures: 30 rows, 48 columns (16 shown)"
    assert lines[1].split() == list(CORE)
    assert "4000" in lines[3] and "4000.0" not in lines[3]
    assert (len(lines), lines[-1]) == (24, "… 10 more rows")


@pytest.mark.parametrize("width", [1, 20, 40, 80, 120, 200])
def test_stays_within_the_width(figure: Callable[..., Figure], width: int) -> None:
    table = Table.from_rows(Figure, [figure(text="long " * 40, noun="漢字" * 30, attribution="é" * 50)])
    head, *lines = table.show(width).splitlines()
    assert head.startswith("figures: 1 row, 48 columns")
    assert max(len(line) + sum(c in "漢字" for c in line) for line in lines) <= max(width, 5)
    assert all("document"[:4] in line for line in lines[:1])


def test_a_text_cannot_drive_the_terminal(figure: Callable[..., Figure]) -> None:
    table = Table.from_rows(Figure, [figure(text="a\x1b[2Jb\nc\td\x00\u202e")])
    shown = table.show(300)
    assert "a�[2Jb c d��" in shown
    assert len(shown.splitlines()) == 4


def test_a_text_cannot_write_the_page(figure: Callable[..., Figure]) -> None:
    page = Table.from_rows(Figure, [figure(text='<script>"x"</script>&')] * 25)._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;&quot;x&quot;&lt;/script&gt;&amp;" in page
    assert "figures: 25 rows, the first 20 shown" in page
    assert page.count("<tr>") == 21


def test_an_empty_table_shows_its_columns() -> None:
    lines = repr(Table(FIGURES)).splitlines()
    assert lines[0].startswith("figures: 0 rows")
    assert lines[1].split() == list(CORE)
