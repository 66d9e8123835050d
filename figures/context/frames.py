"""Sentences with figures → what the pack's frames say of them.

In: a block's shape, the span of a sentence, the mentions in it. Out: `Sentence`, in which each figure has become one
token (`<figure>`, `<figure-count>`), and `Framed` hits of a layer of frames over it. Each file of frames is one layer:
what one layer consumes is still there for another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Seq
from functools import cache
from itertools import compress
from typing import NamedTuple

from figures.context.mention import Mention
from figures.grammar import Grammar, Rule
from figures.grammar.alphabet import Alphabet
from figures.grammar.words import Lexicon
from figures.scan.scanner import Hit, Scanner
from figures.scan.shapes import Shape

BOUNDARY = "boundary"
"""What a frame sets that only parts others: where it stands alone, it says nothing."""

LIST_JOINING, LONGEST_JOINT = "list-joining", len(", x")
"""The class of the words that join a list, and how long in a line they are at most, with a comma."""
STOPS = (".", "!", "?", "…", ";", ":", ",", "”", '"', "’", "'", ")")
"""What ends a sentence or a quotation in it."""


class Sentence:
    """One sentence whose figures are single tokens; `line` is its shape, `figures` its mentions by position in it.

    `closed` is the line with a full stop, also where the writer set none, as in captions and items of lists.
    """

    __slots__ = (
        *("_origins", "_places", "_positions", "_shape"),
        *("ahead", "closed", "figures", "headline", "line", "mentions"),
    )

    def __init__(
        self, alphabet: Alphabet, shape: Shape, span: tuple[int, int], mentions: Seq[Mention], full_stop: str
    ) -> None:
        start, whole = shape.line(*span)
        end = start + len(whole)
        pieces: list[str] = []
        places: list[int] = []
        origins: list[int] = []
        self.mentions: list[Mention] = []
        self.figures: dict[int, Mention] = {}
        self._positions: dict[int, int] = {}
        length, here = 0, start
        for mention in mentions:
            begin, stop = mention.hit.mention
            if begin < here or stop > end:
                continue
            pieces += (whole[here - start : begin - start], alphabet.char(_classes(mention)))
            places.append(length)
            origins.append(here)
            length += begin - here
            self.figures[length] = mention
            self._positions[id(mention)] = length
            self.mentions.append(mention)
            places.append(length)
            origins.append(begin)
            length, here = length + 1, stop
        places.append(length)
        origins.append(here)
        pieces.append(whole[here - start :])
        self.line = "".join(pieces)
        self._shape, self._places, self._origins = shape, places, origins
        self.headline = bool(self.line) and not self.words(0, len(self.line)).endswith(STOPS)
        """Whether it ends without a stop, as headlines do."""
        self.closed = self.line + full_stop if self.headline else self.line
        self.ahead = alphabet.bits.ahead(self.closed, [*self.figures])

    def words(self, start: int, end: int) -> str:
        """The text of a stretch of the line, as written."""
        first, last = self._origin(start), self._origin(end - 1) + 1
        if end - 1 in self.figures:
            last = self.figures[end - 1].hit.mention[1]
        return self._shape.text[slice(*self._shape.span(first, last))]

    def position(self, mention: Mention) -> int:
        """Where in the line a figure stands."""
        return self._positions[id(mention)]

    def word_before(self, mention: Mention) -> str:
        """The word right before a figure, or what stands there instead."""
        stop = len(self.line[: self.position(mention)].rstrip())
        before = self.line.rfind(" ", 0, stop) + 1
        return self.words(before, stop) if stop > before else ""

    def joined_before(self, mention: Mention, lexicon: Lexicon) -> Mention | None:
        """The figure before another where only words between them that join a list: 12 soldiers and three civilians."""
        number = next(number for number, one in enumerate(self.mentions) if one is mention)
        if number == 0:
            return None
        first, second = list(self.figures)[number - 1 : number + 1]
        between = self.line[first + 1 : second]
        begin, stop = second - len(between.lstrip()), first + 1 + len(between.rstrip())
        if not 0 < stop - begin <= LONGEST_JOINT:
            return None
        words = self.words(begin, stop).replace(",", " ").split()
        joined = all(lexicon.find(word, LIST_JOINING) is not None for word in words)
        return self.mentions[number - 1] if joined else None

    def _origin(self, position: int) -> int:
        index = bisect_right(self._places, position) - 1
        return self._origins[index] + position - self._places[index]


def _classes(mention: Mention) -> frozenset[str]:
    """Any figure, one of its kind, of a count of more than one that there are several, and of one with a sign that it
    is signed.
    """
    reading = mention.reading
    several = reading.kind in ("count", "number") and reading.value is not None and reading.value > 1
    return _named(reading.kind, several, mention.is_signed)


@cache
def _named(kind: str, several: bool, signed: bool) -> frozenset[str]:
    more = compress(("figure-several", "figure-signed"), (several, signed))
    return frozenset(("figure", f"figure-{kind}", *more))


class Framed(NamedTuple):
    """One frame that matched: its rule, where in the line, and its named parts as (name, start, end)."""

    rule: Rule
    start: int
    end: int
    parts: Seq[tuple[str, int, int]]
    hit: Hit | None = None


class Layer:
    """One file of frames."""

    def __init__(self, grammar: Grammar, name: str) -> None:
        self.rules, automaton = grammar.layer(name)
        self._scanner = Scanner(self.rules, automaton)
        self._masks = automaton.needs.of_any(rule.node for rule in self.rules if BOUNDARY not in rule.constants)

    def find(self, sentence: Sentence, start: int = 0) -> Iterator[Framed]:
        """The frames in a sentence from `start` on, from left to right; none where there could be only boundaries."""
        cue, figures = self._masks
        if figures & sentence.ahead[start] and cue & sentence.ahead[start]:
            for hit in self._scanner.hits(sentence.closed, start, sentence.ahead):
                yield _framed(hit, len(sentence.line))

    def next_best(self, sentence: Sentence, frame: Framed) -> Framed | None:
        """The longest frame of another rule that begins where one came to nothing, no longer than that."""
        hit = None if frame.hit is None else self._scanner.next_best(sentence.closed, frame.hit, ties=True)
        return None if hit is None else _framed(hit, len(sentence.line))


def _framed(hit: Hit, length: int) -> Framed:
    """What matched, up to where the line ends."""
    start, found = hit.start, hit.found
    parts = [(name, start + begin, min(start + stop, length)) for name, begin, stop in found.parts]
    return Framed(found.rule, start, min(start + found.end, length), [one for one in parts if one[1] < length], hit)
