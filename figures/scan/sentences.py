"""A block of text → its sentences, as spans. What does not end a sentence is the pack's to say.

Of its `abbreviations` those that it calls `closing` end one behind a number: on 22 Mar. By then it was over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

LONGEST = 600
"""Longer sentences, in characters, are cut round what is asked for."""

_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s)|(?<=[^\W_]{2}|[^\W_]%)\.(?=[\"“]?[^\W\d_]{2})")
_BEFORE = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_NUMBERED = re.compile(r"(?<![^\W_])\d{1,2}\s+[^\W_]+$")
_OPENING = "\"'“‘([«"
_CLOSED = tuple('.!?…"”’)')
LONGEST_DATELINE, SHORTEST_CITY = 80, 4
_DATELINE = re.compile(rf"(?=\S)([^\n]{{2,{LONGEST_DATELINE}}}?)(?:\s(?:[-–—]|--)\s+|\)\s?(?:[-–—]|--)\s?|(:)\s+)")


class Sentences:
    """The sentences of one block, found once and asked for by position."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, abbreviations: Collection[str], closing: Collection[str] = ()) -> None:
        self._text = text
        self._starts = [len(text) - len(text.lstrip())]
        told = _behind_dateline(text, self._starts[0])
        for match in _END.finditer(text):
            following = match.end()
            while following < len(text) and text[following].isspace():
                following += 1
            if following < len(text) and _ends(text, match, following, abbreviations, closing):
                self._starts.append(following)
        if told:
            self._starts = [self._starts[0], told, *(start for start in self._starts if start > told)]

    def holding(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a span, or of the two that it joins; blanks around are left out."""
        starts = self._starts
        first = max(bisect_right(starts, start) - 1, 0)
        last = bisect_right(starts, end - 1, first)
        stop = starts[last] if last < len(starts) else len(self._text)
        begin = starts[first]
        if stop - begin > LONGEST:  # no sentence of a writer: what stands near the span is enough, and rows stay small
            near, far = max(begin, start - LONGEST // 2), min(stop, end + LONGEST // 2)
            before = self._text.rfind(" ", max(begin, near - LONGEST + 1), near + 1)
            after = self._text.find(" ", far, min(stop, far + LONGEST))
            begin = before + 1 if before >= 0 else near
            stop = after if after >= 0 else far
        while stop > begin and self._text[stop - 1].isspace():
            stop -= 1
        return begin, stop


def _behind_dateline(text: str, start: int) -> int:
    """Where a report goes on behind where it was written, by whom and when, if it begins with that, or 0: `KABUL —`,
    `LONDON, March 3 (Reuters) -`, `NEW DELHI:`. Every word of that has a capital, and what follows is a sentence.
    """
    found = _DATELINE.match(text, start)
    if found is None or not text.rstrip().endswith(_CLOSED):
        return 0
    told = found.end()
    follows = text[told : told + 2].lstrip(_OPENING)[:1]
    words = re.findall(r"[^\W_]+", found[1])
    named = all(word[0].isupper() or word.isdecimal() for word in words) and words and not words[0].isdecimal()
    whole = found[2] is None or (found[1].isupper() and len(found[1]) >= SHORTEST_CITY)
    return told if follows.isupper() and named and whole else 0


def _ends(
    text: str, match: re.Match[str], following: int, abbreviations: Collection[str], closing: Collection[str]
) -> bool:
    """Whether a sentence ends there and another follows; where the blank was forgotten, only a word with a capital."""
    run_on = following == match.end()
    if text[following] in _OPENING and following + 1 < len(text):
        following += 1
    if text[following].islower() or (run_on and not text[following : following + 2].istitle()):
        return False
    if match[0] != ".":
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    word = _BEFORE.search(before)
    if word is None or (word[0] in closing and text[following].isalpha() and _NUMBERED.search(before)):
        return True
    # `U.S. Senator`, `J. Smith`, `No. 5`, `Jan. 12`: the full stop belongs to the word.
    return word[0] not in abbreviations and not (len(word[0]) == 1 and word[0].isupper())
