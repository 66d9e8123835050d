"""The figures of two texts on one subject → which of the first each of the second is most surely the same as.

In: the figures of both, each in its text. Out: `Standing`s, figures with what stands around them, and a `Match`: how
surely each is the same as those that can be compared with it, and the one that it goes with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from figures.consistency.policy import Policy
from figures.consistency.readings import comparable, of_one_noun, same_reading
from figures.linking.scale import DATED
from figures.linking.words import Context, Words, alike, dates, likeness, places
from figures.table import Figure, Kind

SAME_EVENT, OTHER_EVENT = 0.1, -0.3
"""What it counts that one thing happened to what two figures count, or two."""
SAME_NOUN, OTHER_NOUN = 0.1, -0.25
"""What it counts that two figures count things of one name, or of different names."""
SAME_RATE, OTHER_RATE = 0.1, -0.2
"""What it counts that both are so much per the same, or not."""
SAME_ROLE = 0.1
"""What it counts that both are a change, or both what it led to."""
IN_PLACE = 0.2
"""What it counts that two figures stand at the same place of their texts."""
COMPANY, MOST_COMPANY = 0.2, 2
"""What each amount counts that stands in the sentences of both, and how many count at most."""
ONLY_ONE = 0.2
"""What it counts that the first text has no other figure that could be compared, or none of the same noun."""
EQUAL = 0.3
"""How much better a claim a figure has to one that says the same as to another."""

Amount = tuple[str | None, float | None, float | None]
"""Unit, low and high of a figure."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure, and what stands around it."""

    figure: Figure
    context: Context
    place: float
    """How far into its text it stands, from 0 to 1."""
    within: int
    """Where it stands in its sentence."""
    company: frozenset[Amount]
    """The other amounts of its sentence."""

    @property
    def at(self) -> tuple[Figure, int]:
        """The figure, and where it stands in its sentence."""
        return self.figure, self.within


class Match(NamedTuple):
    """What each figure of the second text, by number, has to do with those of the first, by theirs."""

    beside: Mapping[int, list[tuple[float, int]]]
    """All that it can be compared with and how surely it is the same, the surest first."""
    partners: Mapping[int, int]
    """The one that is most surely the same, and that no other has a better claim to."""
    spoken: frozenset[int]
    """The figures of the first text whose partner says the same."""


def standings(figures: Sequence[Figure], words: Words) -> list[Standing]:
    """The figures of one text, in order, with what stands around them."""
    end = max((figure.end for figure in figures), default=1)
    amounts: dict[str, set[Amount]] = {}
    for figure in figures:
        if figure.kind not in DATED and figure.kind != Kind.ORDINAL:
            amounts.setdefault(figure.sentence, set()).add(_amount(figure))
    where = places(figures)
    dated = dates(figures, where)
    return [
        Standing(
            figure=figure,
            context=words.context(figure, within, dated.get(figure.sentence, ())),
            place=figure.start / end,
            within=within,
            company=frozenset(amounts.get(figure.sentence, set()) - {_amount(figure)}),
        )
        for figure, within in zip(figures, where, strict=True)
    ]


def match(known: Sequence[Standing], asked: Sequence[Standing], policy: Policy) -> Match:
    """How the figures of a second text go with those of the first that can be compared with them."""
    beside: dict[int, list[tuple[float, int]]] = {}
    claims: list[tuple[float, int, int]] = []
    equal: set[tuple[int, int]] = set()
    for number, one in enumerate(asked):
        others = [place for place, other in enumerate(known) if comparable(one.figure, other.figure)]
        named = [place for place in others if of_one_noun(one.figure, known[place].figure)]
        single = all(same_reading(known[named[0]].figure, known[place].figure, policy) for place in named)
        for place in others:
            only = len(others) == 1 or (single and place in named)
            near = sameness(one, known[place]) + (ONLY_ONE if only else 0.0)
            beside.setdefault(number, []).append((near, place))
            if same_reading(known[place].figure, one.figure, policy):
                equal.add((number, place))
            claims.append((near + EQUAL * ((number, place) in equal), number, place))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, place in sorted(claims, key=lambda claim: (-claim[0], claim[1], claim[2])):
        if number not in partners and place not in taken:
            partners[number] = place
            taken.add(place)
    spoken = frozenset([place for number, place in partners.items() if (number, place) in equal])
    return Match({number: sorted(near, reverse=True) for number, near in beside.items()}, partners, spoken)


def sameness(asked: Standing, known: Standing) -> float:
    """How surely two figures are of the same quantity, whatever their values."""
    one, other = asked.figure, known.figure
    near = likeness(asked.context, known.context) + IN_PLACE * (1 - abs(asked.place - known.place)) - IN_PLACE
    near += COMPANY * min(len(asked.company & known.company), MOST_COMPANY)
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
    return near


def _amount(figure: Figure) -> Amount:
    return figure.unit, figure.low, figure.high
