"""A job that stops unless its table keeps the contract, and the rules of the house on top of it."""

import pandera.polars as pa
import polars

from figures.engines.polars import extract
from figures.schemas.polars import FiguresSchema


class Wanted(FiguresSchema):
    """Every figure has a day of publication, or dates cannot be trusted."""

    published: polars.Datetime("us") = pa.Field(nullable=False)


def job(source: str) -> polars.DataFrame:
    articles = polars.read_csv(source)
    found = extract(articles, text="text", id="id", published="published", source="outlet")
    return Wanted.validate(found, lazy=True)
