"""Sentences → what happened to what is counted (`event`), and what that is where the frame names it (`noun`).

A frame names the figure, and the words for what happened to it (`event`) or what it is the number of (`measured`); what
these words say of which noun is told by `meanings`, and what they leave out is filled in by `unsaid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from figures.context.frames import Framed, Layer, Sentence
from figures.context.meanings import (
    COUNTED_EVENTS,
    PART_CLASSES,
    TOLLS,
    VERBS_FIRST,
    WORD_CLASSES,
    Meanings,
)
from figures.context.mention import SHARES, Decision, Mention
from figures.grammar import Grammar
from figures.quantities.amounts import head

COUNTING = frozenset(("count", "number", "ratio", "percent"))
DATES = frozenset(("date", "time"))
ATTRIBUTIVE = "attributive"
"""What a rule sets whose figure is part of another thing's name, and a frame that means such ones: where a nine-storey
block falls, nothing happens to storeys.
"""
SPEAKS = "speaks"
"""What a frame sets whose figure counts who says something: two officials said 12 had died."""
SPARED = "spared"
"""What a frame sets that keeps a word before its figure from being a verb: since the storm 40 homes have no power."""
ADJECTIVES = "event-adjective"
"""Words that say it before what is counted: 17 missing miners."""


class Events:
    """Finds events by the pack's frames (`frames/events.toml`) and by the words of the figures themselves."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self._lexicon = grammar, grammar.lexicon
        self._layers = Layer(grammar, "events"), Layer(grammar, "measured")
        self.meanings = Meanings(grammar.lexicon)
        limited = [rule for rule in self._layers[0].rules if "counts" in rule.constants]
        self._limits = {rule.name: rule.constants["counts"] for rule in limited}

    def apply(self, sentence: Sentence) -> None:
        """Set what the figures' own words say, and then what frames say."""
        for mention in sentence.mentions:
            if mention.reading.subject is not None or mention.parts:
                self._own(mention)
        for layer in self._layers:
            start: int | None = 0
            while start is not None:
                again = (self._tried(layer, sentence, frame) for frame in layer.find(sentence, start))
                start = next((position for position in again if position is not None), None)
        for mention in sentence.mentions:
            if mention.event is None and mention.reading.subject is not None:
                self._described(mention)

    def revise(self, mention: Mention) -> None:
        """Hear again what a word says of a share or a part, now that it is known of what: of a herd, of the seats."""
        decision = mention.frames.get("event")
        if mention.reading.noun is None and mention.noun is not None and decision is not None and _shares(mention):
            if self._lexicon.find(decision.words, TOLLS) is not None:
                return  # bringing the total to nine: what befell those before
            found = (self._lexicon.find(decision.words, one) for one in (*WORD_CLASSES, *VERBS_FIRST))
            words = [word.meaning for word in found if word is not None and "event" in word.meaning]
            true = next((meaning for meaning in words if self.meanings.holds(meaning, mention.noun)), None)
            if words:
                mention.event = None if true is None else str(self.meanings.of_noun(true, "event", mention.noun))

    def named(self, mention: Mention, rule: str, words: str, phrase: str | None = None) -> None:
        """Say what the noun found for a number says itself, if nothing else is said of it (11 of the fatalities), or
        with the word before it in a `phrase` (a third of the heart attacks); and what the words around it say, now that
        it is known of what.
        """
        if "event" not in mention.frames and mention.noun is not None:
            self.say(mention, self._said_by(mention.noun, phrase or words), rule, words)
        self.say_pending(mention)
        self.instead(mention)

    def say_pending(self, mention: Mention) -> None:
        """Say what words said of a figure before it was known of what: brought down 21 of the missiles."""
        if mention.event is None and mention.pending is not None and mention.noun is not None:
            self.say(mention, *mention.pending, mention.noun)

    def instead(self, mention: Mention) -> None:
        """Hear again what a verb says, now that it is known of what: lost 12 of its fighters."""
        decision = mention.frames.get("event")
        word = None if decision is None else self._lexicon.find(decision.words, *VERBS_FIRST)
        if decision is not None and word is not None and "instead" in word.meaning:
            del mention.frames["event"]
            event = self.meanings.of_noun(word.meaning, "event", mention.noun)
            mention.decide("event", event, decision.rule, decision.words)

    def handed(self, teller: Mention, noun: str | None) -> str | None:
        """What the words that told of one figure say of another one's noun: cost the army 30 tanks and 700 men."""
        decision = teller.frames.get("event")
        if decision is not None and not self.meanings.among(noun, self._limits.get(decision.rule, (noun,))):
            return None  # had 31 points and 12 rebounds
        word = None if decision is None or noun is None else self._lexicon.find(decision.words, *VERBS_FIRST)
        if word is None or word.meaning.get("event") is None:
            return teller.event
        held = self.meanings.holds(word.meaning, noun)
        return str(self.meanings.of_noun(word.meaning, "event", noun)) if held else None

    def _own(self, mention: Mention) -> None:
        for name, text in mention.parts:
            if name == "state":
                self.say(mention, self._lexicon.find(text, "state"), mention.hit.rule.name, text)
            elif name == "subject" and ATTRIBUTIVE not in mention.hit.rule.constants:  # a two-body problem
                noun = mention.reading.noun
                self.say(mention, self._counted_event(mention, noun, text), mention.hit.rule.name, noun or text)

    def _counted_event(self, mention: Mention, noun: str | None, text: str) -> Any:
        """What a noun says itself (deaths), or one with the word before it (air strikes), or what its adjectives make
        it (new cases).
        """
        word = self._said_by(noun, text)
        made = (one for one in self._adjectives(mention) if "counts" in one.meaning)
        return next(made, None) if word is None else word

    def _said_by(self, noun: str | None, text: str) -> Any:
        words = text.split()[-2:]
        phrase = self._lexicon.find(" ".join(words), "noun")
        named = [] if noun is None else [*(f"{one} {noun}" for one in words[:-1]), noun]
        named += [] if phrase is None else [phrase.lemma]  # 30 job cuts: jobs
        return next((word for one in named if (word := self._lexicon.find(one, COUNTED_EVENTS)) is not None), None)

    def _says_none(self, mention: Mention) -> bool:
        """Whether its noun and the word before say that no word for such nouns is meant: 12 fraud cases were found."""
        before = next((text for name, text in mention.parts if name == "subject"), "").split()[-2:-1]
        found = [self._lexicon.find(f"{one} {mention.reading.noun}", COUNTED_EVENTS) for one in before]
        return any(word is not None and "event" not in word.meaning for word in found)

    def _described(self, mention: Mention) -> None:
        """What adjectives say of it, where nothing else is said to have happened: 17 missing miners."""
        any(self.say(mention, word, mention.hit.rule.name, word.lemma) for word in self._adjectives(mention))

    def _adjectives(self, mention: Mention) -> Iterator[Any]:
        words = (self._lexicon.find(text, ADJECTIVES) for text in mention.text.split()[:-1])
        return (word for word in words if word is not None)

    def _tried(self, layer: Layer, sentence: Sentence, frame: Framed) -> int | None:
        """Set what a frame says. One whose words are not true of its figure leaves it to other frames: to shorter ones
        from the same word, or else to those from the position that is returned.
        """
        again = self._framed(sentence, frame)
        other = None if again is None else layer.next_best(sentence, frame)
        behind = again == frame.end
        told = {begin for name, begin, _ in frame.parts if name == "event"} if behind else ()
        while other is not None:
            same = any(name == "event" and begin in told for name, begin, _ in other.parts)  # nobody downs downed tools
            if not same and self._framed(sentence, other) is None:
                return other.end
            other = layer.next_best(sentence, other)
        return again

    def _framed(self, sentence: Sentence, frame: Framed) -> int | None:
        """Set what a frame says; where its words are not true of its figure, the position behind its first word."""
        constants: Mapping[str, Any] = frame.rule.constants
        words = [
            (name, begin, sentence.words(begin, stop))
            for name, begin, stop in frame.parts
            if name in ("event", "measured")
        ]
        if "crossed" in constants:  # two of the seven men arrested were freed
            words.reverse()
        figures = [(begin, sentence.figures[begin]) for name, begin, _ in frame.parts if name == "figure"]
        if ATTRIBUTIVE not in constants and any(_is_other(mention, position, words) for position, mention in figures):
            return figures[0][0] if figures[0][0] > frame.start else None
        elsewhere = self._elsewhere(sentence, frame, figures)
        if elsewhere is not None:
            return elsewhere
        if SPEAKS in constants or SPARED in constants:
            self._marked(sentence, frame, [mention for _, mention in figures])
            return None
        for number, (position, mention) in enumerate(figures):
            self._per(sentence, frame, mention)
            for column in ("event", "statistic", "noun"):
                if column in constants and self._open(mention, column):
                    mention.decide(column, constants[column] or None, frame.rule.name, words[0][2] if words else "")
            self.set_noun(sentence, frame, mention)
            if words and not self._told(sentence, frame, mention, position, words[min(number, len(words) - 1)]):
                return frame.start + 1 if position > frame.start else frame.end
        return None

    def _elsewhere(self, sentence: Sentence, frame: Framed, figures: Sequence[tuple[int, Mention]]) -> int | None:
        """Where to go on if a frame that tells of some nouns alone stands at others; None if it is true of its own."""
        constants, among = frame.rule.constants, self.meanings.among
        beside = [sentence.figures[begin].reading.noun for name, begin, _ in frame.parts if name == "base"]
        other = bool(beside) and not any(among(noun, constants["beside"]) for noun in beside)
        if other or ("counts" in constants and not among(figures[0][1].reading.noun, constants["counts"])):
            return frame.start + 1
        return None

    def _marked(self, sentence: Sentence, frame: Framed, figures: Sequence[Mention]) -> None:
        """Mark who only speaks, or what a word before it is no verb of: since the storm 40 homes have no power."""
        constants, cue = frame.rule.constants, _cue(sentence, frame)
        if SPEAKS in constants:
            figures[0].frames[SPEAKS] = Decision(frame.rule.name, cue)
            return
        for mention in figures:
            mention.frames[SPARED] = Decision(frame.rule.name, cue)
            if "noun" in constants and self._open(mention, "noun"):
                mention.decide("noun", constants["noun"], frame.rule.name, cue)

    def _told(
        self, sentence: Sentence, frame: Framed, mention: Mention, position: int, said: tuple[str, int, str]
    ) -> bool:
        """Set what a word of a frame says of a figure. False where it is not true of it."""
        name, begin, text = said
        constants = frame.rule.constants
        done = name == "event" and begin < position
        mention.undergoes = mention.undergoes or (done and mention.event is None)
        classes = VERBS_FIRST if done else PART_CLASSES[name]
        if "split" in constants:  # laid 300 workers off, but shot 300 deer off Skye
            cue = _cue(sentence, frame)
            text, classes = f"{cue} {text}", VERBS_FIRST
            text = text if self._lexicon.find(text, *classes) else cue
        word = self.meanings.meant(text, classes, mention)
        if not _tells(constants, word):
            return True
        if word is not None and word.meaning.get("same") and "noun" not in mention.frames:
            _same(sentence, mention, frame.rule.name, text)
        elided = _elided(sentence, mention) if word is not None and "counts" in word.meaning else None
        unnamed = done and elided is None and mention.counted is None and _compares(mention)
        unsaid = unnamed and word is not None and "of" in word.meaning  # saves up to 30%: of whom?
        if not unsaid and self.say(mention, word, frame.rule.name, text, elided):
            return True
        if mention.reading.noun is None and word is not None:
            mention.pending = word, frame.rule.name, text
        return False

    @staticmethod
    def _open(mention: Mention, column: str) -> bool:
        """Whether a frame may set a column outright: what the words of the figure say themselves stands."""
        plus = mention.text.startswith("+") and mention.reading.kind == "percent"  # sales +3.4% rose by so much
        own = {"statistic": plus or mention.reading.statistic != "point", "noun": mention.reading.noun is not None}
        return not own.get(column, False)

    def _per(self, sentence: Sentence, frame: Framed, mention: Mention) -> None:
        """Set what a figure is for each of, where what it measures is so: earnings per share of $3, EPS of $3."""
        for name, begin, stop in frame.parts:
            text = sentence.words(begin, stop)
            word = self._lexicon.find(text, *PART_CLASSES[name]) if name == "measured" else None
            per = text if name == "per" else None if word is None else word.meaning.get("per")
            if per is not None:
                mention.decide_per(per, frame.rule.name, text)

    def set_noun(self, sentence: Sentence, frame: Framed, mention: Mention) -> None:
        """Set what a frame says is counted, of a bare number, and what that noun says happened."""
        for name, begin, stop in frame.parts:
            if name == "noun" and mention.reading.noun is None:
                text = sentence.words(begin, stop)
                noun = head(text, self._grammar)
                if self._lexicon.find(noun, TOLLS):  # the count stood at 40: of what, it does not say
                    continue
                mention.decide("noun", noun, frame.rule.name, text)
                self.say(mention, self._lexicon.find(noun, COUNTED_EVENTS), frame.rule.name, text)

    def say(self, mention: Mention, word: Any, rule: str, text: str, elided: str | None = None) -> bool:
        """Set what a word says of a figure. False where it is not true of what is counted, or of what is left out."""
        noun = mention.reading.noun or elided
        if word is None or not self.meanings.holds(word.meaning, noun):
            return False
        fit = word.meaning.get("dimensions")
        if fit is not None and mention.reading.kind == "measure" and mention.reading.dimension not in fit:
            return False  # it shrank with rising temperature from 8 nm to 5 nm
        if "counts" in word.meaning and self._says_none(mention):
            return False
        if "of" in word.meaning and mention.reading.kind in DATES:
            return False  # launched a drive in May: of what it is true, a date does not say
        event = self.meanings.of_noun(word.meaning, "event", noun) if "event" in word.meaning else None
        if self.meanings.of_persons(event) and noun is not None and self.meanings.counts_things(mention, noun, word):
            return False
        for column in ("event", "statistic"):
            if column in word.meaning:
                mention.decide(column, self.meanings.of_noun(word.meaning, column, noun), rule, text)
        if elided is not None:
            mention.decide("noun", elided, rule, text)
        told = "event" not in word.meaning and any(name == "state" for name, _ in mention.parts)
        if "noun" in word.meaning and mention.reading.noun is None and not told:  # losses of 12 dead are persons
            mention.decide("noun", word.meaning["noun"], rule, text)
        return True


def _is_other(mention: Mention, position: int, words: Sequence[tuple[str, int, str]]) -> bool:
    """Whether a figure at a position is part of another thing's name, of which no word right behind it tells: a 12-game
    winning run was won, but no storeys fall where a nine-storey block does.
    """
    beside = any(begin - position <= len("x ") for _, begin, _ in words if begin > position)
    return ATTRIBUTIVE in mention.hit.rule.constants and not beside


def _tells(constants: Mapping[str, Any], word: Any) -> bool:
    """Whether a frame tells of what a word says: one of some `events`, of these only. Gave rides in June: no gift."""
    return "events" not in constants or word is None or word.meaning.get("event") in constants["events"]


def _shares(mention: Mention) -> bool:
    """Whether a figure is a share, or a number that is part of another."""
    return mention.reading.kind in SHARES or (mention.reading.kind == "number" and mention.role == "part")


def _compares(mention: Mention) -> bool:
    """Whether a figure is a percentage, or how many times as much: persons are counted so only where they are named."""
    value = mention.reading.value
    return mention.reading.kind == "percent" or (mention.reading.kind == "ratio" and value is not None and value > 1)


def _cue(sentence: Sentence, frame: Framed) -> str:
    """The words that a frame names its cue."""
    return next(sentence.words(begin, stop) for name, begin, stop in frame.parts if name == "cue")


def _elided(sentence: Sentence, mention: Mention) -> str | None:
    """The noun that a bare number leaves out: of the nearest count before it. Lost nine seats, and its rival won 22."""
    if mention.reading.kind != "number":
        return None
    before = [one for one in sentence.mentions if one.start < mention.start and one.reading.kind == "count"]
    return before[-1].counted if before else None


def _same(sentence: Sentence, mention: Mention, rule: str, text: str) -> None:
    """Take event and noun from the last figure before that has an event: 12 people died, bringing the total to 40."""
    before = [one for one in sentence.mentions if one.start < mention.start and one.event is not None]
    if mention.reading.kind in COUNTING:  # will spend $9 billion and take in 12,000 more, raising the total to 60,000
        before = [one for one in before if one.reading.kind in COUNTING]
    if before:
        mention.decide("event", before[-1].event, rule, text)
        if mention.reading.noun is None and before[-1].counted is not None:
            mention.decide("noun", before[-1].counted, rule, text)
