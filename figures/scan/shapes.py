"""A block of text → its shape: one character a token, one blank between chunks, in the grammar's alphabet.

In: text without line breaks. Out: `Shape`, whose `shape` the recogniser runs over, and whose `span` leads back to the
text. What a chunk looks like is remembered, so that text costs a dictionary look-up a word.
"""

from __future__ import annotations

from bisect import bisect_left

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

    __slots__ = ("_chunks", "_shaper", "_shapes", "_token_ends", "_token_starts", "shape", "text")

    def __init__(self, text: str, chunks: list[str], shapes: list[str], shaper: Shaper) -> None:
        self.text, self.shape = text, " ".join(shapes)
        self._chunks, self._shapes, self._shaper = chunks, shapes, shaper
        self._token_starts: list[int] = []
        self._token_ends: list[int] = []

    def _place(self) -> list[int]:
        """Start and end in the text of every token, by shape position; worked out when first asked for."""
        if not self._token_starts:
            starts, ends, spans = self._token_starts, self._token_ends, self._shaper.spans
            offset = 0
            for chunk, shape in zip(self._chunks, self._shapes, strict=True):
                if len(shape) == 1 and len(chunk) == 1:
                    starts.append(offset)
                    ends.append(offset + 1)
                else:
                    for start, end in spans(chunk):
                        starts.append(offset + start)
                        ends.append(offset + end)
                offset += len(chunk)
                starts.append(offset)  # the blank after the chunk
                ends.append(offset)
                offset += 1
        return self._token_starts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the tokens from shape position `start` up to `end`."""
        return self._place()[start], self._token_ends[end - 1]

    def positions(self, start: int, end: int) -> tuple[int, int]:
        """The shape positions of the tokens that begin in the text from offset `start` up to `end`."""
        starts = self._place()
        return bisect_left(starts, start), bisect_left(starts, end)
