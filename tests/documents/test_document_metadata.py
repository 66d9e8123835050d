"""What is known of a text: sources.toml, front matter and arguments, and which of them goes before which."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.documents import Document, read
from figures.documents.dates import wall_clock
from figures.documents.frontmatter import split
from figures.errors import DocumentError, UsageError

pytestmark = pytest.mark.filterwarnings("error")
JAN_17 = datetime(2022, 1, 17)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str = "") -> str:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    Path(path).write_bytes(content.encode())
    return path


DATES = [
    ("2022-01-17", JAN_17, "a day is its midnight"),
    (" 2022-01-17 ", JAN_17, "blanks around it"),
    ("2022-01-17T09:30", datetime(2022, 1, 17, 9, 30), "T"),
    ("2022-01-17 09:30:05", datetime(2022, 1, 17, 9, 30, 5), "a blank for T"),
    ("2022-01-17t09:30:05z", datetime(2022, 1, 17, 9, 30, 5), "small letters, as RFC 3339 allows"),
    ("2022-01-17T23:30:00+05:30", datetime(2022, 1, 17, 23, 30), "the wall clock stands, the offset goes"),
    ("2022-01-17 23:30:00 -0800", datetime(2022, 1, 17, 23, 30), "as static-site generators write it"),
    ("2022-01-17T09:30:05.25", datetime(2022, 1, 17, 9, 30, 5, 250_000), "part of a second"),
    ("2022-01-17T09:30:05,123456789Z", datetime(2022, 1, 17, 9, 30, 5, 123_456), "beyond microseconds is cut"),
    (date(2022, 1, 17), JAN_17, "a date of Python or TOML"),
    ("2022", None, "a year resolves no weekday"),
    ("2022-01", None, "nor does a month"),
    ("20220117", None, "as likely a number"),
    ("2022-02-30", None, "no such day"),
    ("2022-01-17T25:00", None, "no such hour"),
    ("2022-01-17T09", None, "an hour alone"),
    ("17 January 2022", None, "words"),
    ("2022-01-1\N{ARABIC-INDIC DIGIT SEVEN}", None, "ISO 8601 has only ASCII digits"),
    (20220117, None, "a number"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("written", "moment", "reason"), DATES, ids=[case[2] for case in DATES])
def test_dates(written: object, moment: datetime | None, reason: str) -> None:
    assert wall_clock(written) == moment, reason


@given(st.datetimes(timezones=st.timezones() | st.none(), allow_imaginary=False))
def test_a_date_written_by_isoformat_is_its_wall_clock(moment: datetime) -> None:
    naive = moment.replace(tzinfo=None)
    assert wall_clock(moment) == naive
    if moment.utcoffset() is None or moment.utcoffset().total_seconds() % 60 == 0:  # type: ignore[union-attr]
        assert wall_clock(moment.isoformat()) == wall_clock(moment.isoformat(" ")) == naive


LONG = "---\n" + "source: VOA\n" * 1_000 + "---\n"
FRONT = [
    ("---\nsource: VOA\n---\n40 km", {"source": "VOA"}, "40 km", "a block"),
    ("---\r\nsource: VOA\r\n---\r\n40 km\r\n", {"source": "VOA"}, "40 km\r\n", "with Windows line endings"),
    ("---\nsource: VOA\n---", {"source": "VOA"}, "", "and nothing more"),
    ("--- \nurl: http://a.b/c?d=1\n--- \n", {"url": "http://a.b/c?d=1"}, "", "a colon in the value"),
    (
        "---\ntitle: \"Fire: 40 dead\"\nlanguage: 'en'\n---\n",
        {"title": "Fire: 40 dead", "language": "en"},
        "",
        "quotes",
    ),
    ("---\nDate: 2022-01-17\n---\n", {"published": "2022-01-17"}, "", "date, and capitals"),
    ("---\ndate: 2022-01-18\npublished: 2022-01-17\n---\n", {"published": "2022-01-17"}, "", "published goes first"),
    ("---\n# by hand\n\ntags:\n  - war\n- 5\nlayout: post\n---\nx", {}, "x", "comments, lists and other keys"),
    ("---\nsource:\ntitle: >-\n  Long\n---\nx", {}, "x", "what is empty or on lines below is not read"),
    ("---\n---\nx", {}, "---\n---\nx", "an empty block is two rules"),
    ("---\n\n---\nx", {}, "---\n\n---\nx", "a blank block too"),
    ("---\nsource: VOA\n40 km", {}, "---\nsource: VOA\n40 km", "a block that is not closed"),
    ("---\nsource: VOA\nForty died.\n---\n", {}, "---\nsource: VOA\nForty died.\n---\n", "a line of prose"),
    ("---\n  source: VOA\n---\n", {}, "---\n  source: VOA\n---\n", "an indented line below no key"),
    ("\n---\nsource: VOA\n---\n", {}, "\n---\nsource: VOA\n---\n", "not at the very start"),
    ("----\nsource: VOA\n---\n", {}, "----\nsource: VOA\n---\n", "four dashes are a rule"),
    (LONG, {}, LONG, "a thousand lines are no front matter"),
    ("---\n12:30 Forty died\n---\n", {}, "---\n12:30 Forty died\n---\n", "a time is no key"),
]


@pytest.mark.parametrize(("text", "known", "rest", "reason"), FRONT, ids=[case[3] for case in FRONT])
def test_front_matter(text: str, known: dict[str, str], rest: str, reason: str) -> None:
    said, after = split(text)
    assert ({key: value for key, (value, _) in said.items()}, after) == (known, rest), reason


@given(st.text())
def test_front_matter_is_cut_off_and_nothing_else_changes(text: str) -> None:
    assert split(text) == ({}, text) or text.endswith(split(text)[1])
    assert split("---\nsource: VOA\n---\n" + text) == ({"source": ("VOA", 2)}, text)


def test_a_bad_date_in_front_matter_is_an_error_of_the_document() -> None:
    write("a.md", "---\ntitle: x\ndate: 17 January\n---\n")
    with pytest.raises(DocumentError) as raised:
        next(read(["a.md"]))
    assert str(raised.value) == (
        'a.md:3: has published "17 January", which is no ISO 8601 date; write it as 2022-01-17 or 2022-01-17T09:30'
    )
    assert next(read(["a.md"], published="2022-01-17")).published == JAN_17, "an argument stands in for it"


SOURCES = """
[[document]]
path = "."
source = "World News"
language = "en"

[[document]]
path = "wire/*.txt"
source = "Wire"
published = 2022-01-17T09:30:00+02:00

[[document]]
path = "wire/a.txt"
title = "A"
published = "2022-01-18"

[[document]]
path = "deep/**/c.txt"
url = "http://c"
"""


def test_sources_toml_speaks_of_files_folders_and_patterns() -> None:
    for path in ("wire/a.txt", "wire/b.txt", "deep/er/c.txt", "d.txt"):
        write(f"news/{path}")
    write("news/sources.toml", SOURCES)
    assert list(read(["news"])) == [
        Document("d.txt", "", "World News", language="en"),
        Document("deep/er/c.txt", "", "World News", url="http://c", language="en"),
        Document("wire/a.txt", "", "Wire", datetime(2022, 1, 18), title="A", language="en"),
        Document("wire/b.txt", "", "Wire", datetime(2022, 1, 17, 9, 30), language="en"),
    ]


def test_the_nearest_sources_toml_goes_first_and_none_above_the_folder_given_is_read() -> None:
    write("news/wire/a.txt")
    write("sources.toml", '[[document]]\npath = "news"\nurl = "http://a"\n')
    write("news/sources.toml", '[[document]]\npath = "wire"\nsource = "Far"\ntitle = "T"\n')
    write("news/wire/sources.toml", '[[document]]\npath = "a.txt"\nsource = "Near"\n')
    assert list(read(["news"])) == [Document("wire/a.txt", "", "Near", title="T")]
    assert list(read(["news/wire/a.txt"])) == [Document("a.txt", "", "Near")], "a file alone: its own folder"
    assert next(read(["."])).url == "http://a"


def test_a_file_in_the_current_folder_finds_its_sources() -> None:
    write("a.txt"), write("sources.toml", '[[document]]\npath = "a.txt"\nsource = "VOA"\n')
    assert next(read(["a.txt"])).source == next(read(["./a.txt"])).source == "VOA"


def test_a_name_with_the_signs_of_a_pattern_is_a_name_first() -> None:
    write("a[1].txt"), write("a1.txt"), write("sources.toml", '[[document]]\npath = "a[1].txt"\nsource = "VOA"\n')
    assert {one.id: one.source for one in read(["."])} == {"a1.txt": None, "a[1].txt": "VOA"}


def test_arguments_go_before_front_matter_and_front_matter_before_sources() -> None:
    write("a.md", "---\nsource: Front\ndate: 2022-01-18\nurl: http://front\n---\nx")
    write("sources.toml", '[[document]]\npath = "a.md"\nsource = "Toml"\nurl = "http://toml"\ntitle = "Toml"\n')
    assert list(read(["a.md"])) == [Document("a.md", "x", "Front", datetime(2022, 1, 18), "http://front", "Toml")]
    assert list(read(["a.md"], source="Given", published=JAN_17)) == [
        Document("a.md", "x", "Given", JAN_17, "http://front", "Toml")
    ]


NO_FILE = "correct the path or take the table away"
MALFORMED = [
    ('[[document]]\npath = "a.txt\n', "n/sources.toml:2: is not TOML (Illegal character '\\n')", "not TOML"),
    (
        '[[document]]\npath = "a.txt"\n[[document]]\npath = "b.txt"\n',
        f'n/sources.toml:4: has the path "b.txt", where there is no file; {NO_FILE}',
        "a typo must not lose metadata in silence",
    ),
    (
        '[[document]]\npath = "*.md"\n',
        f'n/sources.toml:2: has the path "*.md", which matches no file; {NO_FILE}',
        "nor a pattern",
    ),
    (
        '[[document]]\npath = "a.txt"\nsorce = "VOA"\n',
        'n/sources.toml:3: has the unknown key "sorce"; the keys are path, source, published, url, title and language',
        "nor a key",
    ),
    (
        '[[documents]]\npath = "a.txt"\n',
        'n/sources.toml: has the unknown key "documents"; it holds [[document]] tables only',
        "nor the name of the table",
    ),
    (
        'document = "a.txt"\n',
        "n/sources.toml: holds a document that is no table; write [[document]]",
        "a string for a table",
    ),
    (
        '[[document]]\nsource = "VOA"\n',
        'n/sources.toml:1: has a document without a path; add path = "NAME"',
        "of what?",
    ),
    (
        '[[document]]\npath = "a.txt"\nsource = 5\n',
        "n/sources.toml:3: has a source that is not text; put it in quotes",
        "a number for a name",
    ),
    (
        '[[document]]\npath = "a.txt"\n\npublished = "2022-01"\n',
        'n/sources.toml:4: has published "2022-01", which is no ISO 8601 date; '
        "write it as 2022-01-17 or 2022-01-17T09:30",
        "a month",
    ),
    (
        '[[document]]\npath = "../b.txt"\n',
        'n/sources.toml:2: has the path "../b.txt", which leads out of its folder; put a sources.toml beside that file',
        "it would never be asked",
    ),
    (
        '[[document]]\npath = "a.txt"\n[[document]]\npath = "./a.txt"\n',
        'n/sources.toml:4: names "a.txt" again; write one table a path',
        "the one would hide the other",
    ),
    (
        'document = [{path = "b.txt"}]\n',
        f'n/sources.toml: has the path "b.txt", where there is no file; {NO_FILE}',
        "of an inline table the line is not known",
    ),
]


@pytest.mark.parametrize(("content", "message", "reason"), MALFORMED, ids=[case[2] for case in MALFORMED])
def test_a_malformed_sources_toml_fails_at_once(content: str, message: str, reason: str) -> None:
    write("n/a.txt"), write("n/sources.toml", content)
    with pytest.raises(UsageError) as raised:
        read(["n"])
    assert str(raised.value) == message, reason


def test_a_sources_toml_that_is_not_utf8() -> None:
    write("a.txt"), Path("sources.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(UsageError) as raised:
        read(["a.txt"])
    assert str(raised.value) == "sources.toml: is not UTF-8; save it as UTF-8"


def test_a_sources_toml_may_begin_with_a_byte_order_mark_and_be_empty() -> None:
    write("a.txt"), write("sources.toml", "\ufeff")
    assert list(read(["a.txt"])) == [Document("a.txt", "")]
