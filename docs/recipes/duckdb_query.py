"""A DuckDB query: the figures of a table of articles, joined with it, without leaving SQL."""

import duckdb

from figures.engines.duckdb import register


def query(source: str) -> list[tuple]:
    connection = duckdb.connect()
    register(connection)
    connection.execute("CREATE TABLE articles AS SELECT * FROM read_csv(?)", [source])
    connection.execute("""
        CREATE TABLE figures AS
        SELECT desk, unnest(figures(text, id, published::TIMESTAMP, outlet), recursive := true) FROM articles
    """)
    return connection.execute("""
        SELECT desk, count(*) FILTER (kind = 'money') AS money, count(*) FILTER (event = 'killed') AS killed
        FROM figures GROUP BY desk ORDER BY desk
    """).fetchall()
