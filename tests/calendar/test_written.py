"""What the pack can write reads back exactly: its month names and weekdays in every format, clock times, feasts."""

from __future__ import annotations

import calendar
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import Document, Extractor, Figure, Grammar
from figures.calendar.feasts import easter, nth_weekday

GRAMMAR = Grammar.load()
EXTRACTOR = Extractor(GRAMMAR)
MONTHS = {surface: int(word.meaning["value"]) for surface, word in GRAMMAR.lexicon.entries("month").items()}
WEEKDAYS = {
    surface: int(word.meaning["value"])
    for name in ("weekday", "weekday-short")
    for surface, word in GRAMMAR.lexicon.entries(name).items()
}
DAYS = st.dates(date(1600, 1, 1), date(2399, 12, 31))


def only(text: str) -> Figure:
    """The one figure of a text, which is all of it."""
    (row,) = EXTRACTOR.document(Document("a", text)).figures
    figure = Figure._make(row)
    assert figure.text == text
    return figure


def cased(surface: str) -> str:
    """A word as a calendar writes it."""
    return surface if surface[0].isupper() else surface.capitalize()


@pytest.mark.parametrize("surface", MONTHS)
@given(day=DAYS)
@settings(max_examples=10)
def test_every_name_of_a_month_in_every_format(surface: str, day: date) -> None:
    day = day.replace(day=min(day.day, 28), month=MONTHS[surface])
    name = cased(surface)
    for text in (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"the {day.day}th of {name} {day.year}",
    ):
        assert only(text.removeprefix("the ")).timex == day.isoformat(), text
    assert only(f"{name} {day.year}").timex == f"{day.year}-{day.month:02d}"
    if not surface.endswith("."):
        assert only(f"{day.day}-{name}-{day.year}").timex == day.isoformat()
        assert only(f"{day.day:02d}{name.upper()}{day.year}").timex == day.isoformat()


@pytest.mark.parametrize("surface", WEEKDAYS)
@given(day=DAYS)
@settings(max_examples=10)
def test_every_weekday_beside_its_date(surface: str, day: date) -> None:
    text = f"{cased(surface)}, {day.day} {calendar.month_name[day.month]} {day.year}"
    assert (only(text).timex, only(text).doubt) == (day.isoformat(), None)


@given(DAYS)
@settings(max_examples=50)
def test_dotted_dates_begin_with_the_day_or_the_year(day: date) -> None:
    found = only(f"{day.day}.{day.month}.{day.year}")
    assert found.timex == day.isoformat()
    assert (found.doubt is not None) == (day.day <= 12 and day.day != day.month)
    assert (only(f"{day:%Y.%m.%d}").timex, only(f"{day:%Y.%m.%d}").doubt) == (day.isoformat(), None)


@given(st.times())
@settings(max_examples=50)
def test_a_time_of_day_in_every_format(moment: time) -> None:
    timex = f"T{moment:%H:%M}"
    half, hour = ("p.m." if moment.hour >= 12 else "a.m."), moment.hour % 12 or 12
    written = [
        f"{moment:%H:%M}",
        f"{hour}:{moment:%M} {half}",
        f"{hour}.{moment:%M} {half}",
        f"{hour}:{moment:%M}{half[0]}m",
    ]
    written += [f"{hour}{moment:%M}{half[0]}m", f"{hour} {half}" if not moment.minute else f"{moment:%H}h{moment:%M}"]
    for text in written:
        assert only(text).timex == timex, text


EASTER_SUNDAYS = ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2038-04-25"]


@pytest.mark.parametrize("day", EASTER_SUNDAYS)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@given(st.integers(1583, 9998))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    found = easter(year)
    assert found.isoweekday() == 7
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 7), st.sampled_from([1, 2, 3, 4, -1, -2]))
def test_the_nth_weekday_is_that_weekday_in_the_nth_seven_days(year: int, month: int, weekday: int, nth: int) -> None:
    found = nth_weekday(year, month, weekday, nth)
    assert (found.year, found.month, found.isoweekday()) == (year, month, weekday)
    rest = calendar.monthrange(year, month)[1] - found.day
    assert (found.day - 1) // 7 == nth - 1 if nth > 0 else rest // 7 == -nth - 1


FEASTS = {
    "Good Friday 2021": "2021-04-02",
    "Whit Monday 2014": "2014-06-09",
    "Ash Wednesday 2018": "2018-02-14",
    "Thanksgiving 2019": "2019-11-28",
    "Black Friday 2019": "2019-11-29",
    "Labor Day 2022": "2022-09-05",
    "Martin Luther King Day 2022": "2022-01-17",
    "New Year's Eve 1999": "1999-12-31",
}


@pytest.mark.parametrize("text", FEASTS)
def test_a_feast_of_a_year(text: str) -> None:
    assert only(text).timex == FEASTS[text]


# What surrounds a number → whether it is the year of the date before it
AFTER_A_DATE = {
    "It opened on 3 Aug 96.": ["1996-08-03"],
    "On 3 August 96 people came.": ["XXXX-08-03", None],
    "On 3 August, 45 of them came.": ["XXXX-08-03", None],
    "In August 40-year-old men came.": ["XXXX-08", "P40Y"],
    "On 3 August 77% of them came.": ["XXXX-08-03", None],
}


@pytest.mark.parametrize("text", AFTER_A_DATE)
def test_a_number_behind_a_date_is_its_year_or_counts(text: str) -> None:
    rows = EXTRACTOR.document(Document("a", text)).figures
    assert [Figure._make(row).timex for row in rows] == AFTER_A_DATE[text]
