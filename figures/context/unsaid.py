"""What the words of a sentence leave out: nouns and events that it takes on from what was told before.

In: a sentence in which `events` has set what its words say. `carry` takes on what the sentence before told; `complete`,
when relations have handed on theirs, fills in nouns from the figure before, or by the event.
"""

from __future__ import annotations

from figures.context.events import COUNTING, SPEAKS, Events
from figures.context.frames import Layer, Sentence
from figures.context.meanings import PERSON
from figures.context.mention import SHARES, Mention
from figures.grammar import Grammar

OTHERS, EITHER, DEFINITE = "other-word", "either-kind", "definite"
"""Words for others than those before, nouns whose others need not be alike (a man and two others), and what says that
a count is known by itself."""


class Unsaid:
    """Fills in what sentences leave out, by the pack's openings (`frames/openings.toml`) and by the events."""

    def __init__(self, grammar: Grammar, events: Events) -> None:
        self._events, self._meanings, self._lexicon = events, events.meanings, grammar.lexicon
        self._openings = Layer(grammar, "openings")

    def carry(self, sentence: Sentence, before: Sentence) -> None:
        """Take on what a sentence leaves to the one before it, where that one tells of one event, of one noun."""
        counts = [one for one in before.mentions if one.reading.kind in COUNTING]
        events = {one.event for one in counts if one.event is not None}
        wholes = [one for one in counts if one.role != "part"]  # 90 cases, including nine deaths (10%): the cases
        nouns = {one.counted for one in wholes if one.reading.kind not in SHARES} or {one.counted for one in wholes}
        frame = next(self._openings.find(sentence), None)
        if frame is None or frame.start > 0:
            return
        carry = frame.rule.constants["carry"]
        words = sentence.words(frame.start, frame.end)
        for name, begin, _ in frame.parts:
            mention = sentence.figures.get(begin)
            if name == "noun":
                self._events.set_noun(sentence, frame, sentence.mentions[0])
            if mention is None or name != "figure":
                continue
            if carry in ("event", "part") and len(events) == 1:
                mention.decide("event", next(iter(events)), frame.rule.name, words)
            if self._lacks_noun(mention) and self._goes_on(carry, mention, nouns):
                mention.frames.pop("noun", None)  # the event's own: persons
                mention.decide("noun", next(iter(nouns)), frame.rule.name, words)

    @staticmethod
    def _lacks_noun(mention: Mention) -> bool:
        """Whether nothing says what is counted, or only that it is persons."""
        return mention.reading.noun is None and mention.noun in (None, PERSON)

    def _goes_on(self, carry: str, mention: Mention, nouns: set[str | None]) -> bool:
        """Whether a number counts what alone was counted before: two later died, the other two escaped."""
        if len(nouns) != 1 or carry == "event":
            return False
        return carry in ("rest", "part") or (mention.event is not None and nouns <= self._meanings.people.keys())

    def complete(self, sentence: Sentence) -> None:
        """Fill in nouns that are left out: from the figure before where both are persons, or else by the event."""
        last: str | None = None
        acting = told = False
        for mention in sentence.mentions:
            self._events.revise(mention)
            self._events.say_pending(mention)
            word = None if mention.event is None else self._lexicon.find(mention.event, "event")
            if mention.counted is None and word is not None and mention.reading.kind in COUNTING:
                default = word.meaning.get("noun")
                goes_on = (
                    default is None or last in self._meanings.people or self._meanings.befalls(mention.event, last)
                )
                goes_on = goes_on and not self._meanings.never(mention.event, last)  # 126 survivors and eight dead
                if default is not None and self._are_others(mention) and self._meanings.among(last, EITHER):
                    goes_on = False  # killed one man and injured 13 others: men or women
                if self._lexicon.find(sentence.word_before(mention), DEFINITE) is not None:
                    goes_on = False  # three children were among the 11 dead
                if acting and mention.undergoes and default is not None:
                    goes_on = False  # two gunmen opened fire, killing five
                noun = last if last is not None and goes_on else default
                if noun is not None:
                    mention.decide("noun", noun, mention.frames["event"].rule, mention.event or "")
                    self._events.instead(mention)
            elif last is not None and mention.counted is None and self._further(mention):
                mention.decide("noun", last, mention.frames["scope"].rule, mention.scope or "")
            if SPEAKS in mention.frames:
                continue
            if mention.reading.kind == "count" and not ((last or told) and self._is_aside(sentence, mention)):
                last, acting = self.counted_behind(sentence, mention), mention.event is None
            told = told or (mention.reading.kind == "number" and mention.event is not None)  # 305, with 27 children

    def counted_behind(self, sentence: Sentence, mention: Mention) -> str | None:
        """What a bare number behind a count is of: the same, but of persons, or of nothing known, where the count is
        the last of several: 12 soldiers and three civilians were killed and 40 wounded.
        """
        first = sentence.joined_before(mention, self._lexicon)
        if first is not None and first.reading.kind == "count" and first.counted not in (None, mention.counted):
            return PERSON if {first.counted, mention.counted} <= self._meanings.people.keys() else None
        return mention.counted

    def _is_aside(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether what follows does not go on about a figure: a part, or where it was: 1,140 stores in 19 countries."""
        before = sentence.word_before(mention)
        return mention.role == "part" or self._lexicon.find(before, "preposition") is not None

    def _further(self, mention: Mention) -> bool:
        """Whether a bare number says that it is more of what was counted: built 800 flats and will add 40 more."""
        scope = mention.scope if mention.reading.kind in COUNTING else None
        return scope is not None and self._lexicon.find(scope, "scope-word") is not None

    def _are_others(self, mention: Mention) -> bool:
        """Whether a bare number is of others than those before it, who need not be alike."""
        return mention.scope is not None and self._lexicon.find(mention.scope, OTHERS) is not None
