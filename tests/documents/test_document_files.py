"""Paths → inputs: which files are read, in what order, by what id, and what is said of those that cannot be."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from figures.documents import Document, count_bytes, read
from figures.errors import DocumentError, UsageError

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str = "") -> str:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    Path(path).write_bytes(content.encode())
    return path


def ids(*paths: str) -> list[str]:
    return [document.id for document in read(paths)]


def test_a_file_alone_goes_by_its_name() -> None:
    write("news/wire/a.txt", "40 killed")
    assert list(read(["news/wire/a.txt"])) == [Document("a.txt", "40 killed")]


def test_one_path_need_not_be_in_a_list() -> None:
    write("a.txt", "40 killed")
    assert list(read("a.txt")) == [Document("a.txt", "40 killed")]


ORDERS = [
    (["b.txt", "a.txt", "c.md"], ["a.txt", "b.txt", "c.md"], "made in another order"),
    (
        ["a/z.txt", "a-b.txt", "a.txt"],
        ["a-b.txt", "a.txt", "a/z.txt"],
        "by the path's characters, so - before . before /",
    ),
    (["x/y/z.txt", "x/a.txt", "b.txt"], ["b.txt", "x/a.txt", "x/y/z.txt"], "to the bottom"),
    (["B.TXT", "a.Markdown"], ["B.TXT", "a.Markdown"], "suffixes in any case; capitals sort first"),
    (["a.txt", ".b.txt", ".git/c.txt", "d/.e/f.txt"], ["a.txt"], "hidden files and folders are passed over"),
    (["a.txt", "sources.toml", "b.py", "c.odt", "README"], ["a.txt"], "what is no document is passed over"),
    (["a.text", "b.md", "c.markdown", "d.txt"], ["a.text", "b.md", "c.markdown", "d.txt"], "every suffix of text"),
]


@pytest.mark.parametrize(("files", "expected", "reason"), ORDERS, ids=[case[2] for case in ORDERS])
def test_a_folder_is_read_in_the_order_of_its_paths(files: list[str], expected: list[str], reason: str) -> None:
    for order in (files, files[::-1]):
        folder = f"made-{order[0].replace('/', '_')}-first"
        for name in order:
            write(f"{folder}/{name}")
        assert ids(folder) == expected == ids(folder + "/"), reason


def test_paths_are_read_in_the_order_given() -> None:
    write("z.txt"), write("b/c.txt"), write("b/a.txt")
    assert ids("z.txt", "b") == ["z.txt", "a.txt", "c.txt"]
    assert ids() == []


def test_a_file_given_is_read_whatever_its_suffix_and_sources_toml_never_is() -> None:
    write("notes.log", "5 km"), write(".hidden", "6 km"), write("sources.toml")
    assert [document.text for document in read(["notes.log", "sources.toml", ".hidden"])] == ["5 km", "6 km"]


def test_documents_are_read_as_they_are_asked_for() -> None:
    write("a.txt", "1"), write("b.txt", "2")
    documents = read(["a.txt", "b.txt"])
    assert next(documents).text == "1"
    write("b.txt", "3")
    assert next(documents).text == "3"


def test_a_link_to_a_file_is_read_and_a_link_to_a_folder_is_not_entered() -> None:
    write("in/a.txt", "1"), write("out.txt", "2")
    os.symlink("../out.txt", "in/b.txt")
    os.symlink("..", "in/up")
    os.symlink("..", "in/up.txt")
    assert [(one.id, one.text) for one in read(["in"])] == [("a.txt", "1"), ("b.txt", "2")]


def test_standard_input_is_text_unless_said_otherwise() -> None:
    assert list(read(["-"], stdin=io.BytesIO("\ufeff40 killed\r\n".encode()))) == [Document("-", "40 killed\r\n")]
    rows = b'{"id": "x", "text": "1"}\n{"text": "2"}\n'
    assert [one.id for one in read(["-"], stdin=io.BytesIO(rows), stdin_format="jsonl")] == ["x", "-:2"]
    assert [one.text for one in read(["-"], stdin=io.BytesIO(b"text\n3\n"), stdin_format="csv")] == ["3"]


def test_standard_input_is_the_process_own_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"4 km")))
    assert next(read(["-"])).text == "4 km"


USAGE = [
    (["nowhere.txt"], "nowhere.txt: does not exist; give a file, a folder, or - for stdin", "a typo"),
    (["a/x.txt", "nowhere"], "nowhere: does not exist; give a file, a folder, or - for stdin", "before any is read"),
    (
        ["empty"],
        "empty: holds no documents; "
        "it must hold files named *.txt, *.text, *.md, *.markdown, *.html, *.htm, *.pdf, *.docx, *.jsonl, *.ndjson, "
        "*.json, *.csv, *.tsv or *.parquet",
        "a folder without documents",
    ),
    (["sources.toml"], "sources.toml: holds what is known of documents, and is none", "metadata alone"),
    (["a/x.txt", "./a/x.txt"], "./a/x.txt: is given twice; give it once", "one file by two paths"),
    (["a", "a/x.txt"], "a/x.txt: is given twice; give it once", "a folder and a file of it"),
    (["-", "-"], "standard input: is given twice; give it once", "it can be read but once"),
    (
        ["a/x.txt", "b/x.txt"],
        'b/x.txt: has the id "x.txt", and so has a/x.txt; '
        "files go by their path in the folder given: give the folder that holds both",
        "two files of one name",
    ),
]


@pytest.mark.parametrize(("paths", "message", "reason"), USAGE, ids=[case[2] for case in USAGE])
def test_a_call_that_cannot_work_fails_at_once(paths: list[str], message: str, reason: str) -> None:
    write("a/x.txt"), write("b/x.txt"), write("empty/code.py"), write("sources.toml")
    with pytest.raises(UsageError) as raised:
        read(paths, on_error=lambda error: pytest.fail(f"{error}: {reason}"))
    assert str(raised.value) == message


ARGUMENTS = [
    ({"published": "2022"}, '--published: "2022" is no ISO 8601 date; write it as 2022-01-17 or 2022-01-17T09:30'),
    ({"stdin_format": "xml"}, 'stdin_format: is "xml"; it must be text, html, pdf, docx, jsonl, json or csv'),
]


@pytest.mark.parametrize(("arguments", "message"), ARGUMENTS)
def test_an_argument_of_no_use_fails_at_once(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        read([], **arguments)  # type: ignore[arg-type]
    assert str(raised.value) == message


def fifo(path: str) -> None:
    os.mkfifo(path)


def broken_link(path: str) -> None:
    os.symlink("nothing", path)


def nul_bytes(path: str) -> None:
    Path(path).write_bytes(b"GIF89a\x01\x00\x01\x00")


FAULTS = [
    (fifo, "news/b.txt: is a pipe or device, not a file; send it to standard input and give -"),
    (broken_link, "news/b.txt: is a link to a file that does not exist; mend the link or leave it out"),
    (nul_bytes, "news/b.txt: is binary, not text; leave it out, or convert it to plain text"),
]


@pytest.mark.parametrize(("make", "message"), FAULTS)
@pytest.mark.parametrize("paths", [["news"], ["news/a.txt", "news/b.txt", "news/c.txt"]])
def test_what_cannot_be_read_is_reported_and_the_others_go_on(make: object, message: str, paths: list[str]) -> None:
    write("news/a.txt"), write("news/c.txt")
    make("news/b.txt")  # type: ignore[operator]
    errors: list[DocumentError] = []
    assert [document.id for document in read(paths, on_error=errors.append)] == ["a.txt", "c.txt"]
    assert [str(error) for error in errors] == [message]
    documents = read(paths)
    assert next(documents).id == "a.txt"
    with pytest.raises(DocumentError) as raised:
        next(documents)
    assert str(raised.value) == message


SYSTEM = [
    (PermissionError(13, "no"), "a.txt: cannot be read: permission denied; make it readable or leave it out"),
    (FileNotFoundError(2, "no"), "a.txt: has gone since the run began; run again"),
    (OSError(5, "Input/output error"), "a.txt: cannot be read: Input/output error; check the disk or leave it out"),
]


@pytest.mark.parametrize(("fault", "message"), SYSTEM)
def test_the_system_refusing_a_file_is_an_error_of_the_document(
    fault: OSError, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr("figures.documents.packed.open", refuse, raising=False)
    write("a.txt")
    errors: list[str] = []
    assert list(read(["a.txt"], on_error=lambda error: errors.append(str(error)))) == []
    assert errors == [message]


def test_a_folder_that_cannot_be_listed_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    write("news/a.txt"), write("news/m/b.txt"), write("news/z.txt")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if path == os.path.join("news", "m"):
            raise PermissionError(13, "no")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    errors: list[str] = []
    documents = [one.id for one in read(["news"], on_error=lambda error: errors.append(str(error)))]
    assert documents == ["a.txt", "z.txt"]
    assert errors == ["news/m: cannot be read: permission denied; make it readable or leave it out"]


def test_a_name_that_is_no_text_can_be_written() -> None:
    os.makedirs("news")
    try:
        Path(os.fsdecode(b"news/caf\xe9.txt")).write_bytes(b"4 km")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert list(read(["news"])) == [Document("caf\ufffd.txt", "4 km")]


def test_progress_adds_up_to_the_size() -> None:
    write("a.txt", "é" * 50_000), write("b/c.jsonl", '{"text": "x"}\n' * 20_000), write("b/d.csv", "text\nx\n")
    paths = ["a.txt", "b"]
    told: list[int] = []
    assert sum(1 for _ in read(paths, on_progress=told.append)) == 20_002
    assert sum(told) == count_bytes(paths) == 100_000 + 14 * 20_000 + 7
    assert min(told) > 0
    assert len(told) > 4, "a long file is told of in steps"


def test_the_size_of_standard_input_is_not_known() -> None:
    write("a.txt", "12")
    assert count_bytes(["a.txt", "-"]) is None
    assert count_bytes([]) == 0


def test_a_file_that_cannot_be_examined_has_no_size() -> None:
    write("news/a.txt", "12")
    broken_link("news/b.txt")
    assert count_bytes(["news"]) == 2


def test_an_error_of_the_listener_is_not_taken_for_one_of_the_file() -> None:
    def broken(_: int) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    write("a.txt", "1")
    with pytest.raises(BrokenPipeError):
        list(read(["a.txt"], on_error=lambda error: pytest.fail(str(error)), on_progress=broken))
