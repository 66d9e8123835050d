"""A figure of a second text → what is said of it there that the first text says nowhere: another name, a denial.

In: the texts taken together as the first, and a figure with where it stands in its sentence. Out: the word, or None. A
figure of which more is said is not supported by an equal one: `a Canadian film of 2005` by `an American film of 2005`.
The names that a sentence opens with are its subject, and both texts are taken to speak of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from figures.consistency.wording import DENIALS, Placed
from figures.grammar import Grammar
from figures.grammar.tokens import bare
from figures.linking.closeness import spelling
from figures.linking.words import HEAD, JOINING, Words, alike
from figures.table import Figure, Kind

AMOUNT = "amount-word"
"""Class of the words that say how many without a number."""
DEMONYM, ONE_NAME = "demonym", "synonym-name"
MANY_WORDS = 3
"""One word in so many is in common of two texts that speak of the same."""
BESIDE = 3
"""A name tells of a figure that stands no more than so many content words away."""
GAP = 1
"""So many words without content may stand within a name: `of`."""
LONGEST = 5
"""Initials stand for no more words than that."""
ENDS = (",", ".", ";", ":", ")", "–", "—")
HYPHENS = ("-", "‑", "–")
SAID_WHOLE = frozenset((Kind.DATE, Kind.TIME, Kind.RECURRENCE, Kind.MONEY, Kind.MEASURE, Kind.DURATION))
"""Kinds whose words the values of figures speak for: months, currencies, units."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    said: str
    name: bool
    opens: bool
    """Whether it may be the subject's name: `British`, of a British film, is not."""


class Surplus:
    """What the second text says beyond the first, by one grammar."""

    def __init__(self, grammar: Grammar, words: Words, first: Iterable[str]) -> None:
        self._lexicon = grammar.lexicon
        self._words = words
        self._known: dict[str, set[str]] = {}
        self._denied = False
        self._amounts: set[str] = set()
        for text in first:
            told = self._of(text)
            for said in (*(one.said for one in told), *_initials(told)):
                self._known.setdefault(spelling(said)[:HEAD], set()).add(spelling(said))
            self._denied |= self._denies(text)
            self._amounts.update(word for word in words_in(text) if self._lexicon.find(word, AMOUNT) is not None)

    def _denies(self, text: str) -> bool:
        return any(self._lexicon.find(word, denial) is not None for word in words_in(text) for denial in DENIALS)

    def denied(self, one: Placed) -> bool:
        """Whether its part of the sentence denies something, not by a hedge (`no fewer than 50`), and the first text
        nothing; a comma and a word that joins part what is said of one thing from what is said of another."""
        if self._denied:
            return False
        parts, ends = self._joins(one.before), self._joins(one.behind)
        return self._denies(f"{one.before[max(parts, default=0) :]} {one.behind[: min(ends, default=None)]}")

    def _joins(self, text: str) -> list[int]:
        """Where a comma stands before a word that joins."""
        commas = [place for place, mark in enumerate(text) if mark == ","]
        following = [(place, text[place + 1 :].split(maxsplit=1)[:1]) for place in commas]
        return [place for place, word in following if word and self._lexicon.find(word[0], JOINING) is not None]

    def is_of_the_same(self, text: str) -> bool:
        """Whether a text without figures says what the first text says: many of its words are there, it denies nothing
        that is not denied there, names nothing that is not named there, but for its subject, and has none of the words
        for how many that are not there."""
        words = self._of(text)
        if len(words) > sum(self.knows(one.said) for one in words) * MANY_WORDS:
            return False
        opening = _subject(words, text)
        amounts = [word for word in words_in(text) if self._lexicon.find(word, AMOUNT) is not None]
        if any(word not in self._amounts for word in amounts):
            return False
        named = all(self._is_told(one, words, text) for one in words if one.name and one.start > opening)
        return named and (self._denied or not self._denies(text))

    def name(self, told: Placed, spans: Sequence[tuple[int, int]]) -> str | None:
        """A name told of a figure that the first text has not; words within `spans` are no names."""
        figure, words = told.figure, self._of(told.figure.sentence)
        start, end = told.within, told.end
        opening = _subject(words, figure.sentence)
        place = figure.sentence.find(figure.place, end) if figure.place else -1
        there = range(place, place + len(figure.place or "")) if place >= 0 else range(0)  # no subject's name
        own = [] if figure.kind in SAID_WHOLE else [one for one in words if start <= one.start < end]
        before = [one for one in words if one.end <= start][-BESIDE:]
        after = [one for one in words if one.start >= end][:BESIDE]
        for one in (*own, *reversed(before), *after):
            whole = any(first <= one.start < last for first, last in spans)
            opens = one.start <= opening and one.start not in there
            if one.name and not opens and not whole and not self._is_told(one, words, figure.sentence):
                return figure.sentence[one.start : one.end]
        return None

    def _is_told(self, one: _Word, words: Sequence[_Word], sentence: str) -> bool:
        """Whether the first text has the name, or the initials of those beside it; or it is joined to a numeral."""
        if self.knows(one.said) or sentence[one.end : one.end + 1] in HYPHENS or one.said[1:2] in HYPHENS:
            return True
        place = words.index(one)
        return any(self.knows(said) for said in _initials(words[max(0, place - 1) : place + 2]))

    def in_name(self, one: Placed) -> bool:
        """Whether a bare number belongs to a name before it, as in `FIGURES 2`."""
        figure = one.figure
        if figure.kind != Kind.NUMBER or figure.noun or figure.event or figure.unit:
            return False
        before = [word for word in self._of(figure.sentence) if word.end <= one.within]
        return bool(before) and before[-1].name and not one.before[before[-1].end :].strip()

    def counted_out(self, one: Placed) -> bool:
        """Whether those that are counted are named behind it, each by a name of the first text: three mills, Oakley,
        Ebbing and Corve."""
        named: list[list[str]] = [[]]
        joined = False
        for said in one.behind.split():
            word = bare(said)
            if self._lexicon.find(word.lower(), JOINING) is not None:
                joined = True
                named.append([])
            elif word[:1].isupper():
                named[-1].append(word)
            elif word:
                break
            if said[-1] in ENDS and named[-1]:
                if joined:
                    break
                named.append([])
        names = [name for name in named if name]
        known = all(self.knows(word.lower()) for name in names for word in name)
        return joined and known and one.figure.kind == Kind.COUNT and one.figure.value == len(names)

    def other_words(self, figure: Figure, other: Figure) -> bool:
        """Whether its sentence has plain words, and none of them stands in the sentence of the other."""
        ours, theirs = ([one.said for one in self._of(each.sentence) if not one.name] for each in (figure, other))
        return bool(ours) and not any(alike(one, known) for one in ours for known in theirs)

    def _of(self, sentence: str) -> list[_Word]:
        found = self._words.of(sentence)
        words = []
        for start, end, word in found:
            name = sentence[start].isupper()
            opens = name and self._lexicon.find(sentence[start:end], DEMONYM) is None
            known = self._lexicon.find(sentence[start : start + len(word)], ONE_NAME) if name else None
            said = word.replace(".", "") if known is None else str(known.meaning["of"]).lower()
            words.append(_Word(start, end, said, name, opens))
        return words

    def knows(self, word: str) -> bool:
        """Whether the first text has a word, or one that is much like it."""
        said = spelling(word)
        return any(alike(said, known) for known in self._known.get(said[:HEAD], ()))


def words_in(text: str) -> Iterable[str]:
    """The words of a text in lower case, as they are separated by blanks; a word's denying ending is part of it."""
    return (word.strip(".,;:!?\"'()").replace("’", "'").lower() for word in text.split())


def _subject(words: Sequence[_Word], sentence: str) -> int:
    """Where the names end that a sentence opens with: at the first plain word behind a name, or behind the name that
    follows an opening clause and its comma.
    """
    comma = sentence.find(",")
    behind = next((number for number, one in enumerate(words) if one.start > comma >= 0), len(words))
    first = next((number for number, one in enumerate(words) if one.opens), len(words))
    if behind < len(words) and words[behind].name:
        ends = _run_ends(words[behind:], sentence)
        if ends < len(sentence) and "," not in sentence[words[behind].start : ends]:
            return ends
    return _run_ends(words[first:], sentence)


def _run_ends(words: Sequence[_Word], sentence: str) -> int:
    """Where names that stand together end: at a plain word, or where more than GAP words stand between two."""
    for one, other in pairwise(words):
        if not other.name or len(sentence[one.end : other.start].split()) > GAP:
            return other.start - 1
    return len(sentence)


def _initials(words: Sequence[_Word]) -> Iterator[str]:
    """The initials of names that stand together: `us` of United States."""
    for number, one in enumerate(words):
        run = list(takewhile(lambda each: each.name, words[number : number + LONGEST]))
        if one.name:
            yield from ("".join(each.said[0] for each in run[:length]) for length in range(2, len(run) + 1))
