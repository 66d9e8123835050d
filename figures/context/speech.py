"""Sentences → who says it (`attribution`).

A frame names the `speaker`; `reach` says which figures are said: those `after` it (Officials said that …), those
`before` it (…, officials said), `back` only (a headline's end: police), or both (according to officials). One that sets
`speaker = false` keeps what looks like a speaker from being one (employers added 500 jobs). One that sets `own` names a
speaker of himself, who is known only where nobody else is said to speak; one that names a `figure` tells of this one
alone. A quotation that goes on behind who says it is
still his: “…,” said a survivor. “…” A `boundary` ends what is said before it names who says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from figures.context.frames import BOUNDARY, Framed, Layer, Sentence
from figures.context.mention import Decision, Mention
from figures.grammar import Grammar

OWN, FIGURE = "own", "figure"
LONGEST_QUOTED = 2_000
"""How many characters a quotation goes on for at most: long blocks must not be looked through for each sentence."""


class Speaker(NamedTuple):
    """Who speaks in a sentence, the rule of the frame that says so, and its words."""

    name: str
    rule: str
    words: str


class Speech:
    """Finds speakers by the pack's frames (`frames/speech.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._layer = Layer(grammar, "speech")
        self._quotes = tuple(grammar.lexicon.entries("quote"))

    def goes_on(self, text: str, end: int, start: int) -> bool:
        """Whether a quotation begins where a sentence ended, and the sentence that begins at `start` is in it."""
        if start - end > LONGEST_QUOTED:
            return False
        between = text[end:start].strip() or text[start : start + 1]
        return between.startswith(self._quotes) and not any(quote in between[1:] for quote in self._quotes)

    def apply(self, sentence: Sentence, figures: Sequence[Mention], before: Speaker | None) -> Speaker | None:
        """Set the attribution of the figures of one sentence; `before` spoke last, where his quotation goes on. Returns
        who is said to speak last.
        """
        found = list(self._layer.find(sentence))
        speaking = [frame for frame in found if any(part[0] == "speaker" for part in frame.parts)]
        bounds = [frame for frame in found if BOUNDARY in frame.rule.constants]
        unsaid = [frame for frame in found if frame.rule.constants.get("speaker") is False]
        unsaid = unsaid or (bounds if speaking else [])
        alone = {begin: frame for frame in speaking for name, begin, _ in frame.parts if name == FIGURE}
        speaking = [frame for frame in speaking if frame not in alone.values()]
        others = [frame for frame in speaking if OWN not in frame.rule.constants]
        frames = others if others or before else speaking
        for mention in figures:
            position = sentence.position(mention)
            frame = alone[position] if position in alone else _telling(frames, position, bounds)
            speaker = _speaker(sentence, frame) if frame is not None else before if mention.quoted else None
            if speaker is not None:
                mention.decide("attribution", *speaker)
            elif unsaid:
                mention.frames["unsaid"] = Decision(unsaid[0].rule.name, sentence.words(unsaid[0].start, unsaid[0].end))
        return _speaker(sentence, others[-1]) if others else None


def _speaker(sentence: Sentence, frame: Framed) -> Speaker:
    begin, stop = next((begin, stop) for name, begin, stop in frame.parts if name == "speaker")
    return Speaker(sentence.words(begin, stop), frame.rule.name, sentence.words(frame.start, frame.end))


def _telling(frames: Sequence[Framed], position: int, bounds: Sequence[Framed]) -> Framed | None:
    """The nearest frame before a figure that reaches forward; or the first behind it that reaches back; or the last,
    with no boundary between.
    """
    before = [frame for frame in frames if _from(frame) < position and _reach(frame) != "back"]
    leading = [frame for frame in before if _reach(frame) != "before"]
    if leading:
        return leading[-1]
    trailing = [frame for frame in frames if frame.start > position and _reach(frame) != "after"]
    if trailing:
        return trailing[0]
    last = before[-1] if before else None
    return None if last is None or any(last.start < bound.start < position for bound in bounds) else last


def _from(frame: Framed) -> int:
    """From where on a frame tells who speaks: its cue, before which stands the speaker, and what is said of him."""
    return max((begin for name, begin, _ in frame.parts if name == "cue"), default=frame.start)


def _reach(frame: Framed) -> str:
    return str(frame.rule.constants.get("reach", "after"))
