"""Jobs: Parquet and packed files in, Parquet and databases out, errors aside, and runs that are killed and resumed."""

from __future__ import annotations

import gzip
import json
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest

from figures import extract
from figures.table import Figure, Kind, Table
from figures.table.diff import diff

Run = Callable[..., tuple[int, str, str]]
ROWS = [
    {"id": f"r{n}", "text": f"{n + 2} men were killed on Monday, and about ${n}m was lost.", "source": "ab"[n % 2]}
    for n in range(40)
]


def jsonl(path: Path, rows: list[dict[str, Any]] = ROWS) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def expected(figures: Run, tmp_path: Path) -> Table[Figure]:
    """What the rows give when they are read as JSONL."""
    jsonl(tmp_path / "rows.jsonl")
    assert figures("extract", "rows.jsonl", "-o", "expected.csv").status == 0  # type: ignore[attr-defined]
    return Table.read(tmp_path / "expected.csv", Figure)


@pytest.mark.parametrize("form", ["rows.jsonl.gz", "rows.jsonl.zst", "rows.parquet", "parted"])
def test_the_same_rows_in_other_files(figures: Run, tmp_path: Path, expected: Table[Figure], form: str) -> None:
    path, plain = tmp_path / form, (tmp_path / "rows.jsonl").read_bytes()
    if form.endswith(".gz"):
        path.write_bytes(gzip.compress(plain))
    elif form.endswith(".zst"):
        with pa.CompressedOutputStream(str(path), "zstd") as stream:
            stream.write(plain)
    elif form.endswith(".parquet"):
        pyarrow.parquet.write_table(pa.Table.from_pylist(ROWS), path, compression="zstd")
    else:
        by = pyarrow.dataset.partitioning(pa.schema([("source", pa.string())]), flavor="hive")
        pyarrow.dataset.write_dataset(pa.Table.from_pylist(ROWS), path, format="parquet", partitioning=by)
    assert figures("extract", form, "-o", "found.csv", "-q") == (0, "", "")
    assert sorted(Table.read(tmp_path / "found.csv", Figure)) == sorted(expected)


BROKEN = {
    "cut.txt.gz": (gzip.compress(b"Nine men came.")[:-9], "is not whole gzip"),
    "not.txt.gz": (b"Nine men came.", "is not whole gzip"),
    "not.jsonl.zst": (b"Nine men came.", "is not whole zstd"),
    "not.parquet": (b"Nine men came.", "is not Parquet"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_packed_badly_is_reported_and_the_others_go_on(figures: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(BROKEN[name][0])
    (tmp_path / "in" / "z.txt").write_text("Nine men came.")
    status, out, err = figures("extract", "in", "--columns", "document,text")
    assert (status, out) == (3, "document,text\nz.txt,Nine men\n")
    assert f"in/{name}: {BROKEN[name][1]}" in err


def test_parquet_out(figures: Run, tmp_path: Path, expected: Table[Figure]) -> None:
    assert figures("extract", "rows.jsonl", "-o", "x.parquet", "-q") == (0, "", "")
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet").equals(expected.to_arrow())
    assert pyarrow.parquet.read_table(tmp_path / "x.documents.parquet").num_rows == len(ROWS)
    assert pyarrow.parquet.ParquetFile(tmp_path / "x.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_partitioned_folder_out(figures: Run, tmp_path: Path, expected: Table[Figure]) -> None:
    assert figures("extract", "rows.jsonl", "-o", "parts", "--partition-by", "kind", "-q") == (0, "", "")
    assert sorted(each.name for each in (tmp_path / "parts").iterdir()) == [
        f"kind={kind}" for kind in sorted(set(expected.column("kind")))
    ]
    by = pyarrow.dataset.partitioning(pa.schema([("kind", pa.string())]), flavor="hive")
    found = pyarrow.dataset.dataset(tmp_path / "parts", partitioning=by).to_table().to_pylist()
    assert sorted((row["figure_id"], row["kind"]) for row in found) == sorted((r.figure_id, r.kind) for r in expected)
    status, _, err = figures("extract", "rows.jsonl", "-o", "parts", "--partition-by", "kind")
    assert (status, err) == (2, "figures: error: parts: exists already; remove it, or name another folder\n")
    assert not list(tmp_path.glob(".figures-*"))


@pytest.mark.parametrize("name", ["x.sqlite", "x.duckdb"])
def test_a_database_out(figures: Run, tmp_path: Path, expected: Table[Figure], name: str) -> None:
    for _ in range(2):  # the second run replaces the first
        assert figures("extract", "rows.jsonl", "-o", name, "-q") == (0, "", "")
    base: Any = sqlite3.connect(tmp_path / name) if name == "x.sqlite" else duckdb.connect(str(tmp_path / name))
    rows = base.execute("SELECT figure_id, text, value, near, kind FROM figures ORDER BY rowid").fetchall()
    assert rows == [(row.figure_id, row.text, row.value, row.near, str(row.kind)) for row in expected]
    assert base.execute("SELECT count(*) FROM documents").fetchall() == [(len(ROWS),)]
    assert base.execute("SELECT count(*) FROM core").fetchall() == [(len(expected),)]
    assert base.execute("SELECT * FROM unread").fetchall() == []
    assert ("count", 40, 40) in base.execute("SELECT * FROM kinds").fetchall()
    base.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        [
            "rows.jsonl",
            "expected.csv",
            "expected.documents.csv",
            "expected.ledger.csv",
            "expected.datapackage.json",
            name,
        ]
    )


def test_errors_aside(figures: Run, tmp_path: Path) -> None:
    jsonl(tmp_path / "rows.jsonl", [{"text": "Nine men came."}, {"text": None}, {"text": "x", "published": "soon"}])
    status, _, err = figures("extract", "rows.jsonl", "-o", "x.csv", "--errors", "errors.csv")
    assert (status, err.splitlines()[-1][-12:]) == (3, "; 2 not read")
    assert (tmp_path / "errors.csv").read_text(encoding="utf-8").splitlines() == [
        "document,place,error,remedy",
        ',rows.jsonl:2,"has null in ""text"", not text","put the text there, or leave the row out"',
        ',rows.jsonl:3,"has ""soon"" in ""published"", which is no ISO 8601 date",'
        "write it as 2022-01-17 or 2022-01-17T09:30",
    ]


REFUSED = {
    "errors in no format": (["--errors", "errors"], "--errors errors: its name does not say which format to write"),
    "errors over the output": (["--errors", "x.csv"], "x.csv: two outputs have the same path"),
    "errors over an input": (["--errors", "rows.jsonl"], "is one of the inputs"),
    "parts that are no text": (["--partition-by", "value"], "--partition-by: value is float64, not text"),
    "parts of CSV": (["--partition-by", "kind", "--format", "csv"], "writes Parquet, and --format says csv"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(figures: Run, tmp_path: Path, case: str) -> None:
    jsonl(tmp_path / "rows.jsonl")
    arguments, said = REFUSED[case]
    status, _, err = figures("extract", "rows.jsonl", "-o", "x.csv", *arguments)
    assert (status, said in err) == (2, True), err
    assert [each.name for each in tmp_path.iterdir()] == ["rows.jsonl"]


@pytest.mark.parametrize("arguments", [["--resume"], ["--format", "parquet"]])
def test_what_needs_a_file(figures: Run, tmp_path: Path, arguments: list[str]) -> None:
    jsonl(tmp_path / "rows.jsonl")
    status, _, err = figures("extract", "rows.jsonl", *arguments)
    assert (status, "needs a file" in err) == (2, True)


# ---------------------------------------------------------------------------------------------------------- resume
KILLED = """
import os, signal, sys
import figures.extraction.parallel as parallel
from figures.cli import main
from figures.extraction.journal import Journal
from figures.table.place import Pending
parallel.BATCH_CHARACTERS = 400
left = int(sys.argv[1])
def dying(method):
    def tried(*arguments):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return method(*arguments)
    return tried
Journal._keep, Pending.place = dying(Journal._keep), dying(Pending.place)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("steps", [0, 1, 4, 6, 8])
def test_a_killed_run_is_taken_up(figures: Run, tmp_path: Path, expected: Table[Figure], steps: int) -> None:
    arguments = ["extract", "rows.jsonl", "-o", "x.csv", "--resume", "-q"]
    command = [sys.executable, "-c", KILLED, str(steps), *arguments]
    killed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    status, _, err = figures(*arguments[:-1])
    assert status == 0
    assert ("taken from x.csv.resume" in err) == (steps > 0)
    for beside in ("csv", "documents.csv", "ledger.csv"):
        assert (tmp_path / f"x.{beside}").read_bytes() == (tmp_path / f"expected.{beside}").read_bytes()


def test_only_what_is_new_is_read(figures: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from figures import Extractor

    read: list[str] = []
    document = Extractor.document
    monkeypatch.setattr(Extractor, "document", lambda self, one: read.append(one.id) or document(self, one))
    arguments = ("extract", "rows.jsonl", "-o", "x.csv", "--resume")
    rows = list(ROWS)
    jsonl(tmp_path / "rows.jsonl", rows)
    figures(*arguments)
    assert len(read) == 40
    rows[7] = rows[7] | {"text": "Nobody came."}
    rows.append({"id": "new", "text": "Nine men came."})
    random.Random(1).shuffle(rows)
    jsonl(tmp_path / "rows.jsonl", rows)
    read.clear()
    figures(*arguments)
    assert sorted(read) == ["new", "r7"]
    read.clear()
    figures(*arguments, "--currency", "CAD")  # another reading of the same texts
    assert len(read) == 41
    figures("extract", "rows.jsonl", "-o", "y.csv", "--currency", "CAD")
    assert (tmp_path / "x.csv").read_bytes() == (tmp_path / "y.csv").read_bytes()


def test_a_file_that_is_no_journal_is_left_alone(figures: Run, tmp_path: Path) -> None:
    jsonl(tmp_path / "rows.jsonl")
    (tmp_path / "x.csv.resume").write_text("my notes, long enough to be no empty database " * 10, encoding="utf-8")
    status, _, err = figures("extract", "rows.jsonl", "-o", "x.csv", "--resume")
    assert (status, "x.csv.resume: is no journal of figures; remove it" in err) == (2, True)
    assert (tmp_path / "x.csv.resume").read_text(encoding="utf-8").startswith("my notes")


# ------------------------------------------------------------------------------------------------------------ diff
def test_what_differs_between_two_extractions(figures: Run, tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", [{"id": "t", "text": "Nine men came on Friday, with 5 dogs."}])
    jsonl(tmp_path / "b.jsonl", [{"id": "t", "text": "Nine men came on Friday, with many dogs and 3 cats."}])
    figures("extract", "a.jsonl", "-o", "a.csv")
    figures("extract", "b.jsonl", "-o", "b.csv", "--published", "2022-01-19")
    status, out, err = figures("diff", "a.csv", "b.csv")
    assert status == 1
    assert out.startswith("~ t:1: Nine men\n    published: null → 2022-01-19 00:00:00\n    sentence: Nine men came on")
    assert out.splitlines()[-2:] == ["- t:1: 5 dogs", "+ t:1: 3 cats"]
    assert err == "1 added, 1 removed, 2 changed\n"
    assert figures("diff", "a.csv", "a.csv") == (0, "", "0 added, 0 removed, 0 changed\n")


def test_a_mention_read_otherwise_is_one_change() -> None:
    (old,) = extract("It took nine days.")
    new = old._replace(figure_id="0" * 16, end=old.end - 5, text="nine", kind=Kind.NUMBER)
    after = new._replace(figure_id="1" * 16, start=old.end, end=old.end + 3)
    assert [(change.change, change.text) for change in diff([old], [new, after])] == [
        ("changed", "nine"),
        ("added", "nine"),
    ]
    (change,) = diff([old], [new])
    assert change.columns[:3] == ("end", "text", "kind")
    assert (change.old[2], change.new[2]) == ("duration", "number")
    assert not diff([old], [old._replace(grammar="another")])


def test_what_is_no_table_of_figures_is_refused(figures: Run, tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl")
    status, _, err = figures("diff", "a.jsonl", "a.jsonl")
    assert (status, "a.jsonl: is no table of figures" in err) == (2, True)
