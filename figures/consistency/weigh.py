"""Links → rows of the comparisons table: each pair that was weighed, its verdict, and why.

A link with an obstacle is not comparable. One without is judged by its values; where no value fits both, what may
explain that is sought first, and a conflict is called only where the surroundings prove one quantity: a false conflict
is the worst error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from figures.consistency.interval import Interval
from figures.consistency.judge import Judgement, judge
from figures.consistency.policy import Policy
from figures.linking.links import Link
from figures.linking.scale import COUNTED, DATED
from figures.table import Comparison, Figure, Kind, Role, Verdict

PROOF = 0.4
"""Least likeness of their surroundings that proves two figures of one noun to be one quantity."""
PROOF_WITHOUT_NOUN = 0.6
"""The same for what has no noun of its own: money, shares, measures."""
UNPROVABLE = frozenset((*DATED, Kind.ORDINAL, Kind.SCORE, Kind.RECURRENCE))
"""Kinds whose values may differ for reasons that a sentence does not show."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A link with its judgement."""

    link: Link
    judgement: Judgement

    @property
    def row(self) -> Comparison:
        """Its row of the comparisons table."""
        link, found = self.link, self.judgement
        return Comparison(
            *(link.left.figure_id, link.right.figure_id, link.key, found.verdict, found.reason, found.detail),
            *(link.left.text, link.right.text),
        )


def weigh(links: Iterable[Link], policy: Policy, beside: Mapping[str, Sequence[Figure]]) -> Iterator[Weighed]:
    """Each link with its judgement; `beside` has the figures of each document."""
    for link in links:
        yield Weighed(link, _judged(link, policy, beside))


def _judged(link: Link, policy: Policy, beside: Mapping[str, Sequence[Figure]]) -> Judgement:
    if link.obstacle is not None:
        return Judgement(Verdict.NOT_COMPARABLE, link.obstacle)
    found = judge(link.left, link.right, policy)
    if found.verdict is not Verdict.CONFLICT:
        return found
    if link.left.kind in UNPROVABLE or link.right.kind in UNPROVABLE:
        return Judgement(Verdict.NOT_COMPARABLE, "not known to be the same", found.detail)
    explained = _explained(link, beside)
    if explained is not None:
        return Judgement(Verdict.EXPLAINED, explained, found.detail)
    if not _proved(link):
        return Judgement(Verdict.NOT_COMPARABLE, "not known to be the same", found.detail)
    return found


def _proved(link: Link) -> bool:
    left, right = link.left, link.right
    if left.kind in COUNTED and (left.noun is None or right.noun is None):
        return False
    same_noun = left.noun is not None and left.noun == right.noun
    if same_noun and left.event is not None and left.event == right.event:
        return True
    return link.likeness >= (PROOF if same_noun else PROOF_WITHOUT_NOUN)


def _explained(link: Link, beside: Mapping[str, Sequence[Figure]]) -> str | None:
    """What the texts say that lets both values stand, in a few fixed words."""
    left, right = link.left, link.right
    if left.scope != right.scope:
        return "another scope"
    if Role.PART in (left.role, right.role) or Role.WHOLE in (left.role, right.role):
        return "a part of the whole"
    if _day(left) != _day(right):
        return "another day"
    if _other_times(left, right, beside):
        return "another time"
    for one, other in ((left, right), (right, left)):
        if _adds_up(one, other, beside.get(other.document, ())):
            return "a part of the whole"
    return None


def _other_times(left: Figure, right: Figure, beside: Mapping[str, Sequence[Figure]]) -> bool:
    """Whether the sentences of both tell when, and no day is in both."""
    ours, theirs = ([_days(one) for one in _dates_beside(figure, beside)] for figure in (left, right))
    return bool(ours and theirs) and not any(one.meets(other) for one in ours for other in theirs)


def _dates_beside(figure: Figure, beside: Mapping[str, Sequence[Figure]]) -> list[Figure]:
    return [
        one
        for one in beside.get(figure.document, ())
        if one.sentence == figure.sentence and one.kind in DATED and (one.date_start or one.date_end)
    ]


def _days(figure: Figure) -> Interval:
    low = -inf if figure.date_start is None else figure.date_start.toordinal()
    return Interval(low, inf if figure.date_end is None else figure.date_end.toordinal())


def _day(figure: Figure) -> object:
    if figure.as_of is not None:
        return figure.as_of
    return None if figure.published is None else figure.published.date()


def _adds_up(total: Figure, part: Figure, beside: Sequence[Figure]) -> bool:
    """Whether the one is the sum of the other and a figure that stands next to that in its sentence: 2 + 6 = 8."""
    if total.value is None or part.value is None:
        return False
    others = (one for one in beside if one.sentence == part.sentence and one.figure_id != part.figure_id)
    return any(
        one.value is not None and one.kind in COUNTED and one.value + part.value == total.value for one in others
    )
