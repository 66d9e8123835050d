"""A file is whole or untouched, and so are all files of a run; nothing is left beside them."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from figures.errors import OutputError, UsageError
from figures.table import FIGURES, LEDGER, Figure, Numeral, Status, Table, Transaction, Writer
from figures.table.place import Pending

LINE = "document,start,end,text,status,reason,figure_id\n"


@pytest.fixture
def table() -> Table[Numeral]:
    return Table.from_rows(Numeral, [Numeral("a", 0, 1, "7", Status.PARSED, None, "f1")] * 20_000)


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


class Full(io.RawIOBase):
    """A disk that takes so many bytes and no more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= len(data)
        return len(data)


def test_streams_table_after_table(tmp_path: Path, table: Table[Numeral]) -> None:
    with Writer(tmp_path / "l.csv", LEDGER) as writer:
        writer.write(table)
        assert os.listdir(tmp_path) != ["l.csv"], "not there before it is whole"
        writer.write(table)
        writer.write(table[:0])
    assert writer.rows == 40_000
    assert os.listdir(tmp_path) == ["l.csv"]
    assert (tmp_path / "l.csv").read_bytes() == (LINE + "a,0,1,7,parsed,,f1\n" * 40_000).encode()


def test_an_exception_leaves_the_old_file(tmp_path: Path, table: Table[Numeral]) -> None:
    path = tmp_path / "l.csv"
    path.write_text("old")

    def fails() -> None:
        with Writer(path, LEDGER) as writer:
            writer.write(table)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert (os.listdir(tmp_path), path.read_text()) == (["l.csv"], "old")


@pytest.mark.parametrize(
    ("room", "when"), [(0, "the file is closed"), (300_000, "a later piece is written")], ids=["at close", "midway"]
)
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, table: Table[Numeral], monkeypatch: pytest.MonkeyPatch, room: int, when: str
) -> None:
    path = tmp_path / "l.csv"
    path.write_text("old")
    opened = Pending._beside

    def onto_a_full_disk(self: Pending, mode: int | None) -> Any:
        opened(self, mode).close()
        return io.BufferedWriter(Full(room), 1 << 18)

    monkeypatch.setattr(Pending, "_beside", onto_a_full_disk)
    with pytest.raises(OutputError) as failure:
        (table[:10] if when.endswith("closed") else table).to_csv(path)
    assert str(failure.value) == (
        f"{path}: cannot be written (No space left on device); free some space, or choose another folder"
    )
    assert (os.listdir(tmp_path), path.read_text()) == (["l.csv"], "old")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs the full device")
def test_a_device_is_written_to_and_not_replaced(table: Table[Numeral]) -> None:
    table.to_csv("/dev/null")
    with pytest.raises(OutputError, match=r"/dev/full: cannot be written \(No space left"):
        table.to_csv("/dev/full")
    assert all(stat.S_ISCHR(os.stat(name).st_mode) for name in ("/dev/null", "/dev/full"))


REFUSED = [
    ("folder", "Is a directory", "name a file, not a folder"),
    ("file/l.csv", "Not a directory", "choose a path whose folders are folders"),
    ("none/l.csv", "No such file or directory", "create its folder first"),
    ("x" * 300, "File name too long", "choose a shorter name"),
]


@pytest.mark.parametrize(("name", "cause", "remedy"), REFUSED, ids=[case[1] for case in REFUSED])
def test_a_path_that_cannot_be(tmp_path: Path, table: Table[Numeral], name: str, cause: str, remedy: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    with pytest.raises(OutputError) as failure:
        table.to_csv(tmp_path / name)
    assert str(failure.value) == f"{tmp_path / name}: cannot be written ({cause}); {remedy}"
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_what_is_protected_stays(tmp_path: Path, table: Table[Numeral]) -> None:
    path = tmp_path / "l.csv"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="Permission denied"):
        table.to_csv(path)
    tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="Permission denied"):
        table.to_csv(tmp_path / "new.csv")
    tmp_path.chmod(0o755)
    assert (os.listdir(tmp_path), path.read_text()) == (["l.csv"], "old")


def test_write_protection_is_asked_for(tmp_path: Path, table: Table[Numeral], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for those whom the system lets through."""
    path = tmp_path / "l.csv"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda name, mode: False)
    with pytest.raises(OutputError, match=r"Permission denied\); choose a place that you may write to"):
        table.to_csv(path)
    assert (os.listdir(tmp_path), path.read_text()) == (["l.csv"], "old")


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_permission_bits(tmp_path: Path, table: Table[Numeral], umask: None) -> None:
    path = tmp_path / "l.csv"
    table.to_csv(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640, "a new file's are the umask's"
    path.chmod(0o604)
    table.to_csv(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604, "an existing file keeps its own"


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_link_stays_a_link(tmp_path: Path, table: Table[Numeral]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "l.csv").symlink_to(tmp_path / "real" / "l.csv")
    table.to_csv(tmp_path / "l.csv")
    assert (tmp_path / "l.csv").is_symlink()
    assert os.listdir(tmp_path / "real") == ["l.csv"]


def test_all_files_of_a_run_or_none(tmp_path: Path, table: Table[Numeral]) -> None:
    (tmp_path / "l.csv").write_text("old")

    def run(fails: bool) -> None:
        with Transaction() as files:
            with Writer(files.open(tmp_path / "l.csv"), LEDGER) as ledger:
                ledger.write(table)
            with Writer(files.open(tmp_path / "f.jsonl"), FIGURES, "jsonl") as figures:
                figures.write(Table.of(Figure))
            pending = files.open(tmp_path / "datapackage.json")
            pending.write(b"{}")
            if fails:
                raise OutputError("no")
            assert (tmp_path / "l.csv").read_text() == "old", "none is in place before the end"

    with pytest.raises(OutputError):
        run(fails=True)
    assert (os.listdir(tmp_path), (tmp_path / "l.csv").read_text()) == (["l.csv"], "old")
    run(fails=False)
    assert sorted(os.listdir(tmp_path)) == ["datapackage.json", "f.jsonl", "l.csv"]
    assert (tmp_path / "l.csv").read_text().startswith(LINE)


def test_a_failed_renaming_takes_the_others_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")
    rename = os.replace

    def not_onto_c(source: str, target: str) -> None:
        if target.endswith("c"):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        rename(source, target)

    monkeypatch.setattr(os, "replace", not_onto_c)
    with pytest.raises(OutputError, match="c: cannot be written"), Transaction() as files:
        for name in "abc":
            files.open(tmp_path / name).write(b"new")
    assert (os.listdir(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")


def test_one_path_cannot_be_two_outputs(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(UsageError, match="two outputs have the same path"), Transaction() as files:
        files.open(tmp_path / "a")
        files.open(tmp_path / "sub" / ".." / "a")
    assert os.listdir(tmp_path) == ["sub"]


def test_a_pending_file_knows_its_hash_and_size(tmp_path: Path) -> None:
    import hashlib

    with Transaction() as files:
        pending = files.open(tmp_path / "a")
        for piece in (b"one", b"", b"two"):
            pending.write(piece)
        assert (pending.size, pending.sha256) == (6, hashlib.sha256(b"onetwo").hexdigest())


def test_streams_stay_open(table: Table[Numeral]) -> None:
    binary, text = io.BytesIO(), io.StringIO()
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", newline="\r\n")
    few = Table.from_rows(Numeral, [Numeral("é漢", 0, 1, "7", Status.PARSED, None, None)])
    for stream in (binary, text, terminal):
        with Writer(stream, LEDGER) as writer:
            writer.write(few)
        assert not stream.closed
    expected = LINE + "é漢,0,1,7,parsed,,\n"
    assert (binary.getvalue().decode(), text.getvalue()) == (expected, expected)
    assert terminal.buffer.getvalue().decode() == expected


def test_a_full_stream_is_told_and_a_closed_pipe_is_the_callers(table: Table[Numeral]) -> None:
    class Closed(io.RawIOBase):
        def write(self, data: Any) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    def write(stream: Any) -> None:
        with Writer(stream, LEDGER) as writer:
            writer.write(table)

    with pytest.raises(OutputError, match=r"output: cannot be written \(No space left on device\)"):
        write(Full(100))
    with pytest.raises(BrokenPipeError):
        write(Closed())


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format is called 'xls'; choose csv or jsonl"):
        Writer(tmp_path / "t.xls", LEDGER, "xls")
    assert os.listdir(tmp_path) == []


def test_a_missing_package_names_its_extra(figure: Callable[..., Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module, method, remedy in (
        ("pandas", "to_pandas", r'pip install "prose-figures\[pandas\]"'),
        ("pyarrow", "to_arrow", r'pip install "prose-figures\[arrow\]"'),
        ("polars", "to_polars", "pip install prose-figures"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(UsageError, match=f"{module} is not installed; {remedy}"):
            getattr(Table.from_rows(Figure, [figure()]), method)()
