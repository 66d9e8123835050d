"""Every bad call and bad input: its message word for word, its exit status, and the other documents done."""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_samples import KILLED, ONE

from figures import Document, Extractor
from figures.table.place import Pending

Run = Callable[..., tuple[int, str, str]]
GOOD = KILLED.encode()
NOT_READ = ONE.rstrip("\n") + "; 1 not read\n"

# Input beside which a.txt stands: name, bytes, message.
UNREADABLE = {
    "a binary file": (
        "b.txt",
        b"\x7fELF\0\0\0",
        "figures: error: b.txt: is binary, not text; leave it out, or convert it to plain text\n",
    ),
    "bytes that are no UTF-8": (
        "b.txt",
        "déjà vu café, naïve — “so”".encode() + b"\xff",
        "figures: error: b.txt: is not UTF-8 (byte 0xff at offset 36); save it as UTF-8\n",
    ),
    "a row that is no JSON": (
        "b.jsonl",
        b'{"text": \n',
        "figures: error: b.jsonl:1: is not JSON (Expecting value, column 1); write one JSON object a line\n",
    ),
    "a row without text": (
        "b.jsonl",
        b'{"body": "x"}\n',
        'figures: error: b.jsonl:1: has no key "text" (its keys: "body"); '
        "name the key that holds the text with --text-column NAME\n",
    ),
    "a row without a date": (
        "b.jsonl",
        b'{"text": "x", "published": "soon"}\n',
        'figures: error: b.jsonl:1: has "soon" in "published", which is no ISO 8601 date; '
        "write it as 2022-01-17 or 2022-01-17T09:30\n",
    ),
    "front matter without a date": (
        "b.md",
        b"---\npublished: soon\n---\nx\n",
        'figures: error: b.md:2: has published "soon", which is no ISO 8601 date; '
        "write it as 2022-01-17 or 2022-01-17T09:30\n",
    ),
    "a table without a header": (
        "b.csv",
        b"",
        "figures: error: b.csv: has no header; name the columns in the first row, text among them\n",
    ),
}


@pytest.mark.parametrize(("name", "data", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    figures: Run, killed: Path, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    status, out, err = figures("extract", name, "a.txt", "--columns", "document")
    assert (status, out, err) == (3, "document\na.txt\n", message + NOT_READ)


USAGE = {
    "a missing file": (
        ["extract", "gone.txt"],
        "gone.txt: does not exist; give a file, a folder, or - for stdin",
    ),
    "a folder without documents": (
        ["extract", "void"],
        "void: holds no documents; it must hold files named "
        "*.txt, *.text, *.md, *.markdown, *.html, *.htm, *.pdf, *.docx, *.jsonl, *.ndjson, *.json, *.csv, *.tsv or "
        "*.parquet",
    ),
    "an input given twice": (["extract", "a.txt", "a.txt"], "a.txt: is given twice; give it once"),
    "an option that is not there": (
        ["extract", "a.txt", "--curency", "CAD"],
        "No such option '--curency'. Did you mean '--currency'?; see figures extract --help",
    ),
    "a command that is not there": (
        ["extrct"],
        "No such command 'extrct'. Did you mean 'extract'?; see figures --help",
    ),
    "no path": (["extract"], "Missing argument 'PATH…'; see figures extract --help"),
    "a column that is not there": (
        ["extract", "a.txt", "--columns", "txt"],
        "columns: no column is called 'txt'; did you mean text or unit_text or timex?",
    ),
    "a date that is none": (
        ["extract", "a.txt", "--published", "soon"],
        '--published: "soon" is no ISO 8601 date; write it as 2022-01-17 or 2022-01-17T09:30',
    ),
    "a currency that is none": (
        ["extract", "a.txt", "--currency", "usd"],
        "'usd' is no currency; give an ISO 4217 code such as USD, CAD or AUD",
    ),
    "a grammar that is none": (
        ["extract", "a.txt", "--grammar", "void"],
        "void: no pack.toml here; a grammar pack is a folder with one",
    ),
    "no grammar at all": (
        ["extract", "a.txt", "--no-default-grammar"],
        "--no-default-grammar: no grammar is left; add one with --grammar DIR",
    ),
    "a file of no known format": (
        ["extract", "a.txt", "-o", "x.xlsx"],
        "-o x.xlsx: its name does not say which format to write; name it *.csv, *.jsonl, *.parquet, *.sqlite "
        "or *.duckdb, or add --format",
    ),
    "a file whose format is denied": (
        ["extract", "a.txt", "-o", "x.csv", "--format", "jsonl"],
        "-o x.csv: its name says csv, and --format jsonl; make them agree",
    ),
    "a table in a file": (
        ["extract", "a.txt", "-o", "x.csv", "--format", "table"],
        "-o x.csv: a file takes no table for the terminal; use --format csv or jsonl",
    ),
    "a folder as output": (["extract", "a.txt", "-o", "void"], "-o void: is a folder; name a file in it"),
    "an output that is the input": (
        ["extract", "t.csv", "-o", "t.csv"],
        "-o t.csv: is one of the inputs; write to another file",
    ),
    "a companion that is the input": (
        ["extract", "t.ledger.csv", "-o", "t.csv"],
        "-o t.ledger.csv: is one of the inputs; write to another file",
    ),
    "an output among the inputs": (
        ["extract", "sub", "-o", "sub/x.csv"],
        "-o sub/x.csv: lies in sub, and would be read as a document the next time; "
        "write it outside of the folder that is read",
    ),
    "a table that is not there": (
        ["schema", "figurs"],
        "no table is called 'figurs'; the tables are figures, documents, ledger, quantities, comparisons, findings",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), USAGE.values(), ids=USAGE)
def test_a_call_that_cannot_work_is_refused(
    figures: Run, killed: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(GOOD)
    for name in ("t.csv", "t.ledger.csv"):
        (tmp_path / name).write_text("text\nx\n")
    before = sorted(tmp_path.rglob("*"))
    assert figures(*arguments) == (2, "", f"figures: error: {message}\n")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "t.csv").read_text() == "text\nx\n"


def test_a_fault_of_the_call_outranks_an_unreadable_document(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('no\n{"id": "1", "text": "x"}\n{"id": "1", "text": "y"}\n')
    status, out, err = figures("extract", "r.jsonl", "-o", "x.csv")
    assert (status, out) == (2, "")
    assert err == (
        "figures: error: r.jsonl:1: is not JSON (Expecting value, column 1); write one JSON object a line\n"
        'figures: error: r.jsonl:3: has the id "1", and so has r.jsonl:2; '
        "every row needs an id of its own: name another column with --id-column\n"
    )
    assert os.listdir(tmp_path) == ["r.jsonl"]


def test_a_flood_of_errors_is_cut_short_and_counted(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("[]\n" * 1022)
    (tmp_path / "s.jsonl").write_text("no\n")
    status, _, err = figures("extract", "r.jsonl", "s.jsonl", "a.txt")
    lines = err.splitlines()
    expected = [
        f"figures: error: r.jsonl:{n}: is a list, not an object; write one JSON object a line" for n in range(1, 21)
    ]
    assert (status, lines[:20]) == (3, expected)
    assert lines[20:] == [
        "figures: error: s.jsonl:1: is not JSON (Expecting value, column 1); write one JSON object a line",
        "figures: error: r.jsonl: 1,002 more rows cannot be read",
        ONE.rstrip("\n") + "; 1,023 not read",
    ]


def test_a_flood_of_files_is_cut_short_and_counted(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(23):
        (tmp_path / "in" / f"{number:02}.txt").write_bytes(b"\0")
        (tmp_path / "in" / f"e{number:02}.txt").write_bytes(b"")
    status, _, err = figures("extract", "in")
    lines = err.splitlines()
    assert (status, len(lines)) == (3, 20 + 20 + 3)
    assert lines[40:42] == [
        "figures: error: 3 more documents cannot be read",
        "figures: note: 3 more documents are empty",
    ]


def test_quiet_leaves_errors(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\0")
    _, _, err = figures("extract", "-q", "b.txt", "a.txt")
    assert err == "figures: error: b.txt: is binary, not text; leave it out, or convert it to plain text\n"


def test_the_others_are_written_when_one_document_is_unreadable(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\0")
    status, _, _ = figures("extract", "b.txt", "a.txt", "-o", "x.csv", "--columns", "document")
    assert (status, (tmp_path / "x.csv").read_text()) == (3, "document\na.txt\n")


def test_an_output_without_a_folder(figures: Run, killed: Path, tmp_path: Path) -> None:
    message = "figures: error: no/x.csv: cannot be written (No such file or directory); create its folder first\n"
    assert figures("extract", "a.txt", "-o", "no/x.csv") == (3, "", message)
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_protected_output(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("before")
    (tmp_path / "x.csv").chmod(0o444)
    message = "figures: error: x.csv: cannot be written (Permission denied); choose a place that you may write to\n"
    assert figures("extract", "a.txt", "-o", "x.csv") == (3, "", message)


class _Full:
    """A file on a disk that has room for `room` bytes."""

    def __init__(self, stream: Any, room: int) -> None:
        self._stream, self._room = stream, room

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._stream.write(data))

    def close(self) -> None:
        self._stream.close()


@pytest.mark.parametrize("room", [0, 600, 900])
def test_a_full_disk_leaves_what_stood_there(
    figures: Run, killed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    beside = Pending._beside
    monkeypatch.setattr(Pending, "_beside", lambda self, mode: _Full(beside(self, mode), room))
    (tmp_path / "x.csv").write_text("before")
    status, out, err = figures("extract", "a.txt", "-o", "x.csv")
    assert (status, out) == (3, "")
    assert err.startswith("figures: error: x.")
    assert err.endswith(": cannot be written (No space left on device); free some space, or choose another folder\n")
    assert (sorted(os.listdir(tmp_path)), (tmp_path / "x.csv").read_text()) == (["a.txt", "x.csv"], "before")


def test_a_fault_of_our_own_is_no_finding(figures: Run, killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("figures.cli.options.Inputs.documents", fail)
    status, out, err = figures("extract", "a.txt")
    assert (status, out) == (70, "")
    assert err.endswith("this is a fault in figures itself; please report it with the lines above\n")


@pytest.mark.parametrize("options", [[], ["--jobs", "2"], ["--resume"]], ids=" ".join)
def test_a_document_on_which_figures_fails_is_told_and_the_others_are_read(
    figures: Run, killed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    blocks = Extractor.blocks

    def fail(self: Extractor, document: Document) -> Iterator[Any]:
        for block in blocks(self, document):
            yield block
            if document.id == "b.txt":
                raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(Extractor, "blocks", fail)
    (tmp_path / "b.txt").write_text("Near Corve Bridge 40 people fled.")
    (tmp_path / "c.txt").write_text("30 people fled.")
    files = ["a.txt", "b.txt", "c.txt"]
    status, _, err = figures("extract", *files, "-o", "x.csv", "--errors", "errors.csv", *options)
    told = r"figures itself fails on it \(ZeroDivisionError: no such thing, test_cli_errors.py:\d+\)"
    assert re.match(rf"figures: error: b\.txt: {told}; it is left out; please report it with its text\n", err)
    assert (status, err.endswith("; 1 not read\n")) == (3, True)
    with (tmp_path / "x.documents.csv").open() as file:
        known = {row["document"]: row["names"] for row in csv.DictReader(file)}
    assert list(known) == ["a.txt", "c.txt"]
    assert "Corve" not in known["c.txt"]
    assert re.search(told, (tmp_path / "errors.csv").read_text())
    status, _, err = figures("check", *files)
    assert (status, bool(re.search(told, err))) == (3, True)


def test_a_mistake_in_a_grammar_shows_its_line(figures: Run, killed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "rules").mkdir(parents=True)
    (tmp_path / "mine" / "pack.toml").write_text('name = "mine"\nversion = "1"\n')
    (tmp_path / "mine" / "rules" / "odd.toml").write_text(
        '[[rule]]\nid = "odd"\nkind = "counts"\npattern = "<number>"\n'
    )
    status, out, err = figures("extract", "a.txt", "--grammar", "mine")
    assert (status, out) == (2, "")
    assert err == (
        "figures: error: mine/rules/odd.toml:3:8: unknown kind 'counts'; did you mean count?\n"
        '    kind = "counts"\n'
        "           ^\n"
    )
