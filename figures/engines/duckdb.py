"""In: a DuckDB relation with a column of text, or a connection. Out: a relation of the table, or a function in SQL.

The text is streamed out of DuckDB; the table is held in Arrow, where the relation reads it as often as it is asked.
The function is for what should stay within DuckDB: it is evaluated a vector of rows at a time.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import accumulate
from typing import Any, Unpack

from figures.engines.arrow import reader_of
from figures.engines.job import Asked, Job, TableName
from figures.engines.needs import needed
from figures.errors import UsageError
from figures.extraction.extractor import DateOrder
from figures.grammar import Grammar
from figures.table.database import quoted


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a relation as a relation of the same connection; dictionaries are VARCHAR.

    Raises UsageError at the call for what cannot be.
    """
    duckdb = needed("duckdb", "duckdb")
    if not isinstance(data, duckdb.DuckDBPyRelation):
        what = f"{type(data).__name__} is no DuckDB relation"
        raise UsageError(what, remedy="give connection.table(NAME) or connection.sql(QUERY)")
    job = Job.of(asked, plain=True)
    job.check(data.columns)
    chosen = data.project(", ".join(quoted(name) for name in job.needs))
    # DuckDB finds it by its name.
    figures_found = reader_of(job, chosen.to_arrow_reader()).read_all()  # noqa: F841
    return data.query("figures_data", "SELECT * FROM figures_found")


def register(
    connection: Any,
    name: str = "figures",
    *,
    table: TableName = "figures",
    grammar: Grammar | None = None,
    date_order: DateOrder = "mdy",
    currency: str = "USD",
) -> None:
    """Give a connection the function `name(text, id, published, source)`: a list of rows of the table.

    `SELECT unnest(figures(body, id, published, source), recursive := true) FROM articles` is the table: published is a
    TIMESTAMP, the others are VARCHAR, each null where it is not known. A function registered before by this name is
    replaced. Raises UsageError for what cannot be.
    """
    duckdb = needed("duckdb", "duckdb")
    pa = needed("pyarrow", "arrow")
    own_names: Asked = {"text": "text", "id": "id", "published": "published", "source": "source", "carry": ["row"]}
    settings: Asked = {"text": "text", "grammar": grammar, "date_order": date_order, "currency": currency}
    own = Job.of({**own_names, **settings, "table": table}, plain=True).own_schema()

    def function(text: Any, identity: Any, published: Any, source: Any) -> Any:
        given = pa.table([text, identity, published, source], names=["text", "id", "published", "source"])
        given = given.append_column("row", pa.array(range(len(text)), pa.int64()))
        # A function called with no id for any row is one called without ids.
        named: Asked = {**own_names, **settings, "table": table}
        if identity.null_count == len(identity):
            named["id"] = None
        found = reader_of(Job.of(named, plain=True), given).read_all()
        return _lists(pa, own, found, len(text))

    types = ", ".join(f"{quoted(field.name)} {_sql_type(pa, field.type)}" for field in own)
    parameters = ["VARCHAR", "VARCHAR", "TIMESTAMP", "VARCHAR"]
    with suppress(duckdb.InvalidInputException):  # there is none
        connection.remove_function(name)
    connection.create_function(name, function, parameters, f"STRUCT({types})[]", type="arrow", null_handling="special")


def _lists(pa: Any, own: Any, found: Any, count: int) -> Any:
    """The rows found as one list for each of `count` rows of the data."""
    counts = [0] * (count + 1)
    for row in found.column("row").to_pylist():
        counts[row + 1] += 1
    offsets = pa.array(accumulate(counts), pa.int32())
    fields = list(own)
    columns = [pa.concat_arrays(column.chunks or [pa.array([], column.type)]) for column in found.select(own.names)]
    kind = pa.list_(pa.struct(fields))
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, fields=fields), kind)


def _sql_type(pa: Any, kind: Any) -> str:
    if pa.types.is_list(kind):
        return _sql_type(pa, kind.value_type) + "[]"
    names = {
        pa.string(): "VARCHAR",
        pa.int32(): "INTEGER",
        pa.int64(): "BIGINT",
        pa.float64(): "DOUBLE",
        pa.bool_(): "BOOLEAN",
        pa.date32(): "DATE",
        pa.timestamp("us"): "TIMESTAMP",
    }
    return names[kind]
