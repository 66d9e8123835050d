"""Spark over Parquet: a folder of articles in, a folder of figures parted by kind out, and errors beside it."""

from pyspark.sql import SparkSession

from figures.engines.spark import extract


def job(session: SparkSession, source: str, target: str) -> None:
    articles = session.read.parquet(source)
    asked = {"text": "text", "id": "id", "published": "published", "source": "outlet"}
    extract(articles, **asked).write.partitionBy("kind").parquet(target)
    extract(articles, table="errors", **asked).write.parquet(f"{target}.errors")
