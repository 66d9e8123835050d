"""Rows of the documents table → which documents tell of one event, and which are copies of one wire.

In: two DocumentRows. Out: `Closeness`, which depends on those two alone, so that an unrelated document changes no
verdict. Candidates are found by the least hashes of their names (MinHash: Broder 1997), so that not every pair of a
large collection is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zlib import crc32

from figures.table import DocumentRow

SHARED_NAMES, SHARED_PART = 2, 0.15
"""Documents are close if they share so many names, and this part of the names of the one with fewer."""
COPIED = 0.5
"""Documents are copies if they share this part of the shingles of the one with fewer."""
WINDOW = timedelta(days=60)
"""Documents further apart than that tell of the news of different days."""
BANDS = 24
_REPEATED = re.compile(r"(.)\1+")
_GLIDES = str.maketrans({"y": "i", "j": "i", "w": "v"})


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near two documents are: whether they tell of one event, and whether one is a copy of the other."""

    close: bool
    copies: bool
    shared: tuple[str, ...]
    """The names that both have, as spelled by neither."""


def spelling(name: str) -> str:
    """A name without what differs between transliterations: accents, doubled letters, i, y and j, an ending in i."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return _REPEATED.sub(r"\1", plain.lower().translate(_GLIDES)).removesuffix("i")


@dataclass(frozen=True, slots=True)
class Known:
    """A document as linking needs it."""

    row: DocumentRow
    names: frozenset[str]
    shingles: frozenset[int]

    @classmethod
    def of(cls, row: DocumentRow) -> Known:
        """The names of a document, and the words of names of several, spelled alike."""
        names = {spelling(name) for name in row.names}
        names |= {spelling(word) for name in row.names for word in name.split()[-1:]}
        return cls(row, frozenset(name for name in names if len(name) > 2), frozenset(row.shingles))


def closeness(one: Known, other: Known) -> Closeness:
    """How near two documents are."""
    fewer = min(len(one.shingles), len(other.shingles))
    copies = one.row.sha256 == other.row.sha256 or (fewer > 0 and len(one.shingles & other.shingles) >= COPIED * fewer)
    if one.row.published and other.row.published and abs(one.row.published - other.row.published) > WINDOW:
        return Closeness(False, copies, ())
    shared = one.names & other.names
    least = min(len(one.names), len(other.names))
    close = copies or (len(shared) >= SHARED_NAMES and len(shared) >= SHARED_PART * least)
    return Closeness(close, copies, tuple(sorted(shared)))


def close_pairs(documents: Iterable[DocumentRow]) -> Iterator[tuple[Known, Known, Closeness]]:
    """The pairs of documents that are close, in the order of their ids."""
    known = sorted((Known.of(row) for row in documents), key=lambda one: one.row.document)
    for left, right in sorted(_candidates(known)):
        near = closeness(known[left], known[right])
        if near.close:
            yield known[left], known[right], near


def _candidates(known: Sequence[Known]) -> set[tuple[int, int]]:
    blocks: dict[tuple[int, int], list[int]] = {}
    for number, one in enumerate(known):
        for key in _bands(one.names) | {(BANDS, shingle) for shingle in sorted(one.shingles)[:4]}:
            blocks.setdefault(key, []).append(number)
    return {
        (left, right) for block in blocks.values() for place, left in enumerate(block) for right in block[place + 1 :]
    }


def _bands(names: frozenset[str]) -> set[tuple[int, int]]:
    hashes = [crc32(name.encode()) for name in names]
    return {(band, min(_mixed(value, band) for value in hashes)) for band in range(BANDS)} if hashes else set()


def _mixed(value: int, band: int) -> int:
    return (value ^ (band * 0x9E3779B1)) * 0x85EBCA6B % 0xFFFFFFFB
