"""Links → rows of the comparisons table: each pair that was weighed, its verdict, and why.

A link with an obstacle is not comparable. One without is judged by its values; where no value fits both, what may
explain that is sought first, and a conflict is called only where the surroundings prove one quantity: a false conflict
is the worst error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.consistency.interval import Interval, interval
from figures.consistency.judge import Judgement, judge, judged
from figures.consistency.policy import Policy
from figures.consistency.proof import MANY, PROOF, PROOF_WITHOUT_NOUN, UNPROVABLE, in_two_rows, lacking
from figures.consistency.slips import (
    in_company,
    instalments,
    mistyped,
    near,
    of_another_month,
    precise,
    reprinted,
    turned,
)
from figures.consistency.times import (
    Beside,
    day,
    days,
    long_over,
    may_have_grown,
    other_days,
    other_hour,
    other_period,
    other_stretch,
    other_times,
    settled,
    soon,
)
from figures.linking.links import NOT_ASSERTED, Link, is_named, same_place
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import alike
from figures.table import Comparison, Figure, Kind, Role, Verdict

SAME = frozenset((Verdict.EQUAL, Verdict.ROUNDS_TO))
LEADING = 2
"""So many words lead to the part that a scope numbers: `including`, `among them`."""


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
    around = Beside.of(figure for figures in beside.values() for figure in figures)
    spans: dict[str, Interval] = {}
    for link in links:
        copied = reprinted(link.left, link.right, around)
        found = _judged(link, policy, around, spans, copied=copied)
        if found.verdict is Verdict.CONFLICT and not copied:
            says = _better_elsewhere(link, policy, beside)
            if says is not None:
                found = Judgement(Verdict.EXPLAINED, says, found.detail)
        yield Weighed(link, found)


def _judged(link: Link, policy: Policy, beside: Beside, spans: dict[str, Interval], *, copied: bool) -> Judgement:
    foretold = link.obstacle == NOT_ASSERTED and link.left.modality == link.right.modality
    if link.obstacle is not None and not copied and not foretold:
        return Judgement(Verdict.NOT_COMPARABLE, link.obstacle)
    for one in (link.left, link.right):
        if one.figure_id not in spans:
            spans[one.figure_id] = interval(one, policy)
    found = judged(link.left, link.right, spans[link.left.figure_id], spans[link.right.figure_id], policy)
    if copied:
        grown = found.verdict is Verdict.CONFLICT and link.grows and may_have_grown(link.left, link.right, beside)
        return Judgement(Verdict.EXPLAINED, "another time", found.detail) if grown else found
    if found.verdict is Verdict.CONFLICT and _slipped(link, beside):
        return found
    if foretold:
        return Judgement(Verdict.NOT_COMPARABLE, NOT_ASSERTED)
    apart = found.verdict is Verdict.CONFLICT and other_times(link.left, link.right, beside)
    if found.verdict not in SAME and not apart and other_stretch(link.left, link.right, beside):
        return Judgement(Verdict.NOT_COMPARABLE, "another time", found.detail)
    if found.verdict is not Verdict.CONFLICT:
        return found
    if link.left.kind in UNPROVABLE or link.right.kind in UNPROVABLE:
        return Judgement(Verdict.NOT_COMPARABLE, "not known to be the same", found.detail)
    if link.left.noun and link.right.noun and not alike(link.left.noun, link.right.noun):
        # Of people, civilians are a part; of the hurt, officers are one side: nothing says that these are all.
        return Judgement(Verdict.NOT_COMPARABLE, "another noun", found.detail)
    if _on_top(link.left) != _on_top(link.right):
        return Judgement(Verdict.NOT_COMPARABLE, "another scope", found.detail)
    explained = _explained(link, beside)
    if explained is not None:
        return Judgement(Verdict.EXPLAINED, explained, found.detail)
    missing = lacking(link, beside, PROOF_WITHOUT_NOUN)
    if missing is not None:
        return Judgement(Verdict.NOT_COMPARABLE, "not known to be the same", f"{found.detail}; {missing}")
    if link.grows and may_have_grown(link.left, link.right, beside):
        return Judgement(Verdict.EXPLAINED, "another time", found.detail)
    return found


def _slipped(link: Link, beside: Beside) -> bool:
    """Whether the one figure is the other, mistyped: nothing in the texts tells of another time or of a part, and both
    tell something else alike, or the words prove one quantity but for a day or an hour between the reports."""
    left, right = link.left, link.right
    at_once = None in (left.published, right.published) or soon(left, right)
    if left.kind in DATED:
        proved = (at_once and link.same_before) or in_company(left, right, beside)
        return proved and of_another_month(left, right, beside)
    if left.kind in UNPROVABLE or not mistyped(left, right, beside) or instalments(left, right, beside):
        return False
    sure = turned(left, right)
    alone = near(left, right) or not precise(left, right) or left.source == right.source is not None
    if day(left) != day(right) and alone:
        return False  # the price of the next day, a number that has come by its digits, or a bulletin of every day
    if not sure and not at_once:
        return False  # what is told every month may differ by a digit
    if (left.as_of != right.as_of and None not in (left.as_of, right.as_of)) or other_days(left, right, beside):
        return False
    if link.may_grow and (
        day(left) != day(right) or any(may(left, right, beside) for may in (may_have_grown, other_hour))
    ):
        return False
    if _on_top(left) != _on_top(right) or (_told_as_other(link, beside) or _part(link, beside)) is not None:
        return False
    if left.noun and right.noun and not alike(left.noun, right.noun):
        return False
    if in_company(left, right, beside):
        return True
    if not at_once or in_two_rows(left, right, beside) or not (sure or not near(left, right)):
        return False
    return lacking(link, beside, PROOF if sure else PROOF_WITHOUT_NOUN) is None


def _besides(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether both come on top of those to whom something else happened: `killed 58 and hurt another 515`, `58 dead,
    and 151 others hurt`."""
    return all(
        one.scope is not None
        and " " not in one.scope
        and any(
            other.end <= one.start and other.event not in (None, one.event) and other.kind in COUNTED
            for other in beside.fellows(one)
        )
        for one in (left, right)
    )


def _on_top(figure: Figure) -> bool:
    """Whether it is a bare number with a scope of one word: `three others` come on top of what its own text says."""
    return figure.kind == Kind.NUMBER and figure.scope is not None and " " not in figure.scope


def _explained(link: Link, beside: Beside) -> str | None:
    """What the texts say that lets both values stand, in a few fixed words."""
    left, right = link.left, link.right
    says = _told_as_other(link, beside)
    if says is not None:
        return says
    if left.source == right.source is not None and day(left) != day(right):
        return "another day"  # who prints other numbers on another day brings his own up to date
    if left.document != right.document and instalments(left, right, beside):
        return "another time"
    if not (soon(left, right) and _of_one_day(link, beside)):
        if day(left) != day(right) and not (
            (link.once and soon(left, right)) or long_over(left, right, beside) or settled(left, right, beside)
        ):
            return "another day"
        times = (other_times, other_hour) if link.once else (other_times, other_period, other_hour)
        if any(other(left, right, beside) for other in times):
            return "another time"
    return _part(link, beside)


def _told_as_other(link: Link, beside: Beside) -> str | None:
    left, right = link.left, link.right
    if left.scope != right.scope and not _parts_named(left, right, beside) and not _besides(left, right, beside):
        return "another scope"
    if Role.PART in (left.role, right.role):
        return "a part of the whole"
    if (left.role == Role.FROM) != (right.role == Role.FROM):
        return "an earlier count"
    return None


def _part(link: Link, beside: Beside) -> str | None:
    for one, other in ((link.left, link.right), (link.right, link.left)):
        if _partitive(one, beside) or _adds_up(one, other, beside):
            return "a part of the whole"
    return None


def _of_one_day(link: Link, beside: Beside) -> bool:
    """Whether the sentences of both tell the same days and no other, and what they count on them grows no more."""
    left, right = link.left, link.right
    if link.may_grow or left.kind not in COUNTED or left.noun is None or left.noun != right.noun:
        return False
    told, also = ({days(one) for one in beside.dates(each)} for each in (left, right))
    return len(told) == 1 and told == also and max(when.high - when.low for when in told) == 0


def _parts_named(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the scopes of two totals do no more than number a part of them, and one larger than what the one total
    has more: whoever leaves out the five children of `17 people, including five children` counts no 14."""
    more = abs((left.value or 0.0) - (right.value or 0.0))
    for one in (left, right):
        if one.scope is None:
            continue
        parts = [each for each in beside.fellows(one) if each.text in one.scope]
        if one.role != Role.WHOLE or len(parts) != 1 or not (parts[0].value or 0.0) > more:
            return False
        if len(one.scope.replace(parts[0].text, "").split()) > LEADING:
            return False
    return True


def _partitive(figure: Figure, beside: Beside) -> bool:
    """Whether it has no noun of its own, but that of a larger count in its sentence: `151 people; of those, 19`. Of one
    that comes later, of those to whom something else happened, it is no part: 22 killed and 119 injured."""
    if figure.kind != Kind.NUMBER or figure.value is None:
        return False
    return any(
        one.kind == Kind.COUNT
        and one.noun == figure.noun
        and (one.value or 0.0) > figure.value
        and (one.start < figure.start or None in (one.event, figure.event) or one.event == figure.event)
        for one in beside.fellows(figure)
    )


def _adds_up(total: Figure, part: Figure, beside: Beside) -> bool:
    """Whether a figure that stands beside either is what the one has more than the other: 2 + 6 = 8; 8, including 2."""
    if total.value is None or part.value is None:
        return False
    others = [*beside.fellows(part), *beside.fellows(total)]
    listed = [one.value or 0.0 for one in beside.fellows(part) if one.kind in COUNTED and one.start > part.end]
    if any(sum(listed[:number]) + part.value == total.value for number in range(2, len(listed) + 1)):
        return True  # 49 passengers, two drivers and two guides: 53
    return any(
        one.value is not None
        and one.kind in COUNTED
        and _of_the_same(one, total)
        and one.value + part.value == total.value
        for one in others
    )


def _of_the_same(one: Figure, total: Figure) -> bool:
    """Whether a figure may be a part of a total: the same happened to both, or they count things of one name."""
    if one.event is not None:
        return one.event == total.event or (one.kind == Kind.COUNT and one.noun is not None and one.noun == total.noun)
    return one.noun is None or total.noun is None or alike(one.noun, total.noun)


def _better_elsewhere(link: Link, policy: Policy, documents: Mapping[str, Sequence[Figure]]) -> str | None:
    """How two figures differ where the document of one has another that goes better with the other of the two.

    An equal one, beside which the first stands for an earlier count or for another's estimate (within one text, only
    one that is told together with it: 27 of 30); or one of the same place, where the first has none and is of more than
    that place. So may one without a place be of more than one of the places that the other document names.
    """
    for own, other in ((link.left, link.right), (link.right, link.left)):
        if not link.within and _outgrown(own, other, documents):
            return "another estimate"
        for third in documents.get(other.document, ()):
            if third.figure_id in (own.figure_id, other.figure_id) or not (_tells(third) and _may_be(third, own)):
                continue
            together = third.group_id is not None and third.group_id == other.group_id
            if link.within and not together:
                continue
            if _states(third, own.value) or judge(own, third, policy).verdict in SAME:
                return "another estimate"
            if _states(third, other.value) and judge(own, third, policy).verdict is not Verdict.CONFLICT:
                return "another estimate"  # `200 hurt` in a headline, over `in excess of 200`
            if other.place is None and same_place(own, third) and third.event == own.event and not link.within:
                return "another place"
        placing = [one for one in documents.get(own.document, ()) if is_named(one.place)]
        if link.within:  # a headline may tell of all places together, and of no fewer than one of them has
            placing = [one for one in placing if one.event == own.event and (own.value or 0.0) <= (other.low or 0.0)]
        if other.place is None and is_named(own.place) and len({one.place for one in placing}) > 1:
            return "another place"
    return None


def _tells(figure: Figure) -> bool:
    """Whether it has a value, or both ends of a range."""
    return figure.value is not None or None not in (figure.low, figure.high)


def _states(figure: Figure, value: float | None) -> bool:
    return value is not None and figure.value == value


def _outgrown(own: Figure, other: Figure, documents: Mapping[str, Sequence[Figure]]) -> bool:
    """Whether the document of the other tells, beside its counts, what those of the one come to together: 19 children
    and two teachers died; 14 children and one teacher, and the toll rose to 21."""
    ours, theirs = _together(own, documents), _together(other, documents)
    told = [one for one in documents.get(other.document, ()) if one.event == own.event]
    return ours is not None and theirs is not None and theirs < ours and any(one.value == ours for one in told)


def _together(figure: Figure, documents: Mapping[str, Sequence[Figure]]) -> float | None:
    """What the counts of a sentence to which the same happened come to, of several that are no parts of each other."""
    listed = [
        one.value or 0.0
        for one in documents.get(figure.document, ())
        if one.sentence == figure.sentence and one.kind == Kind.COUNT and one.event == figure.event and one.role is None
    ]
    return sum(listed) if figure.event is not None and len(listed) > 1 else None


def _may_be(one: Figure, other: Figure) -> bool:
    """Whether nothing in their columns parts two figures."""
    events = one.event is None or other.event is None or one.event == other.event
    # A count of thousands that two reports share is no accident, whatever verb it goes with.
    events = events or (one.value == other.value and (one.value or 0.0) >= MANY)
    nouns = one.noun is None or other.noun is None or alike(one.noun, other.noun)
    return events and nouns and scale(one) == scale(other) and one.kind not in UNPROVABLE
