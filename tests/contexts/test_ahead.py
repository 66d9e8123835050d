"""A start passed over for what is not ahead in its sentence is one where no frame matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings

from figures import Document, Extractor, Grammar
from figures.context.frames import BOUNDARY, Framed, Layer, Sentence
from figures.scan.scanner import Hit, Scanner
from tests.strategies import texts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GRAMMAR = Grammar.load()
EXTRACTOR = Extractor(GRAMMAR)
HITS, FIND = Scanner.hits, Layer.find
HELD: list[str] = []
"""The sentences whose frames were found twice: with what is ahead, and without."""


def held(self: Scanner, shape: str, position: int = 0, ahead: Sequence[int] | None = None) -> Iterator[Hit]:
    found = list(HITS(self, shape, position, ahead))
    if ahead is not None:
        assert found == list(HITS(self, shape, position)), shape
        HELD.append(shape)
    return iter(found)


def found_by(self: Layer, sentence: Sentence, start: int = 0) -> Iterator[Framed]:
    found = list(FIND(self, sentence, start))
    if not found:  # a layer that was passed over has boundaries at most
        hits = HITS(self._scanner, sentence.line, start)
        assert all(BOUNDARY in hit.rule.constants for hit in hits), sentence.line
    return iter(found)


def same_frames(text: str) -> None:
    with patch.object(Scanner, "hits", held), patch.object(Layer, "find", found_by):
        EXTRACTOR.document(Document("one", text))


def test_real_texts() -> None:
    HELD.clear()
    for path in sorted(SEEDS.glob("*.txt")):
        same_frames(path.read_text(encoding="utf-8"))
    assert len(HELD) > 100


@given(texts(GRAMMAR))
@settings(max_examples=100)
def test_competing_phrases(text: str) -> None:
    same_frames(text)


def test_one_figure_is_no_pair() -> None:
    same_frames("Only two of the nine miners drowned. Two later died. Of the 40 seats, 12 fell, from 15 to 12.")
