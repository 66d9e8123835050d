"""The contract, stated a second time by hand: a column that moves, changes its type or vanishes is seen here."""

from __future__ import annotations

import subprocess
import sys

import pytest

import figures.table as t
from figures.errors import UsageError
from figures.table.column import columns_of

FIGURES = """
figure_id document source? published? url? start end line text sentence kind value? value_text? low? high? low_closed
high_closed bound near modifier? precision? unit? unit_text? dimension? base_value? base_low? base_high? base_unit?
timex? date_start? date_end? noun? subject? scope? event? place? attribution? modality statistic per? as_of? quoted
group_id? role? doubt? rule grammar document_sha256
"""
DOCUMENTS = "document source? published? url? title? language? sha256 characters names shingles"
LEDGER = "document start end text status reason? figure_id?"
QUANTITIES = "quantity_id about low? best? high? unit? as_of? mentions documents voices mode verdict?"
COMPARISONS = "left_id right_id key? verdict reason? detail? left_text right_text"
FINDINGS = "code severity message document line? start? end? figure_ids suggestion?"


@pytest.mark.parametrize("name", ["FIGURES", "DOCUMENTS", "LEDGER", "QUANTITIES", "COMPARISONS", "FINDINGS"])
def test_names_order_and_nulls(name: str) -> None:
    stated = [column.name + "?" * column.nullable for column in getattr(t, name)]
    assert stated == globals()[name].split()


TYPES = {
    "int32": "start end line",
    "float64": "value low high precision base_value base_low base_high",
    "bool": "low_closed high_closed near quoted",
    "date32": "date_start date_end as_of",
    "timestamp[us]": "published",
    "dictionary": "kind bound dimension modality statistic role",
}


def test_types_of_figures() -> None:
    stated = {name: kind for kind, names in TYPES.items() for name in names.split()}
    assert {c.name: str(c.type) for c in t.FIGURES} == {c.name: stated.get(c.name, "string") for c in t.FIGURES}


VOCABULARIES = {
    "kind": "number count ordinal ratio percent money measure age duration date time recurrence score",
    "bound": "eq gt ge lt le approx range",
    "modality": "asserted negated hypothetical forecast target question",
    "statistic": "point cumulative rate share change",
    "role": "from to change part whole base conversion",
    "status": "parsed ignored unparsed",
    "verdict": "equal rounds_to within overlaps explained not_comparable conflict",
    "severity": "error note",
    "mode": "range majority priority",
}


def test_closed_vocabularies() -> None:
    found = {c.name: " ".join(c.values) for name in t.ROW_TYPES for c in t.table_columns(name) if c.values}
    assert found == VOCABULARIES


def test_only_a_conflict_fails() -> None:
    assert [verdict for verdict in t.Verdict if verdict.fails] == [t.Verdict.CONFLICT]


def test_core_is_what_a_terminal_shows() -> None:
    core = "document line text kind value low high bound near unit noun event timex attribution modality rule"
    assert [column.name for column in t.choose(t.FIGURES, "core")] == core.split()


@pytest.mark.parametrize(
    ("columns", "spec", "names", "reason"),
    [
        (t.LEDGER, "all", LEDGER.replace("?", ""), "all is all, in order"),
        (t.LEDGER, "core", LEDGER.replace("?", ""), "a small table is its own core"),
        (t.FIGURES, "value,text", "value text", "the order is the asker's"),
        (t.FIGURES, " value , text ", "value text", "blanks after commas are habit"),
    ],
)
def test_choose(columns: tuple[t.Column, ...], spec: str, names: str, reason: str) -> None:
    assert [column.name for column in t.choose(columns, spec)] == names.split(), reason


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("valeu", "columns: no column is called 'valeu'; did you mean value or value_text or base_value?"),
        ("text,text", "columns: 'text' is named twice; name each column once"),
        ("cor", "columns: no column is called 'cor'; did you mean core or scope?"),
    ],
)
def test_choose_refuses(spec: str, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        t.choose(t.FIGURES, spec)
    assert str(refusal.value) == message


@pytest.mark.parametrize("spec", ["", "text,", "text,,value"])
def test_choose_refuses_no_name(spec: str) -> None:
    with pytest.raises(UsageError, match="no column is called ''"):
        t.choose(t.FIGURES, spec)


def test_what_points_to_a_column_points_to_one() -> None:
    for row_type in t.ROW_TYPES.values():
        for column in columns_of(row_type):
            if column.refers:
                table, _, name = column.refers.partition(".")
                assert [c.name for c in t.table_columns(table) if c.key] == [name]


def test_an_unknown_table_names_the_known() -> None:
    with pytest.raises(UsageError, match="the tables are figures, documents, ledger"):
        t.table_columns("figure")


def test_import_is_light() -> None:
    heavy = "polars pandas pyarrow numpy rich csv json hashlib difflib"
    code = f"import sys, figures.table; print(*sorted(set(sys.modules) & set({heavy.split()!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_public_name_is_there() -> None:
    for name in t.__all__:
        assert getattr(t, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = t.nothing
