"""Dagster assets: the figures of the articles, and a check of them that gates what comes after."""

import polars
from dagster import asset

from figures import check
from figures.engines.polars import extract


@asset
def articles() -> polars.DataFrame:
    return polars.read_csv("articles.csv")


@asset
def figures(articles: polars.DataFrame) -> polars.DataFrame:
    return extract(articles, text="text", id="id", published="published", source="outlet")


@asset
def conflicts(figures: polars.DataFrame) -> polars.DataFrame:
    return check(figures).to_polars()
