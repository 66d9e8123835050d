"""Figures that follow from others → slips: an age from a date of birth, a rate from a count and a population, a day of
the week from a date.

They are called only where no doubt is left: an age in a text that speaks of no other time, a rate that stands side by
side with the count it is taken from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from figures.consistency.listed import JOINING, Slip, exact, half_place
from figures.grammar import Grammar
from figures.linking.scale import COUNTED, DATED
from figures.linking.words import places
from figures.table import Figure, Kind, Role, Statistic

AGE, RATE = "FIG305", "FIG308"
WEEKDAY = ("weekday", "weekday-short")
"""Classes of the names of days, whose value is 1 for Monday."""
ONE_CALENDAR = 1924
"""From this year on newspapers everywhere date by one calendar."""
RECENT = timedelta(days=400)
"""A text tells of the days of its publication if no date in it lies further back, or ahead."""
SLACK = 1
"""Years by which an age may be off: some tell it as of another day."""


def ages(groups: Mapping[str, Sequence[Figure]], figures: Sequence[Figure]) -> Iterator[Slip]:
    """An age beside a date of birth that does not fit it on the day of publication: `Ann Lee, 71, born in 1960`."""
    for group in groups.values():
        born = next((one for one in group if one.kind == Kind.DATE and one.role == Role.BASE), None)
        aged = next((one for one in group if one.kind == Kind.AGE and one.role == Role.CONVERSION), None)
        if born is None or aged is None or born.published is None or born.date_start is None or born.date_end is None:
            continue
        told = born.published.date()
        if not exact([aged]) or aged.unit != "a" or not _of_that_time(told, figures, born):
            continue
        least, most = _age(born.date_end, told), _age(born.date_start, told)
        if not least - SLACK <= (aged.value or 0.0) <= most + SLACK:
            old = f"{least}" if least == most else f"{least} or {most}"
            detail = f"who was born {born.text} is {old} on {told}, and not {aged.text}"
            yield Slip(AGE, (aged, born), detail)


def _of_that_time(told: date, figures: Sequence[Figure], born: Figure) -> bool:
    dated = [one for one in figures if one.kind in DATED and one.figure_id != born.figure_id]
    days = [
        day for one in dated for day in (one.date_start, one.date_end) if day is not None and one.timex != born.timex
    ]
    return all(abs(day - told) <= RECENT for day in days)


def weekdays(figures: Sequence[Figure], grammar: Grammar) -> Iterator[Slip]:
    """A date with its year and a day of the week that it did not fall on: `Wednesday, 12 July 2015`."""
    for one in figures:
        when = one.date_start
        if one.kind not in DATED or when is None or when != one.date_end or when.year < ONE_CALENDAR:
            continue
        name = one.text.split()[0].strip(",")
        said = grammar.lexicon.find(name.lower(), *WEEKDAY)
        if said is None or str(when.year) not in one.text or said.meaning["value"] == when.isoweekday():
            continue
        yield Slip(AGE, (one,), f"{when} is no {name}")


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def rates(figures: Sequence[Figure]) -> Iterator[Slip]:
    """A count of one sentence, its rate side by side with it, and the population that it is of, if but one may be:
    `the city of 2 million had 240 deaths, or 15 per 100,000 people`."""
    where = places(figures)
    for number, rate in enumerate(figures):
        base = _base(rate)
        if rate.statistic != Statistic.RATE or not number or base is None:
            continue
        count = figures[number - 1]
        gap = rate.sentence[where[number - 1] + len(count.text) : where[number]]
        others = [one for one in figures if one not in (count, rate) and one.kind not in DATED]
        if len(gap) > JOINING or not gap.strip() or len(others) != 1 or not exact([count, rate, *others]):
            continue
        (population,) = others
        if {count.kind, rate.kind, population.kind} <= COUNTED and population.event is None:
            yield from _rate(count, population, rate, base)


def _base(figure: Figure) -> float | None:
    """What a rate is for each so many of: 100,000 people."""
    digits = "".join(each for each in (figure.per or "") if each.isdigit())
    return float(digits) if digits else None


def _rate(count: Figure, population: Figure, rate: Figure, base: float) -> Iterator[Slip]:
    amount, whole, stated = count.value or 0.0, population.value or 0.0, rate.value or 0.0
    if whole < base or amount <= 0 or amount >= whole or stated <= 0:
        return
    least = (amount - half_place(count)) / (whole + half_place(population)) * base - half_place(rate)
    most = (amount + half_place(count)) / (whole - half_place(population)) * base + half_place(rate)
    if not least <= stated <= most:
        detail = f"{count.text} of {population.text} are {amount / whole * base:,.3g}, and not {rate.text}"
        yield Slip(RATE, (rate, count, population), detail)
