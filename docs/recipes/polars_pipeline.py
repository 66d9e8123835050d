"""A polars pipeline: lazy from the scan of the articles to the money that they speak of, by outlet and currency."""

import polars

from figures.engines.polars import extract


def pipeline(source: str) -> polars.LazyFrame:
    articles = polars.scan_csv(source)
    found = extract(articles, text="text", id="id", published="published", source="outlet")
    money = found.filter((polars.col("kind") == "money") & polars.col("value").is_not_null())
    return money.group_by("source", "unit").agg(polars.col("value").max().alias("most")).sort("source", "unit")
