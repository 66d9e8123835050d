"""What flows out: `Document`, one text and what is known of it.

`Fields` names the columns that hold it in a table of documents; `Metadata` is what is known of it beside the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from figures.errors import UsageError


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what is known of it. Offsets of every figure are code points into `text`.

    `text` is what follows the front matter, where there is any; otherwise it is the file as decoded, line endings
    included.
    """

    id: str
    text: str
    source: str | None = None
    published: datetime | None = None  # naive: the wall clock is kept, an offset dropped
    url: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Which key of a JSONL row, or column of a CSV file, holds what."""

    id: str = "id"
    text: str = "text"
    source: str = "source"
    published: str = "published"
    url: str = "url"
    title: str = "title"
    language: str = "language"


class Metadata(NamedTuple):
    """What is known of a text. None is unknown, never an empty string."""

    source: str | None = None
    published: datetime | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """What this says, and where this is silent, what `other` says."""
        return Metadata._make(said if said is not None else instead for said, instead in zip(self, other, strict=True))

    def document(self, identity: str, text: str) -> Document:
        """The document that this is known of."""
        return Document(identity, text, *self)


_LINE_BITS = 40


class Identities:
    """The document ids of one run, and where each was met, so that a clash can name both places.

    A run may hold millions of rows: an id is kept as an 8-byte digest, its place as a number. (Among ten million ids
    the chance that two digests collide is about 3 in a million.)
    """

    def __init__(self) -> None:
        from hashlib import blake2b

        self._blake2b = blake2b
        self._met: dict[int, int] = {}
        self._places: list[str] = []

    def enter(self, identity: str, place: str, line: int = 0) -> None:
        """Note that `identity` stands in `place` (line 0: the whole file). Raises `UsageError` if it was met before."""
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        here = ((len(self._places) - 1) << _LINE_BITS) | line
        digest = int.from_bytes(self._blake2b(identity.encode(errors="replace"), digest_size=8).digest(), "big")
        first = self._met.setdefault(digest, here)
        if first != here:
            met = located(self._places[first >> _LINE_BITS], first & ((1 << _LINE_BITS) - 1))
            raise UsageError(
                f"has the id {shown(identity)}, and so has {met}",
                where=located(place, line),
                remedy=(
                    "every row needs an id of its own: name another column with --id-column"
                    if line
                    else "files go by their path in the folder given: give the folder that holds both"
                ),
            )


def located(place: str, line: int = 0) -> str:
    """`place:line`, or the place alone for line 0."""
    return f"{place}:{line}" if line else place


def shown(value: str, limit: int = 60) -> str:
    """A value quoted for a message: on one line, cut to `limit` characters, printable on any terminal."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut) + '"'


_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """`text` with each lone surrogate replaced by U+FFFD: as long as before, so offsets hold, and it can be written."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
