"""Mentions in their sentences → what happened to what they count: the `event` column."""

from __future__ import annotations

from collections.abc import Iterable

from figures.context.frames import Framed, Frames
from figures.context.mention import Mention
from figures.grammar import Grammar
from figures.scan.shapes import Shape

FRAMED_KINDS = frozenset(("count", "number"))
WORD_CLASSES = ("event-participle", "event-verb", "event-intransitive", "event-noun")


class Events:
    """Finds events by the pack's frames (`frames/events.toml`) and its words of state (`40 dead`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._lexicon = grammar.lexicon
        self._frames = Frames(grammar, "events", "event")

    def apply(self, shape: Shape, mentions: Iterable[Mention]) -> None:
        """Set `event`, and the frame that found it, on the mentions of one block."""
        by_sentence: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            if mention.reading.kind in FRAMED_KINDS:
                mention.event = self._stated(mention)
                by_sentence.setdefault(mention.sentence_span, []).append(mention)
        for sentence, those in by_sentence.items():
            start, end = shape.positions(*sentence)
            if not self._frames.may_match(shape.shape, start, end):
                continue
            standing = [(*mention.hit.mention, mention.reading.kind) for mention in those]
            for frame in self._frames.find(shape.shape, start, end, standing):
                event = self._event(shape, frame)
                for number in frame.figures:
                    if those[number].event is None:
                        those[number].event, those[number].frames["event"] = event, frame.rule.name

    def _stated(self, mention: Mention) -> str | None:
        for name, text in mention.parts:
            if name == "state":
                word = self._lexicon.find(text, "state")
                return None if word is None else str(word.meaning["event"])
        return None

    def _event(self, shape: Shape, frame: Framed) -> str | None:
        for name, begin, stop in frame.parts:
            if name == "event":
                word = self._lexicon.find(shape.text[slice(*shape.span(begin, stop))], *WORD_CLASSES)
                return None if word is None else str(word.meaning["event"])
        return None
