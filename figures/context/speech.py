"""Sentences → who says it (`attribution`).

A frame names the `speaker`; `reach` says which figures are said: those `after` it (Officials said that …), those
`before` it (…, officials said), or both (according to officials). One that sets `speaker = false` keeps what looks like
a speaker from being one (employers added 500 jobs).
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.context.frames import Framed, Layer, Sentence
from figures.context.mention import Decision, Mention
from figures.grammar import Grammar


class Speech:
    """Finds speakers by the pack's frames (`frames/speech.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._layer = Layer(grammar, "speech")

    def apply(self, sentence: Sentence, figures: Sequence[Mention]) -> None:
        """Set the attribution of the figures of one sentence."""
        found = list(self._layer.find(sentence))
        frames = [frame for frame in found if any(part[0] == "speaker" for part in frame.parts)]
        unsaid = [frame for frame in found if frame.rule.constants.get("speaker") is False]
        if not found:
            return
        positions = {id(mention): position for position, mention in sentence.figures.items()}
        for mention in figures:
            frame = _telling(frames, positions[id(mention)])
            if frame is not None:
                begin, stop = next((begin, stop) for name, begin, stop in frame.parts if name == "speaker")
                words = sentence.words(begin, stop)
                mention.decide("attribution", words, frame.rule.name, sentence.words(frame.start, frame.end))
            elif unsaid:
                mention.frames["unsaid"] = Decision(unsaid[0].rule.name, sentence.words(unsaid[0].start, unsaid[0].end))


def _telling(frames: Sequence[Framed], position: int) -> Framed | None:
    """The nearest frame before a figure that reaches forward; or the first behind it that reaches back; or the last."""
    before = [frame for frame in frames if frame.start < position]
    leading = [frame for frame in before if _reach(frame) != "before"]
    if leading:
        return leading[-1]
    trailing = [frame for frame in frames if frame.start > position and _reach(frame) != "after"]
    if trailing:
        return trailing[0]
    return before[-1] if before else None


def _reach(frame: Framed) -> str:
    return str(frame.rule.constants.get("reach", "after"))
