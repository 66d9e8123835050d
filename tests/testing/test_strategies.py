"""What the public strategies draw is valid by the project's own laws, varied, and there at the size asked for."""

from __future__ import annotations

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from figures import Document, Extractor, Figure, FiguresError
from figures.schemas import examine
from figures.schemas.given import columns_of_any
from figures.table import Kind, Table
from figures.testing import strategies
from figures.testing.strategies import Written


def faults(rows: Table[Figure]) -> list[str]:
    return [fault.says for fault in examine("figures", columns_of_any(rows)).faults]


@given(strategies.numerals(least=2))  # one people is no count
def test_a_numeral_reads_back_as_its_value(extractor: Extractor, numeral: Written) -> None:
    (row,) = extractor.document(Document("text", f"They met {numeral.text} people there.")).figures
    figure = Figure._make(row)
    assert figure.value == float(numeral.value)
    assert figure.kind == Kind.COUNT


@given(st.data())
@settings(max_examples=50)
def test_numerals_keep_their_bounds(data: st.DataObject) -> None:
    least = data.draw(st.integers(0, 10**10))
    most = data.draw(st.integers(least, 10**12 - 1))
    assert least <= data.draw(strategies.numerals(least=least, most=most)).value <= most


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda text: text.isalpha(), id="words"),
        pytest.param(lambda text: "-" in text, id="tens-and-ones"),
        pytest.param(lambda text: text.count(",") > 1, id="grouped"),
        pytest.param(lambda text: "." in text and " " in text, id="scaled"),
    ],
)
def test_numerals_come_in_many_forms(form: object) -> None:
    assert callable(form)
    assert form(find(strategies.numerals(), lambda one: form(one.text)).text)


@given(strategies.figures())
def test_a_figure_keeps_every_law(figure: Figure) -> None:
    assert faults(Table.from_rows(Figure, [figure])) == []


@pytest.mark.parametrize("kind", Kind)
def test_a_figure_is_of_the_kind_asked_for(kind: Kind) -> None:
    assert find(strategies.figures(kinds=[kind]), lambda figure: True).kind == kind


@given(strategies.figure_tables(max_rows=200))
@settings(max_examples=25)
def test_a_table_keeps_every_law(table: Table[Figure]) -> None:
    assert faults(table) == []


@given(st.data())
@settings(max_examples=25)
def test_a_table_has_the_rows_asked_for(data: st.DataObject) -> None:
    least = data.draw(st.integers(0, 60))
    table = data.draw(strategies.figure_tables(min_rows=least, max_rows=least + 5))
    assert least <= len(table) <= least + 5
    assert list(table) == sorted(table, key=lambda row: (int(row.document.rpartition("-")[2]), row.start))


@given(strategies.figure_tables(min_rows=1000, max_rows=1000))
@settings(max_examples=3)
def test_a_table_of_a_thousand_rows_is_varied(table: Table[Figure]) -> None:
    assert len(set(table.column("figure_id"))) == 1000
    assert len(set(table.column("kind"))) > 10
    assert len(set(table.column("value"))) > 100


@given(strategies.documents())
@settings(max_examples=50)
def test_a_document_is_read_as_the_tables_laws_ask(extractor: Extractor, document: Document) -> None:
    rows = extractor.document(document).figures
    table = Table.from_rows(Figure, rows)
    assert faults(table) == []
    assert all(document.text[row.start : row.end] == row.text for row in table)


def test_documents_are_with_and_without_what_is_known_of_them() -> None:
    assert find(strategies.documents(), lambda one: one.published is None and one.source is None)
    assert find(strategies.documents(), lambda one: one.published is not None and one.source is not None)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: strategies.numerals(least=5, most=4), "no numerals from 5 to 4"),
        (lambda: strategies.figure_tables(max_rows=10**6), "no tables of 0 to 1000000 rows"),
        (lambda: strategies.documents(max_texts=0), "no documents of 0 texts"),
    ],
)
def test_bounds_that_cannot_be_are_refused(call: object, says: str) -> None:
    assert callable(call)
    with pytest.raises(FiguresError, match=says):
        call()
