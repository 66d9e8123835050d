"""A document's text → blocks: runs of lines that no reading crosses.

In: text as decoded. Out: `(start, end)` spans, in order. A line is a block of its own, unless it was plainly wrapped:
then the next one belongs to it, but for the next item of a list that is numbered, and for what another speaker says.
Blank lines always part blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

WRAP_LEAST, WRAP_MOST = 45, 120
"""A wrapped line is at least and at most so long: headings are shorter, paragraphs on one line are longer."""
WRAP_LINES, WRAP_SHARE = 3, 0.5
"""From so many lines on it is seen to what width they were wrapped, if so large a share of them shows it."""

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_BLANK = re.compile(rf"[{_SPACES}\u2000-\u200a]")

_SENTENCE_ENDS = tuple('.!?:;…"”»')
_BULLETS = tuple("-*•–—#>|")
_SPEAKER = re.compile(r"(?=[^\W\d_])\w[\w.'’-]*(?: \w[\w.'’-]*){0,3} ?:(?!\S)")
"""A label before what somebody says: `Speaker 2: `, `Mr. Okoro: `."""
_BROKEN = re.compile(r"[^\W_]-[^\W_A-Z]$")
"""The end of a line behind which a word goes on, and the first letter of the next."""
_QUOTING = re.compile(r"\s*(?:>[^\S\n]?)+(?=\S)")
_MARKER = re.compile(
    r"\s*(?:\(?(\d{1,2})[.)][^\S\n]+(?=\S)|(?:[*•‣▪●◦]|#{1,6})[^\S\n]+(?=\S)|[-–—][^\S\n]+(?=[^\W\d_]))"
)
"""The number of an item of a list, its bullet, or what marks a heading."""


def with_plain_blanks(text: str) -> str:
    """The text with every kind of space as one blank of the kind ' ', so that offsets hold."""
    return _BLANK.sub(" ", text)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the blocks of a text; blank lines belong to none."""
    position = 0
    run: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line and not line.isspace():
            run.append(line)
        elif run:
            yield from _blocks(text, position - sum(map(len, run)) - len(run), run)
            run = []
        position += len(line) + 1


def _blocks(text: str, start: int, lines: list[str]) -> Iterator[tuple[int, int]]:
    """The blocks of lines without a blank one between them, of which the first begins at `start`."""
    width = _width(lines)
    end = start + len(lines[0])
    for previous, line in pairwise(lines):
        begin = end + 1
        if not _continues(text, start, previous.rstrip(), line, width):
            yield start, end
            start = begin
        end = begin + len(line)
    yield start, end


def _width(lines: list[str]) -> int:
    """The width to which lines were plainly wrapped, or 0: most go on in small letters, and are so long that the first
    word of the next had no room.
    """
    longest = max(len(line.rstrip()) for line in lines)
    if len(lines) < WRAP_LINES or not WRAP_LEAST <= longest <= WRAP_MOST:
        return 0
    small = sum(line.lstrip()[0].islower() for line in lines[1:])
    full = sum(_is_full(previous.rstrip(), line, longest) for previous, line in pairwise(lines))
    least = WRAP_SHARE * (len(lines) - 1)
    return longest if small >= least and full >= least else 0


def _is_full(previous: str, line: str, width: int) -> bool:
    return len(previous) + 1 + len(line.split(maxsplit=1)[0]) > width


def marker(text: str, start: int, end: int) -> int:
    """Where the marker ends with which a block begins as an item of a list or a quotation, or its start: `2. `, `(2) `,
    `• `, and `> ` before a sentence (`> 14 people` by itself are more than 14).
    """
    found = _QUOTING.match(text, start, end)
    if found is not None and text[start:end].rstrip().endswith(_SENTENCE_ENDS):
        return found.end()
    found = _MARKER.match(text, start, end)
    return start if found is None or (found[1] and text[found.end()].islower()) else found.end()


def _is_next(text: str, start: int, line: str) -> bool:
    """Whether a line is the item behind that with which a block begins."""
    known, following = ((found and found[1]) or None for found in (_MARKER.match(text, start), _MARKER.match(line)))
    return known is not None and following is not None and int(following) == int(known) + 1


def _is_said(line: str) -> bool:
    """Whether a line begins with who says it: up to four words with capitals, or digits, and a colon."""
    found = _SPEAKER.match(line)
    return found is not None and not any(word[0].islower() for word in found[0].split())


def _continues(text: str, start: int, previous: str, line: str, width: int) -> bool:
    """Whether a line goes on with the block that begins at `start` and ends with the line before it."""
    first = line.lstrip()
    if first.startswith(_BULLETS) or _is_next(text, start, line) or _is_said(first):
        return False
    if (width and _is_full(previous, line, width)) or _BROKEN.search(f"{previous[-2:]}{first[0]}"):
        return True
    if not (WRAP_LEAST <= len(previous) <= WRAP_MOST and len(line) <= WRAP_MOST) or previous.endswith(_SENTENCE_ENDS):
        return False
    # A wrapped line goes on in lower case or with a digit; a capital follows only a line that cannot be a heading.
    return first[0].islower() or first[0].isdigit() or (previous[-1] == "," or previous.split()[-1].islower())
