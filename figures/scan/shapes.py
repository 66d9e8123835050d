"""A block of text → its shape: one character a token, one blank between chunks, in the grammar's alphabet.

In: text without line breaks. Out: `Shape`, whose `shape` the recogniser runs over, and whose `span` leads back to the
text. What a chunk looks like is remembered, so that text costs a dictionary look-up a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from figures.grammar import Grammar
from figures.grammar.tokens import Token

MEMO_LIMIT = 60_000
"""Chunks remembered before the memo starts afresh, and the longest chunk that is remembered at all."""
LONGEST_CHUNK = 64


class Shaper:
    """Turns texts into shapes by one grammar, and remembers the chunks."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._shapes: dict[str, str] = {"": ""}
        self._spans: dict[str, tuple[tuple[int, int], ...]] = {"": ()}
        self._used = grammar.used

    def shape(self, text: str) -> Shape:
        """The shape of a text whose blanks are all single characters of the kind ' '."""
        if len(self._shapes) > MEMO_LIMIT:
            self._shapes, self._spans = {"": ""}, {"": ()}
        chunks = text.split(" ")
        known = self._shapes
        try:
            shapes = [known[chunk] for chunk in chunks]
        except KeyError:
            shapes = [known[chunk] if chunk in known else self._learn(chunk) for chunk in chunks]
        return Shape(text, chunks, shapes, self)

    def tokens(self, chunk: str) -> list[tuple[Token, frozenset[str]]]:
        """The tokens of a chunk with all classes that they can be."""
        return [(token, self._classes(token)) for token in self._grammar.tokeniser.tokens(chunk)]

    def spans(self, chunk: str) -> tuple[tuple[int, int], ...]:
        """Start and end of each token of a chunk, in the chunk."""
        known = self._spans.get(chunk)
        return tuple([token[1:3] for token in self._grammar.tokeniser.tokens(chunk)]) if known is None else known

    def _learn(self, chunk: str) -> str:
        char = self._grammar.alphabet.char
        tokens = self.tokens(chunk)
        shape = "".join([char(classes) for _, classes in tokens])
        if len(chunk) <= LONGEST_CHUNK:
            self._shapes[chunk] = shape
            if len(tokens) > 1:
                self._spans[chunk] = tuple([token[1:3] for token, _ in tokens])
        return shape

    def _classes(self, token: Token) -> frozenset[str]:
        listed = self._grammar.lexicon.token_classes(token.text)
        found = listed | token.forms
        if "lower" in token.forms:
            unknown = not any(not name.startswith("=") for name in listed)
            found.update(ending.name for ending in self._grammar.endings if ending.fits(token.text, unknown))
        return frozenset(found & self._used)


class Shape:
    """The shape of one block and the way back to its text."""

    __slots__ = ("_last", "_long", "_offsets", "_positions", "_shaper", "_shapes", "chunks", "shape", "text")

    def __init__(self, text: str, chunks: list[str], shapes: list[str], shaper: Shaper) -> None:
        self.text, self.shape = text, " ".join(shapes)
        self.chunks, self._shapes, self._shaper = chunks, shapes, shaper
        # Text offsets of chunks, and the chunk found last: positions are mostly asked for from left to right.
        self._offsets: list[int] | None = None
        self._positions: list[int] | None = None
        self._last = (0, 0)
        self._long: dict[int, tuple[tuple[int, int], ...]] = {}

    def _chunk(self, position: int) -> tuple[int, int]:
        """The number of the chunk that holds a shape position, and the position of its first token."""
        first, number = self._last
        if position < first:
            first = number = 0
        passed = self.shape.count(" ", first, position)
        if passed:
            number, first = number + passed, self.shape.rindex(" ", first, position) + 1
        self._last = (first, number)
        return number, first

    def _text_offsets(self) -> list[int]:
        """Where each chunk begins in the text, and the text's end."""
        if self._offsets is None:
            self._offsets = list(accumulate((len(chunk) + 1 for chunk in self.chunks), initial=0))
        return self._offsets

    def token(self, position: int) -> tuple[int, int]:
        """Start and end in the text of the token at one shape position."""
        number, first = self._chunk(position)
        offset = self._text_offsets()[number]
        if len(self._shapes[number]) == 1:
            return offset, offset + len(self.chunks[number])
        spans = self._spans(number)
        start, end = spans[position - first]
        return offset + start, offset + end

    def _spans(self, number: int) -> tuple[tuple[int, int], ...]:
        spans = self._long.get(number)
        if spans is None:
            spans = self._shaper.spans(self.chunks[number])
            if len(spans) > LONGEST_CHUNK:
                self._long[number] = spans
        return spans

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the tokens from shape position `start` up to `end`."""
        left = self.token(start)
        return left if end == start + 1 else (left[0], self.token(end - 1)[1])

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The shape positions of the chunks that hold the text from offset `start` up to `end`."""
        if self._positions is None:
            self._positions = list(accumulate((len(shape) + 1 for shape in self._shapes), initial=0))
        offsets, positions = self._text_offsets(), self._positions
        first, last = bisect_right(offsets, start) - 1, bisect_left(offsets, end) - 1
        left, right = positions[first], positions[last + 1] - 1
        if len(self._shapes[first]) > LONGEST_CHUNK:  # a chunk as long as a sentence is cut inside
            left += bisect_left(self._spans(first), (start - offsets[first],))
        if len(self._shapes[last]) > LONGEST_CHUNK:
            right = positions[last] + bisect_left(self._spans(last), (end - offsets[last],))
        return left, right
