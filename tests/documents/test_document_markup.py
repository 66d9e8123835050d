"""Marks of emphasis hide nothing: a text with them reads as it does without, and its rows lie where they stand."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import Document, Figures, extract
from figures.consistency.compare import compare
from figures.documents.markup import unmarked

MARKS = (*("*", "**", "***", "_", "__", "`"), ("<b>", "</b>"), ("<a href='x'>", "</a>"), ("&lt;i&gt;", "&lt;/i&gt;"))
WORDS = ("At", "least", "14,000", "people", "were", "killed", "on", "12", "May,", "up", "3%", "from", "2019.")
PLAIN = " ".join(WORDS)
COLUMNS = ("kind", "value", "low", "high", "bound", "unit", "timex", "noun", "event", "statistic", "role", "rule")


def said(figures: Figures) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, column) for column in COLUMNS) for row in figures]


@given(st.data())
def test_emphasis_changes_no_reading(data: st.DataObject) -> None:
    """A run of words set apart by any mark, punctuation within the marks or behind them."""
    begin = data.draw(st.integers(0, len(WORDS) - 1))
    end = data.draw(st.integers(begin + 1, len(WORDS)))
    mark = data.draw(st.sampled_from(MARKS))
    before, behind = (mark, mark) if isinstance(mark, str) else mark
    run = " ".join(WORDS[begin:end])
    inner = run.rstrip(",.") if data.draw(st.booleans()) else run
    text = " ".join([*WORDS[:begin], f"{before}{inner}{behind}{run[len(inner) :]}", *WORDS[end:]])
    read = extract(text)
    assert said(read) == said(extract(PLAIN))
    assert [row.text for row in read] == [text[row.start : row.end] for row in read]
    assert [row.text for row in read.ledger] == [text[row.start : row.end] for row in read.ledger]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("The toll is **at least 45**, they say.", "at least 45", "The toll is **at least 45**, they say."),
        ("They cut _about 300_ jobs.", "_about 300_ jobs", "They cut _about 300_ jobs."),
        ("**40** people fled. *It rained.*", "**40** people", "**40** people fled."),
        ("It rained. **40 fled**.", "40", "**40 fled**."),
    ],
)
def test_a_row_holds_both_marks_of_a_pair_or_none(text: str, words: str, sentence: str) -> None:
    (row,) = extract(text)
    assert (row.text, row.sentence) == (words, sentence)


@pytest.mark.parametrize(
    "text", ["5*4*3", "3 * 4 * 5", "a_12_b", "f**k 4 s**t", "14* and 20*", "* 14 killed", "** 14 **", "*14", "$**"]
)
def test_what_is_no_emphasis_stays(text: str) -> None:
    plain, origin = unmarked(text, 7)
    assert plain == text
    assert origin.span(1, 2) == (8, 9)


def test_a_row_of_a_table_is_named_by_its_first_cell() -> None:
    (row,) = extract("| Killed | **14** |")
    assert (row.event, row.value, row.text) == ("killed", 14.0, "14")


TABLE = "| City | Killed | Hurt | 2023 | On Monday | Age |\n|:---|---:|---|---|---|---|\n"


@pytest.mark.parametrize(
    "row", ["| Corve | 14 | **30** | 6 | 8 | 47 |", "|Corve|14|30|6|8|47|", "| **Corve** | 14 | _30_ | `6` |8|47|"]
)
def test_a_cell_is_what_stands_over_its_column(row: str) -> None:
    """But for a head with digits; a figure of a head is read where it stands, and not again in each row."""
    read = [one for one in extract(f"{TABLE}{row}\n{row}\n\n{row}") if one.line > 2]
    assert [one.value for one in read] == [14, 30, 6, 8, 47] * 3
    assert [one.event for one in read] == ["killed", "injured", None, None, None] * 2 + [None] * 5
    assert {one.text.strip(" *_`") for one in read} == {"14", "30", "6", "8", "47"}


def test_what_stands_over_a_label_and_its_value_is_no_name() -> None:
    (row,) = extract("| What | How many |\n|---|---|\n| Killed | 14 |")
    assert (row.event, row.value) == ("killed", 14.0)


@pytest.mark.parametrize("mark", ["#", "##", "###"])
def test_the_mark_of_a_heading_is_no_part_of_it(mark: str) -> None:
    (row,) = extract(f"{mark} 14 killed in Ebbing")
    assert (row.text, row.event) == ("14", "killed")


@pytest.mark.parametrize(
    ("text", "rows", "ignored"),
    [
        ("Killed: ~~12~~ 14 people", ["14 people"], ["12"]),
        ("Killed: <del>12</del> 14 people", ["14 people"], ["12"]),
        ("14<sup>1</sup> people, on 3 km<sup>2</sup>", ["14<sup>1</sup> people", "3 km<sup>2</sup>"], ["1", "2"]),
        ("killed 14¹² people on 3 km², 2.5×10³ m deep", ["14¹² people", "3 km²", "2.5×10³ m"], []),
        ("14&nbsp;people, &pound;5m, 2&frac12; km", ["14&nbsp;people", "&pound;5m", "2&frac12; km"], []),
        ("up 12&#37; on <a href='/2014/05'>May 12</a>", ["12&#37;", "May 12"], ["37", "2014", "05"]),
        ("<h2>14 killed</h2><ul><li>30 hurt</li><li>5 missing</li></ul>", ["14", "30 hurt", "5 missing"], ["2", "2"]),
        ("x<5 and y>3", ["<5", ">3"], []),
        (r"Killed: 14\n30 hurt\r\n5 missing", ["14", "30 hurt", "5 missing"], []),
        (r"C:\new\14 files", ["14 files"], []),
        (r"up to \$2.5bn or 12\%", [r"up to \$2.5bn", r"12\%"], []),
        ("＄2.5bn, ﬁve people, 30\u200bmen", ["＄2.5bn", "ﬁve people", "30\u200bmen"], []),
        ("Â£5m, â‚¬1.2m, 5â€“10 men", ["Â£5m", "â‚¬1.2m", "5â€“10 men"], []),
    ],
)
def test_html_in_a_text_reads_as_it_is_shown(text: str, rows: list[str], ignored: list[str]) -> None:
    read = extract(text)
    assert [row.text for row in read] == rows
    assert [row.text for row in read.ledger if row.status == "ignored"] == ignored
    assert [(row.start, row.end) for row in read.ledger] == sorted((row.start, row.end) for row in read.ledger)
    assert all(row.text == text[row.start : row.end] for row in (*read, *read.ledger))
    every = {place for row in read.ledger for place in range(row.start, row.end)}
    assert {place for place, char in enumerate(text) if char.isdecimal()} <= every


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It hurt three hun-\ndred people.", "three hun-\ndred people", 300.0),
        ("It paid $2.5 mil-\n  lion for it.", "$2.5 mil-\n  lion", 2_500_000.0),
        ("A 33-year-\nold was hurt.", "33-year-\nold", 33.0),
        ("It hurt 40 police-\nmen.", "40 police-\nmen", 40.0),
        ("It took two-\nthirds.", "two-\nthirds", 2 / 3),
        ("It hurt twenty-\nfive men.", "twenty-\nfive men", 25.0),
    ],
)
def test_a_word_that_is_broken_over_the_end_of_a_line_is_whole(text: str, words: str, value: float) -> None:
    (row,) = extract(text)
    assert (row.text, row.value) == (words, value)


@pytest.mark.parametrize("text", ["Dead -\n40 hurt", "Alpha-\nBeta: 40 hurt", "- 3\n- 40 hurt"])
def test_a_dash_at_the_end_of_a_line_joins_nothing_else(text: str) -> None:
    assert [row.text for row in extract(text)][-1] in ("40 hurt", "40")


@pytest.mark.parametrize(("text", "value"), [("▼0.5%", -0.5), ("▲ 12%", 12.0), ("🔻£3m", -3e6), ("⬇️ 4%", -4.0)])
def test_an_arrow_is_a_sign(text: str, value: float) -> None:
    (row,) = extract(f"Shares {text}.")
    assert (row.value, row.text) == (value, text)


def test_a_draft_with_emphasis_is_compared_as_one_without() -> None:
    source = "At least 45 people were killed in Ebbing. Sales rose 12% to $2.5bn, $1m less than planned."
    draft = "**45** people *were killed*. Sales rose `11%` to **$2.5bn**, *$1m* less than planned."
    plain = draft.translate(str.maketrans("", "", "*`"))
    assert [item.verdict for item in compare(source, draft).items] == [
        item.verdict for item in compare(source, plain).items
    ]
    assert {str(item.verdict) for item in compare(source, draft).items} >= {"consistent", "conflict"}


def test_documents_with_marks_keep_their_lines() -> None:
    read = extract([Document("a", "First.\n\n**14** killed.\n")])
    assert [row.line for row in read] == [3]


WRITTEN = r"""
14 1,204 people killed ( ) | \n \ % $ 5m ** * __ _ ` ~~ <b> </b> <sup> </sup> <p> <br> <s> </s> <!-- --> &nbsp; &frac12;
&#37; &lt;b&gt; - year ² ¹ ﬁve １４ â‚¬ ▼ [^3]
"""
PIECES = [" ", " ", ". ", ", ", "> ", "# ", "\n", "\u200b", "<a href='/14'>", *re.findall(r"\S+", WRITTEN)]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_marks_every_row_lies_where_it_stands_and_every_digit_is_accounted_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    read = extract(text)
    rows, numerals = [*read], [*read.ledger]
    assert all(row.text == text[row.start : row.end] != "" for row in (*rows, *numerals))
    for told in (rows, numerals):
        assert all(one.end <= other.start for one, other in pairwise(told))
    covered = {place for row in numerals for place in range(row.start, row.end)}
    assert {place for place, char in enumerate(text) if char.isdecimal()} <= covered
