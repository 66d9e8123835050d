"""A block of text → its shape: one character a token, one blank between chunks, in the grammar's alphabet.

In: text without line breaks. Out: `Shape`, whose `shape` the recogniser runs over, and whose `span` leads back to the
text. What a chunk looks like is remembered, so that text costs a dictionary look-up a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, count
from operator import add

from figures.grammar import Grammar
from figures.grammar.memo import Memo
from figures.grammar.tokens import Token

MEMO_LIMIT, LONGEST_CHUNK = 100_000, 64
"""How many chunks are remembered, and the longest that is."""


Place = tuple[int, int, int, int]
"""Chunk and token of the first token of a part, and those of its last: chunks count from the one that a run of tokens
begins in, tokens from the chunk's first (in the first chunk of the run, from the run's)."""


def place(run: str, begin: int, stop: int) -> Place:
    """The place of the tokens from `begin` up to `stop` of a run of a shape."""
    last = stop - 1
    left, right = run.count(" ", 0, begin), run.count(" ", 0, last)
    return left, begin - run.rfind(" ", 0, begin) - 1, right, last - run.rfind(" ", 0, last) - 1


class Shaper:
    """Turns texts into shapes by one grammar, and remembers the chunks; `frames` in the alphabet of its frames."""

    def __init__(self, grammar: Grammar, *, frames: bool = False) -> None:
        self._grammar = grammar
        self._shapes: Memo[str, str] = Memo(MEMO_LIMIT, self._shape, LONGEST_CHUNK)
        self._spans: Memo[str, tuple[tuple[int, int], ...]] = Memo(MEMO_LIMIT, self._tokens, LONGEST_CHUNK)
        self._alphabet = grammar.frame_alphabet if frames else grammar.alphabet
        self._used = grammar.used_by_frames if frames else grammar.used

    def shape(self, text: str) -> Shape:
        """The shape of a text whose blanks are all single characters of the kind ' '."""
        chunks = text.split(" ")
        return Shape(text, chunks, list(map(self._shapes.__getitem__, chunks)), self)

    def line(self, text: str) -> str:
        """The shape of a text alone, without the way back."""
        return " ".join(map(self._shapes.__getitem__, text.split(" ")))

    def tokens(self, chunk: str) -> list[tuple[Token, frozenset[str]]]:
        """The tokens of a chunk with all classes that they can be."""
        return [(token, self._classes(token)) for token in self._grammar.tokeniser.tokens(chunk)]

    def spans(self, chunk: str) -> tuple[tuple[int, int], ...]:
        """Start and end of each token of a chunk, in the chunk."""
        return self._spans[chunk]

    def _tokens(self, chunk: str) -> tuple[tuple[int, int], ...]:
        return tuple([token[1:3] for token in self._grammar.tokeniser.tokens(chunk)])

    def _shape(self, chunk: str) -> str:
        char = self._alphabet.char
        return "".join([char(classes) for _, classes in self.tokens(chunk)])

    def _classes(self, token: Token) -> frozenset[str]:
        listed = self._grammar.lexicon.token_classes(token.text)
        found = listed | token.forms
        if "lower" in token.forms:
            unknown = not any(not name.startswith("=") for name in listed)
            found.update(ending.name for ending in self._grammar.endings if ending.fits(token.text, unknown))
        if "stop" in listed:
            found.discard("name-like")
        return frozenset(found & self._used)


class Shape:
    """The shape of one block and the way back to its text."""

    __slots__ = ("_last", "_long", "_offsets", "_positions", "_shaper", "_shapes", "chunks", "shape", "text")

    def __init__(self, text: str, chunks: list[str], shapes: list[str], shaper: Shaper) -> None:
        self.text, self.shape = text, " ".join(shapes)
        self.chunks, self._shapes, self._shaper = chunks, shapes, shaper
        # Text offsets of chunks; the chunk found last and for which position: they are mostly asked for from left to
        # right.
        self._offsets: list[int] | None = None
        self._positions: list[int] | None = None
        self._last = (0, 0, 0)
        self._long: dict[int, tuple[tuple[int, int], ...]] = {}

    def _chunk(self, position: int) -> tuple[int, int]:
        """The number of the chunk that holds a shape position, and the position of its first token."""
        first, number, asked = self._last
        if position < first:
            positions = self._shape_positions()
            number = bisect_right(positions, position) - 1
            first = asked = positions[number]
        elif position < asked:
            return number, first
        passed = self.shape.count(" ", asked, position)
        if passed:
            number, first = number + passed, self.shape.rindex(" ", asked, position) + 1
        self._last = (first, number, position)
        return number, first

    def _text_offsets(self) -> list[int]:
        """Where each chunk begins in the text, and one past its end."""
        if self._offsets is None:
            self._offsets = _starts(self.chunks)
        return self._offsets

    def _shape_positions(self) -> list[int]:
        """Where each chunk begins in the shape, and one past its end."""
        if self._positions is None:
            self._positions = _starts(self._shapes)
        return self._positions

    def locate(self, start: int, places: Sequence[Place]) -> list[tuple[int, int]]:
        """Start and end in the text of the tokens at each place, counted from the token at shape position `start`."""
        number, first = self._chunk(start)
        inner, offsets, shapes = start - first, self._text_offsets(), self._shapes
        located = []
        for left, begin, right, last in places:
            left += number
            offset = offsets[left]
            if len(shapes[left]) > 1:
                offset += self._spans(left)[begin + inner if left == number else begin][0]
            right += number
            if len(shapes[right]) == 1:
                end = offsets[right + 1] - 1
            else:
                end = offsets[right] + self._spans(right)[last + inner if right == number else last][1]
            located.append((offset, end))
        return located

    def _spans(self, number: int) -> tuple[tuple[int, int], ...]:
        spans = self._long.get(number)
        if spans is None:
            spans = self._shaper.spans(self.chunks[number])
            if len(spans) > LONGEST_CHUNK:
                self._long[number] = spans
        return spans

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the tokens from shape position `start` up to `end`."""
        return self.locate(start, (place(self.shape[start:end], 0, end - start),))[0]

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The shape positions of the chunks that hold the text from offset `start` up to `end`."""
        offsets, positions = self._text_offsets(), self._shape_positions()
        first, last = bisect_right(offsets, start) - 1, bisect_left(offsets, end) - 1
        left, right = positions[first], positions[last + 1] - 1
        if len(self._shapes[first]) > LONGEST_CHUNK:  # a chunk as long as a sentence is cut inside
            left += bisect_left(self._spans(first), (start - offsets[first],))
        if len(self._shapes[last]) > LONGEST_CHUNK:
            right = positions[last] + bisect_left(self._spans(last), (end - offsets[last],))
        return left, right


def _starts(pieces: list[str]) -> list[int]:
    """Where each piece begins when they are joined by blanks, and one past the end."""
    return list(map(add, accumulate(map(len, pieces), initial=0), count()))
