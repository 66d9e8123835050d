"""The figures of two texts on one subject → which of the first each of the second is most surely the same as.

In: the figures of both, each with what stands around it. Out: a `Match`: how surely each is the same as those that can
be compared with it, and the one that it goes with.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from figures.consistency.policy import Policy
from figures.consistency.readings import comparable, echoes, of_one_noun, same_reading
from figures.consistency.wording import Placed
from figures.linking.scale import DATED
from figures.linking.words import alike, likeness
from figures.table import Kind

SAME_EVENT, OTHER_EVENT = 0.1, -0.3
"""What it counts that one thing happened to what two figures count, or two."""
SAME_NOUN, OTHER_NOUN = 0.1, -0.25
"""What it counts that two figures count things of one name, or of different names."""
SAME_RATE, OTHER_RATE = 0.1, -0.2
"""What it counts that both are so much per the same, or not."""
OTHER_MODALITY = -0.1
"""What it counts that the one is foretold, or denied, and the other not."""
SAME_ROLE = 0.1
"""What it counts that both are a change, or both what it led to."""
IN_PLACE = 0.2
"""What it counts that two figures stand at the same place of their texts."""
COMPANY, MOST_COMPANY = 0.2, 2
"""What each amount counts that stands in the sentences of both, and how many count at most."""
ONLY_ONE = 0.2
"""What it counts that the first text has no other figure that could be compared, or none of the same noun."""
EQUAL, EQUAL_DATE = 0.5, 0.3
"""How much better a claim a figure, or a date, has to one that says the same as to another."""


class Match(NamedTuple):
    """What each figure of the second text, by number, has to do with those of the first, by theirs."""

    beside: Mapping[int, list[tuple[float, int]]]
    """All that it can be compared with and how surely it is the same, the surest first."""
    partners: Mapping[int, int]
    """The one that is most surely the same, and that no other has a better claim to."""
    equal: Collection[tuple[int, int]]
    """Those that have the same number, each with the other: `echoes`."""
    spoken: frozenset[int]
    """The figures of the first text whose partner says the same."""

    def by_number(self) -> dict[int, list[int]]:
        """The figures of the second text that have equals, in order, each with these."""
        found: dict[int, list[int]] = {}
        for number, place in sorted(self.equal):
            found.setdefault(number, []).append(place)
        return found


def match(known: Sequence[Placed], asked: Sequence[Placed], policy: Policy) -> Match:
    """How the figures of a second text go with those of the first that can be compared with them."""
    beside: dict[int, list[tuple[float, int]]] = {}
    claims: list[tuple[float, int, int]] = []
    likes = [[place for place, other in enumerate(known) if comparable(one.figure, other.figure)] for one in asked]
    equal = {
        (number, place)
        for number, one in enumerate(asked)
        for place in likes[number]
        if echoes(known[place].figure, one.figure, policy)
    }
    company = _company(known, asked, equal)
    for number, (one, others) in enumerate(zip(asked, likes, strict=True)):
        named = [others[place] for place in of_one_noun(one.figure, [known[place].figure for place in others])]
        single = all(same_reading(known[named[0]].figure, known[place].figure, policy) for place in named)
        for place in others:
            only = len(others) == 1 or (single and place in named)
            near = sameness(one, known[place]) + (ONLY_ONE if only else 0.0)
            near += COMPANY * min(company(number, place), MOST_COMPANY)
            beside.setdefault(number, []).append((near, place))
            better = EQUAL_DATE if one.figure.kind in DATED else EQUAL
            claims.append((near + better * ((number, place) in equal), number, place))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, place in sorted(claims, key=lambda claim: (-claim[0], claim[1], claim[2])):
        if number not in partners and place not in taken:
            partners[number] = place
            taken.add(place)
    spoken = frozenset([place for number, place in partners.items() if (number, place) in equal])
    return Match({number: sorted(near, reverse=True) for number, near in beside.items()}, partners, equal, spoken)


def _company(
    known: Sequence[Placed], asked: Sequence[Placed], equal: Collection[tuple[int, int]]
) -> Callable[[int, int], int]:
    """How many other amounts of the sentence of a figure stand in the sentence of one of the first text as well."""
    told: dict[tuple[str, str], dict[int, set[int]]] = {}
    for number, place in equal:
        one, other = asked[number].figure, known[place].figure
        if one.kind not in DATED and one.kind != Kind.ORDINAL:
            told.setdefault((one.sentence, other.sentence), {}).setdefault(number, set()).add(place)

    def count(number: int, place: int) -> int:
        there = told.get((asked[number].figure.sentence, known[place].figure.sentence), {})
        return sum(1 for one, others in there.items() if one != number and others - {place})

    return count


def sameness(asked: Placed, known: Placed) -> float:
    """How surely two figures are of the same quantity, whatever their values."""
    one, other = asked.figure, known.figure
    near = likeness(asked.context, known.context) + IN_PLACE * (1 - abs(asked.place - known.place)) - IN_PLACE
    if one.event is not None and other.event is not None:
        near += SAME_EVENT if one.event == other.event else OTHER_EVENT
    if one.noun is not None and other.noun is not None:
        near += SAME_NOUN if alike(one.noun, other.noun) else OTHER_NOUN
    if one.per != other.per:
        near += OTHER_RATE
    elif one.per is not None:
        near += SAME_RATE
    if one.role is not None and one.role == other.role:
        near += SAME_ROLE
    if one.modality != other.modality:
        near += OTHER_MODALITY
    return near
