"""Sentences with figures → what the pack's frames say of them.

In: a block's shape, the span of a sentence, the mentions in it. Out: `Sentence`, in which each figure has become one
token (`<figure>`, `<figure-count>`), and `Framed` hits of a layer of frames over it. Each file of frames is one layer:
what one layer consumes is still there for another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Seq
from functools import reduce
from operator import or_
from typing import NamedTuple

from figures.context.mention import Mention
from figures.grammar import Grammar, Rule
from figures.grammar.alphabet import Alphabet, Bits
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term, named
from figures.scan.scanner import Scanner
from figures.scan.shapes import Shape

FIGURES = ("figure", "from", "to", "change", "part", "whole", "base", "conversion")
"""The parts that are figures: a frame that needs two cannot match in a sentence with one."""
CUES = ("cue", "event", "measured", "scope", "speaker", "place")
"""Parts without which a frame cannot match, the most telling first: a layer is passed over where none can stand."""


class Sentence:
    """One sentence whose figures are single tokens; `line` is its shape, `figures` its mentions by position in it."""

    __slots__ = ("_origins", "_places", "_shape", "figures", "line", "marks", "mentions")

    def __init__(self, alphabet: Alphabet, shape: Shape, span: tuple[int, int], mentions: Seq[Mention]) -> None:
        start, whole = shape.line(*span)
        end = start + len(whole)
        pieces: list[str] = []
        places: list[int] = []
        origins: list[int] = []
        self.mentions: list[Mention] = []
        self.figures: dict[int, Mention] = {}
        length, here = 0, start
        for mention in mentions:
            begin, stop = mention.hit.mention
            if begin < here or stop > end:
                continue
            pieces += (whole[here - start : begin - start], alphabet.char(_classes(mention.reading.kind)))
            places.append(length)
            origins.append(here)
            length += begin - here
            self.figures[length] = mention
            self.mentions.append(mention)
            places.append(length)
            origins.append(begin)
            length, here = length + 1, stop
        places.append(length)
        origins.append(here)
        pieces.append(whole[here - start :])
        self.line = "".join(pieces)
        self.marks = alphabet.marks.of(self.line)
        self._shape, self._places, self._origins = shape, places, origins

    def words(self, start: int, end: int) -> str:
        """The text of a stretch of the line, as written."""
        first, last = self._origin(start), self._origin(end - 1) + 1
        if end - 1 in self.figures:
            last = self.figures[end - 1].hit.mention[1]
        return self._shape.text[slice(*self._shape.span(first, last))]

    def _origin(self, position: int) -> int:
        index = bisect_right(self._places, position) - 1
        return self._origins[index] + position - self._places[index]


_KNOWN: dict[str, frozenset[str]] = {}


def _classes(kind: str) -> frozenset[str]:
    return _KNOWN.setdefault(kind, frozenset(("figure", f"figure-{kind}")))


class Framed(NamedTuple):
    """One frame that matched: its rule, where in the line, and its named parts as (name, start, end)."""

    rule: Rule
    start: int
    end: int
    parts: Seq[tuple[str, int, int]]


class Layer:
    """One file of frames."""

    def __init__(self, grammar: Grammar, name: str) -> None:
        rules, automaton = grammar.layer(name)
        self._scanner = Scanner(rules, automaton)
        least: dict[Node, int] = {}
        lone = [rule for rule in rules if _figures(rule, least) < 2]
        alphabet = grammar.frame_alphabet
        keys = _Keys(alphabet.bits, grammar.lexicon.entries("stop"))
        self._cues, self._lone_cues = alphabet.marks.bit(keys.of(rules)), alphabet.marks.bit(keys.of(lone))

    def find(self, sentence: Sentence, start: int = 0) -> Iterator[Framed]:
        """The frames in a sentence from `start` on, from left to right; most sentences hold no cue: one search."""
        if sentence.marks & (self._cues if len(sentence.mentions) > 1 else self._lone_cues):
            for hit in self._scanner.hits(sentence.line, start):
                yield Framed(hit.rule, hit.start, hit.end, hit.parts)


def _figures(rule: Rule, known: dict[Node, int]) -> int:
    """How many figures a frame needs at least: those it names, and the one before that it counts on."""
    return _least(rule.node, known) + ("before" in rule.constants)


def _least(node: Node, known: dict[Node, int]) -> int:
    """The same of a pattern; `known` keeps what is known of parts that several frames share."""
    if not node.hands_on:
        return 0
    found = known.get(node)
    if found is None:
        match node:
            case Named():
                found = 1 if node.name in FIGURES else _least(node.item, known)
            case Sequence():
                found = sum(_least(item, known) for item in node.items)
            case Choice():
                found = min(_least(item, known) for item in node.items)
            case Repeat():
                found = _least(node.item, known) if node.least else 0
            case _:
                found = 0
        known[node] = found
    return found


class _Keys:
    """Of patterns, the classes of which one must stand in a sentence for them to match there, as bits."""

    def __init__(self, bits: Bits, common: Iterable[str]) -> None:
        self._bits, self._common = bits, bits.joined(f"={word}" for word in common)
        self._known: dict[Node, int] = {}

    def of(self, rules: Iterable[Rule]) -> int:
        """The same of frames: of each, by its cues."""
        return reduce(or_, [self._key(node) for rule in rules for node in _cues(rule)], 0)

    def _key(self, node: Node) -> int:
        """Of a phrase, the classes of its most telling word."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._made(node)
        return found

    def _made(self, node: Node) -> int:
        match node:
            case Term():
                return self._bits.joined((node.name,))
            case Choice():
                return reduce(or_, map(self._key, node.items))
            case Sequence():
                keys = [self._key(item) for item in node.items if not item.nullable]
                return min(keys, key=lambda key: (key & self._common).bit_count())
            case Named() | Repeat():
                return self._key(node.item)
        raise TypeError(node)


def _cues(rule: Rule) -> list[Node]:
    return next((nodes for nodes in ([*named(rule.node, cue)] for cue in CUES) if nodes), [])
