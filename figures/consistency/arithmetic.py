"""Figures of one text → slips of arithmetic: totals, changes, conversions, durations, scale words that do not fit.

In: the rows of one document, whose `group_id` and `role` say which figures belong together, and as what. Out:
`Slip`s. Every number may hide a rounding of half its last stated place, and only exact figures are held to it: a slip
is called where no values within those roundings would fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from figures.consistency.derived import ages, rates, weekdays
from figures.consistency.interval import factor
from figures.consistency.listed import SUM, Slip, apposed, by_sentence, exact, half_place, itemised, shares
from figures.grammar import Grammar
from figures.linking.links import Link
from figures.linking.scale import DATED, SHARES, scale
from figures.table import Bound, Figure, Kind, Role, Statistic

CHANGE, CONVERSION, DURATION, MAGNITUDE, SHRINKING = "FIG303", "FIG304", "FIG305", "FIG306", "FIG307"
LISTED = (":", "(", "—", "–")
"""What stands between a whole and the list of all its parts: after `including`, parts need not add up to it."""
SCALES = (1e3, 1e6, 1e9, 1e12)
YEAR_DAYS = 365.25
PEOPLE = "person-noun"
"""Class of the nouns that count people: no part of what is none."""
BESIDE = 25
"""A duration and the date it is counted from stand no further apart, in characters."""
LED_BY = len(" within ")
"""How far a length of time stands at most behind the change that took so long, in characters."""
SAME = 0.5
"""Least likeness for two amounts to be one with a scale word missing."""
CONVERTED = 0.05
"""Conversions in the press are rough: they may be off by so much beside their roundings."""


def slips(figures: Sequence[Figure], within: Iterable[Link], grammar: Grammar) -> list[Slip]:
    """The slips of one document, whose figures are given in the order of the text, with the links between them."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.group_id is not None:
            groups.setdefault(figure.group_id, []).append(figure)
    found = [slip for group in groups.values() for slip in _of_group(group, grammar)]
    found += [*_durations(figures), *ages(groups, figures), *weekdays(figures, grammar)]
    sentences: dict[str, list[Figure]] = {}
    for those in by_sentence(figures):
        sentences.setdefault(those[0].sentence, []).extend(those)
        found += [*itemised(those, grammar), *apposed(those, grammar), *shares(those), *rates(those)]
    for link in within:
        found += [*_magnitude(link), *_shrinking(link, sentences)]
    return found


def _of_group(group: Sequence[Figure], grammar: Grammar) -> Iterator[Slip]:
    roles: dict[Role, list[Figure]] = {}
    for figure in group:
        if figure.role is not None:
            roles.setdefault(Role(figure.role), []).append(figure)
    if Role.WHOLE in roles and Role.PART in roles:
        yield from _sum(roles[Role.WHOLE], roles[Role.PART], grammar)
    if Role.FROM in roles and Role.TO in roles and Role.CHANGE in roles:
        yield from _change(roles[Role.FROM], roles[Role.TO], roles[Role.CHANGE])
    if Role.CONVERSION in roles and Role.BASE in roles:
        yield from _conversion(roles[Role.BASE], roles[Role.CONVERSION])


def _sum(wholes: Sequence[Figure], parts: Sequence[Figure], grammar: Grammar) -> Iterator[Slip]:
    (whole, *others) = wholes
    counted = [part for part in parts if scale(part) == scale(whole) and not _of_other_people(part, whole)]
    if others or not counted or not exact([whole, *counted]) or whole.value is None:
        return
    nouns = {one.noun for one in (whole, *counted)} - {None}
    people = [grammar.lexicon.find(noun, PEOPLE) is not None for noun in nouns if noun]
    if not nouns or (len(nouns) > 1 and not all(people)):
        return  # 83 million inhabitants of 16 states; 11 regions, including 25 districts
    total = sum(part.value or 0.0 for part in counted)
    between = whole.sentence[_end_in_sentence(whole) : _start_in_sentence(counted[0])]
    listed = len(counted) > 1 and any(mark in between for mark in LISTED)
    # Counts of single things are exact; larger ones may be rounded.
    slack = sum(half_place(one) for one in (whole, *counted)) if whole.value >= 1000 else 0.0
    # 52% of the vote, including 60% in Paris: shares of other wholes.
    more = whole.kind not in SHARES and total > whole.value + slack
    if more or (listed and abs(total - whole.value) > slack):
        added = " + ".join(f"{part.value:,.10g}" for part in counted)
        sums = f"{added} = {total:,.10g}, and not" if len(counted) > 1 else f"{total:,.10g} of"
        yield Slip(SUM, (whole, *counted), f"{sums} {whole.value:,.10g}")


def _of_other_people(part: Figure, whole: Figure) -> bool:
    """Whether both are counted by names of people, and not by one: of eight Britons, three Danes are none."""
    names = {one.noun for one in (part, whole) if one.noun is not None and one.noun[:1].isupper()}
    return len(names) > 1


def _shrinking(link: Link, sentences: Mapping[str, Sequence[Figure]]) -> Iterator[Slip]:
    """A running total that is lower on a later day."""
    one, two = link.left, link.right
    if link.obstacle is not None or {one.statistic, two.statistic} != {Statistic.CUMULATIVE} or not exact([one, two]):
        return
    if one.event is None or one.event != two.event or (one.scope, one.place) != (two.scope, two.place):
        return
    days = [_day(figure, sentences[figure.sentence]) for figure in (one, two)]
    if days[0] is None or days[1] is None or days[0] == days[1] or Role.FROM in (one.role, two.role):
        return
    (first, before), (then, after) = sorted(zip(days, (one, two), strict=True), key=lambda pair: str(pair[0]))
    if (after.value or 0.0) < (before.value or 0.0):
        detail = f"{before.text} by {first} and {after.text} by {then}: a total does not shrink"
        yield Slip(SHRINKING, (after, before), detail)


def _day(figure: Figure, beside: Sequence[Figure]) -> date | None:
    """The day that a figure speaks of, if its sentence tells one alone."""
    if figure.as_of is not None:
        return figure.as_of
    days = {one.date_end for one in beside if one.kind in DATED and one.date_start == one.date_end}
    return next(iter(days)) if len(days) == 1 else None


def _start_in_sentence(figure: Figure) -> int:
    return max(figure.sentence.find(figure.text), 0)


def _end_in_sentence(figure: Figure) -> int:
    return _start_in_sentence(figure) + len(figure.text)


def _change(before: Sequence[Figure], after: Sequence[Figure], changes: Sequence[Figure]) -> Iterator[Slip]:
    start, end = before[0], after[0]
    if not exact([start, end]) or scale(start) != scale(end) or start.value is None or end.value is None:
        return
    units = factor(start)
    first, last = start.value * units, end.value * factor(end)
    loose = half_place(start) * units + half_place(end) * factor(end)
    for change in changes:
        if change.value is None or change.bound != Bound.EQ:
            continue
        if change.kind == Kind.PERCENT and change.unit == "%" and first > 0:
            if scale(start) == scale(change):
                continue  # from 40% to 50%: whether up 10 % or 10 points, newsrooms differ
            stated, found = abs(change.value), abs(last - first) / first * 100
            room = half_place(change) + 100 * loose / first * (1 + last / first)
        elif scale(change) == scale(start):
            stated, found = abs(change.value) * factor(change) / units, abs(last - first) / units
            room = (loose + half_place(change) * factor(change)) / units
        else:
            continue
        if abs(stated - found) > room * (1 + 1e-9):
            detail = f"from {start.text} to {end.text} is {found:,.4g}, and not {change.text}"
            yield Slip(CHANGE, (change, start, end), detail)


def _conversion(bases: Sequence[Figure], conversions: Sequence[Figure]) -> Iterator[Slip]:
    for base, other in zip(bases, conversions, strict=False):
        one, two = _stated(base), _stated(other)
        if base.base_unit is None or base.base_unit != other.base_unit or one is None or two is None:
            continue
        larger = max(abs(one), abs(two))
        places = half_place(base) * factor(base) + half_place(other) * factor(other)
        # The noughts of `100 km` are no rounding to hundreds where miles stand beside them.
        if abs(one - two) > min(places, CONVERTED * larger) + CONVERTED * larger:
            unit = base.unit or ""
            detail = f"{other.text} is {two / factor(base):,.4g} {unit}, and not {base.text}"
            yield Slip(CONVERSION, (base, other), detail)


def _stated(figure: Figure) -> float | None:
    """The number that a figure states in the base unit, whatever bound is set at it; a range states two."""
    return None if figure.bound == Bound.RANGE else figure.base_value


def _durations(figures: Sequence[Figure]) -> Iterator[Slip]:
    """A length of time beside the date from which it is counted: `nearly eight years, since 2014`. One written with a
    hyphen tells of what kind something is: the most in a 12-month period since 2004. One right behind a change tells
    how long that took: fell 20% in 24 hours, to its lowest since May.
    """
    changes = [figure.end for figure in figures if figure.statistic == Statistic.CHANGE]
    for one, other in pairwise(figures):
        for length, since in ((one, other), (other, one)):
            if length.kind != Kind.DURATION or since.kind not in DATED or other.start - one.end > BESIDE:
                continue
            until = length.as_of or (None if length.published is None else length.published.date())
            if not (since.timex or "").endswith("/..") or until is None or length.sentence != since.sentence:
                continue
            if length.base_value is None or since.date_start is None or length.base_unit != "s" or "-" in length.text:
                continue
            if since.date_start >= until:  # three days of mourning, starting tomorrow
                continue
            if any(0 <= length.start - end <= LED_BY for end in changes):
                continue
            if "X" in (since.timex or "") or (since.doubt or "").startswith("or "):  # since the 1990s, the 1800s
                continue
            slip = _length_slip(length, since, since.date_start, until)
            if slip is not None:
                yield slip


def _length_slip(length: Figure, since: Figure, start: date, until: date) -> Slip | None:
    stated = (length.base_value or 0.0) / 86_400
    # The date may stand for any day of its year, month or day; the length for its neighbours as well.
    span = YEAR_DAYS if len((since.timex or "").removesuffix("/..")) == 4 else 31.0
    least, most = (until - start).days - span, (until - start).days
    room = max((length.precision or 1.0) * factor(length) / 86_400, 0.15 * stated)
    if least - room <= stated <= most + room:
        return None
    years = most / YEAR_DAYS
    return Slip(DURATION, (length, since), f"{since.text} was {years:,.1f} years before {until}, and not {length.text}")


def _magnitude(link: Link) -> Iterator[Slip]:
    """`$110` beside `$110 million`."""
    one, two = link.left, link.right
    if not link.within or one.kind != Kind.MONEY or one.value is None or two.value is None or link.likeness < SAME:
        return
    small, large = sorted((one, two), key=lambda figure: abs(figure.value or 0.0))
    ratio = large.value / small.value if small.value and large.value else 0.0
    if any(abs(ratio / step - 1) < 1e-9 for step in SCALES):
        yield Slip(MAGNITUDE, (small, large), f"{small.text} and {large.text} differ by a scale word only")
