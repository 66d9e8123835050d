"""Every law holds of what figures makes, and is broken by a row made for it; every cell of the contract is guarded."""

from __future__ import annotations

from typing import Any

import pytest

from figures.schemas import LAWS, columns_of_any, examine
from figures.table import ROW_TYPES, Column, Figure, Table, Type, columns_of
from tests.schemas.breaking import CASES, broken, counted

COLUMNS = [(name, column) for name, row in ROW_TYPES.items() for column in columns_of(row)]
WRONG: dict[Type, object] = {Type.STRING: 7, Type.DICTIONARY: 7}


def _id(value: object) -> str | None:
    return value.name if isinstance(value, Column) else None


def test_every_law_has_a_case() -> None:
    assert {(table, law.name) for table, laws in LAWS.items() for law in laws} == {case[:2] for case in CASES}


@pytest.mark.parametrize("name", ROW_TYPES)
def test_the_seeds_keep_all_laws(tables: dict[str, Table[Any]], name: str) -> None:
    found = examine(name, columns_of_any(tables[name]))
    assert len(tables[name]) > 0
    assert found.faults == ()
    assert found.table.to_csv() == tables[name].to_csv()


@pytest.mark.parametrize(("name", "law", "changes"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_law_is_broken_by_its_row_alone(
    tables: dict[str, Table[Any]], name: str, law: str, changes: dict[str, Any]
) -> None:
    table = Table.from_rows(Figure, [counted()]) if name == "figures" else tables[name]
    row = next((n for n, one in enumerate(table) if _short_numeral(one)), 0)
    assert examine(name, columns_of_any(table)).faults == ()
    faults = [fault for fault in examine(name, columns_of_any(broken(table, row, changes))).faults if fault.law == law]
    assert [fault.row for fault in faults] == [row]
    assert set(faults[0].columns) <= set(columns_of_any(table))
    assert set(faults[0].columns) & set(changes)
    says = next(one.says for one in LAWS[name] if one.name == law)
    assert faults[0].says.startswith(says)


def _short_numeral(row: Any) -> bool:
    """Whether it is the ledger's row of a figure of two digits, which is what the changes for the ledger expect."""
    return getattr(row, "status", None) == "parsed" and len(row.text) == 2


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=_id)
def test_a_cell_of_a_wrong_type_is_told(tables: dict[str, Table[Any]], name: str, column: Column) -> None:
    cells = columns_of_any(tables[name])
    wrong = {**cells, column.name: list(cells[column.name])}
    wrong[column.name][0] = WRONG.get(column.type, "§")
    (fault,) = [fault for fault in examine(name, wrong).faults if fault.law == "type"]
    assert (fault.row, fault.columns) == (0, (column.name,))
    assert column.name in fault.says
    assert ("7" if column.type in WRONG else "§") in fault.says


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, column in COLUMNS if not column.nullable], ids=_id
)
def test_a_null_where_none_may_be_is_told(tables: dict[str, Table[Any]], name: str, column: Column) -> None:
    cells = columns_of_any(tables[name])
    without = {**cells, column.name: [None, *cells[column.name][1:]]}
    faults = examine(name, without).faults
    assert (0, (column.name,), "type") in [(fault.row, fault.columns, fault.law) for fault in faults]
    assert {fault.row for fault in faults} == {0}


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=_id)
def test_a_missing_column_is_told(tables: dict[str, Table[Any]], name: str, column: Column) -> None:
    cells = columns_of_any(tables[name])
    del cells[column.name]
    found = examine(name, cells)
    assert [(fault.row, fault.law, fault.says) for fault in found.faults] == [
        (None, "missing", f"lacks the column {column.name}")
    ]
    assert len(found.table) == 0


def test_one_key_twice(tables: dict[str, Table[Any]]) -> None:
    ids = tables["figures"].column("figure_id")
    twice = examine("figures", {**columns_of_any(tables["figures"]), "figure_id": [ids[1], *ids[1:]]})
    assert [(fault.row, fault.law) for fault in twice.faults] == [(1, "key")]
    assert "row 0" in twice.faults[0].says
    assert len(twice.table) == len(ids) - 1


def test_a_number_below_its_least_value(tables: dict[str, Table[Any]]) -> None:
    (fault,) = examine("figures", columns_of_any(broken(tables["figures"], 2, {"line": 0}))).faults
    assert (fault.row, fault.law, fault.says) == (2, "minimum", "column line holds 0, which is less than 1")


def test_a_reference_to_nothing(tables: dict[str, Table[Any]]) -> None:
    known = frozenset(tables["documents"].column("document"))
    lost = broken(tables["figures"], 2, {"document": "lost.txt"})
    (fault,) = examine("figures", columns_of_any(lost), known={"documents.document": known}).faults
    assert (fault.row, fault.law, fault.says) == (2, "refers", "document 'lost.txt' is not in the table documents")
