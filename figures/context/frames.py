"""Sentences with figures → what the pack's frames say of them.

In: a block's shape, the span of a sentence, the mentions in it. Out: `Sentence`, in which each figure has become one
token (`<figure>`, `<figure-count>`), and `Framed` hits of a layer of frames over it. Each file of frames is one layer:
what one layer consumes is still there for another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Seq
from dataclasses import dataclass

from figures.context.mention import Mention
from figures.grammar import Grammar, Rule
from figures.grammar.alphabet import Alphabet
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


@dataclass(frozen=True, slots=True)
class Framed:
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
        marks, telling = grammar.frame_alphabet.marks, dict[Node, frozenset[str]]()
        self._cues = marks.bit(_cued(grammar, rules, telling))
        self._lone_cues = marks.bit(_cued(grammar, lone, telling))

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


def _cued(grammar: Grammar, rules: Seq[Rule], known: dict[Node, frozenset[str]]) -> frozenset[str]:
    """Classes of which one must stand in a sentence for some frame to match."""
    common = frozenset(f"={word}" for word in grammar.lexicon.entries("stop"))
    return frozenset().union(*(_key(node, common, known) for rule in rules for node in _cues(rule)))


def _key(node: Node, common: frozenset[str], known: dict[Node, frozenset[str]]) -> frozenset[str]:
    """Classes of which one must stand where a pattern matches: of a phrase, those of its most telling word."""
    found = known.get(node)
    if found is None:
        match node:
            case Term():
                found = frozenset((node.name,))
            case Choice():
                found = frozenset().union(*(_key(item, common, known) for item in node.items))
            case Sequence():
                keys = [_key(item, common, known) for item in node.items if not item.nullable]
                found = min(keys, key=lambda key: len(key & common))
            case Named() | Repeat():
                found = _key(node.item, common, known)
            case _:
                raise TypeError(node)
        known[node] = found
    return found


def _cues(rule: Rule) -> list[Node]:
    return next((nodes for nodes in ([*named(rule.node, cue)] for cue in CUES) if nodes), [])
