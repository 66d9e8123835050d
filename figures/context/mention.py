"""A hit with all that is known of it: its words, its reading, its sentence, its context. Rows are made of mentions."""

from __future__ import annotations

from dataclasses import dataclass

from figures.quantities.reading import Reading
from figures.scan.scanner import Hit


@dataclass(slots=True)
class Mention:
    """One hit with what was read from it; offsets are into the document's text, `sentence_span` into the block's."""

    hit: Hit
    parts: tuple[tuple[str, str], ...]
    reading: Reading
    values: tuple[object, ...]
    """The value columns of its row, which every mention in the same words shares."""
    start: int
    end: int
    text: str
    sentence: str
    sentence_span: tuple[int, int]
    quoted: bool
    frames: dict[str, str]
    """Which frame decided a context column: column → rule."""
    event: str | None = None
    figure_id: str | None = None
