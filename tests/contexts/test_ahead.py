"""A start passed over for what is not ahead in its sentence is one where no frame matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings

from figures import Document, Extractor, Grammar
from figures.scan.scanner import Hit, Scanner
from tests.strategies import texts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GRAMMAR = Grammar.load()
EXTRACTOR = Extractor(GRAMMAR)
HITS = Scanner.hits


def held(self: Scanner, shape: str, position: int = 0, ahead: Sequence[int] | None = None) -> Iterator[Hit]:
    found = list(HITS(self, shape, position, ahead))
    if ahead is not None:
        assert found == list(HITS(self, shape, position)), shape
    return iter(found)


def same_frames(text: str) -> None:
    with patch.object(Scanner, "hits", held):
        EXTRACTOR.document(Document("one", text))


def test_real_texts() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        same_frames(path.read_text(encoding="utf-8"))


@given(texts(GRAMMAR))
@settings(max_examples=100)
def test_competing_phrases(text: str) -> None:
    same_frames(text)


def test_one_figure_is_no_pair() -> None:
    same_frames("Only two of the nine miners drowned. Two later died. Of the 40 seats, 12 fell, from 15 to 12.")
