"""A hit with all that is known of it: its words, its reading, its sentence, its context. Rows are made of mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from figures.grammar.words import Word
from figures.quantities.reading import Reading
from figures.scan.scanner import Hit


class Decision(NamedTuple):
    """Why a context column says what it says: the frame that decided it, and the words that the frame went by."""

    rule: str
    words: str


SHARES = frozenset(("percent", "ratio"))
"""Kinds that say how much of a whole."""


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
    frames: dict[str, Decision]
    """What decided each context column: column → frame and words."""
    noun: str | None = None
    """What is counted, where the words of the mention leave it out and its sentence says it."""
    event: str | None = None
    scope: str | None = None
    place: str | None = None
    attribution: str | None = None
    modality: str = "asserted"
    statistic: str | None = None
    """Where its sentence says another one than its words."""
    per: str | None = None
    """What it is for each of, where the sentence says so of what it measures: earnings per share were $3."""
    pending: tuple[Word, str, str] | None = None
    """A word that may say what happened, once it is known what is counted; its frame and text."""
    undergoes: bool = False
    """Whether it is the object of the verb that tells its event: killed five."""
    as_of: date | None = None
    group: int | None = None
    """Where in the document the first figure of its group starts."""
    role: str | None = None
    figure_id: str | None = None

    @property
    def counted(self) -> str | None:
        """What is counted, by its own words or else by its sentence."""
        return self.noun if self.reading.noun is None else self.reading.noun

    @property
    def is_signed(self) -> bool:
        """Whether it has a sign of its own: +12%, -3, ▲3 (as it is shown)."""
        texts = (self.text, *(text for _, text in self.parts[:1]))
        return any(text.startswith("+") for text in texts) or (self.reading.value or 0) < 0

    def decide(self, column: str, value: object, rule: str, words: str) -> None:
        """Set a column that is not set yet, and remember why."""
        if column not in self.frames:
            setattr(self, column, value)
            self.frames[column] = Decision(rule, words)

    def decide_per(self, per: str, rule: str, words: str) -> None:
        """Set what it is for each of, where its own words do not; whatever is so is a rate, but a share stays one."""
        if self.reading.per is None:
            self.decide("per", per, rule, words)
            if self.reading.kind not in SHARES and self.reading.statistic == "point":
                self.decide("statistic", "rate", rule, words)
