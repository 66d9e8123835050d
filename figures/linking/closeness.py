"""Rows of the documents table → which documents tell of one event, and which are copies of one wire.

In: two DocumentRows. Out: `Closeness`, which depends on those two alone, so that an unrelated document changes no
verdict. Candidates are counted over an index of names, so that not every pair of a large collection is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from figures.table import DocumentRow

SHARED_NAMES, SHARED_PART = 3, 0.25
"""Documents are close if they share so many names, and this part of the names of the one with fewer."""
BRIEF_NAMES, BRIEF_PART, BRIEF_WINDOW = 2, 0.5, timedelta(days=3)
"""Of short reports, which have few names, so many and so great a part will do, if they are of the same days."""
COPIED = 0.5
"""Documents are copies if they share this part of the shingles of the one with fewer."""
WINDOW = timedelta(days=60)
"""Documents further apart than that tell of the news of different days."""
LAID, FEWEST = 200, 6
"""A document is laid beside the nearest of the close ones that come after it until they have LAID figures, but beside
FEWEST at least. All that tell of one event would be ever more pairs the more there are, and tell nothing that the
nearest do not.
"""
MARKS = 4
"""Copies have one of so many least shingles in common."""
COPY_DISTANCE = 10.0
"""How much farther a copy is than any other document: it says nothing new."""
_REPEATED = re.compile(r"(.)\1+")
_GLIDES = str.maketrans({"y": "i", "j": "i", "w": "v"})


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near two documents are: whether they tell of one event, and whether one is a copy of the other."""

    close: bool
    copies: bool
    shared: tuple[str, ...]
    """The names that both have, as spelled by neither."""
    distance: float = 0.0
    """How far apart they are, by the names they share and by days: what counts is which of two is nearer."""


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
    close = copies or (bool(shared) and len(shared) >= min(SHARED_NAMES, least) and len(shared) >= SHARED_PART * least)
    close = close or _brief(one, other, shared, least)
    distance = COPY_DISTANCE * copies + 1 - len(shared) / max(least, 1)
    if one.row.published and other.row.published:
        distance += abs(one.row.published - other.row.published) / WINDOW
    return Closeness(close, copies, tuple(sorted(shared)), round(distance, 6))


def _brief(one: Known, other: Known, shared: Collection[str], least: int) -> bool:
    if not one.row.published or not other.row.published or abs(one.row.published - other.row.published) > BRIEF_WINDOW:
        return False
    longer = [name for name in shared if " " in name]
    alone = sum(not any(name in each.split() for each in longer) for name in shared)  # Kansas City is one name, not two
    return alone >= BRIEF_NAMES and len(shared) >= BRIEF_PART * least


Pair = tuple[Known, Known, Closeness]


def close_pairs(documents: Iterable[DocumentRow]) -> Iterator[Pair]:
    """The pairs of documents that are close, in the order of their ids."""
    known = sorted((Known.of(row) for row in documents), key=lambda one: one.row.document)
    near = ((known[one], known[other], closeness(known[one], known[other])) for one, other in candidates(known))
    yield from reversed([pair for pair in near if pair[2].close])


def nearest(pairs: Iterable[Pair], sizes: Mapping[str, int]) -> list[Pair]:
    """Of the pairs of close documents those to be weighed, in the order of their ids.

    `sizes` has the number of figures of each document.
    """
    by_owner: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_owner.setdefault(pair[0].row.document, []).append(pair)
    chosen: list[Pair] = []
    for those in by_owner.values():
        laid = 0
        for number, pair in enumerate(sorted(those, key=_near)):
            laid += sizes.get(pair[1].row.document, 0)
            if number >= FEWEST and laid > LAID:
                break
            chosen.append(pair)
    return sorted(chosen, key=_ids)


def _near(pair: Pair) -> tuple[float, str]:
    return pair[2].distance, pair[1].row.document


def _ids(pair: Pair) -> tuple[str, str]:
    return pair[0].row.document, pair[1].row.document


def voices(documents: Iterable[DocumentRow], pairs: Iterable[Pair]) -> dict[str, str]:
    """Document → the voice that speaks in it: all of one source, and copies of one wire, speak with one."""
    head: dict[str, str] = {}

    def root(name: str) -> str:
        while head.setdefault(name, name) != name:
            name = head[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        head[second] = first

    by_source: dict[str, str] = {}
    for row in documents:
        root(row.document)
        if row.source is not None:
            join(row.document, by_source.setdefault(row.source, row.document))
    for left, right, near in pairs:
        if near.copies:
            join(left.row.document, right.row.document)
    return {name: root(name) for name in list(head)}


def windows(one: Known) -> tuple[int, ...]:
    """The windows of time in which a document meets all that may be close to it: its own, and the next, where it meets
    those that come after; none if nobody knows when it was published: it may be close to any."""
    window = _window(one)
    return () if window is None else (window, window + 1)


def candidates(known: Sequence[Known], undated: bool = False) -> Iterator[tuple[int, int]]:
    """Pairs that may be close, by their places and from the last to the first: those that have names enough in common,
    or the mark of a copy, and are of one window of time or of neighbouring ones.

    With `undated`, only those pairs of which nobody knows for both when they were published.
    """
    index: dict[int | None, dict[str | int, list[int]]] = {}
    for number in range(len(known) - 1, -1, -1):  # what comes after is in the index already
        one, own = known[number], _window(known[number])
        marks: list[str | int] = [*sorted(one.shingles)[:MARKS], one.row.sha256]
        near = [None] if own is None or undated else [None, own - 1, own, own + 1]
        shared: Counter[int] = Counter()
        found: set[int] = set()
        for those in index.values() if own is None else [index[window] for window in near if window in index]:
            for name in one.names:
                shared.update(those.get(name, ()))
            for mark in marks:
                found.update(those.get(mark, ()))
        found.update(other for other, count in shared.items() if count >= _fewest(one, known[other]))
        yield from ((number, other) for other in sorted(found, reverse=True))
        here = index.setdefault(own, {})
        marks += one.names
        for mark in marks:
            here.setdefault(mark, []).append(number)


def _window(one: Known) -> int | None:
    return None if one.row.published is None else one.row.published.toordinal() // WINDOW.days


def _fewest(one: Known, other: Known) -> float:
    """How many names two documents have in common at least, if they are close and neither is a copy."""
    least = min(len(one.names), len(other.names))
    return max(min(BRIEF_NAMES, least), SHARED_PART * least)
