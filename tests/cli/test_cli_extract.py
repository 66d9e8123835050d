"""What `figures extract` and `figures ledger` print, for texts with a known number of figures."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_samples import KILLED, ONE

from figures.table import CORE, DOCUMENTS, FIGURES, LEDGER

Run = Callable[..., tuple[int, str, str]]
ALL = [column.name for column in FIGURES]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_pipe_gets_csv_with_all_columns(command: Run, killed: Path) -> None:
    status, out, err = command("extract", "a.txt")
    assert (status, err) == (0, ONE)
    (row,) = rows(out)
    assert list(row) == ALL
    assert (row["document"], row["text"], row["low"], row["bound"]) == (
        "a.txt",
        "More than 14,000 people",
        "14000",
        "gt",
    )


def test_columns_are_chosen_and_ordered(figures: Run, killed: Path) -> None:
    status, out, _ = figures("extract", "a.txt", "--columns", "text,kind,document")
    assert (status, out) == (0, 'text,kind,document\n"More than 14,000 people",count,a.txt\n')
    _, out, _ = figures("extract", "a.txt", "--columns", "core")
    assert out.partition("\n")[0] == ",".join(CORE)


def test_jsonl_has_one_object_a_row(figures: Run, killed: Path) -> None:
    status, out, _ = figures("extract", "a.txt", "--format", "jsonl")
    (line,) = out.splitlines()
    assert (status, list(json.loads(line))) == (0, ALL)


def test_the_table_shows_the_core_columns(figures: Run, killed: Path) -> None:
    status, out, err = figures("extract", "a.txt", "--format", "table", "--columns", "document,text,low")
    assert out == (
        "document  text                       low\n"
        "────────  ───────────────────────  ─────\n"
        "a.txt     More than 14,000 people  14000\n"
    )
    assert (status, err) == (0, ONE)
    _, out, _ = figures("extract", "a.txt", "--format", "table")
    assert out.split("\n")[0].split() == list(CORE)


def test_the_table_says_how_much_it_leaves_out(figures: Run, killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figures.cli.outputs.ROWS_SHOWN", 1)
    Path("b.txt").write_text(KILLED * 2)
    _, out, _ = figures("extract", "a.txt", "b.txt", "--format", "table", "--columns", "document")
    assert out == "document\n────────\na.txt\n… 2 more rows; -o FILE or --format csv gives all\n"


def test_no_figures_is_a_header_and_success(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("Nobody came.")
    status, out, err = figures("extract", "none.txt", "--columns", "document,text")
    assert (status, out) == (0, "document,text\n")
    assert err == "0 figures in 1 document; numerals: 0 parsed, 0 ignored, 0 unparsed (0.0 %)\n"


def test_an_empty_document_gets_a_note(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\n")
    status, out, err = figures("extract", "empty.txt", "blank.txt", "a.txt")
    assert (status, len(rows(out))) == (0, 1)
    assert err == (
        "figures: note: empty.txt: empty, no figures\n"
        "figures: note: blank.txt: empty, no figures\n"
        "1 figure in 3 documents; numerals: 1 parsed, 0 ignored, 0 unparsed (0.0 %)\n"
    )
    assert figures("extract", "--quiet", "empty.txt")[2] == ""


def test_standard_input_is_read(figures: Run) -> None:
    status, out, err = figures("extract", "-", stdin=KILLED.encode())
    assert (status, err, rows(out)[0]["document"]) == (0, ONE, "'-")  # guarded, as every cell that begins so


def test_rows_of_a_table_are_documents(figures: Run) -> None:
    table = 'body,key,who,day\r\n"More than 14,000 people were killed.",k1,Wire,2022-01-17\r\n'
    status, out, _ = figures(
        *("extract", "-", "--stdin-format", "csv", "--text-column", "body", "--id-column", "key"),
        *("--source-column", "who", "--published-column", "day"),
        stdin=table.encode(),
    )
    (row,) = rows(out)
    assert (status, row["document"], row["source"], row["published"]) == (0, "k1", "Wire", "2022-01-17T00:00:00")


def test_what_the_options_say_of_a_document_stands_in_its_rows(figures: Run, killed: Path) -> None:
    _, out, _ = figures("extract", "a.txt", "--source", "Wire", "--published", "2022-01-17T09:30")
    (row,) = rows(out)
    assert (row["source"], row["published"]) == ("Wire", "2022-01-17T09:30:00")


def test_the_order_of_dates_and_the_currency_are_settings(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("It cost $5 on 03/04/2022.")
    units, days = set(), set()
    for given in ((), ("--date-order", "dmy", "--currency", "CAD")):
        found = rows(figures("extract", "d.txt", *given)[1])
        units |= {row["unit"] for row in found if row["kind"] == "money"}
        days |= {row["timex"] for row in found if row["kind"] == "date"}
    assert (units, days) == ({"USD", "CAD"}, {"2022-03-04", "2022-04-03"})


def test_the_reference_scanner_gives_the_same_bytes(figures: Run, killed: Path) -> None:
    assert figures("extract", "a.txt", "--scanner", "reference") == figures("extract", "a.txt", "--scanner", "fast")


def test_many_documents_are_written_batch_by_batch(figures: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "".join(json.dumps({"id": str(number), "text": KILLED}) + "\n" for number in range(50)).encode()
    whole = figures("extract", "-", "--stdin-format", "jsonl", stdin=table)
    monkeypatch.setattr("figures.extraction.parallel.BATCH_CHARACTERS", 100)
    assert figures("extract", "-", "--stdin-format", "jsonl", stdin=table) == whole
    assert whole[2] == "50 figures in 50 documents; numerals: 50 parsed, 0 ignored, 0 unparsed (0.0 %)\n"


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_file_has_its_tables_beside_it(figures: Run, killed: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "out").mkdir()
    status, out, err = figures("extract", "a.txt", "-o", f"out/x.{form}")
    assert (status, out, err) == (0, "", ONE)
    package = ["x.datapackage.json"] if form == "csv" else []
    assert sorted(os.listdir(tmp_path / "out")) == sorted(
        [f"x.{form}", f"x.documents.{form}", f"x.ledger.{form}", *package]
    )
    if form == "csv":
        names = (
            (f"x{name}.csv", columns)
            for name, columns in (("", FIGURES), (".documents", DOCUMENTS), (".ledger", LEDGER))
        )
        for name, columns in names:
            header, *lines = (tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()
            assert (header, len(lines)) == (",".join(column.name for column in columns), 1)
        # The stream and the file are the same bytes.
        assert figures("extract", "a.txt").out == (tmp_path / "out" / "x.csv").read_text(encoding="utf-8")


def test_the_data_package_describes_the_run(figures: Run, killed: Path, tmp_path: Path) -> None:
    import hashlib

    figures("extract", "a.txt", "-o", "x.csv", "--columns", "document,text", "--date-order", "dmy", "--currency", "CAD")
    package = json.loads((tmp_path / "x.datapackage.json").read_text(encoding="utf-8"))
    assert list(package["figures"]) == ["version", "grammar", "date_order", "currency"]
    assert (package["figures"]["date_order"], package["figures"]["currency"]) == ("dmy", "CAD")
    assert package["figures"]["grammar"].startswith("en@")
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest())
    assert [resource["name"] for resource in package["resources"]] == ["figures", "documents", "ledger"]
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == ["document", "text"]


def test_two_runs_in_one_folder_do_not_clash(figures: Run, killed: Path, tmp_path: Path) -> None:
    figures("extract", "a.txt", "-o", "x.csv")
    figures("extract", "a.txt", "-o", "y.csv")
    assert len(list(tmp_path.glob("*.csv"))) == 6


def test_the_same_input_gives_the_same_bytes(command: Run, tmp_path: Path) -> None:
    written = []
    for run, variables in enumerate(
        ({"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"})
    ):
        folder = tmp_path / str(run) / "in"
        folder.mkdir(parents=True)
        for name in ("b.txt", "ä.txt"):
            (folder / name).write_text(
                "“Nearly 40 people” came on 3 May 2021 — half of them for €5.\n", encoding="utf-8"
            )
        status, _, err = command("extract", folder, "-o", folder.parent / "x.csv", **variables)
        assert (status, err.startswith("0 ")) == (0, False)
        written.append({path.name: path.read_bytes() for path in sorted(folder.parent.glob("x.*"))})
    assert written[0] == written[1] and len(written[0]) == 4


def test_the_ledger_accounts_for_every_numeral(figures: Run, killed: Path) -> None:
    status, out, err = figures("ledger", "a.txt")
    (row,) = rows(out)
    assert (status, err) == (0, ONE)
    assert (list(row), row["text"], row["status"]) == ([column.name for column in LEDGER], "14,000", "parsed")


def test_the_ledger_is_filtered_by_status(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("More than 14,000 people flew in a Boeing 747.")
    _, out, _ = figures("ledger", "b.txt", "--status", "ignored", "--columns", "text,status")
    assert out == "text,status\n747,ignored\n"
    _, out, _ = figures("ledger", "b.txt", "--status", "ignored", "--status", "parsed", "--columns", "text")
    assert out == 'text\n"14,000"\n747\n'


def test_the_ledger_in_a_file_stands_alone(figures: Run, killed: Path, tmp_path: Path) -> None:
    assert figures("ledger", "a.txt", "-o", "l.jsonl") == (0, "", ONE)
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "l.jsonl"]
    assert json.loads((tmp_path / "l.jsonl").read_text())["status"] == "parsed"
