"""The words around a date → whether it is told in passing, opens its sentence, or is what an amount is held against.

In: a text and where the date stands in it. Out: what the dates behind it go by (`figures.calendar.anchors`).
"""

from __future__ import annotations

from figures.extraction.apposed import LIST_JOINING
from figures.grammar.words import Lexicon
from figures.quantities.letters import Parts

CLOSING = (",", ".", ";", ")", "")
"""What a date in apposition ends with: `On 19 October, five days later, …`."""
OWNS = ("'", "’")
MOST_OPENING, OPENING_REACH = 3, 40
"""Words, and characters, that stand before a date at most which opens its sentence."""
ORIGIN, ORIGIN_REACH = "origin", 8
"""The class of the words that say what began at a date, and how many words before it one of them stands at most."""
RELATIVE, HELD_AGAINST, PREPOSITION = "relative", "held-against", "preposition"
"""The classes of the words that begin a clause of who someone is, and a date that a share is held against: up 8% from
June 2019; and of those before a date that opens its sentence."""


class Asides:
    """What the words around dates say, by the word lists of one grammar."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def is_aside(self, words: str, behind: str, against: str) -> bool:
        """Whether a date is told in passing: when something began, at the end of a clause that tells who someone is
        (Orr, who joined in 2003, left in May), or right behind a share, as what that is held against.
        """
        if self._tells_origin(words) or self.holds_against(against):
            return True
        clause = words.rpartition(", ")[2].partition(" ")[0] if behind == "," and ", " in words else ""
        return bool(clause) and self._lexicon.find(clause, RELATIVE) is not None

    def holds_against(self, words: str) -> bool:
        """Whether what stands between a share and a date holds the one against the other: 8% from."""
        return self._lexicon.find(words, HELD_AGAINST) is not None

    def counts_back(self, parts: Parts) -> bool:
        """Whether a date is counted back from another: a year earlier, in the year-ago quarter."""
        said = dict(parts)
        word = self._lexicon.find(said["direction"], "direction") if "direction" in said else None
        return "year-before" in said or (word is not None and word.meaning.get("sign", 1) == -1)

    def opens(self, block: str, sentence: int, start: int, end: int) -> bool:
        """Whether a date opens its sentence: `Last year, it rose in May`, `In 1994 it fell in May`."""
        if start - sentence > OPENING_REACH:
            return False
        words, behind = block[sentence:start].rpartition("; ")[2].split(), block[end : end + 1]
        if not words or (len(words) == 1 and self._lexicon.find(words[0], PREPOSITION) is not None):
            return behind not in OWNS
        return len(words) <= MOST_OPENING and behind == ","

    def _tells_origin(self, words: str) -> bool:
        """Whether what leads to a date, but for names and words without content, says that something began then."""
        for word in reversed(words.split()[-ORIGIN_REACH:]):
            if word[-1] in CLOSING or self._lexicon.find(word, LIST_JOINING) is not None:
                return False
            if self._lexicon.find(word, ORIGIN) is not None:
                return True
            if not word[0].isupper() and self._lexicon.find(word, "stop") is None:
                return False
        return False
