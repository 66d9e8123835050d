"""In: the text of a file. Out: what its front matter says, raw, and the text that follows it.

Front matter is a block between two lines `---` at the very start whose lines read `key: value`, as static-site
generators write it. Of YAML only that much is read: comments, and lists and nested lines below a key, are passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*\r?\n")
_PAIR = re.compile(r"([^\W\d][\w.-]*)[ \t]*:(?:[ \t]+(.*))?")
_BLOCK_SCALARS = ("|", ">")
_MOST_LINES = 1_000  # a longer block is a text of that shape

# What a key is called here, by how it may be written; of two for one thing, the first of this list counts.
KEYS = {
    "source": "source",
    "published": "published",
    "date": "published",
    "url": "url",
    "title": "title",
    "language": "language",
}


class Said(NamedTuple):
    """A value, and the 1-based line of the file that says it."""

    value: str
    line: int


def split(text: str) -> tuple[dict[str, Said], str]:
    """What the front matter says, and the text after it.

    A block that is not closed, or that holds a line of another shape, is prose that begins with a rule: then nothing
    is said, and the text is whole.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    pairs: dict[str, Said] = {}
    number, position = 1, opening.end()
    while position < len(text) and number <= _MOST_LINES:
        end = text.find("\n", position) + 1 or len(text)
        line, number, position = text[position:end].rstrip(), number + 1, end
        if line == "---":
            return (_known(pairs), text[position:]) if pairs else ({}, text)
        if pair := _PAIR.fullmatch(line):
            pairs[pair[1].lower()] = Said(_plain(pair[2] or ""), number)
        elif line and line[0] != "#" and not (pairs and line.startswith((" ", "\t", "- "))):
            break
    return {}, text


def _known(pairs: dict[str, Said]) -> dict[str, Said]:
    known: dict[str, Said] = {}
    for key, name in KEYS.items():
        if key in pairs and pairs[key].value:
            known.setdefault(name, pairs[key])
    return known


def _plain(value: str) -> str:
    """A scalar without its quotes; "" for a block scalar, whose text stands on the lines below and is not read."""
    value = value.strip()
    if value[:1] in _BLOCK_SCALARS:
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
