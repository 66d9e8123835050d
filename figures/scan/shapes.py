"""A block of text → its shape: one character a token, one blank between chunks, in the grammar's alphabet.

In: text without line breaks. Out: `Shape`, whose `shape` the recogniser runs over, and whose `span` leads back to the
text. What a chunk looks like is remembered, so that text costs a dictionary look-up a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from figures.grammar import Grammar
from figures.grammar.memo import Memo
from figures.grammar.tokens import Token

MEMO_LIMIT, LONGEST_CHUNK = 24_000, 64
"""How many chunks are remembered, and the longest that is."""
JOINING = ("preposition", "time-preposition", "list-joining")
"""Classes of words that name nothing in capitals either: 14 DEAD AFTER CORVE RAIDS."""
ALIKE_LIMIT = 10_000
"""How many looks of chunks, and of tokens, are remembered."""


Place = tuple[int, int, int, int]
"""Chunk and token of the first token of a part, and those of its last: chunks count from the one that a run of tokens
begins in, tokens from the chunk's first (in the first chunk of the run, from the run's)."""


def place(run: str, begin: int, stop: int) -> Place:
    """The place of the tokens from `begin` up to `stop` of a run of a shape."""
    last = stop - 1
    left, right = run.count(" ", 0, begin), run.count(" ", 0, last)
    return left, begin - run.rfind(" ", 0, begin) - 1, right, last - run.rfind(" ", 0, last) - 1


class Seen(NamedTuple):
    """What a chunk looks like: its tokens in the alphabets of rules and of frames, and where each of several stands."""

    shape: str
    line: str
    spans: tuple[tuple[int, int], ...]


class Shaper:
    """Turns texts into shapes by one grammar, and remembers the chunks."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.chunks: Memo[str, Seen] = Memo(MEMO_LIMIT, self._seen, LONGEST_CHUNK)
        self._same: Memo[Seen, Seen] = Memo(ALIKE_LIMIT, lambda seen: seen)
        self._chars: Memo[tuple[str, frozenset[str]], tuple[str, str]] = Memo(ALIKE_LIMIT, self._chars_of)

    def shape(self, text: str) -> Shape:
        """The shape of a text whose blanks are all single characters of the kind ' '."""
        chunks = text.split(" ")
        return Shape(text, chunks, list(map(self.chunks.__getitem__, chunks)), self)

    def tokens(self, chunk: str) -> list[tuple[Token, frozenset[str]]]:
        """The tokens of a chunk with all classes that rules can ask for."""
        used = self._grammar.used
        found = self._grammar.tokeniser.tokens(chunk)
        return [(token, frozenset(self._classes(token.text, token.forms) & used)) for token in found]

    def _seen(self, chunk: str) -> Seen:
        tokens = self._grammar.tokeniser.tokens(chunk)
        if len(chunk) <= LONGEST_CHUNK:
            chars = [self._chars[token.text, token.forms] for token in tokens]
        else:
            chars = [self._chars_of((token.text, token.forms)) for token in tokens]
        spans = () if len(tokens) == 1 else tuple([token[1:3] for token in tokens])
        seen = Seen("".join([one for one, _ in chars]), "".join([other for _, other in chars]), spans)
        return self._same[seen]

    def _chars_of(self, token: tuple[str, frozenset[str]]) -> tuple[str, str]:
        grammar, classes = self._grammar, self._classes(*token)
        return (
            grammar.alphabet.char(frozenset(classes & grammar.used)),
            grammar.frame_alphabet.char(frozenset(classes & grammar.used_by_frames)),
        )

    def _classes(self, text: str, forms: frozenset[str]) -> set[str]:
        listed = self._grammar.lexicon.token_classes(text)
        found = listed | forms
        if "lower" in forms:
            unknown = not any(not name.startswith("=") for name in listed)
            found.update(ending.name for ending in self._grammar.endings if ending.fits(text, unknown))
        elif "title" in forms and not listed:
            several = {ending.name for ending in self._grammar.endings if ending.fits_initials(text)}
            found = found - {"title"} | several if several else found
        if "stop" in listed:
            found -= {"name-like", "title"} if len(text) > 1 else {"name-like"}  # the A of A320 is a letter
        if "caps" in forms and not listed.isdisjoint(JOINING):
            found.discard("caps")
        return found


class Shape:
    """The shape of one block and the way back to its text."""

    __slots__ = ("_last", "_lines", "_offsets", "_positions", "_seen", "_shaper", "chunks", "shape", "text")

    def __init__(self, text: str, chunks: list[str], seen: list[Seen], shaper: Shaper) -> None:
        self.text, self.shape = text, " ".join([one[0] for one in seen])
        self.chunks, self._seen, self._shaper = chunks, seen, shaper
        # Text offsets of chunks; the chunk found last and for which position: they are mostly asked for from left to
        # right.
        self._offsets: list[int] | None = None
        self._positions: list[int] | None = None
        self._last = (0, 0, 0)
        self._lines: dict[tuple[int, int], tuple[int, str]] = {}

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
            self._positions = _starts([one[0] for one in self._seen])
        return self._positions

    def locate(self, start: int, places: Sequence[Place]) -> list[tuple[int, int]]:
        """Start and end in the text of the tokens at each place, counted from the token at shape position `start`."""
        number, first = self._chunk(start)
        inner, offsets, seen = start - first, self._text_offsets(), self._seen
        located = []
        for left, begin, right, last in places:
            left += number
            offset, spans = offsets[left], seen[left][2]
            if spans:
                offset += spans[begin + inner if left == number else begin][0]
            right += number
            spans = seen[right][2]
            if not spans:
                end = offsets[right + 1] - 1
            else:
                end = offsets[right] + spans[last + inner if right == number else last][1]
            located.append((offset, end))
        return located

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of the tokens from shape position `start` up to `end`."""
        offsets, seen = self._text_offsets(), self._seen
        left, first = self._chunk(start)
        begin = offsets[left] + (seen[left][2][start - first][0] if seen[left][2] else 0)
        right, first = self._chunk(end - 1)
        spans = seen[right][2]
        return begin, offsets[right] + spans[end - 1 - first][1] if spans else offsets[right + 1] - 1

    def line(self, start: int, end: int) -> tuple[int, str]:
        """For a sentence from text offset `start` up to `end`, the shape position where it begins, and its tokens in
        the alphabet of frames: each is one character there as well. No tokens if it was cut within one.
        """
        known = self._lines.get((start, end))
        if known is None:
            known = self._lines[start, end] = self._line(start, end)
        return known

    def _line(self, start: int, end: int) -> tuple[int, str]:
        offsets, positions, seen = self._text_offsets(), self._shape_positions(), self._seen
        first, last = bisect_right(offsets, start) - 1, bisect_left(offsets, end) - 1
        if offsets[first] == start and offsets[last + 1] - 1 == end:
            return positions[first], " ".join([one[1] for one in seen[first : last + 1]])
        left, right = positions[first], positions[last + 1] - 1
        if seen[first][2]:  # a chunk may hold the end of a sentence, or be as long as one
            left += bisect_left(seen[first][2], (start - offsets[first],))
        if seen[last][2]:
            right = positions[last] + bisect_left(seen[last][2], (end - offsets[last],))
        chunks = self._shaper.chunks
        line = " ".join([chunks[chunk][1] for chunk in self.text[start:end].split(" ")])
        return left, line if len(line) == right - left else ""


def _starts(pieces: list[str]) -> list[int]:
    """Where each piece begins when they are joined by blanks, and one past the end."""
    return list(map(add, accumulate(map(len, pieces), initial=0), count()))
