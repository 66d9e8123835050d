"""A sentence of a second text that is one of the first but for a word or a few → what that word changes of its figures.

The number stands as it stood, and yet it is of another thing: hurt, not killed; a week, not a day; Oakley, not Corve.
Words of one `of` that say different things, in the classes below, are contraries where the one stands in the place of
the other, and the same words stand around.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from figures.consistency.laying import Item, Outcome
from figures.consistency.matching import Match, Placed
from figures.consistency.surplus import SAID_WHOLE
from figures.consistency.wording import CONTRARY_NOUN, SENTENCES_KEPT, Token, is_kind, numeral, tokens
from figures.grammar.tokens import bare
from figures.linking.closeness import spelling
from figures.linking.scale import DATED
from figures.linking.words import CLAUSE_MARKS, STOP, Words, alike
from figures.table import Figure

UNIT, HEDGE = "time-unit", "hedge"
DENIALS, MOOD = ("not-word", "negated-aux"), "mood-word"
"""Classes of words that deny, and of those that leave it to come or to be supposed."""
CONTRARY = ("contrary", CONTRARY_NOUN, "way", "unlike", "turn", "facet", "hint")
"""Classes whose words are contraries: of one thing they say different things."""
PLAIN = (
    *("noun", "person-noun", "measured-noun", STOP),
    *("event", "event-verb", "event-participle", "state", "event-adjective"),
)
"""Classes of the words that are no names, however they are written."""
ONE_NAME = "synonym-name"
ALIKE, LEAST = 0.7, 4
"""A sentence of which so many words, LEAST at least, stand in order in another is that other."""
LONGEST = 3
"""So many words may stand in the place of others."""
REACH, AT = 10, 1
"""So many words away a word tells of a figure; and so many, where it tells of a date."""
PARTED = 4
"""By how many words a comma parts a figure from what is beside it."""
TOUCHED = 2
"""So many words away from an amount, and no further, a change is of a date if it stands at that."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A few words of a sentence in the place of others."""

    start: int
    end: int
    """Where they stand in it."""
    was: tuple[str, ...]
    now: tuple[str, ...]


def reworded(
    items: Sequence[Item], asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words
) -> list[Item]:
    """The items, but that a figure is in conflict, or unknown, whose sentence is one of the first text but for a word
    that makes it of another thing."""
    equal = matched.by_number()
    places = {id(one.written): place for place, one in enumerate(known)}
    reader = _Reader(words, asked, known)
    found = []
    for number, (item, one) in enumerate(zip(items, asked, strict=True)):
        if item.verdict is Outcome.CONSISTENT and item.against is not None:
            beside = {*equal.get(number, ()), *([places[id(item.against)]] if id(item.against) in places else ())}
            item = reader.read(item, one, [known[place] for place in sorted(beside)])
        found.append(item)
    return found


class _Reader:
    def __init__(self, words: Words, asked: Sequence[Placed], known: Sequence[Placed]) -> None:
        self._words, self._lexicon = words, words.lexicon
        self._fellows: dict[str, list[Placed]] = {}
        for one in asked:
            self._fellows.setdefault(one.figure.sentence, []).append(one)
        sentences = {one.figure.sentence for one in (*asked, *known)}
        self._names = {token.said for each in sentences for token in tokens(each)[1:] if token.said[0].isupper()}

    def read(self, item: Item, one: Placed, others: Sequence[Placed]) -> Item:
        """The item as the sentences of the figures of the first text that it equals leave it."""
        sentence, changed = one.figure.sentence, None
        for other in others:
            if other.figure.sentence == sentence:
                return item
            slots = _slots(sentence, other.figure.sentence)
            if slots is None:
                continue
            told = [self._change(slot, one, other) for slot in slots if self._is_of(slot, one)]
            said = next((each for each in told if each is not None), None)
            if said is None:
                return item
            if not any(self._stands(said[1].now, each) for each in others if each is not other):
                changed = changed or Item(said[0], said[2], item.figure, other.written)
        return changed or item

    def _change(self, slot: _Slot, one: Placed, other: Placed) -> tuple[Outcome, _Slot, str] | None:
        """What the words of a slot make of a figure that stands beside them, if anything, and why."""
        was, now = " ".join(slot.was), " ".join(slot.now)
        if any(map(numeral, (*slot.was, *slot.now))):
            return None
        if self._is_contrary(slot) and not (_gap(slot, one) == 0 and self._hedges(slot)):
            dated = one.figure.kind in DATED and _gap(slot, one) > AT
            return Outcome.UNKNOWN if dated else Outcome.CONFLICT, slot, f"the source has {was}, not {now}"
        if self._denies(slot.was) != self._denies(slot.now) and self._says_as_much(slot):
            return Outcome.UNKNOWN, slot, "the one is denied, and the other not"
        if self._supposed(slot.was, slot.now) or self._supposed(slot.now, slot.was):
            return Outcome.UNKNOWN, slot, "the one is asserted, and the other not"
        if self._other_name(slot, one.figure, other.figure):
            return Outcome.UNKNOWN, slot, f"the source has {was}, not {now}"
        if self._other_noun(slot, one.figure, other.figure):
            return Outcome.UNKNOWN, slot, f"the source has {was}, not {now}"
        return None

    def _is_contrary(self, slot: _Slot) -> bool:
        """Whether the slot has a word in the place of its contrary, and what else it has carries no content: `fell` is
        no contrary of `rose less`."""
        even = len(slot.was) == len(slot.now)
        pairs = zip(slot.was, slot.now, strict=True) if even else product(slot.was, slot.now)
        for before, after in pairs:
            rest = [word for told, own in ((slot.was, before), (slot.now, after)) for word in told if word != own]
            if all(self._lexicon.find(word, STOP) is not None for word in rest) and self._contrary(before, after):
                return even or self._lexicon.find(after, UNIT) is None
        return False

    def _hedges(self, slot: _Slot) -> bool:
        """Whether a word of it hedges a number: `some 200`, of `all 200`, is an estimate, and was weighed as one."""
        return any(self._lexicon.find(word.lower(), HEDGE) is not None for word in (*slot.was, *slot.now))

    def _contrary(self, before: str, after: str) -> bool:
        one, other = (self._lexicon.find(each, UNIT) for each in (before.lower(), after.lower()))
        if one is not None and other is not None:
            return bool(one.meaning["iso"] != other.meaning["iso"])
        for kind in CONTRARY:
            one, other = (self._lexicon.find(each.lower(), kind) for each in (before, after))
            if one is not None and other is not None and one.meaning["of"] == other.meaning["of"]:
                return bool(one.meaning["is"] != other.meaning["is"])
        return False

    def _denies(self, said: Iterable[str]) -> bool:
        told = [each.lower().replace("’", "'") for each in said]
        return any(self._lexicon.find(each, kind) is not None for each in told for kind in DENIALS)

    def _says_as_much(self, slot: _Slot) -> bool:
        """Whether either side has no word of content that the other lacks: `did not rise`, `rose`, but not `held`."""
        sides = ((slot.was, slot.now), (slot.now, slot.was))
        own = [word.lower() for ours, theirs in sides for word in ours if not any(alike(word, each) for each in theirs)]
        return all(self._lexicon.find(word, STOP, *DENIALS) is not None for word in own)

    def _supposed(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether the one is foretold or supposed by an auxiliary, and the other by no word, or the other way."""
        said = ([word for word in told if word.islower()] for told in (ours, theirs))  # in May: no auxiliary
        one, other = ([self._lexicon.find(word, MOOD) for word in told] for told in said)
        told = [{each.meaning.get("is") for each in found if each is not None} for found in (one, other)]
        return bool(told[0] - {None}) and (not told[1] or (None not in told[1] and not told[0] & told[1]))

    def _other_name(self, slot: _Slot, one: Figure, other: Figure) -> bool:
        """Whether a name stands in the place of another that it has no word in common with. Months, currencies and
        units are no names: the values of their figures speak for them.
        """
        fellows = self._fellows[one.sentence]
        if any(each.figure.kind in SAID_WHOLE and _within(slot, each) for each in fellows):
            return False
        for told in (slot.was, slot.now):
            if not all(word[0].isupper() for word in told) or not (len(told) > 1 or any(map(self._is_name, told))):
                return False
            if slot.start == 0 and told[0] not in self._names and not any(map(self._is_name, told[1:])):
                return False  # whatever a sentence begins with has a capital
        source = [*slot.was, *(token.said for token in tokens(other.sentence))]
        return not any(self._one_name(word, told) for word in slot.now for told in source)

    def _other_noun(self, slot: _Slot, one: Figure, other: Figure) -> bool:
        """Whether what a figure is of stands in the place of something else, that it is no more general word for, and
        the pack knows contraries of the one or the other."""
        if one.noun is None or other.noun is None or alike(one.noun, other.noun):
            return False
        if all(self._lexicon.find(noun, CONTRARY_NOUN) is None for noun in (one.noun, other.noun)):
            return False
        if is_kind(other.noun, one.noun, self._words):
            return False
        sides = ((slot.was, other.noun), (slot.now, one.noun))
        return all(any(self._names_it(word, noun) for word in told) for told, noun in sides)

    def _names_it(self, word: str, noun: str) -> bool:
        return alike(self._words.known_as(word.lower()), noun) or alike(word.lower(), noun)

    def _is_name(self, word: str) -> bool:
        plain = self._lexicon.find(word.lower(), *PLAIN) is not None
        return not plain and not any(part.islower() for part in word.split("-"))

    def _one_name(self, word: str, told: str) -> bool:
        ours, theirs = (self._named(each) for each in (word, told))
        return (
            alike(ours, theirs) or (word.isupper() and told[:1] == word[:1]) or (told.isupper() and told[0] == word[0])
        )

    def _named(self, word: str) -> str:
        plain = bare(word)
        found = self._lexicon.find(plain, ONE_NAME)
        return spelling(plain.replace(".", "")) if found is None else str(found.meaning["of"]).lower()

    def _stands(self, now: Sequence[str], other: Placed) -> bool:
        """Whether these words stand in the sentence of an equal figure of the first text."""
        told = [word.said.lower() for word in tokens(other.figure.sentence)]
        return bool(now) and all(any(alike(each.lower(), word) for word in told) for each in now)

    def _is_of(self, slot: _Slot, one: Placed) -> bool:
        """Whether the words of a slot tell of a figure: no amount of its sentence is nearer, or, of a date, no
        amount is near and no date nearer."""
        own, dated = _gap(slot, one), one.figure.kind in DATED
        if own > REACH:
            return False
        others = [other for other in self._fellows[one.figure.sentence] if other is not one]
        amounts = [_gap(slot, each) for each in others if each.figure.kind not in DATED]
        dates = [_gap(slot, each) for each in others if each.figure.kind in DATED]
        if dated:
            nearer = own > min(dates, default=own) or (own > AT and min(amounts, default=REACH) < REACH)
            return not nearer and own < TOUCHED + min(amounts, default=own)
        return own <= min(amounts, default=own)


def _gap(slot: _Slot, one: Placed) -> int:
    """How many words stand between a slot and a figure, a comma for several; none where it is in the figure."""
    if _within(slot, one):
        return 0
    first, last = (one.end, slot.start) if slot.start >= one.end else (slot.end, one.within)
    between = one.figure.sentence[first:last]
    return len(between.split()) + PARTED * sum(between.count(mark) for mark in CLAUSE_MARKS)


def _within(slot: _Slot, one: Placed) -> bool:
    """Whether words of a slot stand in a figure."""
    return slot.start < one.end and slot.end > one.within


@lru_cache(SENTENCES_KEPT)
def _slots(sentence: str, source: str) -> tuple[_Slot, ...] | None:
    """The words of a sentence that stand in the place of others of a sentence of the first text; None where it is no
    such sentence."""
    ours, theirs = tokens(sentence), tokens(source)
    mine, known = ([token.said.lower() for token in tokens] for tokens in (ours, theirs))
    least = max(LEAST, ALIKE * len(mine))
    if not mine or len(set(mine) & set(known)) * len(mine) < least * len(set(mine)):
        return None
    steps = SequenceMatcher(None, known, mine, autojunk=False).get_opcodes()
    if sum(last - first for tag, _, _, first, last in steps if tag == "equal") < least:
        return None
    return tuple(_changed(steps, ours, theirs))


def _changed(
    steps: Iterable[tuple[str, int, int, int, int]], ours: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[_Slot]:
    for tag, start, end, first, last in steps:
        if tag == "equal" or max(end - start, last - first) > LONGEST:
            continue
        was, now = (tuple(token.said for token in told) for told in (theirs[start:end], ours[first:last]))
        at = ours[first].start if first < len(ours) else ours[-1].end
        yield _Slot(at, ours[last - 1].end if last > first else at, was, now)
