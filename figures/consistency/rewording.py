"""A sentence of a second text that is one of the first but for a word or a few → what that word changes of its figures.

The number stands as it stood, and yet it is of another thing: hurt, not killed; a week, not a day; Oakley, not Corve.
Words of one `of` that say different things, in the classes below, are contraries where the one stands in the place of
the other, and the same words stand around. Or it stands in the place of another: 70 of the 700, of 700 of the 70.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.surplus import SAID_WHOLE
from figures.consistency.wording import CONTRARY_NOUN, SENTENCES_KEPT, Placed, Token, is_kind, numeral, tokens
from figures.grammar.tokens import bare
from figures.linking.closeness import spelling
from figures.linking.scale import COUNTED, DATED
from figures.linking.words import JOINING, STOP, alike
from figures.table import Figure, Kind

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
ONE_NAME, IN_TURN = "synonym-name", "in-turn"
"""Classes of the words of one name, and of those that say whose each of several numbers is."""
NUMBERS = ("unit-word", "teen", "ten", "hundred", "scale", "dozen")
"""Classes of words that are numbers."""
ALIKE, LEAST = 0.7, 4
"""A sentence of which so many words, LEAST at least, stand in order in another is that other."""
NUMERAL = "#"
"""What stands for every number where words are laid beside words."""
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
    source: int
    """Where the others begin in theirs."""
    was: tuple[str, ...]
    now: tuple[str, ...]


class Reworded:
    """What sentences that are those of the first text but for a few words say of their figures."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._words, self._lexicon = texts, texts.words, texts.words.lexicon
        self._fellows, self._source = texts.by_sentence(texts.asked), texts.by_sentence(texts.known)
        told = [tokens(sentence)[1:] for sentence in {*self._fellows, *self._source}]
        self._names = {token.said for each in told for token in each if token.said[0].isupper()}

    def read(self, number: int, item: Item) -> Item:
        """The item as the sentences of the figures of the first text that it equals leave it."""
        if item.verdict is not Outcome.CONSISTENT or item.against is None:
            return item
        one, place = self._texts.asked[number], self._texts.place(item)
        beside = {*self._texts.equal.get(number, ()), *([] if place is None else [place])}
        others = [self._texts.known[each] for each in sorted(beside)]
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
                changed = changed or item.decided(said[0], said[2], said[3])
        return changed or item

    def _change(self, slot: _Slot, one: Placed, other: Placed) -> tuple[Outcome, _Slot, str, Placed] | None:
        """What the words of a slot make of a figure that stands beside them, if anything, why, and by which figure."""
        exchanged = self._exchanged(slot, one, other)
        if exchanged is not None:
            reason = f"{exchanged.written.text} in the source stands in its place"
            listed = self._of_one_list(*sorted((exchanged, other), key=lambda each: each.within))
            return Outcome.UNKNOWN if listed else Outcome.CONFLICT, slot, reason, exchanged
        if any(map(numeral, (*slot.was, *slot.now))):
            return None
        said = self._said(slot, one, other)
        return None if said is None else (said[0], slot, said[1], other)

    def _exchanged(self, slot: _Slot, one: Placed, other: Placed) -> Placed | None:
        """The figure of the first text in the place of which the one stands, where the sentence says it elsewhere."""
        if not _within(slot, one) or not all(map(self._is_number, (*slot.was, *slot.now))):
            return None
        there = self._source[other.figure.sentence]
        own = next((each for each in there if each.within <= slot.source < each.end), None)
        if own is None or own is other or _amount(own.figure) == _amount(other.figure):
            return None
        kinds = {own.figure.kind, other.figure.kind}
        alike_kinds = kinds <= set(COUNTED) or (len(kinds) == 1 and Kind.ORDINAL not in kinds)
        told = [token.said.lower() for token in tokens(one.figure.sentence)]
        return own if alike_kinds and all(word.lower() in told for word in slot.was) else None

    def _is_number(self, word: str) -> bool:
        return numeral(word) or self._lexicon.find(word.lower(), *NUMBERS) is not None

    def _of_one_list(self, first: Placed, last: Placed) -> bool:
        """Whether two figures of a sentence stand in one list of equals, and nothing says whose each is."""
        one, other = first.figure, last.figure
        between = [token.said for token in tokens(one.sentence[first.end : last.within])]
        return (
            (one.noun, one.role, one.statistic) == (other.noun, other.role, other.statistic)
            and all(numeral(each) or self._lexicon.find(each.lower(), STOP, JOINING) is not None for each in between)
            and not any(self._lexicon.find(each.said.lower(), IN_TURN) is not None for each in tokens(one.sentence))
        )

    def _said(self, slot: _Slot, one: Placed, other: Placed) -> tuple[Outcome, str] | None:
        """The same of words that are no numbers."""
        was, now = " ".join(slot.was), " ".join(slot.now)
        other_words = f"the source has {was}, not {now}"
        if self._is_contrary(slot) and not (_gap(slot, one) == 0 and self._hedges(slot)):
            dated = one.figure.kind in DATED and _gap(slot, one) > AT
            return Outcome.UNKNOWN if dated else Outcome.CONFLICT, other_words
        if self._denies(slot.was) != self._denies(slot.now) and self._says_as_much(slot):
            return Outcome.UNKNOWN, "the one is denied, and the other not"
        if self._supposed(slot.was, slot.now) or self._supposed(slot.now, slot.was):
            return Outcome.UNKNOWN, "the one is asserted, and the other not"
        if self._other_name(slot, one.figure, other.figure) or self._other_noun(slot, one.figure, other.figure):
            return Outcome.UNKNOWN, other_words
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
    return max(one.away(slot.start, slot.end, PARTED, PARTED), 0)


def _within(slot: _Slot, one: Placed) -> bool:
    """Whether words of a slot stand in a figure."""
    return slot.start < one.end and slot.end > one.within


@lru_cache(SENTENCES_KEPT)
def _slots(sentence: str, source: str) -> tuple[_Slot, ...] | None:
    """The words of a sentence that stand in the place of others of a sentence of the first text; None where it is no
    such sentence."""
    ours, theirs = tokens(sentence), tokens(source)
    mine, known = ([token.said.lower() for token in told] for told in (ours, theirs))
    numbers, others = ([word for word in told if numeral(word)] for told in (mine, known))
    if numbers != others and sorted(numbers) == sorted(others):
        mine, known = ([NUMERAL if numeral(word) else word for word in told] for told in (mine, known))
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
        if tag == "equal":
            for here, there in zip(ours[first:last], theirs[start:end], strict=True):
                if numeral(here.said) and here.said != there.said:
                    yield _Slot(here.start, here.end, there.start, (there.said,), (here.said,))
            continue
        if max(end - start, last - first) > LONGEST:
            continue
        was, now = (tuple(token.said for token in told) for told in (theirs[start:end], ours[first:last]))
        at = ours[first].start if first < len(ours) else ours[-1].end
        source = theirs[start].start if start < len(theirs) else theirs[-1].end
        yield _Slot(at, ours[last - 1].end if last > first else at, source, was, now)


def _amount(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.unit
