"""Sentences → their content words, with how far each stands from a figure, and which words of two are alike.

In: rows of the figures table and a grammar, whose class `stop` says which words carry no content. Words are compared
by how much they begin alike: no language's endings are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from figures.documents.markup import blanked
from figures.grammar import Grammar
from figures.grammar.memo import Memo
from figures.linking.scale import DATED
from figures.table import Figure

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
STOP, FACET, HINT, VERB, PREPOSITION = "stop", "facet", "hint", "say-verb", "preposition"
JOINING, COUNTRY, EVENT, SYNONYM = "list-joining", "country", "event", "synonym"
BESIDE = 60
"""A word that tells quantities apart stands no further from its figure, in characters."""
ALIKE, TAIL = 0.66, 3
"""Two words are alike if they begin with this share of the longer, and no more letters than that follow."""
HEAD = 3
"""Words that are alike begin with so many letters in common."""
NEARNESS = 4.0
"""A word so many words away from a figure weighs half as much as the one beside it."""
LEAD = 4
"""So many words before a figure tell what it is the number of: `the basic plan starts at $100`."""
WITHIN = 2
"""The name of what a place lies in is one of so many words behind the preposition."""
MEMO_LIMIT = 20_000

CLAUSE_MARKS = (", ", ";", ": ")
"""What parts a sentence."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """The content words around a figure in its sentence, each with its weight: the nearer, the heavier."""

    heads: Mapping[str, Sequence[tuple[str, float, float]]]
    """The words by what they begin with, each with its weight and the square root of it."""
    total: float
    nearest: frozenset[str]
    """The nearest word before and the nearest after it, names left out: mostly, what is done or what it is done to."""
    before: str | None
    """The nearest plain word before it: mostly, what is done."""
    lead: frozenset[str]
    """The plain words that lead to it, LEAD at most: of what it is told."""
    after: str | None
    """The nearest word after it, a name or not: mostly, from or of what a measure is taken."""
    narrower: str | None
    """The plain word right before its noun, where that stands outside the figure: `food`, of food inflation."""
    facets: Mapping[str, str]
    """What words of the class `facet` tell of it, the nearest of each `of`: extent → width, answer → yes."""
    around: frozenset[str]
    """The names in which its place is said to lie: Peru, of `near Cajamarca in northern Peru`."""
    several: frozenset[str]
    """The names in its place, where that is several places together: Turkey and Syria."""
    hints: Mapping[str, str]
    """The same of the class `hint`, which tells only figures apart whose values differ: hour → morning."""
    grows: bool
    """Whether those to whom its event happened may grow more by the hour: the killed of a flood."""
    once: bool
    """Whether its event is over when it is told: a fine is the same on the next day."""


class Words:
    """The content words of sentences, by one grammar; it remembers sentences. With `related`, words of one thing that
    two writers use count as one."""

    def __init__(self, grammar: Grammar, *, related: bool = False) -> None:
        self.lexicon = grammar.lexicon
        self._related = related
        self._sentences: Memo[str, tuple[tuple[int, int, str], ...]] = Memo(MEMO_LIMIT)
        self._contexts: Memo[tuple[str, str, int, tuple[Span, ...]], Context] = Memo(MEMO_LIMIT)

    def of(self, sentence: str) -> tuple[tuple[int, int, str], ...]:
        """Start, end and lower-case form of each content word."""
        try:
            return self._sentences[sentence]
        except KeyError:
            found = tuple(self._content(sentence))
            self._sentences[sentence] = found
            return found

    def _content(self, sentence: str) -> Iterator[tuple[int, int, str]]:
        for match in _WORD.finditer(blanked(sentence)):
            word = match[0].replace("’", "'")
            word = word.removesuffix("'s").lower()
            if len(word) > 1 and self.lexicon.find(word, STOP) is None:
                yield match.start(), match.end(), word

    def known_as(self, word: str) -> str:
        """The word that stands for all that two writers use of one thing: home, of a house."""
        found = self.lexicon.find(word, SYNONYM) if self._related else None
        return word if found is None else str(found.meaning["of"])

    def context(self, figure: Figure, place: int, dates: tuple[Span, ...] = ()) -> Context:
        """The words around a figure that stands at `place` in its sentence; of its own words only the noun counts.

        The words within `dates` tell nothing else: `a year earlier` makes no earlier count.
        """
        key = (figure.sentence, figure.text, place, dates)
        try:
            return self._contexts[key]
        except KeyError:
            pass
        words = self.of(figure.sentence)
        before = [word for start, end, word in words if end <= place]
        after = [word for start, end, word in words if start >= place + len(figure.text)]
        own = [word for start, end, word in words if place <= start < place + len(figure.text)]
        weighed = [(word, 1.0) for word in own]
        weighed += [(word, 1 / (1 + number / NEARNESS)) for number, word in enumerate(reversed(before))]
        weighed += [(word, 1 / (1 + number / NEARNESS)) for number, word in enumerate(after)]
        heads: dict[str, list[tuple[str, float, float]]] = {}
        for word, weight in weighed:
            known = self.known_as(word)
            heads.setdefault(known[:HEAD], []).append((known, weight, weight**0.5))
        nearest = _nearest(words, figure, place)
        found = self._contexts[key] = Context(
            heads,
            sum(weight for _, weight in weighed),
            frozenset(word for word in nearest if word is not None),
            nearest[0],
            _lead(words, figure, place),
            next((word for start, _, word in words if start >= place + len(figure.text)), None),
            self._narrower(words, figure, place, dates),
            self.told(FACET, figure.sentence, place, place + len(figure.text), dates),
            self._around(figure),
            self._several(figure.place or ""),
            self.told(HINT, figure.sentence, place, place + len(figure.text)),
            self._tells(figure, "grows"),
            self._tells(figure, "once"),
        )
        return found

    def _narrower(
        self, words: Sequence[tuple[int, int, str]], figure: Figure, place: int, dates: Sequence[Span]
    ) -> str | None:
        own = (*dates, (place, place + len(figure.text)))
        outside = [one for one in words if not any(first <= one[0] < last for first, last in own)]
        for (start, end, word), (following, _, noun) in pairwise(outside):
            if noun == figure.noun and following - end == 1 and (start == 0 or figure.sentence[start].islower()):
                return None if self.lexicon.find(word, VERB) else word
        return None

    def _tells(self, figure: Figure, of: str) -> bool:
        event = None if figure.event is None else self.lexicon.find(figure.event, EVENT)
        return event is not None and bool(event.meaning.get(of))

    def _around(self, figure: Figure) -> frozenset[str]:
        if figure.place is None:
            return frozenset()
        leading, *named = [*_WORD.findall(figure.sentence.partition(figure.place)[2])[: 1 + WITHIN], ""]
        if self.lexicon.find(leading, PREPOSITION) is None:
            return frozenset()
        return frozenset(word for word in named if word[:1].isupper())

    def _several(self, place: str) -> frozenset[str]:
        words = _WORD.findall(place)
        joined = any(self.lexicon.find(word, JOINING) is not None for word in words)
        if not joined or self.lexicon.find(place, COUNTRY) is not None:
            return frozenset()
        return frozenset(word.lower() for word in words if word[:1].isupper())

    def told(self, kind: str, sentence: str, start: int, end: int, but: Sequence[Span] = ()) -> Mapping[str, str]:
        """What the words of a class say beside a figure that stands from `start` to `end`, the nearest of each `of`;
        those in the spans of `but` say nothing, nor those further off than their `within`."""
        return self._said(kind, sentence, (max(0, start - BESIDE), start, end, end + BESIDE), but)

    def told_outside(self, kind: str, sentence: str, start: int, end: int) -> Mapping[str, str]:
        """The same of the words outside the figure and no comma away from it: 8%, of `fell 3%, and sales rose 8%`."""
        before, after = sentence[max(0, start - BESIDE) : start], sentence[end : end + BESIDE]
        first = start - len(before) + max(before.rfind(mark) for mark in CLAUSE_MARKS) + 1
        ends = [place for mark in CLAUSE_MARKS if (place := after.find(mark)) >= 0]
        return self._said(kind, sentence, (first, start, end, end + min(ends, default=BESIDE)), ((start, end),))

    def _said(
        self, kind: str, sentence: str, places: tuple[int, int, int, int], but: Sequence[Span]
    ) -> Mapping[str, str]:
        first, start, end, last = places
        nearest: dict[str, tuple[int, str]] = {}
        for match in _WORD.finditer(sentence, first, last):
            word = self.lexicon.find(match[0].lower(), kind)
            if word is not None and not any(first <= match.start() < last for first, last in but):
                of, told = str(word.meaning["of"]), str(word.meaning["is"])
                gap = max(start - match.end(), match.start() - end)
                if gap <= word.meaning.get("within", BESIDE):
                    nearest[of] = min(nearest.get(of, (BESIDE, told)), (gap, told))
        return {of: told for of, (_, told) in nearest.items()}


def _nearest(words: Sequence[tuple[int, int, str]], figure: Figure, place: int) -> tuple[str | None, str | None]:
    """The nearest plain word before a figure, and after it."""
    plain = [one for one in words if one[0] == 0 or figure.sentence[one[0]].islower()]
    before = next((word for _, end, word in reversed(plain) if end <= place), None)
    return before, next((word for start, _, word in plain if start >= place + len(figure.text)), None)


def _lead(words: Sequence[tuple[int, int, str]], figure: Figure, place: int) -> frozenset[str]:
    before = [word for start, end, word in words if end <= place and (start == 0 or figure.sentence[start].islower())]
    return frozenset(before[-LEAD:])


def likeness(one: Context, other: Context) -> float:
    """How much of the one context the other has, from 0 to 1, nearer words counting more on both sides."""
    shared = 0.0
    for head, words in one.heads.items():
        others = other.heads.get(head)
        if others is not None:
            shared += _shared(words, others)
    return shared / one.total if shared else 0.0


def alikeness(one: Context, other: Context) -> float:
    """The likeness of two contexts, the mean of both directions."""
    ours = theirs = 0.0
    for head, words in one.heads.items():
        others = other.heads.get(head)
        if others is None:
            continue
        if len(words) == len(others) == 1:
            (word, weight, root), (known, its_weight, its_root) = words[0], others[0]
            if alike(word, known):
                ours += weight * its_root
                theirs += its_weight * root
            continue
        ours += _shared(words, others)
        theirs += _shared(others, words)
    return ((ours / one.total if ours else 0.0) + (theirs / other.total if theirs else 0.0)) / 2


def _shared(words: Sequence[tuple[str, float, float]], others: Sequence[tuple[str, float, float]]) -> float:
    shared = 0.0
    for word, weight, _ in words:
        best = 0.0
        for known, _, root in others:
            if root > best and alike(word, known):
                best = root
        shared += weight * best
    return shared


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, as far as their beginnings tell."""
    return one == other or _alike(one, other)


@lru_cache(MEMO_LIMIT)
def _alike(one: str, other: str) -> bool:
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer = max(len(one), len(other))
    return common >= HEAD and common >= ALIKE * longer and longer - common <= TAIL


def places(figures: Sequence[Figure]) -> list[int]:
    """Where each figure stands in its sentence; the table has only where it stands in the document."""
    found: list[int] = []
    sentence, last = "", 0
    for figure in figures:
        if figure.sentence != sentence:
            sentence, last = figure.sentence, 0
        place = sentence.find(figure.text, last)
        place = max(sentence.find(figure.text), 0) if place < 0 else place
        found.append(place)
        last = place + 1
    return found


def dates(figures: Sequence[Figure], where: Sequence[int]) -> dict[str, tuple[Span, ...]]:
    """The spans of the dates of each sentence; `where` are the places of the figures."""
    found: dict[str, tuple[Span, ...]] = {}
    for figure, place in zip(figures, where, strict=True):
        if figure.kind in DATED:
            found[figure.sentence] = (*found.get(figure.sentence, ()), (place, place + len(figure.text)))
    return found
