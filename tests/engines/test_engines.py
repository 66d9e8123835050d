"""The same input through every adapter gives the same tables as the bare core."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import figures
from figures.engines import arrow
from figures.errors import UsageError
from tests.engines.making import ASKED, BAD, ERRORS, GOOD, Engine, plain

pytestmark = pytest.mark.filterwarnings("ignore::figures.engines.arrow.UnreadWarning")

LOCAL = ("arrow", "polars", "lazy polars", "pandas", "duckdb", "narwhals over polars", "narwhals over pandas")
CLUSTER = ("spark", "dask", "ray")
# Their own habits, not ours: old pandas idioms, sockets left open at the end.
THEIRS = pytest.mark.filterwarnings("ignore")


@pytest.fixture(params=[*LOCAL, *(pytest.param(name, marks=[pytest.mark.cluster, THEIRS]) for name in CLUSTER)])
def engine(request: pytest.FixtureRequest) -> Engine:
    name = request.param
    if name in CLUSTER:
        return cluster(name, request)
    if name == "arrow":
        return Engine(arrow.extract, lambda table: table, lambda found: found)
    if name == "duckdb":
        import duckdb

        from figures.engines import duckdb as adapter

        connection = duckdb.connect()
        return Engine(adapter.extract, connection.from_arrow, lambda found: found.to_arrow_table())
    if name.endswith("pandas"):
        from figures.engines import narwhals, pandas

        extract = pandas.extract if name == "pandas" else narwhals.extract
        return Engine(extract, lambda table: table.to_pandas(), pandas_back)
    import polars

    from figures.engines import narwhals
    from figures.engines import polars as adapter

    if name == "lazy polars":
        return Engine(
            adapter.extract, lambda table: polars.from_arrow(table).lazy(), lambda found: found.collect().to_arrow()
        )
    extract = adapter.extract if name == "polars" else narwhals.extract
    return Engine(extract, polars.from_arrow, lambda found: found.to_arrow())


def pandas_back(found: Any) -> Any:
    return pa.Table.from_pandas(found, preserve_index=False)


def cluster(name: str, request: pytest.FixtureRequest) -> Engine:
    """An engine of many processes, two of them, the data in three parts."""
    if name == "spark":
        from figures.engines import spark

        session = request.getfixturevalue("spark")
        return Engine(spark.extract, lambda t: session.createDataFrame(t).repartition(3), lambda f: f.toArrow())
    if name == "dask":
        import dask.dataframe

        from figures.engines import dask as adapter

        return Engine(
            adapter.extract,
            lambda table: dask.dataframe.from_pandas(table.to_pandas(), npartitions=3),
            lambda found: pandas_back(found.compute(scheduler="processes", num_workers=2)),
        )
    from figures.engines import ray as adapter

    ray = request.getfixturevalue("ray")
    return Engine(
        adapter.extract,
        lambda table: ray.data.from_arrow(table).repartition(3),
        lambda found: pa.concat_tables(ray.get(found.to_arrow_refs())),
    )


@pytest.mark.parametrize("table", ["figures", "documents", "ledger"])
def test_equal_tables(engine: Engine, table: Any) -> None:
    expected = plain(arrow.extract(GOOD, table=table, **ASKED))
    assert len(expected) > 10
    assert plain(engine.back(engine.extract(engine.given(GOOD), table=table, **ASKED))) == expected


def test_rows_that_cannot_be_read_are_rows_of_the_errors(engine: Engine) -> None:
    errors = plain(engine.back(engine.extract(engine.given(BAD), table="errors", **ASKED)))
    assert [(row["document"], row["error"], row["batch no"]) for row in errors] == ERRORS
    found = plain(engine.back(engine.extract(engine.given(BAD), **ASKED)))
    assert [(row["text"], row["timex"], row["batch no"]) for row in found] == [
        ("Seven men", None, 1),
        ("Ten men", None, 5),
        ("Friday", "2022-01-14", 5),
    ]


def test_without_an_id_a_document_goes_by_its_content(engine: Engine) -> None:
    found = plain(engine.back(engine.extract(engine.given(GOOD), text="body")))
    assert found == plain(arrow.extract(GOOD, text="body"))
    assert len({row["document"] for row in found}) == 4  # the same text twice is one document


def test_packs_travel(engine: Engine, tmp_path: Path) -> None:
    pack = tmp_path / "weavers"
    (pack / "words").mkdir(parents=True)
    (pack / "pack.toml").write_text('name = "weavers"\nversion = "1"\n', encoding="utf-8")
    (pack / "words" / "people.toml").write_text("[person-noun]\nweaver-at-large = {}\n", encoding="utf-8")
    grammar = figures.Grammar.load(pack)
    data = pa.table({"body": ["Three weaver-at-larges came."]})
    expected = plain(arrow.extract(data, text="body", grammar=grammar))
    found = engine.extract(engine.given(data), text="body", grammar=grammar)
    shutil.rmtree(pack)  # a worker elsewhere has not the folder
    assert plain(engine.back(found)) == expected
    assert [row["noun"] for row in expected] == ["weaver-at-large"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "bodi"}, "the data has no column 'bodi'; its columns are key, body, day, paper, batch no"),
        ({"text": "body", "table": "figure"}, "no table is called 'figure'"),
        ({"text": "body", "carry": ["paper", "paper"]}, "'paper' is named twice"),
        ({"text": "body", "carry": ["text"]}, "carry: 'text' is a column of the figures table"),
    ],
)
def test_what_cannot_be_is_said_at_the_call(engine: Engine, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        engine.extract(engine.given(GOOD), **asked)
    assert said in str(error.value)


def test_other_data_is_refused(engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"give|its columns"):
        engine.extract([{"body": "Seven men."}], text="body")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "text", "publishd": "published"}, "there is no argument 'publishd'; the arguments are text, id"),
        ({"id": "id"}, 'text: no column of text is named; say text="COLUMN"'),
        ({"text": ("body", "text")}, 'text: no column of text is named; say text="COLUMN"'),
    ],
)
def test_an_argument_that_is_none_is_told(asked: dict[str, Any], said: str) -> None:
    """Passed over, a misspelt `published` would leave every relative date without its day."""
    with pytest.raises(UsageError) as error:
        arrow.extract(pa.table({"text": ["Six men came."], "id": ["a"]}), **asked)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("dtype", ["object", "python strings"])
def test_half_a_character_and_nothing_in_pandas(dtype: str) -> None:
    import pandas

    from figures.engines.pandas import extract

    kind = pandas.StringDtype("python") if dtype == "python strings" else object
    texts = pandas.Series(["Six men came.", pandas.NA, "\ud800 Seven dogs barked."], dtype=kind)
    found = extract(pandas.DataFrame({"text": texts}), text="text")
    assert found["text"].tolist() == ["Six men", "Seven dogs"]
