"""A document → its row of the documents table, with what linking needs: its names, a sketch of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import cast
from zlib import crc32

from figures.documents import Document

SHINGLE = 5
SKETCH = 128
SAMPLED = 8
"""Words a shingle, the most hashes kept of a document (its smallest: Broder 1997), and one word in how many may begin a
shingle that is kept: the same words in every text, so that sketches compare."""

MEMO_LIMIT = 60_000
_MARKS = "\"'“”‘’«»()[]{}.,;:!?…—–-*"
_SENTENCE_ENDS = (".", "!", "?", "…", ":")


class Sketcher:
    """Collects names and shingles of one document after another, a block at a time; it remembers words."""

    def __init__(self) -> None:
        # Chunk → its word, whether it has a capital, whether it may begin a shingle; () for what is neither.
        self._words: dict[str, tuple[str, bool, bool] | tuple[()]] = {}
        self._names: set[str] = set()
        self._shingles: set[str] = set()

    def add(self, chunks: Sequence[str]) -> None:
        """Take in one block of text, cut at blanks."""
        found = list(map(self._words.get, chunks))
        marks = [self._learn(chunk) for chunk in chunks] if None in found else found
        last, run = -2, ""
        for number, mark in compress(enumerate(marks), marks):
            word, capital, sampled = cast("tuple[str, bool, bool]", mark)
            if sampled and number + SHINGLE <= len(chunks):
                self._shingles.add(" ".join([_plain(chunk) for chunk in chunks[number : number + SHINGLE]]))
            if not capital:
                continue
            closed = run and chunks[last][-1] in _MARKS  # Kyiv, Moscow: two names
            opens = number == 0 or chunks[number - 1].rstrip("”’\"')").endswith(_SENTENCE_ENDS)
            if run and number == last + 1 and not opens and not closed:
                run = f"{run} {word}"
            else:
                if run:
                    self._names.add(run)
                run = "" if opens else word
            last = number
        if run:
            self._names.add(run)

    def row(self, document: Document, digest: str, language: str) -> tuple[object, ...]:
        """The row of the document whose blocks were added since the last row."""
        hashes = sorted(crc32(shingle.encode("utf-8", "replace")) for shingle in self._shingles)[:SKETCH]
        names = tuple(sorted(self._names))
        self._names, self._shingles = set(), set()
        return (
            *(document.id, document.source, document.published, document.url, document.title),
            *(document.language or language, digest, len(document.text), names, tuple(hashes)),
        )

    def _learn(self, chunk: str) -> tuple[str, bool, bool] | tuple[()]:
        known = self._words.get(chunk)
        if known is not None:
            return known
        if len(self._words) > MEMO_LIMIT:
            self._words.clear()
        word = chunk.strip(_MARKS).removesuffix("’s").removesuffix("'s")
        sampled = bool(word) and crc32(_plain(chunk).encode("utf-8", "replace")) % SAMPLED == 0
        capital = len(word) > 1 and word[0].isupper()
        known = self._words[chunk] = (word, capital, sampled) if capital or sampled else ()
        return known


def _plain(chunk: str) -> str:
    return chunk.strip(_MARKS).lower()
