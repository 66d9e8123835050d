"""Two figures of one number → whether what they tell of was done by the one party to the other, or the other way.

`Corve beat Ebbing 3-1`, `Ebbing beat Corve 3-1`: the number is the same, and the second is wrong. Words of the class
`party-word` say what the parties named around them did (win, lose; buy, sell), so that `Ebbing lost 3-1 to Corve` says
what the first does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from figures.consistency.wording import TURN, Placed, Token, in_common, tokens
from figures.linking.words import CLAUSE_MARKS, PREPOSITION, STOP, Words

SIDE, SUBJECT, OBJECT, WITH = "party-word", "subject", "object", "with"
NO_NAMES = ("weekday", "month", STOP)
"""Classes of the words that are no party, however they are written."""
PLAIN = ("noun", "person-noun", "measured-noun", "demonym-noun", SIDE)
"""The same where a sentence begins with them."""
REACH, NEAR, WITHIN = 12, 14, 3
"""So many words behind it a party is named; so many words away from its figure it stands; and so many plain words stand
between it, or a preposition, and the name."""

_PART = re.compile(rf"(?:{'|'.join(map(re.escape, CLAUSE_MARKS))})(?=\D)")

Parts = Mapping[str, frozenset[str]]
"""The names of each party, by the part that it has: winner, loser."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Of what kind of thing a sentence tells beside a figure, and who has which part in it."""

    of: str
    parts: Parts

    def crosses(self, other: Sides) -> bool:
        """Whether two parties of the one have each other's part in the other, and neither its own."""
        crossed = {
            part
            for part, names in self.parts.items()
            for another, told in other.parts.items()
            if part != another and in_common(names, told) and not in_common(names, other.parts.get(part, ()))
        }
        return self.of == other.of and len(crossed) > 1

    def agrees(self, other: Sides) -> bool:
        """Whether a party of the one has the same part in the other, and none has another."""
        mixed = any(
            part != another and in_common(names, told)
            for part, names in self.parts.items()
            for another, told in other.parts.items()
        )
        shared = any(in_common(names, other.parts.get(part, ())) for part, names in self.parts.items())
        return self.of == other.of and shared and not mixed


def sides(one: Placed, words: Words) -> Sides | None:
    """Who did what a figure tells of to whom, by the word of the class `party-word` that is nearest to it."""
    told = tokens(one.figure.sentence)
    found = [
        (away, place)
        for place, token in enumerate(told)
        if (away := one.away(token.start, token.end)) >= 0 and words.lexicon.find(token.said.lower(), SIDE) is not None
    ]
    if not found or min(found)[0] > NEAR:
        return None
    place = min(found)[1]
    comma = _PART.search(one.figure.sentence, told[place].end, max(one.within, told[place].end))
    if comma is not None and any(comma.end() <= each.start < one.within and each.said[0].isupper() for each in told):
        return None  # Verland lost 12 planes to Osmark, and Osmark nine to Verland
    first = max((each for _, each in found if each < place), default=-1)
    last = min((each for _, each in found if each > place), default=len(told))
    return _Reader(one.figure.sentence, told, words).read(place, first, last)


def same_game(one: Placed, other: Placed, words: Words) -> bool:
    """Whether words that say the opposite of each other do so because each is said of the other party: won, lost."""
    ours, theirs = sides(one, words), sides(other, words)
    if ours is None or theirs is None or not ours.agrees(theirs):
        return False
    told = [each.told(TURN, words) for each in (one, other)]
    return all(told[0][of] == told[1][of] for of in told[0].keys() & told[1].keys() if of != ours.of)


@dataclass(frozen=True, slots=True)
class _Reader:
    sentence: str
    told: Sequence[Token]
    words: Words

    def read(self, place: int, first: int, last: int) -> Sides | None:
        """The parties around the word at `place`, between the words of that class before it and behind it."""
        found = self.words.lexicon.find(self.told[place].said.lower(), SIDE)
        if found is None:
            return None
        meaning = found.meaning
        parts: dict[str, frozenset[str]] = {}
        before = frozenset(self._name(each) for each in range(first + 1, place) if self._is_name(each))
        subject, behind = str(meaning[SUBJECT]), meaning.get(OBJECT)
        if behind is not None:
            parts[str(behind)] = self._named(place, last)
        with_words: Mapping[str, str] = meaning.get(WITH, {})
        for each in range(place + 1, min(last, place + REACH)):
            part = with_words.get(self.told[each].said.lower())
            if part is None:
                continue
            named = self._named(each, last)
            if named and part == subject:
                subject = str(behind or "")
            parts[part] = parts.get(part) or named
        if subject:
            parts[subject] = before
        several = [frozenset().union(*(told for part, told in parts.items() if part != each)) for each in parts]
        apart = {part: names - others for (part, names), others in zip(parts.items(), several, strict=True)}
        return Sides(str(meaning["of"]), apart)

    def _named(self, place: int, last: int) -> frozenset[str]:
        """The name behind the word at `place`, with no preposition and few plain words between."""
        run: list[str] = []
        plain = 0
        for each in range(place + 1, last):
            if self._is_name(each):
                run.append(self._name(each))
            elif run or plain == WITHIN or self._leads(self.told[each].said):
                break
            else:
                plain += not self.told[each].said[0].isdigit()
        return frozenset(run)

    def _leads(self, said: str) -> bool:
        return said.islower() and self.words.lexicon.find(said, PREPOSITION) is not None

    def _is_name(self, place: int) -> bool:
        said = self.told[place].said
        kinds: Collection[str] = (*NO_NAMES, *PLAIN) if place == 0 else NO_NAMES
        return said[0].isupper() and self.words.lexicon.find(_bare(said), *kinds) is None

    def _name(self, place: int) -> str:
        return _bare(self.told[place].said)


def _bare(said: str) -> str:
    return said.replace("’", "'").removesuffix("'s").lower()
