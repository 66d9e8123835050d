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
        "On 2 April he fell ill. Two days later he died, by the end of 1944 it was known, and in January 1945 he rose.",
        ["1945-04-02", "1945-04-04", "1944", "1945-01"],
        "a bare year between them is passed over",
    ),
    (
        "On January 30 they voted; in May a bill was passed. The summer of 1991 was calm.",
        ["1991-01-30", "1991-05", "1991-22"],
        "a season tells the year as well as a month",
    ),
    (
        "In September 1944 they crossed, and held out until the town fell in February 1945. By early July they had "
        "taken the pass. In mid-June 1944 the others had landed.",
        ["1944-09", "1945-02", "1944-07", "1944-06"],
        "a date lies near the next one that says its year, where the last one ran ahead",
    ),
    (
        "In June 1944 they landed. In November they stood at the river, and in March 1945 they crossed it.",
        ["1944-06", "1944-11", "1945-03"],
        "what is told goes on from one to the other",
    ),
    (
        "They fled the same day. In June they besieged the port, and in September 1940 they took it.",
        [None, "1940-06", "1940-09"],
        "nothing is counted from a date that comes later",
    ),
    (
        "On 3 August the firm cut its forecast. It was founded in May 1995.",
        ["2023-08-03", "1995-05"],
        "a day within weeks of the publication is news",
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
