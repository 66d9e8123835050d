"""A block of text → its shape: one character a token, one blank between chunks, in the grammar's alphabet.

In: text without line breaks. Out: `Shape`, whose `shape` the recogniser runs over, and whose `span` leads back to the
text. What a chunk looks like is remembered, so that text costs a dictionary look-up a word.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from figures.grammar import Grammar
from figures.grammar.tokens import Token

MEMO_LIMIT = 200_000
"""Chunks remembered before the memo starts afresh, and the longest chunk that is remembered at all."""
LONGEST_CHUNK = 64


class Shaper:
    """Turns texts into shapes by one grammar, and remembers the chunks."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._shapes: dict[str, str] = {"": ""}
        self._offsets: dict[str, tuple[tuple[int, int], ...]] = {"": ()}
        self._used = grammar.used

    def shape(self, text: str) -> Shape:
        """The shape of a text whose blanks are all single characters of the kind ' '."""
        if len(self._shapes) > MEMO_LIMIT:
            self._shapes, self._offsets = {"": ""}, {"": ()}
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
        known = self._offsets.get(chunk)
        if known is None:
            known = tuple((token.start, token.end) for token in self._grammar.tokeniser.tokens(chunk))
            if len(chunk) <= LONGEST_CHUNK:
                self._offsets[chunk] = known
        return known

    def _learn(self, chunk: str) -> str:
        char = self._grammar.alphabet.char
        shape = "".join([char(classes) for _, classes in self.tokens(chunk)])
        if len(chunk) <= LONGEST_CHUNK:
            self._shapes[chunk] = shape
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

    __slots__ = ("_chunk_starts", "_chunks", "_shape_starts", "_shaper", "_shapes", "shape", "text")

    def __init__(self, text: str, chunks: list[str], shapes: list[str], shaper: Shaper) -> None:
        self.text, self.shape = text, " ".join(shapes)
        self._chunks, self._shapes, self._shaper = chunks, shapes, shaper
        self._shape_starts: list[int] | None = None
        self._chunk_starts: list[int] = []

    def _starts(self) -> list[int]:
        if self._shape_starts is None:
            self._shape_starts = [0, *accumulate(len(shape) + 1 for shape in self._shapes)]
            self._chunk_starts = [0, *accumulate(len(chunk) + 1 for chunk in self._chunks)]
        return self._shape_starts

    def token(self, position: int) -> tuple[int, int]:
        """Start and end in the text of the token at one shape position."""
        starts = self._starts()
        index = bisect_right(starts, position) - 1
        start, end = self._shaper.spans(self._chunks[index])[position - starts[index]]
        return self._chunk_starts[index] + start, self._chunk_starts[index] + end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the tokens from shape position `start` up to `end`."""
        return self.token(start)[0], self.token(end - 1)[1]

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The shape positions of the chunks that hold the text from offset `start` up to `end`."""
        starts = self._starts()
        first = bisect_right(self._chunk_starts, start) - 1
        last = min(bisect_right(self._chunk_starts, max(end - 1, start)) - 1, len(self._shapes) - 1)
        return starts[first], starts[last] + len(self._shapes[last])
