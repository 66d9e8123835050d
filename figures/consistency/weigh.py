"""Links → rows of the comparisons table: each pair that was weighed, its verdict, and why.

A link with an obstacle is not comparable. One without is judged by its values; where no value fits both, what may
explain that is sought first, and a conflict is called only where the surroundings prove one quantity: a false conflict
is the worst error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from figures.consistency.interval import Interval, factor, interval
from figures.consistency.judge import Judgement, judge, judged
from figures.consistency.names import names, names_apart, of_another, somewhere
from figures.consistency.policy import Policy
from figures.consistency.reprints import reprinted
from figures.consistency.slips import in_company, mistyped, near, of_another_month, of_one_story, turned
from figures.consistency.times import (
    Beside,
    day,
    days,
    long_ago,
    long_over,
    may_have_grown,
    other_days,
    other_hour,
    other_moment,
    other_period,
    other_stretch,
    other_times,
    settled,
    soon,
)
from figures.grammar.tokens import MARKS
from figures.linking.links import NOT_ASSERTED, Link, is_named, same_place
from figures.linking.scale import COUNTED, DATED, SHARES, scale
from figures.linking.words import alike
from figures.table import Bound, Comparison, Figure, Kind, Role, Verdict

PROOF = 0.4
"""Least likeness of their surroundings that proves two figures of one noun to be one quantity."""
PROOF_OF_EVENT = 0.25
"""The same where one thing happened to both: the four found dead in a flood are not the two that a fever killed."""
PROOF_WITHOUT_NOUN = 0.6
"""Least likeness for what has no noun of its own: money, shares, measures."""
SAME = frozenset((Verdict.EQUAL, Verdict.ROUNDS_TO))
INCLUDED = 40
"""A part that goes by another name than its total stands no further behind it, in characters."""
LEADING = 2
"""So many words lead to the part that a scope numbers: `including`, `among them`."""
OTHER_DAYS = "their sentences tell other days"
MANY = 1000
ANCHOR = 10
"""A count from here on that two reports have in common is seldom one of two events."""
HUNDRED = 100
"""Two counts of one place below that may be alike by accident."""
NEWS = 14
"""Days: what was over longer before a report than this is not what its headline tells."""
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
    lacking = _lacking(link, beside, PROOF_WITHOUT_NOUN)
    if lacking is not None:
        return Judgement(Verdict.NOT_COMPARABLE, "not known to be the same", f"{found.detail}; {lacking}")
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
    if left.kind in UNPROVABLE or not mistyped(left, right, beside):
        return False
    sure = turned(left, right)
    if not sure and (not at_once or (day(left) != day(right) and near(left, right))):
        return False  # what is told every month may differ by a digit, and what is counted still
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
    if in_company(left, right, beside) or of_one_story(left, right, beside):
        return True
    if not at_once or _in_two_rows(left, right, beside) or not (sure or not near(left, right)):
        return False
    return _lacking(link, beside, PROOF if sure else PROOF_WITHOUT_NOUN) is None


def _lacking(link: Link, beside: Beside, least: float) -> str | None:
    """What is not there that would prove one quantity, in a few words, or None; `least` is the likeness that proves two
    figures without a noun to be one."""
    left, right = link.left, link.right
    anchored = not link.within and _anchored(left, right, beside)
    if left.kind in COUNTED and (left.noun is None or right.noun is None):
        return "not both say what they count"
    if (link.within and not _surely_one(link, beside)) or _far_apart(left, right):
        return "they may be of two things"
    if not link.same_hints:
        return "a word beside one makes it a part, or of another hour"
    apart = _told_apart(link, beside)
    if apart is not None:
        return apart
    if left.kind not in COUNTED and not link.same_narrower:
        return "another word stands before the noun"
    if left.noun is None and right.noun is None and not (link.same_lead and _meant(link, beside)):
        return "other words lead to them"
    if left.kind == Kind.DURATION and not link.same_before:
        return "other words lead to them"  # 12 hours after the attack gunmen held out, 24 hours after it they still do
    if left.dimension == "length" and left.noun is None and not link.same_after:
        return "other words follow them"  # 60 kilometres from Lviv, 25 from the border
    headed = link.within and _headed(left, right, beside)
    placed = None not in (left.place, right.place) and not link.contained
    if placed and not headed and not same_place(left, right):
        return "they are told of other places"
    if not (placed or headed or anchored) and _elsewhere(left, right, beside):
        return "other names stand in their sentences"
    if long_ago(left, right, beside) or long_ago(right, left, beside):
        return "one is of long ago"
    same_noun = left.noun is not None and left.noun == right.noun
    same_event = same_noun and left.event is not None and left.event == right.event
    if same_event and (headed or link.likeness >= PROOF_OF_EVENT):
        return None
    if (left.event is None) != (right.event is None) and not link.same_before:
        return "of one nobody says what happened to it"  # bought is not given
    sure = (link.same_neighbours or anchored) and link.likeness >= (PROOF if same_noun else least)
    return None if sure else "too few words are alike"


def _elsewhere(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether by the names, or by a place that has none, nothing proves that both are of one place."""
    return names_apart(left, right, beside) or somewhere(left, right, beside) or somewhere(right, left, beside)


def _anchored(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the sentences of both tell another thing alike, which two events seldom have in common: 62 killed and 175
    hurt, 59 killed and 175 hurt."""
    return any(
        one.value is not None
        and one.value == other.value
        and (one.value >= ANCHOR or one.value != int(one.value))
        and scale(one) == scale(other)
        and one.kind not in UNPROVABLE
        and (one.noun, one.event) != (left.noun, left.event)
        and (one.noun, one.event, one.statistic) == (other.noun, other.event, other.statistic)
        and None not in (one.noun, one.event or one.unit)
        for one in beside.fellows(left)
        for other in beside.fellows(right)
    )


def _far_apart(left: Figure, right: Figure) -> bool:
    """Whether one count is so many times the other that no two reports tell of one thing so: five killed in a raid, and
    377,000 in the war; a slip by thousands is told."""
    less, more = sorted(abs(one.value or 0.0) for one in (left, right))
    return left.kind in COUNTED and less > 0 and more > HUNDRED * less and more not in (MANY * less, MANY * MANY * less)


def _told_apart(link: Link, beside: Beside) -> str | None:
    """How their sentences hint at two quantities: other actors, other ordinals, a longer time, another base."""
    left, right = link.left, link.right
    ours, theirs = names(left, beside, before=True), names(right, beside, before=True)
    if ours - theirs and theirs - ours and not _anchored(left, right, beside):
        return "other names stand before them"
    if left.kind in SHARES and left.event != right.event:
        return "they are shares of other things"
    if _kind_of(left) != _kind_of(right):
        return "they are of other kinds"
    first, second = ({one.value for one in beside.fellows(each) if one.kind == Kind.ORDINAL} for each in (left, right))
    if first != second and (link.contained or (first and second)):
        return "one is of a first, one of a second"
    if left.kind == Kind.MONEY and of_another(left, right, beside):
        return "other names stand before them"
    if left.kind == Kind.MONEY and other_moment(left, right, beside):
        return "one is of another hour"
    if left.kind not in COUNTED and left.kind not in SHARES:
        periods = [beside.period(each) for each in (left, right)]
        if None not in periods:
            return OTHER_DAYS if not link.once and other_period(left, right, beside) else None
    told, also = ({days(one) for one in beside.dates(each)} for each in (left, right))
    if not told or not also or told == also:
        return None
    longest, other = (max(when.high - when.low for when in each) for each in (told, also))
    return OTHER_DAYS if longest != other or left.kind not in COUNTED else None


def _kind_of(figure: Figure) -> set[str]:
    """The words within what is counted that tell of which kind it is: Russian soldiers, political prisoners."""
    return {word for word in (figure.subject or "").split()[:-1] if not alike(word, figure.noun or "")}


def _surely_one(link: Link, beside: Beside) -> bool:
    """Whether two figures of one text are of one thing, which takes more than words in common.

    A writer seldom contradicts himself: earnings are told by one rule of accounting, then by another. What he counts
    twice under one name and event, in one place, and of a day or of none, is one thing, and so is what a headline tells
    of its text; but not what he counts in rows.
    """
    left, right = link.left, link.right
    if _headed(left, right, beside):
        return True
    if link.likeness < PROOF:
        return False
    if any(_is_headline(one) for one in (left, right)) and left.line != right.line:
        return not any(_of_earlier(one, beside) for one in (left, right))
    if not left.kind == right.kind == Kind.COUNT or left.event is None or left.event != right.event:
        return False
    if _in_two_rows(left, right, beside):
        return False
    return left.place == right.place and bool(beside.dates(left)) == bool(beside.dates(right))


def _headed(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the one is the count of a headline, and the other the first that the text has of that noun and event; and
    the text has the headline's number nowhere, nor counts that come to it."""
    head, other = sorted((left, right), key=lambda one: one.start)
    if not _is_headline(head) or other.line == head.line or head.event is None or head.event != other.event:
        return False
    if head.kind not in COUNTED or head.noun is None or head.noun != other.noun or _of_earlier(other, beside):
        return False
    text = [one for one in beside.documents[head.document] if one.line != head.line and one.kind in COUNTED]
    counts = [one.value or 0.0 for one in text if one.event == head.event]
    if any(one.value == head.value for one in text) or (head.value or 0.0) in _sums(counts):
        return False
    first = next(one for one in text if (one.noun, one.event) == (head.noun, head.event))
    return first.figure_id == other.figure_id


def _sums(counts: Sequence[float]) -> set[float]:
    """What two of some counts come to, and all of them from the first on."""
    return {one + other for one, other in combinations(counts, 2)} | set(accumulate(counts))


def _is_headline(figure: Figure) -> bool:
    return figure.line == 1 and figure.sentence[-1:] not in MARKS


def _in_two_rows(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether their sentences go on to count the same things, and never as many, as a report does of one place after
    another: `40 deaths and 110 injuries … 65 deaths and 205 injuries`."""
    others = [
        one.value == other.value
        for one in beside.fellows(left)
        for other in beside.fellows(right)
        if one.kind in COUNTED and one.noun is not None and (one.noun, one.event) == (other.noun, other.event)
    ]
    return bool(others) and not any(others)


def _of_earlier(figure: Figure, beside: Beside) -> bool:
    """Whether its sentence tells of a day over weeks before the report: in January the lead was eight points."""
    if figure.published is None:
        return False
    day = figure.published.date()
    return any(one.date_end is not None and (day - one.date_end).days > NEWS for one in beside.dates(figure))


def _meant(link: Link, beside: Beside) -> bool:
    """Whether no other of either sentence could as well be meant, as where one tells the prices of several plans; what
    both sentences tell alike is matched already."""
    ours, theirs = ({one.value for one in _likewise(each, beside)} for each in (link.left, link.right))
    return ours == theirs


def _likewise(figure: Figure, beside: Beside) -> list[Figure]:
    """The others of its sentence that are on its scale, in its role."""
    return [one for one in beside.fellows(figure) if scale(one) == scale(figure) and one.role == figure.role]


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
        and (_of_the_same(one, total) or _included(one, total))
        and one.value + part.value == total.value
        for one in others
    )


def _included(one: Figure, total: Figure) -> bool:
    return one.document == total.document and 0 <= one.start - total.end <= INCLUDED


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
        placed = False
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
            if third.bound != Bound.EQ and _near(own, third, policy) and not _near(own, other, policy):
                return "another estimate"  # `nearly 150` there, and 147 here: not the two of another cause
            if _states(third, other.value) and judge(own, third, policy).verdict is not Verdict.CONFLICT:
                return "another estimate"  # `200 hurt` in a headline, over `in excess of 200`
            if other.place is None and same_place(own, third) and third.event == own.event and not link.within:
                if (third.value or 0.0) < HUNDRED or not _near(other, third, policy):
                    return "another place"
                placed = True  # `more than 400 died in Peru … the toll stood at 412`
        placing = [one for one in documents.get(own.document, ()) if is_named(one.place)]
        if link.within:  # a headline may tell of all places together, and of no fewer than one of them has
            placing = [one for one in placing if one.event == own.event and (own.value or 0.0) <= (other.low or 0.0)]
        if other.place is None and not placed and is_named(own.place) and len({one.place for one in placing}) > 1:
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


def _near(one: Figure, other: Figure, policy: Policy) -> bool:
    """Whether the numbers of two figures, whatever bounds are set at them, could be one rounded to the other."""
    first, second = (abs((each.value or 0.0) * factor(each)) for each in (one, other))
    return abs(first - second) <= policy.rounding_share * max(first, second)


def _may_be(one: Figure, other: Figure) -> bool:
    """Whether nothing in their columns parts two figures."""
    events = one.event is None or other.event is None or one.event == other.event
    # A count of thousands that two reports share is no accident, whatever verb it goes with.
    events = events or (one.value == other.value and (one.value or 0.0) >= MANY)
    nouns = one.noun is None or other.noun is None or alike(one.noun, other.noun)
    return events and nouns and scale(one) == scale(other) and one.kind not in UNPROVABLE
