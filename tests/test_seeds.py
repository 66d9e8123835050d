"""The seed reports through the real command: the tables are as written down, and the same however they are made."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from figures import Document, Extractor, Grammar, read
from figures.cli import main
from figures.table import Figure

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
REPORT = "2021-12-20-northern-wire.txt"

COLUMNS = ",".join(name for name in Figure._fields if name != "grammar")
"""The pack's hash changes with each word of it: golden files without it differ only where a reading does."""

ID_COLUMNS = frozenset(("figure_id", "document", "group_id"))

TABLES = ("figures.csv", "figures.documents.csv", "figures.ledger.csv", "figures.datapackage.json")


@pytest.fixture
def extract(
    grammar: Grammar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., dict[str, str]]:
    """Runs `figures extract … -o figures.csv` in a folder of its own; gives what it wrote, by name."""
    monkeypatch.setattr(Grammar, "load", lambda *folders, default: grammar)
    runs = 0

    def run(*arguments: str | Path, columns: str = COLUMNS) -> dict[str, str]:
        nonlocal runs
        runs += 1
        folder = tmp_path / f"run-{runs}"
        folder.mkdir()
        target = ["-o", str(folder / "figures.csv"), "--columns", columns]
        assert main(["extract", *map(str, arguments), *target]) == 0
        assert re.fullmatch(
            r"\d+ figures in \d+ documents?; numerals: .+ 0 unparsed \(0\.0 %\)\n", capsys.readouterr().err
        )
        return {name: (folder / name).read_bytes().decode() for name in TABLES}

    return run


def test_the_tables_are_as_written_down(
    extract: Callable[..., dict[str, str]], golden: Callable[[str, str], None]
) -> None:
    """After a change of the grammar: `pytest tests/test_seeds.py --update-goldens`, and read the difference."""
    found = extract(SEEDS)
    for name in TABLES:
        golden(f"seeds/{name}", re.sub(r"\+[0-9a-f]{12}", "+HASH", found[name]))


def test_the_same_bytes_twice(extract: Callable[..., dict[str, str]]) -> None:
    assert extract(SEEDS, columns="all") == extract(SEEDS, columns="all")


def test_the_data_package_tells_of_every_file(extract: Callable[..., dict[str, str]]) -> None:
    found = extract(SEEDS)
    package = json.loads(found["figures.datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == set(TABLES) - {"figures.datapackage.json"}
    for resource in package["resources"]:
        assert resource["bytes"] == len(found[resource["path"]].encode())


def test_every_row_points_to_its_words(extract: Callable[..., dict[str, str]]) -> None:
    texts = {document.id: document.text for document in read([SEEDS])}
    found = extract(SEEDS)
    for name in ("figures.csv", "figures.ledger.csv"):
        rows = list(csv.DictReader(io.StringIO(found[name])))
        assert {row["document"] for row in rows} == texts.keys()
        for row in rows:
            assert row["text"] == texts[row["document"]][int(row["start"]) : int(row["end"])]


def test_every_parsed_numeral_names_a_figure(extract: Callable[..., dict[str, str]]) -> None:
    found = extract(SEEDS)
    figures = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(found["figures.csv"]))}
    numerals = list(csv.DictReader(io.StringIO(found["figures.ledger.csv"])))
    assert {row["status"] for row in numerals} == {"parsed", "ignored"}
    for row in numerals:
        assert (row["figure_id"] in figures) == (row["status"] == "parsed")


def test_other_documents_and_their_order_change_no_row(grammar: Grammar) -> None:
    """What one report says is read the same alone, first, last, and after everything else."""
    documents = list(read([SEEDS]))
    forward = Extractor(grammar)
    together = [forward.document(document) for document in documents]
    backward = Extractor(grammar)
    assert [backward.document(document) for document in reversed(documents)] == together[::-1]
    assert [Extractor(grammar).document(document) for document in documents] == together


def test_a_file_alone_gives_its_rows_of_the_folder(extract: Callable[..., dict[str, str]]) -> None:
    alone, folder = extract(SEEDS / REPORT), extract(SEEDS)
    for name in ("figures.csv", "figures.ledger.csv", "figures.documents.csv"):
        head, *rows = folder[name].splitlines()
        assert alone[name].splitlines() == [head, *(row for row in rows if REPORT in row.split(",")[:2])]


def test_the_reference_scanner_gives_the_same_bytes(extract: Callable[..., dict[str, str]]) -> None:
    fast = extract(SEEDS / REPORT, columns="all")
    assert extract(SEEDS / REPORT, "--scanner", "reference", columns="all") == fast


def _without_ids(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row without the columns that the document's id goes into."""
    return tuple(value for name, value in Figure._make(row)._asdict().items() if name not in ID_COLUMNS)


def test_documents_of_one_text_and_other_names_differ_in_names_alone(extractor: Extractor) -> None:
    text = (SEEDS / REPORT).read_text(encoding="utf-8")
    one, other = (extractor.document(Document(name, text)).figures for name in ("a", "b"))
    one_told, other_told = ([_without_ids(row) for row in rows] for rows in (one, other))
    assert one_told == other_told
    assert not {row[0] for row in one} & {row[0] for row in other}


NUMERAL = re.compile(r"(?<![\w.,-])(?:\d[\d,.]*\d|\d)(?![\w-])")


@pytest.mark.parametrize(("before", "behind"), [("**", "**"), ("<b>", "</b>"), ("<i class='n'>", "</i>"), ("`", "`")])
def test_marks_around_the_numerals_change_nothing_but_offsets(extractor: Extractor, before: str, behind: str) -> None:
    moved = {"figure_id", "group_id", "start", "end", "text", "sentence", "unit_text", "document_sha256"}
    for document in read([SEEDS]):
        marked = NUMERAL.sub(lambda numeral: f"{before}{numeral[0]}{behind}", document.text)
        plain, shown = (
            [Figure._make(row)._asdict() for row in extractor.document(one).figures]
            for one in (document, replace(document, text=marked))
        )
        for one, other in zip(plain, shown, strict=True):
            assert {name: one[name] for name in one if name not in moved} == {
                name: other[name] for name in other if name not in moved
            }
            assert other["text"] == marked[other["start"] : other["end"]]
