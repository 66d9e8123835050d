"""A year said later in a paragraph holds for the dates before it, in a history and not in news."""

from __future__ import annotations

from datetime import datetime

import pytest

from figures import Document, Extractor, Figure

PUBLISHED = datetime(2023, 8, 16)

CASES = [
    # text, timex of each date, why
    (
        "In June they besieged the port, and in September 1940 they took it.",
        ["1940-06", "1940-09"],
        "a history says the year once, at the end",
    ),
    (
        "On 3 March the fleet sailed; two days later it turned, and on 9 April 1905 it sank.",
        ["1905-03-03", "1905-03-05", "1905-04-09"],
        "what is counted from such a date goes with it",
    ),
    (
        "It said in January that losses had grown since March 2009.",
        ["2023-01", "2009-03/.."],
        "since when tells of another time",
    ),
    (
        "On Monday a man held in January was tied to a killing in May 2003.",
        ["2023-08-14", "2023-01", "2003-05"],
        "news names another year in passing",
    ),
    (
        "In June they met.\n\nIn September 1940 they parted.",
        ["2023-06", "1940-09"],
        "another paragraph is another story",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[why for *_, why in CASES])
def test_a_later_year_holds_for_the_dates_before_it(
    extractor: Extractor, text: str, wanted: list[str], why: str
) -> None:
    rows = [Figure._make(row) for row in extractor.document(Document("a", text, published=PUBLISHED)).figures]
    assert [row.timex for row in rows if row.kind == "date"] == wanted, why
