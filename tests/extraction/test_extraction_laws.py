"""What holds for the rows of any text, whether a grammar wrote it, a person, or nobody in their senses."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures import Document, Extractor, Figure, Grammar, read
from figures.table import Numeral
from tests.strategies import texts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SEED_DOCUMENTS = list(read([SEEDS]))

# Letters and digits of several scripts, signs that join or split words, every kind of space, and what has no width.
STRANGE = st.text(
    st.one_of(
        st.sampled_from("0123456789.,-–—/%$€£:;'’“”\"()[]+±½⅔²Ⅳ٣७３"),
        st.sampled_from(" \t\n\r\v\f\x1c\x85\xa0\u2009\u2028\u3000\u200b\u200d\u2060\ufeff\u00ad\u0301"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
WORDS = ["two", "million", "half", "a", "third", "dozens", "of", "nearly", "more", "than", "last", "week", "may", "May"]
WORDED = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(
            [
                "2,000",
                "5",
                "km",
                "$",
                "Monday",
                "1.5",
                "2014",
                "soldiers",
                "were killed",
                ".",
                ",",
                "(",
                ")",
                "\n",
                "\n\n",
                "\t",
                "“",
            ]
        ),
        STRANGE,
    ),
    max_size=12,
).map(" ".join)


class Rows(NamedTuple):
    """What one text gave."""

    figures: list[Figure]
    ledger: list[Numeral]


def rows_of(extractor: Extractor, text: str, name: str = "a.txt") -> Rows:
    return of_document(extractor, Document(name, text, published=SEED_DOCUMENTS[0].published))


def of_document(extractor: Extractor, document: Document) -> Rows:
    found = extractor.document(document)
    return Rows([Figure._make(row) for row in found.figures], [Numeral._make(row) for row in found.ledger])


def check_rows(text: str, rows: Rows) -> None:
    """Every law that the rows of a single text are held to."""
    for row in rows.figures:
        assert row.start < row.end
        assert row.text == text[row.start : row.end]
        assert row.text == row.text.strip(), "a mention begins and ends with a word or a sign"
        assert row.text in row.sentence
        assert row.sentence in text
        assert row.line == text.count("\n", 0, row.start) + 1
        stated = [number for number in (row.low, row.value, row.high) if number is not None]
        assert stated == sorted(stated), "low ≤ value ≤ high"
        assert (row.value is None) == (row.value_text is None)
        assert not (row.low_closed and row.low is None)
        assert not (row.high_closed and row.high is None)
        assert row.date_start is None or row.date_end is None or row.date_start <= row.date_end
    spans = [(row.start, row.end) for row in rows.figures]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), "mentions are disjoint"
    assert len({row.figure_id for row in rows.figures}) == len(rows.figures)
    check_ledger(text, rows)


def check_ledger(text: str, rows: Rows) -> None:
    """Every numeral stands in the ledger exactly once, and a parsed one names a figure that holds it."""
    spans = [(row.start, row.end) for row in rows.ledger]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), "numerals are disjoint"
    accounted = {position for start, end in spans for position in range(start, end)}
    digits = {position for position, character in enumerate(text) if unicodedata.category(character) == "Nd"}
    assert digits <= accounted, "a digit that the ledger does not account for"
    figures = {row.figure_id: row for row in rows.figures}
    for numeral in rows.ledger:
        assert numeral.text == text[numeral.start : numeral.end]
        assert (numeral.figure_id is not None) == (numeral.status == "parsed")
        assert (numeral.reason is not None) == (numeral.status == "ignored")
        if numeral.figure_id is not None:
            figure = figures[numeral.figure_id]
            assert figure.start <= numeral.start and numeral.end <= figure.end


@given(st.data())
@settings(max_examples=150)
def test_texts_that_the_grammar_writes(grammar: Grammar, extractor: Extractor, data: st.DataObject) -> None:
    text = data.draw(texts(grammar))
    check_rows(text, rows_of(extractor, text))


@given(text=st.one_of(STRANGE, WORDED))
@settings(max_examples=400)
@example(text="")
@example(text="\ufeff5\u200b0 soldiers")
@example(text="5\r\n\r\n6\x85 7\u2028 8")
@example(text="٣ soldiers, ३.५ km, ３")
@example(text="5²")
@example(text="1" * 500)
@example(text="May 5")
def test_texts_that_nobody_writes(extractor: Extractor, text: str) -> None:
    check_rows(text, rows_of(extractor, text))


@pytest.mark.parametrize("document", SEED_DOCUMENTS, ids=lambda document: document.id)
def test_the_seed_reports(extractor: Extractor, document: Document) -> None:
    check_rows(document.text, of_document(extractor, document))


@given(st.data())
@settings(max_examples=25)
def test_the_same_text_gives_the_same_rows(grammar: Grammar, extractor: Extractor, data: st.DataObject) -> None:
    """An extractor that has read much remembers much; one that has read nothing must agree with it."""
    text = data.draw(st.one_of(texts(grammar), WORDED))
    assert rows_of(extractor, text) == rows_of(extractor, text) == rows_of(Extractor(grammar), text)


@given(st.data())
@settings(max_examples=25)
def test_a_document_more_changes_no_row_of_another(grammar: Grammar, extractor: Extractor, data: st.DataObject) -> None:
    first, second = data.draw(texts(grammar)), data.draw(st.one_of(texts(grammar), WORDED))
    alone = rows_of(Extractor(grammar), first)
    together = Extractor(grammar)
    rows_of(together, second, "b.txt")
    assert rows_of(together, first) == alone


MOVED = ("figure_id", "group_id", "start", "end", "line", "document_sha256")
DATED = frozenset(("timex", "date_start", "date_end", "doubt"))
"""What a paragraph before may change: `the following day` is counted from the last date read, as `doubt` says."""


def kept(rows: Rows, offset: int = 0, *, dated: bool = True) -> list[tuple[object, ...]]:
    """The rows without what moves when text is put before or after."""
    figures = [
        (
            *(row.start - offset, row.end - offset),
            *(getattr(row, name) for name in Figure._fields if name not in MOVED and (dated or name not in DATED)),
        )
        for row in rows.figures
    ]
    ledger = [(row.start - offset, row.end - offset, row.text, row.status, row.reason) for row in rows.ledger]
    return [*figures, *ledger]


@given(st.data())
@settings(max_examples=150)
def test_a_paragraph_more_changes_no_row(grammar: Grammar, extractor: Extractor, data: st.DataObject) -> None:
    """Blank lines part what is read: text before one may move rows and date them, text after it changes nothing."""
    text = data.draw(st.one_of(texts(grammar), WORDED))
    other = data.draw(st.one_of(texts(grammar), WORDED))
    alone, others = rows_of(extractor, text), rows_of(extractor, other)
    both = rows_of(extractor, f"{text}\n\n{other}")
    first = Rows(both.figures[: len(alone.figures)], both.ledger[: len(alone.ledger)])
    second = Rows(both.figures[len(alone.figures) :], both.ledger[len(alone.ledger) :])
    assert kept(first) == kept(alone)
    assert kept(second, len(text) + 2, dated=False) == kept(others, dated=False)


def test_ids_do_not_hang_on_the_rule(extractor: Extractor) -> None:
    """The id is a hash of document, place and kind; its value is fixed, so that stored ids stay valid."""
    (row,) = rows_of(extractor, "More than 14,000 people").figures
    assert row.figure_id == ID_OF_THE_FIRST
    (elsewhere,) = rows_of(extractor, "More than 14,000 people", "b.txt").figures
    assert elsewhere.figure_id != row.figure_id


ID_OF_THE_FIRST = "1108e2eb33252669"


def test_a_sentence_holds_the_whole_mention(extractor: Extractor) -> None:
    for text in ("It cost Rs. 500 million.", "US$ 5 to Rs. 10"):
        check_rows(text, rows_of(extractor, text))


def test_a_range_of_two_currencies_is_none(extractor: Extractor) -> None:
    found = rows_of(extractor, "$5 to €10 million").figures
    assert "range" not in [row.bound for row in found]
