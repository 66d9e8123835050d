"""Sentences → the words of place tied to a figure (`place`).

A frame names the words (`place`), or sets `place = false` for what is no place, or `boundary`, which with the value
`going` keeps a figure from those places alone whose frame sets `going`: where something goes to or comes from; with
`anew` it keeps a figure from a place before it. A figure takes the first place behind it in its clause, unless the
next figure has one of its own before that; one with an event, where there is none, the place that its sentence begins
with or the only one before it, unless a figure between has a place of its own. A frame that names a `figure` too tells
of this one alone; of several places in it, the one before the figure is its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.context.frames import BOUNDARY, Framed, Layer, Sentence
from figures.context.mention import Decision
from figures.grammar import Grammar

GOING, ANEW, BOTH = "going", "anew", "both"
NAMELESS = "nameless"
"""Of a place without a name: it is that of a figure behind it only where the sentence begins with it."""
PLACED_KINDS = frozenset(("count", "number", "measure", "ratio", "percent"))


class Places:
    """Finds places by the pack's frames (`frames/places.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._layer = Layer(grammar, "places")

    def apply(self, sentence: Sentence) -> None:
        """Set the place of the counts and measures of one sentence: what has no event is rarely somewhere."""
        placed = [
            (position, mention)
            for position, mention in sentence.figures.items()
            if mention.reading.kind in PLACED_KINDS and mention.event is not None and mention.role != "change"
        ]
        if not placed:
            return
        frames = list(self._layer.find(sentence))
        own = {begin: frame for frame in frames for name, begin, _ in frame.parts if name == "figure"}
        named = [one for one in frames if one not in own.values() and any(part[0] == "place" for part in one.parts)]
        unplaced = next((frame for frame in frames if frame.rule.constants.get("place") is False), None)
        if not named and not own and unplaced is None:
            return
        bounds = [frame for frame in frames if BOUNDARY in frame.rule.constants]
        for position, mention in placed:
            till = min((begin for begin in own if begin > position), default=len(sentence.line))
            frame, parted = (own[position], None) if position in own else _nearest(named, bounds, position, till)
            if frame is not None and any(0 < frame.start < begin < position for begin in own):
                frame = None  # two died in Lima, three in Cusco, and 40 were hurt
            if frame is None and parted is not None:
                mention.frames["apart"] = Decision(parted.rule.name, sentence.words(parted.start, parted.end))
            if frame is not None and frame.rule.constants.get("place") is not False:
                spans = [(begin, stop) for name, begin, stop in frame.parts if name == "place"]
                begin, stop = max((span for span in spans if span[0] < position), default=spans[0])
                mention.decide(
                    "place", sentence.words(begin, stop), frame.rule.name, sentence.words(frame.start, frame.end)
                )
            elif (nowhere := frame or unplaced) is not None:
                words = sentence.words(nowhere.start, nowhere.end)
                mention.frames["unplaced"] = Decision(nowhere.rule.name, words)


def _nearest(
    named: Sequence[Framed], bounds: Sequence[Framed], position: int, till: int
) -> tuple[Framed | None, Framed | None]:
    """The frame whose place is that of a figure, and what keeps the figure from another place, if anything does: what
    stands behind the next figure that has a place of its own is that one's."""
    frame = next((frame for frame in named if position < frame.start < till), None)
    parted = None
    if frame is not None:
        between = (one for one in bounds if position < one.start < frame.start and _parts(one, frame))
        parted = next(between, None)
    if frame is None or parted is not None:
        before = [frame for frame in named if frame.start < position]
        frame = before[0] if len(before) == 1 else None
        if frame is not None and frame.start > 0:
            anew = _anew(bounds, frame, position)
            parted = anew or parted
            frame = None if anew is not None or NAMELESS in frame.rule.constants else frame
    return frame, parted


def _parts(bound: Framed, frame: Framed) -> bool:
    boundary = bound.rule.constants[BOUNDARY]
    return boundary in (True, BOTH) or (boundary == GOING and GOING in frame.rule.constants)


def _anew(bounds: Sequence[Framed], frame: Framed, position: int) -> Framed | None:
    """Where the sentence turns to another doing between a place and a figure behind it, if it does."""
    between = (one for one in bounds if frame.start < one.start < position)
    return next((one for one in between if one.rule.constants[BOUNDARY] in (ANEW, BOTH)), None)
