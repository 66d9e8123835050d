"""The core: a stream with a schema known beforehand, bounded work, and errors that end no job."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

import figures
from figures import Document, Extractor
from figures.engines import arrow
from figures.engines.arrow import UnreadWarning
from figures.errors import UsageError
from figures.table.columns import Unread
from tests.engines.making import ASKED, BAD, GOOD, TEXTS, plain


def test_rows_are_those_of_the_library() -> None:
    documents = [
        Document(f"k{n}", TEXTS[n % 6], source=GOOD["paper"][n].as_py(), published=GOOD["day"][n].as_py())
        for n in range(12)
    ]
    expected = figures.extract(documents)
    asked = ASKED | {"carry": ()}
    assert arrow.extract(GOOD, **asked).equals(expected.to_arrow())
    assert arrow.extract(GOOD, table="documents", **asked).equals(expected.documents.to_arrow())
    assert arrow.extract(GOOD, table="ledger", **asked).equals(expected.ledger.to_arrow())


@pytest.mark.parametrize("table", ["figures", "documents", "ledger", "errors"])
def test_the_schema_is_the_same_for_no_rows(table: Any) -> None:
    empty, some = GOOD.slice(0, 0), arrow.extract_batches(GOOD, table=table, **ASKED)
    nothing = arrow.extract(empty, table=table, **ASKED)
    assert nothing.num_rows == 0
    assert nothing.schema == some.schema == some.read_all().schema


def test_it_streams() -> None:
    taken = 0

    def batches() -> Iterator[Any]:
        nonlocal taken
        for batch in GOOD.to_batches(max_chunksize=2):
            taken += 1
            yield batch

    reader = arrow.extract_batches(pa.RecordBatchReader.from_batches(GOOD.schema, batches()), **ASKED)
    assert taken == 0, "nothing is read before the first batch is asked for"
    next(reader)
    assert taken == 1


def test_cutting_the_data_elsewhere_changes_nothing() -> None:
    whole = plain(arrow.extract(GOOD, **ASKED))
    for size in (1, 5):
        cut = pa.Table.from_batches(GOOD.to_batches(max_chunksize=size))
        assert plain(arrow.extract(cut, **ASKED)) == whole


def test_errors_are_told_or_warned_of() -> None:
    told: list[Unread] = []
    found = arrow.extract(BAD, on_error=told.append, **ASKED)
    assert found.num_rows == 3
    assert [error.document for error in told] == [None, "c", "d"]
    with pytest.warns(UnreadWarning, match=r'3 rows could not be read .*no id in "key".* lists them'):
        arrow.extract(BAD, **ASKED)


def test_a_poisoned_row_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Extractor.document

    def document(self: Extractor, one: Document) -> Any:
        if one.id == "k7":
            raise ZeroDivisionError("by zero")
        return read(self, one)

    expected = arrow.extract(GOOD.filter(pa.compute.not_equal(GOOD["key"], "k7")), **ASKED)
    monkeypatch.setattr(Extractor, "document", document)
    told: list[Unread] = []
    assert arrow.extract(GOOD, on_error=told.append, **ASKED).equals(expected)
    assert [(e.document, e.error) for e in told] == [("k7", "cannot be read (ZeroDivisionError: by zero)")]


def test_bytes_that_are_no_text_are_an_error_of_their_row() -> None:
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\x0e\0\0\0"), pa.py_buffer(b"\xff\xfeNine men came")]
    )
    data = pa.table({"body": broken})
    errors = arrow.extract(data, text="body", table="errors").to_pylist()
    assert [error["error"] for error in errors] == ['has bytes that are no UTF-8 in "body", not text']


@pytest.mark.parametrize(
    ("column", "kind", "said"),
    [
        ("text", pa.array([1]), "column 'text' is int64, not text"),
        ("text", pa.array([b"x"]), "column 'text' is binary, not text"),
        ("id", pa.array([1.5]), "column 'id' is double, not text or whole numbers"),
        ("published", pa.array([2022]), "column 'published' is int64, not dates, or text"),
        ("source", pa.array([True]), "column 'source' is bool, not text"),
    ],
)
def test_a_type_that_cannot_hold_it_is_said_at_the_call(column: str, kind: Any, said: str) -> None:
    with pytest.raises(UsageError) as error:
        arrow.extract_batches(pa.table({"text": ["x"], column: kind}), **({"text": "text"} | {column: column}))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "published",
    [
        pa.array([date(2022, 1, 19)]),
        pa.array(["2022-01-19T23:30:00-08:00"]),
        pa.array([datetime(2022, 1, 20, 4, 30, tzinfo=UTC)], pa.timestamp("ns", "America/New_York")),
        pa.array([datetime(2022, 1, 19, 12)], pa.timestamp("s")),
        pa.array(["2022-01-19"]).dictionary_encode(),
    ],
)
def test_the_wall_clock_is_kept(published: Any) -> None:
    data = pa.table({"body": ["They left on Wednesday."], "day": published})
    (row,) = arrow.extract(data, text="body", published="day").to_pylist()
    assert row["timex"] == "2022-01-19"


def test_offsets_that_differ_from_row_to_row() -> None:
    import pandas as pd

    from figures.engines import pandas

    days = [pd.Timestamp("2022-01-19T23:30:00-08:00"), pd.Timestamp("2022-01-19T01:00:00+09:00"), None]
    data = pd.DataFrame({"id": [1, 2, 3], "body": ["They left on Wednesday."] * 3})
    data["day"] = pd.Series(days, dtype=object)
    found = pandas.extract(data, text="body", id="id", published="day")
    assert found["timex"].tolist()[:2] == ["2022-01-19", "2022-01-19"]
    assert found["document"].tolist() == ["1", "2", "3"]


def test_half_a_character_in_pandas() -> None:
    import pandas as pd

    from figures.engines import pandas

    data = pd.DataFrame({"body": pd.Series(["Nine \ud83d men came."], dtype=object)})
    assert pandas.extract(data, text="body")["text"].tolist()[0].startswith("Nine")


ABSENT = """
import sys
sys.modules[{module!r}] = None
from figures.engines import {name}
from figures.errors import UsageError
try:
    {name}.extract(object(), text="body")
except UsageError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("name", "module", "said"),
    [
        ("arrow", "pyarrow", 'pyarrow is not installed; pip install "prose-figures[arrow]"'),
        ("pandas", "pandas", 'pandas is not installed; pip install "prose-figures[pandas]"'),
        ("duckdb", "duckdb", 'duckdb is not installed; pip install "prose-figures[duckdb]"'),
        ("narwhals", "narwhals", 'narwhals is not installed; pip install "prose-figures[narwhals]"'),
        ("spark", "pyspark", 'pyspark is not installed; pip install "prose-figures[spark]"'),
        ("dask", "dask", 'dask is not installed; pip install "prose-figures[dask]"'),
        ("ray", "ray", 'ray is not installed; pip install "prose-figures[ray]"'),
    ],
)
def test_an_engine_that_is_not_installed_names_its_extra(name: str, module: str, said: str) -> None:
    program = ABSENT.format(name=name, module=module)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == said, done.stderr
