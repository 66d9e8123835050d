"""A broken table of any kind gives findings that name row and reason; what is sound in it is checked all the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest

import figures
from figures import FiguresError, Grammar
from figures.cli import main
from figures.extraction import Figures
from figures.table import Column, Figure, Table, Type, columns_of
from tests.schemas.breaking import broken, counted, document

FRAMES: dict[str, Callable[[Table[Any]], Any]] = {
    "table": lambda table: table,
    "polars": Table.to_polars,
    "lazy": lambda table: table.to_polars().lazy(),
    "pandas": Table.to_pandas,
    "arrow": Table.to_arrow,
}
TEXTS = (Type.STRING, Type.DICTIONARY)
frames = pytest.mark.parametrize("frame", FRAMES)
columns = pytest.mark.parametrize("column", columns_of(Figure), ids=lambda column: column.name)


def _check(grammar: Grammar, table: Any, documents: Any = None) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in figures.check(table, documents, grammar=grammar)]


@frames
def test_a_sound_frame_is_checked_as_its_table_is(grammar: Grammar, extracted: Figures, frame: str) -> None:
    expected = figures.check(extracted, grammar=grammar)
    make = FRAMES[frame]
    found = figures.check(make(extracted), make(extracted.documents), grammar=grammar)
    assert [finding.code for finding in found] == ["FIG201"]
    assert list(found) == list(expected)
    assert found.comparisons == expected.comparisons


@frames
@columns
def test_each_column_missing(grammar: Grammar, extracted: Figures, frame: str, column: Column) -> None:
    names = [name for name in extracted.names if name != column.name]
    found = _check(grammar, FRAMES[frame](extracted[:3].select(names)))
    assert found == [("FIG101", f"figures: lacks the column {column.name}")]


@pytest.mark.parametrize("frame", ["polars", "pandas"])
@columns
def test_each_column_of_a_wrong_type(grammar: Grammar, extracted: Figures, frame: str, column: Column) -> None:
    wrong: Any = 7 if column.type in TEXTS else "§"
    if frame == "polars":
        given: Any = extracted[:3].to_polars().with_columns(polars.lit(wrong).alias(column.name))
    else:
        given = extracted[:3].to_pandas().assign(**{column.name: wrong})
    found = _check(grammar, given)
    assert [code for code, _ in found] == ["FIG101"] * 3
    for row, (_, message) in enumerate(found):
        assert message.startswith(f"figures row {row}")
        assert f"column {column.name} holds" in message


SPOILED = [
    *(("jsonl", column) for column in columns_of(Figure)),
    # In CSV any text may stand in a column of texts, and an empty one is null.
    *(("csv", column) for column in columns_of(Figure) if not column.nullable or column.type not in TEXTS),
]


@pytest.mark.parametrize(("suffix", "column"), SPOILED, ids=lambda value: getattr(value, "name", value))
def test_each_column_of_a_file(
    extracted: Figures, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str, column: Column
) -> None:
    """A cell of the second row is spoiled; where any text may stand, it is emptied."""
    target = tmp_path / f"figures.{suffix}"
    cell = "" if column.type in TEXTS and not column.values else "§"
    if suffix == "csv":
        rows = list(csv.DictReader(io.StringIO(extracted[:3].to_csv(), newline="")))
        rows[1][column.name] = cell
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, extracted.names)
            writer.writeheader()
            writer.writerows(rows)
        place = f"{target}:3"
    else:
        lines = extracted[:3].to_jsonl().splitlines()
        lines[1] = json.dumps({**json.loads(lines[1]), column.name: cell})
        target.write_text("\n".join(lines), encoding="utf-8")
        place = f"{target}:2"
    assert main(["check", str(target), "--format", "json", "-q"]) == 1
    (finding,) = [one for one in json.loads(capsys.readouterr().out) if one["code"] == "FIG101"]
    assert finding["severity"] == "error"
    assert finding["message"].startswith(place)
    assert column.name in finding["message"]


def test_a_parquet_file_is_checked(extracted: Figures, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "figures.parquet"
    extracted.to_polars().write_parquet(target)
    extracted.documents.to_polars().write_parquet(tmp_path / "figures.documents.parquet")
    assert main(["check", str(target), "-q", "--format", "json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["FIG201"]
    broken(extracted, 4, {"rule": "none"}).to_polars().write_parquet(target)
    assert main(["check", str(target), "-q", "--format", "json"]) == 1
    first, *_ = json.loads(capsys.readouterr().out)
    assert (first["code"], first["message"].split(" ")[0]) == ("FIG101", f"{target}:5")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"value": float("nan")}, "finite"),
        ({"low": 50.0}, "low is at most high"),
        ({"end": 500}, "end - start is the length of text"),
        ({"kind": None}, "column kind is empty"),
        ({"start": -1, "end": 8}, "less than 0"),
    ],
)
def test_a_spoiled_row_is_told_and_the_others_are_checked(grammar: Grammar, changes: dict[str, Any], says: str) -> None:
    good = counted()
    table = Table.from_rows(Figure, [good, good._replace(figure_id="f2", start=40, end=49)])
    findings = figures.check(broken(table, 1, changes), grammar=grammar)
    (finding,) = findings
    assert (finding.code, finding.document, finding.line, finding.figure_ids) == ("FIG101", "a.txt", 1, ("f2",))
    assert finding.message.startswith("figures row 1 (f2): ")
    assert says in finding.message
    assert list(findings.figures) == ["f1"]


def test_one_id_twice(grammar: Grammar) -> None:
    table = Table.from_rows(Figure, [counted(), counted()])
    assert _check(grammar, table) == [("FIG101", "figures row 1 (f1): figure_id 'f1' stands in row 0 already")]


def test_a_figure_of_no_document(grammar: Grammar) -> None:
    table = Table.from_rows(Figure, [counted()])
    assert _check(grammar, table, [document()]) == []
    found = _check(grammar, table, [document(document="b.txt")])
    assert found == [("FIG101", "figures row 0 (f1): document 'a.txt' is not in the table documents")]


def test_a_broken_table_of_documents(grammar: Grammar) -> None:
    table = Table.from_rows(Figure, [counted()])
    found = _check(grammar, table, [document(sha256="?")])
    assert found == [("FIG101", "documents row 0: a SHA-256 is 64 hexadecimal digits: sha256 '?'")]


def test_findings_keep_their_order(grammar: Grammar, extracted: Figures) -> None:
    spoiled = broken(broken(extracted, 7, {"rule": "none"}), 2, {"near": None})
    found = _check(grammar, spoiled)
    assert [code for code, _ in found] == ["FIG101", "FIG101", "FIG201"]
    assert [message.split(" ")[2] for _, message in found[:2]] == ["2", "7"]
    assert found == _check(grammar, spoiled)


@pytest.mark.parametrize("given", [7, "figures.csv", {"figure_id": ["a"]}, [("a", "b")]])
def test_what_is_no_table_is_a_usage_error(grammar: Grammar, given: Any) -> None:
    with pytest.raises(FiguresError):
        figures.check(given, grammar=grammar)


def test_a_frame_read_by_other_hands(grammar: Grammar, extracted: Figures) -> None:
    """A CSV as polars reads it, all text: dates, numbers and truths are read from it as from the file."""
    frame = polars.read_csv(extracted.to_csv().encode(), infer_schema=False)
    assert [code for code, _ in _check(grammar, frame, extracted.documents)] == ["FIG201"]
