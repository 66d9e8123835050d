"""Where a sentence ends: full stops of abbreviations, initials and decimals do not end one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import Grammar
from figures.scan.sentences import Sentences

# the text with | where a sentence ends and another begins → why
CASES = {
    "One came. |Two left. |Three stayed": "a capital after a full stop",
    "Did 40 come? |No! |Two did": "question and exclamation marks",
    "The U.S. Senate voted. |It was close": "an abbreviation before a capital",
    "He met Mr. Blinken on Jan. 12. |They talked": "a title and a month; a number ends one",
    "They left on 22 Mar. |By 5 Jan. 2019 it was Aug. Few saw it": "a month behind its day, before a word",
    "It lies in No. 5 district. |It is old": "No. before a number",
    "It begins at 5 p.m. on Friday. |It ends at noon": "a time before a small letter",
    "It cost 2.5 million. |It was late": "a decimal point is inside a number",
    "It cost $2.5 bn. in May. |It was late": "an abbreviated scale",
    "J. Smith and G. W. Bush came. |They talked": "initials",
    "“Nobody came.” |Two did": "the quotation mark belongs to what it closes",
    "(Nobody came.) |Two did": "so does the bracket",
    "“Nobody came.” he said. |Two did": "a small letter goes on",
    "He came … and went. |Two did": "an ellipsis before a small letter",
    "He came. |“Two did,” he said": "a quotation opens a sentence",
    "It fell 12%.|The firm left.|“Two did,” he said": "blanks that were forgotten",
    "He met Mr.Smith of U.S.Steel and read lib.ac.uk for 2.5hours": "none begins without a capital",
    "LONDON, March 3 (Reuters) - |Two died. |Two left.": "where a report was written, when and by whom",
    "KABUL — |“Two died,” he said. |Two left.": "a quotation behind a place",
    "ST. JOHN'S -- |Two died.": "two hyphens",
    "NEW DELHI: |Two died.": "a city in capitals and a colon",
    "Aldby: Two died.": "a colon behind a name alone is what somebody says",
    "Floods in Aldby — Two died.": "small letters are no place",
    "Aldby Floods — Two Die": "a headline ends with no full stop",
    "Ann Lee, 47 - she is well - came. |Two left.": "a small letter goes on behind a dash",
    "Sources: e.g. Reuters, i.e. Them. |Two did": "letters with full stops",
}


@pytest.mark.parametrize("marked", CASES)
def test_sentences(grammar: Grammar, marked: str) -> None:
    text = marked.replace("|", "")
    abbreviations, closing = grammar.settings["abbreviations"], grammar.settings["closing-abbreviations"]
    sentences = Sentences(text, frozenset(abbreviations), frozenset(closing))
    found = sorted({sentences.holding(position, position + 1) for position in range(len(text))})
    assert [text[start:end] for start, end in found] == [part.rstrip() for part in marked.split("|")], CASES[marked]


@given(text=st.text(st.sampled_from("aA1 .?!…”“)( \t"), min_size=1, max_size=60), data=st.data())
def test_sentences_part_a_text(text: str, data: st.DataObject) -> None:
    """Every word lies in one sentence, and sentences neither overlap nor begin or end with blanks."""
    sentences = Sentences(text, {"a", "A.A"})
    spans = sorted(
        {sentences.holding(position, position + 1) for position, letter in enumerate(text) if not letter.isspace()}
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
    position = data.draw(st.integers(0, len(text) - 1))
    start, end = sentences.holding(position, position + 1)
    assert text[position].isspace() or start <= position < end
