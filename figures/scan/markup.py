"""A block of text → the text without the marks of emphasis in it, and the way back to where it stands.

`**14,000** killed`, `_about 300_`, `` `340` `` read as what they show: the marks of Markdown that are no words
(CommonMark 6.1 and 6.2: a run of `*` or `_` before what it sets apart, and the same behind it; neither within a word).
A row of two cells of a table is a label and what it names: `| Killed | 14 |` reads as `Killed: 14`.
"""

from __future__ import annotations

import re

LONGEST = 400
"""How many characters may stand between two marks of a pair."""


def _pair(mark: str) -> re.Pattern[str]:
    one, run, inner = re.escape(mark[0]), re.escape(mark), f"[^{mark[0]}]"
    if len(mark) == 2:  # a single mark may stand within
        inner = f"(?:{inner}|{one}(?!{one}))"
    return re.compile(rf"(?<![\w{one}]){run}(?=[^\s{one}]){inner}{{1,{LONGEST}}}(?<=[^\s{one}]){run}(?![\w{one}])")


_PAIRS = tuple((len(mark), _pair(mark)) for mark in ("***", "**", "*", "__", "_", "`", "~~"))
_ROW = re.compile(r"\|([^|\n]+)\|([^|\n]+)\|[^\S\n]*")
MARKS = "*_`~|"
"""What marks are made of."""


class Origin:
    """Where the characters of a block that is read stand in its document."""

    __slots__ = ("_places", "start")

    def __init__(self, start: int, places: list[int] | None = None) -> None:
        self.start = start
        self._places = places
        """Of each character, where it stands in the block as written; none, where nothing is left out."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of what stands from `start` to `end`; with the marks around it, where it holds
        one, so that both of a pair are within: `**14,000** people`.
        """
        places = self._places
        if places is None:
            return self.start + start, self.start + end
        begin, stop = places[start], places[end - 1] + 1
        if stop - begin > end - start:
            begin, stop = places[start - 1] + 1 if start else 0, places[end]
        return self.start + begin, self.start + stop


def unmarked(text: str, start: int) -> tuple[str, Origin]:
    """A block that begins at an offset, without its marks of emphasis, and the way back to its document."""
    if not any(mark in text for mark in MARKS):
        return text, Origin(start)
    if row := _ROW.fullmatch(text):
        text = f" {row[1]}:{row[2]}".ljust(len(text))
    cut: set[int] = set()
    for length, pair in _PAIRS:
        for match in pair.finditer(text):
            cut.update(range(match.start(), match.start() + length), range(match.end() - length, match.end()))
    if not cut:
        return text, Origin(start)
    kept = [place for place in range(len(text)) if place not in cut]
    return "".join([text[place] for place in kept]), Origin(start, [*kept, len(text)])
