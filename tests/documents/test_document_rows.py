"""JSONL and CSV → documents: a row that cannot be read is reported with its line, and the others go on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.documents import Document, Fields, read
from figures.errors import DocumentError, UsageError

pytestmark = pytest.mark.filterwarnings("error")
JAN_17 = datetime(2022, 1, 17)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outcomes(data: bytes, kind: str, fields: Fields | None = None) -> list[str | Document]:
    """The documents, and in their place the messages of those that cannot be read."""
    seen: list[str | Document] = []
    arguments: dict[str, Any] = {"stdin": io.BytesIO(data), "stdin_format": kind, "fields": fields or Fields()}
    for document in read(["-"], on_error=lambda error: seen.append(str(error)), **arguments):
        seen.append(document)
    return seen


LINE = "write one JSON object a line"
RENAME = "with --text-column NAME"
DATE = "write it as 2022-01-17 or 2022-01-17T09:30"
JSONL = [
    (b'{"id": "a", "text": "5 km"}', Document("a", "5 km"), "a row"),
    (b'\xef\xbb\xbf{"id": "a", "text": ""}\r\n', Document("a", ""), "a byte order mark, a Windows line ending"),
    (b'{"id": 7, "text": "x"}', Document("7", "x"), "an id may be a number"),
    (b'{"text": "x"}', Document("-:1", "x"), "a row without an id goes by its line"),
    (b'{"id": null, "text": "x"}', Document("-:1", "x"), "null is none"),
    (b'{"id": "", "text": "x", "source": "", "published": ""}', Document("-:1", "x"), "so is an empty string"),
    (
        b'{"id": "a", "text": "x", "source": "VOA", "published": "2022-01-17T00:00Z", "url": "u", "title": 1984,'
        b' "language": "en", "more": []}',
        Document("a", "x", "VOA", JAN_17, "u", "1984", "en"),
        "all that may be known",
    ),
    (b'{"id": "a", "text": "1\\ud8002"}', Document("a", "1\ufffd2"), "a lone surrogate, one for one"),
    (b'{"id": "a", "text": "\\ud835\\udfd2"}', Document("a", "\U0001d7d2"), "a pair is one code point"),
    ('{"id": "a", "text": "1\u20282\u0085"}'.encode(), Document("a", "1\u20282\u0085"), "only a line feed ends a row"),
    (b'{"text": "x"', f"standard input:1: is not JSON (Expecting ',' delimiter, column 13); {LINE}", "cut off"),
    (b'{"n": ' + b"9" * 5000 + b"}", None, "a number that Python does not convert"),
    (b"[" * 100_000, f"standard input:1: is nested too deeply; {LINE}", "hostile"),
    (b'["x"]', f"standard input:1: is a list, not an object; {LINE}", "a list"),
    (b'"x"', f"standard input:1: is a string, not an object; {LINE}", "a string"),
    (b"true", f"standard input:1: is a boolean, not an object; {LINE}", "a boolean"),
    (
        b'{"id": 1, "body": "x", "tag\\n": 2}',
        'standard input:1: has no key "text" (its keys: "id", "body", "tag\\n"); '
        f"name the key that holds the text {RENAME}",
        "the text has another name",
    ),
    (
        b"{}",
        f'standard input:1: has no key "text" (its keys: none); name the key that holds the text {RENAME}',
        "nothing at all",
    ),
    (
        json.dumps(dict.fromkeys("abcdefghijklm")).encode(),
        'standard input:1: has no key "text" (its keys: "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", …); '
        f"name the key that holds the text {RENAME}",
        "a long list is cut",
    ),
    (
        b'{"text": null}',
        'standard input:1: has null in "text", not text; put the text there, or leave the row out',
        "null is no text",
    ),
    (
        b'{"text": 5.5}',
        'standard input:1: has a number in "text", not text; put the text there, or leave the row out',
        "nor is a number",
    ),
    (b'{"text": "x", "id": 1.0}', 'standard input:1: has a number in "id", not text; put it in quotes', "id 1.0"),
    (b'{"text": "x", "id": true}', 'standard input:1: has a boolean in "id", not text; put it in quotes', "id true"),
    (b'{"text": "x", "url": {}}', 'standard input:1: has an object in "url", not text; put it in quotes', "a url"),
    (
        b'{"text": "x", "published": "Monday"}',
        f'standard input:1: has "Monday" in "published", which is no ISO 8601 date; {DATE}',
        "a date in words",
    ),
    (
        b'{"text": "x", "published": 1642377600}',
        f'standard input:1: has a number in "published", which is no ISO 8601 date; {DATE}',
        "seconds since 1970",
    ),
    (b'{"text": "\xe9"}', "standard input:1: is not UTF-8 (byte 0xe9 at offset 10); save it as UTF-8", "Latin-1"),
    (b'{"text"\x00', "standard input: is binary, not text; leave it out, or convert it to plain text", "a NUL"),
    ('{"text": ""}'.encode("utf-16"), "standard input: is UTF-16, not UTF-8; save it as UTF-8", "UTF-16"),
]


@pytest.mark.parametrize(("row", "outcome", "reason"), JSONL, ids=[case[2] for case in JSONL])
def test_jsonl(row: bytes, outcome: str | Document | None, reason: str) -> None:
    (seen,) = outcomes(row, "jsonl")
    if outcome is None:  # the wording is Python's own
        assert isinstance(seen, str) and seen.startswith("standard input:1: is not JSON (Exceeds the limit")
    else:
        assert seen == outcome, reason


def test_rows_go_on_after_one_that_cannot_be_read_and_blank_lines_count() -> None:
    assert outcomes(b'{"text": "1"}\n\n \t\r\nnot\n{"text": "\xff"}\n{"text": "2"}\n', "jsonl") == [
        Document("-:1", "1"),
        f"standard input:4: is not JSON (Expecting value, column 1); {LINE}",
        "standard input:5: is not UTF-8 (byte 0xff at offset 10); save it as UTF-8",
        Document("-:6", "2"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[{"id": "a", "text": "x"}, {"text": "y"}]', [Document("a", "x"), Document("-:2", "y")]),
        (b'\xef\xbb\xbf{"id": 7, "text": "x"}', [Document("7", "x")]),
        (b'[{"text": 3}, 4]', ["standard input:1: has a number in", "standard input:2: is a number, not an object"]),
        (b'"x"', ["standard input: is a string, not an object; write an array of objects"]),
        (b"[1,", ["standard input: is not JSON (Expecting value, column 4); write an array of objects"]),
        (b"", ["standard input: is not JSON"]),
    ],
)
def test_json_is_an_array_of_rows_or_one(data: bytes, expected: list[str | Document]) -> None:
    told: list[str | Document] = []
    found = read(["-"], stdin=io.BytesIO(data), stdin_format="json", on_error=lambda error: told.append(str(error)))
    told += found
    assert len(told) == len(expected)
    for one, other in zip(told, expected, strict=True):
        assert one == other if isinstance(other, Document) else str(one).startswith(other)


def test_files_go_by_their_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": "a", "text": "x"}]')
    (tmp_path / "b.tsv").write_text("id\ttext\nb\ty\n")
    assert [*read([str(tmp_path)])] == [Document("a", "x"), Document("b", "y")]


def test_without_a_listener_the_first_error_is_raised() -> None:
    documents = read(["-"], stdin=io.BytesIO(b'{"text": "1"}\nnot\n'), stdin_format="jsonl")
    assert next(documents).text == "1"
    with pytest.raises(DocumentError) as raised:
        next(documents)
    assert raised.value.where == "standard input:2"
    assert raised.value.exit_status == 3


QUOTES = "close every quoted cell and double the quotes inside it"
COMMAS = "put quotes around a cell that holds a comma or a line break"
CSV: list[tuple[bytes, list[str | Document], str]] = [
    (b"id,text\na,5 km\n", [Document("a", "5 km")], "a row"),
    (b"\xef\xbb\xbftext,id\r\n5 km,a\r\n", [Document("a", "5 km")], "as a spreadsheet writes it"),
    (b'text\n"1,000 ""dead"""\n', [Document("-:2", '1,000 "dead"')], "a comma and quotes inside"),
    (b'text\n"1\r\n\n2"\n3\n', [Document("-:2", "1\r\n\n2"), Document("-:5", "3")], "line breaks inside stand"),
    (b"\n\ntext\n\n1\n\n2", [Document("-:5", "1"), Document("-:7", "2")], "blank lines are passed over and count"),
    (b"id,text,n\na,,5\n", [Document("a", "")], "an empty cell is an empty text"),
    (
        b"text,source,published,url,title,language\nx,VOA,2022-01-17,u,t,en\n",
        [Document("-:2", "x", "VOA", JAN_17, "u", "t", "en")],
        "all that may be known",
    ),
    (b"text\n", [], "a header alone"),
    (
        b"",
        ["standard input: has no header; name the columns in the first row, text among them"],
        "an empty file has no header",
    ),
    (
        b"id,body\na,x\n",
        [
            'standard input:1: has no column "text" (its columns: "id", "body"); '
            f"name the column that holds the text {RENAME}"
        ],
        "without the text the whole file is of no use",
    ),
    (
        b"id;text\na;2,5 km\n",
        [Document("a", "2,5 km")],
        "as spreadsheets write it where the comma is decimal",
    ),
    (
        b"id\ttext\na\tx, y; z\n",
        [Document("a", "x, y; z")],
        "separated by tabs",
    ),
    (
        b"text,text\na,x\n",
        ['standard input:1: has 2 columns "text"; give each column a name of its own'],
        "which of them?",
    ),
    (
        b"id,text\na\nb,x,y\nc,z\n",
        [
            f"standard input:2: has 1 cell, and the header has 2; {COMMAS}",
            f"standard input:3: has 3 cells, and the header has 2; {COMMAS}",
            Document("c", "z"),
        ],
        "too few and too many",
    ),
    (
        b'id,text\na,"5" dead\nb,x\nc,"open\nd,y\n',
        [
            f"standard input:2: is not CSV (',' expected after '\"'); {QUOTES}",
            Document("b", "x"),
            f"standard input:4: is not CSV (unexpected end of data); {QUOTES}",
        ],
        "a quote that is not doubled, and one that is never closed",
    ),
    (
        b'id,text\na,"x\n\xe9"\nb,y\n',
        ["standard input:3: is not UTF-8 (byte 0xe9 at offset 0); save it as UTF-8", Document("b", "y")],
        "Latin-1 in one row: the row is lost, not the file",
    ),
    (b"t\xe9xt\n", ["standard input:1: is not UTF-8 (byte 0xe9 at offset 1); save it as UTF-8"], "Latin-1 header"),
    (
        b"text,published\nx,soon\n",
        [f'standard input:2: has "soon" in "published", which is no ISO 8601 date; {DATE}'],
        "a date in words",
    ),
    ("text\nx\n".encode("utf-16"), ["standard input: is UTF-16, not UTF-8; save it as UTF-8"], "UTF-16"),
]


@pytest.mark.parametrize(("data", "expected", "reason"), CSV, ids=[case[2] for case in CSV])
def test_csv(data: bytes, expected: list[str | Document], reason: str) -> None:
    assert outcomes(data, "csv") == expected, reason


def test_a_cell_may_be_long() -> None:
    (document,) = outcomes(b"text\n" + b"x" * 200_000 + b"\n", "csv")
    assert isinstance(document, Document) and len(document.text) == 200_000, "the csv module's own limit is 131,072"


def test_columns_may_have_other_names() -> None:
    fields = Fields(id="key", text="body", published="when")
    expected = [Document("a", "x", published=JAN_17)]
    assert outcomes(b"key,body,when,id\na,x,2022-01-17,9\n", "csv", fields) == expected
    assert outcomes(b'{"key": "a", "body": "x", "when": "2022-01-17", "id": 9}', "jsonl", fields) == expected


def test_a_renamed_column_must_be_there() -> None:
    """A default name may be absent; one that the caller gave is a typo, and would lose metadata in silence."""
    assert outcomes(b"text,when\nx,2022-01-17\n", "csv", Fields(published="wen")) == [
        'standard input:1: has no column "wen" (its columns: "text", "when"); correct the name of the published column'
    ]


def test_a_row_goes_before_arguments_and_arguments_before_sources(here: Path) -> None:
    Path("rows.jsonl").write_text('{"text": "1", "source": "Row"}\n{"text": "2"}\n')
    Path("sources.toml").write_text('[[document]]\npath = "rows.jsonl"\nsource = "Toml"\nlanguage = "en"\n')
    assert list(read(["rows.jsonl"], published="2022-01-17")) == [
        Document("rows.jsonl:1", "1", "Row", JAN_17, language="en"),
        Document("rows.jsonl:2", "2", "Toml", JAN_17, language="en"),
    ]
    assert [one.source for one in read(["rows.jsonl"], source="Given")] == ["Row", "Given"]


def test_rows_without_an_id_go_by_the_path_in_the_folder(here: Path) -> None:
    for year in ("2021", "2022"):
        Path("news", year).mkdir(parents=True)
        Path("news", year, "rows.ndjson").write_text('{"text": "x"}\n')
    assert [one.id for one in read(["news"])] == ["2021/rows.ndjson:1", "2022/rows.ndjson:1"]


CLASH = "every row needs an id of its own: name another column with --id-column"
CLASHES = [
    (["a.jsonl"], f'a.jsonl:3: has the id "x", and so has a.jsonl:1; {CLASH}', "in one file"),
    (["b.csv", "a.jsonl"], f'a.jsonl:1: has the id "x", and so has b.csv:2; {CLASH}', "in two files"),
    (["c.jsonl", "x.txt"], f'c.jsonl:1: has the id "x.txt", and so has x.txt; {CLASH}', "with a file read later"),
]


@pytest.mark.parametrize(("paths", "message", "reason"), CLASHES, ids=[case[2] for case in CLASHES])
def test_two_rows_of_one_id_stop_the_run(paths: list[str], message: str, reason: str, here: Path) -> None:
    Path("a.jsonl").write_text('{"id": "x", "text": "1"}\n{"id": "y", "text": "2"}\n{"id": "x", "text": "3"}\n')
    Path("b.csv").write_text("id,text\nx,1\n")
    Path("c.jsonl").write_text('{"id": "x.txt", "text": "1"}\n')
    Path("x.txt").write_text("1")
    with pytest.raises(UsageError) as raised:
        list(read(paths, on_error=lambda error: pytest.fail(str(error))))
    assert str(raised.value) == message, reason


class Endless(io.RawIOBase):
    """A stream that fails the test when more of it is read than the rows asked for need."""

    def __init__(self, line: bytes, most: int) -> None:
        self.line, self.left = line, most

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.left -= 1
            assert self.left >= 0, "read ahead"
            yield self.line


@pytest.mark.parametrize(("kind", "line", "most"), [("jsonl", b'{"text": "x"}\n', 3), ("csv", b"text\n", 4)])
def test_rows_are_streamed(kind: Any, line: bytes, most: int) -> None:
    stream: IO[bytes] = Endless(line, most)  # type: ignore[assignment]
    documents = read(["-"], stdin=stream, stdin_format=kind)
    assert len([next(documents) for _ in range(3)]) == 3


ANY_TEXT = st.text(st.characters(codec="utf-8"))


@given(st.lists(ANY_TEXT), st.booleans())
def test_any_text_reads_back_from_jsonl(texts: list[str], ascii_only: bool) -> None:
    data = "".join(json.dumps({"text": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    assert outcomes(data.encode(), "jsonl") == [Document(f"-:{n}", text) for n, text in enumerate(texts, 1)]


@given(st.text(st.characters()))
def test_text_keeps_its_length_and_can_be_written(text: str) -> None:
    """Surrogates included: a JSON escape may hold half a pair."""
    (document,) = outcomes(json.dumps({"text": text}).encode(), "jsonl")
    assert isinstance(document, Document)
    assert len(document.text) == len(json.loads(json.dumps(text)))
    assert document.text.encode().decode() == document.text


@given(st.lists(ANY_TEXT))
def test_any_text_reads_back_from_csv(texts: list[str]) -> None:
    """Quoted by hand: a writer that leaves a lone carriage return bare writes what no reader of CSV takes."""
    data = "id,text\r\n" + "".join(f'{n},"' + text.replace('"', '""') + '"\r\n' for n, text in enumerate(texts))
    assert outcomes(data.encode(), "csv") == [Document(str(n), text) for n, text in enumerate(texts)]
