"""A dbt Python model for dbt-duckdb: save it as models/figures.py; `articles` is another model or a source."""

from figures.engines.duckdb import extract


def model(dbt, session):
    dbt.config(materialized="table")
    articles = dbt.ref("articles")
    return extract(articles, text="text", id="id", published="published", source="outlet", carry=["desk"])
