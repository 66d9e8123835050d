"""A pandas job: a CSV of articles in, a table of what is counted and of how many were killed out."""

import pandas

from figures.engines.pandas import extract


def job(source: str, target: str) -> pandas.DataFrame:
    articles = pandas.read_csv(source)
    found = extract(articles, text="text", id="id", published="published", source="outlet", carry=["desk"])
    killed = found[found["event"] == "killed"]
    killed[["document", "desk", "text", "low", "high"]].to_csv(target, index=False)
    return killed
