"""Where one block of a text ends and the next begins: what readings may run across, and what they may not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures import Extractor, Figure, extract
from figures.documents import Document
from figures.scan.blocks import blocks, with_plain_blanks

SEEDS = Path(__file__).parents[2] / "seeds"
WRAPPED = "The ministry said on Monday evening that at least some"

COLUMN = """The ferry sank off the western coast of the island on 11
March 2022 with 140 people on board, its owner said. Nearly
all of them were rescued by the crews of fishing boats that
had been at sea. Four bodies were found."""
NEWS = """Four Bodies Found After Ferry Sinks Off Western Coast on 11
March Was the Wettest Month in a Century, Says the Weather
Ferry Owner Promises Refunds to All of the 140 Passengers"""

# text → its blocks, and why
CASES = {
    "": ([], "nothing at all"),
    " \n\t\n": ([], "blanks alone"),
    "One line": (["One line"], "one line"),
    "A heading\nThe text begins.": (["A heading", "The text begins."], "a short line is a heading, not a wrapped line"),
    "First.\n\nSecond.": (["First.", "Second."], "a blank line parts"),
    "First.\n \t \nSecond.": (["First.", "Second."], "a line of blanks is a blank line"),
    f"{WRAPPED}\n14,000 people were killed.": ([f"{WRAPPED}\n14,000 people were killed."], "wrapped before a number"),
    f"{WRAPPED}\nSpeaker 2: Yes.": ([WRAPPED, "Speaker 2: Yes."], "another speaks"),
    f"{WRAPPED}\nMr. Okoro : Yes.": ([WRAPPED, "Mr. Okoro : Yes."], "another speaks, and a blank before the colon"),
    f"{WRAPPED}\nOf them two left: he and she.": (
        [f"{WRAPPED}\nOf them two left: he and she."],
        "small letters before a colon name no speaker",
    ),
    f"{WRAPPED}\npeople were killed.": ([f"{WRAPPED}\npeople were killed."], "wrapped before a small letter"),
    f"{WRAPPED}\nRussian troops came.": ([f"{WRAPPED}\nRussian troops came."], "a heading does not end in such a word"),
    f"{WRAPPED}.\nRussian troops came.": ([f"{WRAPPED}.", "Russian troops came."], "the sentence is over"),
    f"{WRAPPED}\n- 40 dead": ([WRAPPED, "- 40 dead"], "an item of a list"),
    f"1. {WRAPPED}\n2. Nobody": ([f"1. {WRAPPED}", "2. Nobody"], "the next item of a numbered list"),
    f"{WRAPPED}\n12. Nobody": ([f"{WRAPPED}\n12. Nobody"], "no item, but a number that ends a sentence"),
    f"{WRAPPED}\n\n14,000 people": ([WRAPPED, "14,000 people"], "never across a blank line, however it goes on"),
    "What The War In Eastern Ukraine Has Cost In Lives So Far\nThe war": (
        ["What The War In Eastern Ukraine Has Cost In Lives So Far", "The war"],
        "capitals after capitals: a long heading",
    ),
    COLUMN: ([COLUMN], "a column goes on behind a number, and behind the end of a sentence"),
    f"{COLUMN}\nThe owner": ([COLUMN, "The owner"], "a short line ends a paragraph of a column"),
    NEWS: (NEWS.split("\n"), "lines as long that do not go on in small letters"),
    f"{WRAPPED}\r\n14,000 people\r\n\r\nwere": ([f"{WRAPPED}\r\n14,000 people\r", "were"], "Windows line ends"),
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_blocks(text: str) -> None:
    expected, reason = CASES[text]
    assert [text[start:end] for start, end in blocks(text)] == expected, reason


@given(st.text(st.sampled_from("ab A1.,-#\n\n\t\r\u2028"), max_size=400))
@example(f"{WRAPPED}\n14")
def test_blocks_hold_all_but_blank_lines(text: str) -> None:
    spans = list(blocks(text))
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    held = {position for start, end in spans for position in range(start, end)}
    assert all(position in held for position, character in enumerate(text) if not character.isspace())
    for start, end in spans:
        assert all(line and not line.isspace() for line in text[start:end].split("\n"))


def test_every_kind_of_space_is_one_blank() -> None:
    """Offsets hold because nothing is shortened."""
    spaces = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    assert with_plain_blanks("".join(spaces)) == " " * len(spaces)


def of(extractor: Extractor, text: str) -> list[str]:
    return [Figure._make(row).text for row in extractor.document(Document("a", text)).figures]


def test_no_reading_crosses_a_block(extractor: Extractor) -> None:
    assert of(extractor, "at least\n\n40 soldiers") == ["40 soldiers"]
    assert of(extractor, "Dead: 40\nSoldiers mourn") == ["40"]
    assert of(extractor, f"{WRAPPED}\n40 soldiers had died.")[-1] == "at least some\n40 soldiers"


@pytest.mark.parametrize("marker", ["1.", "(1)", "1)", "12."])
def test_the_number_of_a_list_s_item_is_no_figure(marker: str) -> None:
    read = extract([Document("list", f"{marker} The blast killed 40 people.\n")])
    assert [row.text for row in read] == ["40 people"]
    assert [(row.text, row.status, row.reason) for row in read.ledger] == [
        (marker.strip("(.)"), "ignored", "list marker"),
        ("40", "parsed", None),
    ]


@pytest.mark.parametrize(
    ("text", "low"), [("> 14 people were hurt.", True), (">> 14 fled.", True), ("> 14 people", False)]
)
def test_what_quotes_a_sentence_is_no_bound(text: str, low: bool) -> None:
    (row,) = extract(text)
    assert (row.bound == "eq", row.text.startswith("14")) == (low, low)


@pytest.mark.parametrize("text", ["12. people", "12.people left", "112. The blast"])
def test_what_only_looks_like_a_marker_is_read(text: str) -> None:
    assert [row.text for row in extract([Document("list", text)])]


@pytest.mark.parametrize("width", [56, 72, 90])
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_wrapped_to_a_width_reads_the_same(extractor: Extractor, path: Path, width: int) -> None:
    for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
        whole = " ".join(paragraph.split())
        lines = wrap(whole, width, break_long_words=False, break_on_hyphens=False)
        if len(lines) > 3:
            assert read(extractor, "\n".join(lines)) == read(extractor, whole)


def test_the_bullet_of_an_item_is_no_part_of_its_sentence(extractor: Extractor) -> None:
    for bullet in ("• ", "* ", "- ", "  – "):
        rows = extractor.document(Document("a", f"{bullet}Police said 12 people died.")).figures
        assert [(Figure._make(row).attribution, Figure._make(row).sentence) for row in rows] == [
            ("Police", "Police said 12 people died.")
        ]
    assert [Figure._make(row).value for row in extractor.document(Document("a", "- 2 degrees")).figures] == [-2.0]


def read(extractor: Extractor, text: str) -> list[tuple[object, ...]]:
    figures = [Figure._make(row) for row in extractor.document(Document("a", text)).figures]
    return [(one.kind, one.value, one.low, one.high, one.unit, one.timex, one.noun, one.event) for one in figures]
