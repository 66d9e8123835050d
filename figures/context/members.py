"""A frame of relations → the figures that it tells of, each with its role; with one that stands before it, if the frame
says what that is: 18 of whom, including nine, up from 40.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import log

from figures.context.frames import Framed, Sentence
from figures.context.meanings import Meanings
from figures.context.mention import SHARES, Mention
from figures.grammar.tokens import bare
from figures.grammar.words import Lexicon
from figures.quantities.reading import Reading

ROLES = ("from", "to", "change", "part", "whole", "base", "conversion")
AMOUNTS = frozenset(("count", "number", "ratio", "percent", "money", "measure"))
FAR = log(10)
"""How far a bare number lies at most from what it went to: tenfold."""
PLURAL = "plural"

Group = list[tuple[str, Mention]]
"""Figures with their roles."""


class Members:
    """Which figures a frame tells of, by one grammar."""

    def __init__(self, lexicon: Lexicon, meanings: Meanings, people: Container[str]) -> None:
        self._lexicon, self._meanings, self._people = lexicon, meanings, people

    def of(self, sentence: Sentence, frame: Framed) -> Group:
        """The figures of a frame with their roles; with the nearest before it, if the frame says what that is."""
        found = [
            (name, sentence.figures[begin])
            for name, begin, stop in frame.parts
            if begin in sentence.figures and (name == "figure" or name in ROLES) and stop == begin + 1
        ]
        if "persons" in frame.rule.constants and any(
            role == "part" and one.counted is not None and one.counted not in self._people for role, one in found
        ):
            return []  # 6,200 (1,240 households)
        found = _of_a_larger(found, sentence)
        before = frame.rule.constants.get("before")
        if before is not None:
            alike = next((one.reading for role, one in found if role == "from"), None) if before == "to" else None
            people = self._people if "persons" in frame.rule.constants else None
            start = min((begin for name, begin, _ in frame.parts if name in ROLES), default=frame.start)
            parts = [one.reading for role, one in found if role == "part"] if before == "whole" else []
            if frame.rule.constants.get("restates"):  # hurt 63 and cost 900 million; another says 1.2 billion
                others = _before(sentence, start)
                others = _near(others, found[0][1].reading) if len(others) > 1 else others
                return [("figure", others[0]), *found] if others else found
            nearest = self._persons_at(sentence, frame.start, parts) or _nearest(
                sentence, start, frame.rule.constants.get("hands") == "noun", alike, people, parts
            )
            if (
                nearest is not None
                and "uncounted" in frame.rule.constants
                and self._is_of_uncounted(nearest, found, sentence, frame.start)
            ):
                return []
            if before == "to" and nearest is not None and "change" in (nearest.statistic, nearest.reading.statistic):
                # Rose 3 percent, compared with 5: two changes, and none where the other came from.
                return [("figure", nearest), *(("figure" if role == "from" else role, one) for role, one in found)]
            found = found if nearest is None else [(str(before), nearest), *found]
        return self._but_excluded(found)

    def _but_excluded(self, found: Group) -> Group:
        """Figures with their roles, but for parts to whom something else happened than to the whole, and for the bare
        numbers behind them: 12 dead, including the driver, and 31 injured, five seriously."""
        wholes = [one.event for role, one in found if role == "whole"]
        kept: Group = []
        parted = False
        for role, one in found:
            if role == "part" and any(self._meanings.excluded(one.event, event) for event in wholes):
                parted = True
            elif role != "part" or not (parted and one.event is None and one.counted is None):
                kept.append((role, one))
        return kept

    def _is_of_uncounted(self, nearest: Mention, found: Group, sentence: Sentence, position: int) -> bool:
        """Whether parts are of things named right before them and counted nowhere, and not of persons counted further
        off: nine men were held and weapons seized, including six rifles; but 12 people in raids, including a girl."""
        stop = len(sentence.line[:position].rstrip())
        begin = sentence.line.rfind(" ", 0, stop) + 1
        if begin >= stop or any(place in sentence.figures for place in range(begin, stop)):
            return False
        named = self._lexicon.find(bare(sentence.words(begin, stop)).lower(), PLURAL) is not None
        persons = nearest.counted in self._people and any(
            role == "part" and one.counted in self._people for role, one in found
        )
        return named and not persons

    def _persons_at(self, sentence: Sentence, position: int, parts: Sequence[Reading]) -> Mention | None:
        """The persons that stand right before a position, if parts of them follow: more than 200, including 18 crew."""
        mention = sentence.figures.get(position - 1) if parts else None
        if mention is None or mention.counted not in self._people or mention.role == "part":
            return None
        return None if any(_smaller(mention.reading, part) for part in parts) else mention


def _of_a_larger(found: Group, sentence: Sentence) -> Group:
    """The figures of a frame, but with the whole that stands before it where its own is too small for its parts: fired
    150 missiles at 28 sites, 80 of them at night.
    """
    wholes = [one for role, one in found if role == "whole"]
    parts = [one for role, one in found if role == "part"]
    if len(wholes) != 1 or not any(_smaller(wholes[0].reading, part.reading) for part in parts):
        return found
    before = [one for one in _before(sentence, sentence.position(wholes[0])) if one.reading.kind == "count"]
    large = [one for one in before if not any(_smaller(one.reading, part.reading) for part in parts)]
    return [(role, large[-1] if large and role == "whole" else one) for role, one in found]


def _nearest(
    sentence: Sentence,
    position: int,
    whole: bool,
    alike: Reading | None,
    people: Container[str] | None,
    parts: Sequence[Reading],
) -> Mention | None:
    """The nearest amount before a position: one of which it is known what happened, or else any; or no part of one. Of
    several the nearest that counts the same, if a reading is given: 240 shops in 38 states, up from 215 shops; or that
    counts `people`, if it must: 72 people in 12 states, 31 of whom; or that is no smaller than its `parts`: 12 people
    died in 900 raids, of which 37 led to charges.
    """
    before = _before(sentence, position)
    if people is not None:
        before = [one for one in before if one.counted in people] or before
    before = [one for one in before if not whole or one.reading.kind not in SHARES] or before
    before = [one for one in before if not whole or one.role != "part"] or before
    before = [one for one in before if not any(_smaller(one.reading, part) for part in parts)] or before
    if alike is not None:
        before = [one for one in before if _counts(one.reading) == _counts(alike)] or _near(before, alike) or before
    told = [one for one in before if one.event is not None]
    return told[-1] if told else before[-1] if before else None


def _before(sentence: Sentence, position: int) -> list[Mention]:
    """The amounts before a position."""
    return [one for place, one in sentence.figures.items() if place < position and one.reading.kind in AMOUNTS]


def _smaller(reading: Reading, part: Reading) -> bool:
    """Whether of two numbers of things the first is too small for the second to be part of it."""
    if reading.kind not in ("count", "number") or part.kind not in ("count", "number"):
        return False
    return reading.value is not None and part.value is not None and reading.value < part.value


def _near(mentions: Sequence[Mention], number: Reading) -> list[Mention]:
    """Of amounts, the one nearest in size to a bare number that leaves its unit out; no share, if there is another."""
    if number.unit is not None or number.noun is not None or not number.value or number.value < 0:
        return []
    size = log(number.value)
    sized = [
        (one.reading.kind in SHARES, abs(log(one.reading.value) - size), -one.start, one)
        for one in mentions
        if one.reading.value is not None and one.reading.value > 0
    ]
    near = [one for one in sized if one[1] < FAR]
    return [min(near, key=lambda one: one[:3])[-1]] if near else []


def _counts(reading: Reading) -> tuple[str | None, str | None, bool]:
    """What a figure is a number of: its unit, or the noun of a count; and whether it is a share."""
    return reading.unit, reading.noun if reading.unit is None else None, reading.kind in SHARES
