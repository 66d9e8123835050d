"""The mentions of a block → the same mentions with their columns of context set.

In: a block's shape and its mentions in order. Each sentence that holds a figure is laid out once, with every figure as
one token, and handed to the layers of frames; the order matters, as nouns and events are handed on along relations.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from figures.context.events import Events
from figures.context.frames import Sentence
from figures.context.mention import Mention
from figures.context.places import Places
from figures.context.relations import Relations
from figures.context.speech import Speaker, Speech
from figures.context.stance import Stance
from figures.context.unsaid import Unsaid
from figures.grammar import Grammar
from figures.scan.sentences import LONGEST
from figures.scan.shapes import Shape

STOP = "."
DATED_KINDS = frozenset(("date", "time", "recurrence", "ordinal"))
"""Figures that count and measure nothing: of a sentence with no others, only the events are asked for."""


class Context:
    """Sets the columns of context by the frames of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._alphabet = grammar.frame_alphabet
        self._stop = self._alphabet.char(frozenset(grammar.lexicon.token_classes(STOP) & grammar.used_by_frames))
        self._events = Events(grammar)
        self._unsaid = Unsaid(grammar, self._events)
        self._relations = Relations(grammar, self._events, self._unsaid)
        self._stance, self._speech, self._places = Stance(grammar), Speech(grammar), Places(grammar)

    def apply(self, shape: Shape, mentions: Sequence[Mention], published: date | None) -> None:
        """Set the columns of context of the mentions of one block."""
        read = [mention for mention in mentions if mention.reading.kind != "ignored"]
        last = 0
        before: Sentence | None = None
        speaker: Speaker | None = None
        spoken = 0
        for span, those in groupby(read, key=lambda mention: mention.sentence_span):
            # What is no writer's sentence is cut round each figure: of cuts that overlap, the first is enough.
            if span[0] < last and span[1] - span[0] >= LONGEST:
                continue
            follows, last = span[0] - last <= len("  "), span[1]
            sentence = Sentence(self._alphabet, shape, span, list(those), self._stop)
            self._events.apply(sentence)
            if before is not None and follows:
                self._unsaid.carry(sentence, before)
            before = sentence
            figures = [one for one in sentence.mentions if one.reading.kind not in DATED_KINDS]
            if figures:
                self._relations.apply(sentence)
                self._unsaid.complete(sentence)
                self._stance.apply(sentence, figures, published)
                still = speaker if speaker is not None and self._speech.goes_on(shape.text, spoken, span[0]) else None
                told = self._speech.apply(sentence, figures, still)
                if told is not None:
                    speaker, spoken = told, span[1]
                self._places.apply(sentence)
