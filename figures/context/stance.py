"""Sentences → how a figure is meant: `modality`, `as_of`, and the `statistic` that its clause tells.

A frame sets a modality or a statistic, or names a date (`date`) as of which the figures hold; how far that goes it says
by `reach`: `clause` (if not said otherwise), `after` and `before` (within the clause), `inside` (the figure it names),
`sentence`, `leading` (the sentence that it begins, and else its clause). A frame that sets `boundary` ends a clause,
and with the value `quoted` also what is said; with `aside`, only for what stands within its own words, or for the
`figure` in them that it names.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from functools import partial

from figures.context.frames import BOUNDARY, Framed, Layer, Sentence
from figures.context.mention import Decision, Mention
from figures.grammar import Grammar

GROWING = frozenset(("count", "number"))
QUOTED = "quoted"
"""The value of a boundary that ends what is said."""
WHOLE = "whole"
"""What a frame sets whose date lies ahead: by the end of the year."""
ASIDE = "aside"
"""The value of a boundary behind whose words the clause goes on."""
PARTS_OF_PERIODS, LATE = "part-of-period", "late"
"""The class of the words for a part of a year or a month, and what those say that end with it."""
LONGEST_DAYS = 366
"""A figure that holds as of a longer time, holds as of no day in particular."""
MODALITIES = ("negated", "question", "hypothetical", "target", "forecast", "asserted")
"""Of several that hold, the one that stands first here."""


class Stance:
    """Finds modalities and dates by the pack's frames (`frames/stance.toml`; of headlines, `frames/headlines.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._layer, self._headlines = Layer(grammar, "stance"), Layer(grammar, "headlines")
        self._lexicon = grammar.lexicon

    def apply(self, sentence: Sentence, figures: Sequence[Mention], published: date | None) -> None:
        """Set modality, as_of and statistic of the figures of one sentence."""
        frames = list(self._layer.find(sentence))
        if sentence.headline:
            frames += [frame for frame in self._headlines.find(sentence) if frame.start == 0]
        bounds = [frame for frame in frames if BOUNDARY in frame.rule.constants]
        if len(bounds) == len(frames):
            return
        for mention in figures:
            position = sentence.position(mention)
            reaching = [frame for frame in frames if _reaches(frame, position, bounds)]
            if not reaching and bounds:
                mention.frames["clause"] = _parting(bounds, position, sentence)
            for modality in MODALITIES:
                frame = next((one for one in reaching if one.rule.constants.get("modality") == modality), None)
                if frame is not None:
                    mention.decide("modality", modality, frame.rule.name, sentence.words(frame.start, frame.end))
                    break
            for frame in sorted(reaching, key=partial(_distance, position, sentence.figures)):
                words = sentence.words(frame.start, frame.end)
                if "statistic" in frame.rule.constants and mention.reading.kind in GROWING:
                    mention.decide("statistic", frame.rule.constants["statistic"], frame.rule.name, words)
                for name, begin, _ in frame.parts:
                    if name == "date" and begin in sentence.figures:
                        stated = sentence.figures[begin]
                        day = _as_of(stated, None if WHOLE in frame.rule.constants else published)
                        day = None if self._is_within(stated) else day
                        if day is not None and not _gone_by(mention, day, published):
                            mention.decide("as_of", day, frame.rule.name, words)

    def _is_within(self, stated: Mention) -> bool:
        """Whether a date is no whole of its time, and does not end with it: by the middle of 2027, by early May."""
        words = [self._lexicon.find(text, PARTS_OF_PERIODS) for name, text in stated.parts if name == "modifier"]
        return any(word is not None and word.meaning.get("value") != LATE for word in words)


def _reaches(frame: Framed, position: int, bounds: Sequence[Framed]) -> bool:
    if BOUNDARY in frame.rule.constants:
        return False
    if frame.start <= position < frame.end and any(
        begin <= position < stop and name == "figure" for name, begin, stop in frame.parts
    ):
        return True
    reach = frame.rule.constants.get("reach", "clause")
    low, high = sorted((frame.start, position))
    if reach == "sentence" or (reach == "leading" and frame.start == 0):
        return not any(low < bound.start < high for bound in bounds if bound.rule.constants[BOUNDARY] == QUOTED)
    if reach == "inside":
        return False
    modal = "modality" in frame.rule.constants
    if (modal or WHOLE in frame.rule.constants) and any(_sets_aside(bound, position) for bound in bounds):
        return False
    after = position > frame.start
    if (reach == "after" and not after) or (reach == "before" and after):
        return False
    between = (bound for bound in bounds if low < bound.start < high)
    dated = any(name == "date" for name, _, _ in frame.parts)  # a date behind an aside holds for what stands before it
    passed = high if dated else position
    return all(
        bound.rule.constants[BOUNDARY] == ASIDE and (bound.end <= passed or (modal and bool(_aside_figures(bound))))
        for bound in between
    )


def _distance(position: int, figures: Container[int], frame: Framed) -> tuple[bool, int]:
    """How far a frame is from a figure: to 30 by 2031, and to 40 by 2032; one right before another figure is farther
    than any on the other side: 30 by 2031, and by 2032 40.
    """
    ahead = frame.start > position and (frame.end in figures or frame.end + 1 in figures)
    return ahead, abs(frame.start - position)


def _sets_aside(bound: Framed, position: int) -> bool:
    """Whether a figure stands within the words of an aside, or is the one that it names."""
    if bound.rule.constants[BOUNDARY] != ASIDE or not bound.start <= position < bound.end:
        return False
    named = _aside_figures(bound)
    return any(begin <= position < stop for begin, stop in named) if named else True


def _aside_figures(bound: Framed) -> list[tuple[int, int]]:
    """The figures that an aside names: it keeps what is supposed from none but them."""
    return [(begin, stop) for name, begin, stop in bound.parts if name == "figure"]


def _parting(bounds: Sequence[Framed], position: int, sentence: Sentence) -> Decision:
    """The boundary nearest to a figure, which keeps from it what its sentence supposes elsewhere."""
    nearest = min(bounds, key=lambda frame: abs(frame.start - position))
    return Decision(nearest.rule.name, sentence.words(nearest.start, nearest.end))


def _gone_by(mention: Mention, day: date, published: date | None) -> bool:
    """Whether what is aimed at or expected would hold as of a day gone by: the day was read wrong then."""
    return mention.modality in ("target", "forecast") and published is not None and day < published


def _as_of(stated: Mention, published: date | None) -> date | None:
    """The last day of what is named; not later than the day of publication where it has begun by then."""
    first, last = stated.reading.date_start, stated.reading.date_end
    if first is None or last is None or (last - first).days > LONGEST_DAYS:
        return None
    if published is not None and first <= published < last:
        return published
    return last
