"""The function in SQL gives what the core gives, and can be joined with the table that it reads."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from figures.engines import arrow
from figures.engines import duckdb as adapter
from tests.engines.making import ASKED, GOOD, plain

QUERY = 'SELECT unnest(figures(body, key, "day", paper), recursive := true), "batch no" FROM articles'


@pytest.fixture
def connection() -> Any:
    connection = duckdb.connect()
    connection.register("articles", GOOD)
    return connection


@pytest.mark.parametrize("table", ["figures", "documents", "ledger"])
def test_the_function_gives_the_table(connection: Any, table: Any) -> None:
    adapter.register(connection, table=table)
    assert plain(connection.sql(QUERY).to_arrow_table()) == plain(arrow.extract(GOOD, table=table, **ASKED))


def test_without_ids(connection: Any) -> None:
    adapter.register(connection)
    query = "SELECT unnest(figures(body, NULL, NULL, NULL), recursive := true) FROM articles"
    assert plain(connection.sql(query).to_arrow_table()) == plain(arrow.extract(GOOD, text="body"))


def test_a_relation_can_be_asked_again_and_joined(connection: Any) -> None:
    found = adapter.extract(connection.table("articles"), **ASKED)
    rows = found.aggregate("count(*)").fetchall()
    assert rows == found.aggregate("count(*)").fetchall() == [(arrow.extract(GOOD, **ASKED).num_rows,)]
    joined = connection.sql("SELECT count(*) FROM found JOIN articles ON articles.key = found.document").fetchall()
    assert joined == rows


def test_a_function_registered_again_replaces_the_first() -> None:
    """As a cell of a notebook does that is run twice."""
    connection = duckdb.connect()
    adapter.register(connection)
    adapter.register(connection, table="ledger")
    ((found,),) = connection.sql("SELECT figures('Six men came.', 'a', NULL, NULL)").fetchall()
    assert [row["status"] for row in found] == ["parsed"]
