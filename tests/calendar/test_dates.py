"""Dates, absolute and relative: each against the day on which it was written, with the reason."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from figures import Document, Extractor, Figure, Grammar

WEDNESDAY = "2022-01-19"


def figures_of(extractor: Extractor, text: str, published: str | None) -> list[Figure]:
    moment = None if published is None else datetime.fromisoformat(published)
    return [Figure._make(row) for row in extractor.document(Document("a", text, published=moment)).figures]


class Case(NamedTuple):
    """A text, the words read, their value, and why."""

    text: str
    words: str
    timex: str
    reason: str
    published: str | None = WEDNESDAY


RELATIVE = [
    # Weekdays: the tense of the clause says which.
    Case("They met on Tuesday.", "Tuesday", "2022-01-18", "past: the last one"),
    Case("They met on Thursday.", "Thursday", "2022-01-13", "past: not this week's, which is to come"),
    Case("They will meet on Tuesday.", "Tuesday", "2022-01-25", "future: this week's is over"),
    Case("They will meet on Thursday.", "Thursday", "2022-01-20", "future: the coming one"),
    Case("He is expected to land on Friday.", "Friday", "2022-01-21", "expected to is future"),
    Case("She flies on to Berlin on Thursday.", "Thursday", "2022-01-20", "a present beside a weekday is a plan"),
    Case("They met on Wednesday.", "Wednesday", "2022-01-19", "the day of publication is that day"),
    Case("They will meet on Wednesday.", "Wednesday", "2022-01-19", "the day of publication is that day"),
    Case("Talks on Friday", "Friday", "2022-01-14", "no tense: taken as past"),
    Case("Talks on Friday", "Friday", "XXXX-WXX-5", "no publication date: a weekday of no week", None),
    Case("noon Tue to Wed", "noon Tue to Wed", "XXXX-WXX-2T12:00/XXXX-WXX-3", "a clock time at one end alone", None),
    Case("last Friday", "last Friday", "2022-01-14", "last is over"),
    Case("last Monday", "last Monday", "2022-01-10", "last is over, and today is not", "2022-01-17"),
    Case("next Monday", "next Monday", "2022-01-24", "next is next week's", "2022-01-17"),
    Case("next Friday", "next Friday", "2022-01-28", "next is next week's"),
    Case("this Friday", "this Friday", "2022-01-21", "this is this week's"),
    Case("They will talk from Friday to Monday.", "from Friday to Monday", "2022-01-21/2022-01-24", "over the weekend"),
    # Days.
    Case("yesterday", "yesterday", "2021-12-31", "over the end of the year", "2022-01-01"),
    Case("tomorrow", "tomorrow", "2022-01-01", "over the end of the year", "2021-12-31"),
    Case("tomorrow", "tomorrow", "2024-02-29", "into a leap day", "2024-02-28"),
    Case("tomorrow", "tomorrow", "2023-03-01", "no leap day", "2023-02-28"),
    Case("today", "today", "2022-01-19", "the day itself"),
    Case("three weeks ago", "three weeks ago", "2021-12-29", "weeks are counted in days"),
    # Weeks and weekends: Monday to Sunday.
    Case("last week", "last week", "2022-W02", "the week before"),
    Case("this week", "this week", "2022-W03", "Monday to Sunday", "2022-01-23"),
    Case("next week", "next week", "2022-W04", "the day is its week's first", "2022-01-17"),
    Case("last week", "last week", "2020-W53", "ISO weeks: 28 December to 3 January", "2021-01-10"),
    Case("They met over the weekend.", "the weekend", "2022-01-15/2022-01-16", "past: the one before"),
    Case("They will meet over the weekend.", "the weekend", "2022-01-22/2022-01-23", "future: the coming one"),
    Case("They met at the weekend.", "the weekend", "2022-01-22/2022-01-23", "it is the weekend", "2022-01-23"),
    Case("last weekend", "last weekend", "2022-01-15/2022-01-16", "of the week before"),
    # Months without a year: the nearest that fits the tense.
    Case("They met in March.", "March", "2021-03", "past: last year's"),
    Case("They will meet in March.", "March", "2022-03", "future: this year's"),
    Case("They met in December.", "December", "2021-12", "past, over the end of the year"),
    Case("They will meet in December.", "December", "2022-12", "future: eleven months on, not one ago"),
    Case("They met in January.", "January", "2022-01", "the month we are in"),
    Case("the talks in March", "March", "2022-03", "no tense: the nearest"),
    Case("in March", "March", "XXXX-03", "no publication date: a month of no year", None),
    Case("last May", "last May", "2021-05", "over, though far"),
    Case("next May", "next May", "2022-05", "to come"),
    Case("this May", "this May", "2022-05", "of the same year"),
    Case("It opened on 31 December.", "31 December", "2021-12-31", "past, over the end of the year", "2022-01-02"),
    Case("It will open on 2 January.", "2 January", "2022-01-02", "future, over the end of the year", "2021-12-30"),
    Case("29 February", "29 February", "2024-02-29", "the one near year that has it", "2023-11-05"),
    # Months, quarters, years, decades, shifted whole.
    Case("last month", "last month", "2021-12", "over the end of the year"),
    Case("next month", "next month", "2022-02", "from the 31st into a month without one", "2022-01-31"),
    Case("last month", "last month", "2022-02", "from the 31st into a month without one", "2022-03-31"),
    Case("next month", "next month", "2022-01", "over the end of the year", "2021-12-31"),
    Case("a month ago", "a month ago", "2022-02", "as fine as the unit says", "2022-03-31"),
    Case("two years ago", "two years ago", "2020", "as fine as the unit says"),
    Case("a year ago", "a year ago", "2023", "from a leap day into a year without one", "2024-02-29"),
    Case("two decades ago", "two decades ago", "2002", "a decade is ten years"),
    Case("last quarter", "last quarter", "2021-Q4", "over the end of the year"),
    Case("next quarter", "next quarter", "2022-Q1", "over the end of the year", "2021-11-05"),
    Case("the third quarter of 2021", "the third quarter of 2021", "2021-Q3", "with its year"),
    Case("last year", "last year", "2021", "the calendar year"),
    Case("last decade", "last decade", "201X", "from a year that ends in 0"),
    Case("last century", "last century", "1900/1999", "a hundred years"),
    # Counted, and ranges.
    Case("two to three years ago", "two to three years ago", "2019/2020", "from the one to the other"),
    Case("two Fridays ago", "two Fridays ago", "2022-01-07", "the last one is the first"),
    Case("two Wednesdays from now", "two Wednesdays from now", "2022-02-02", "today is none of them"),
    Case("the week after next", "the week after next", "2022-W05", "two weeks on"),
    Case("next year's first quarter", "next year's first quarter", "2023-Q1", "the quarter of that year"),
    Case("the past quarter", "past quarter", "2021-Q4", "of accounts: the one before, not three months up to now"),
    Case("the past year", "past year", "2021-01-19/2022-01-19", "twelve months up to now"),
    Case("It will run from May to September.", "from May to September", "2018-05/2018-09", "under way", "2018-09-07"),
    Case(
        "It will run from May to July.",
        "from May to July",
        "2019-05/2019-07",
        "that of this year is over",
        "2018-09-07",
    ),
    Case("They met as of Tuesday.", "Tuesday", "2022-01-18", "as of says a day, not a time from it on"),
    Case("They left after Friday.", "after Friday", "2022-01-14/..", "after a day may be on that day"),
    Case("They left after 2014.", "after 2014", "2015/..", "after a year is not in it"),
    Case("Sales rose in the six months to June 30.", "the six months to June 30", "2021-01/2021-06", "past"),
    Case(
        "They met for ten days from Monday.",
        "for ten days from Monday",
        "2022-01-17/2022-01-26",
        "the first day is one of them",
    ),
    Case("They met at Easter.", "Easter", "2021-04-04", "past: last year's"),
    Case("They will meet at Easter.", "Easter", "2022-04-17", "future: this year's"),
    # The tense of what follows.
    Case("On Friday he sees the minister.", "Friday", "2022-01-21", "a present behind the date"),
    Case(
        "They lost, and on Friday they will play again.", "Friday", "2022-01-21", "of its own clause, not of the last"
    ),
    Case("Friday", "Friday", "2022-01-21", "a date alone, as someone types it, is to come"),
    # What is rarely written.
    Case("The dam broke last October.", "last October", "2021-10", "not the month just over", "2022-11-14"),
    Case("They met this Easter.", "this Easter", "2022-04-17", "this is of this year"),
    Case("They gathered this summer.", "this summer", "2022-22", "past: the last that has begun", "2022-08-19"),
    Case("They gather this summer.", "this summer", "2022-22", "of this year", "2022-04-19"),
    Case(
        "The next spring it opened.", "The next spring", "XXXX-21", "no date before it, and none of publication", None
    ),
    Case("They sailed next day.", "next day", "2022-01-20", "no date before it: of the publication"),
    Case("They left 2.5 years ago.", "2.5 years ago", "2019-07", "half a year is counted in months"),
    Case(
        "They will meet Monday six months from now.", "Monday six months from now", "2022-07", "a month has no Monday"
    ),
    Case("Three hours after noon they came.", "Three hours after noon", "2022-01-19T15:00", "noon of the publication"),
    Case(
        "They meet between now and eight o'clock.",
        "between now and eight o'clock",
        "2022-01-19T12:30/2022-01-19T20:00",
        "now is after noon, and so is what comes after it",
        "2022-01-19T12:30",
    ),
    Case(
        "From now until Friday they wait.", "From now until Friday", "2022-01-19/2022-01-21", "now is a day beside one"
    ),
    Case("They conceded in the last five minutes.", "the last five minutes", "PT5M", "of what, is not said"),
    Case("It trains thrice every month.", "thrice every month", "P1M", "how often"),
]


@pytest.mark.parametrize("case", RELATIVE, ids=lambda case: f"{case.text} {case.published}")
def test_relative(extractor: Extractor, case: Case) -> None:
    found = figures_of(extractor, case.text, case.published)
    assert [(row.text, row.timex) for row in found] == [(case.words, case.timex)], case.reason


def test_a_day_ends_at_24(extractor: Extractor) -> None:
    assert [row.timex for row in figures_of(extractor, "24:00", None)] == ["T24:00"]
    assert "T24:30" not in [row.timex for row in figures_of(extractor, "24:30", None)]


ABSOLUTE = [
    Case("29 February 2024", "29 February 2024", "2024-02-29", "a leap year"),
    Case("29 February 2000", "29 February 2000", "2000-02-29", "a century that is one"),
    Case("since 2014", "since 2014", "2014/..", "open at its end"),
    Case("from 2014 to 2022", "from 2014 to 2022", "2014/2022", "both included"),
    Case("2014–22", "2014–22", "2014/2022", "the century is said once"),
    Case("1998–2003", "1998–2003", "1998/2003", "across a century"),
    Case(
        "from 12 January to 15 February 2014",
        "from 12 January to 15 February 2014",
        "2014-01-12/2014-02-15",
        "the year said once holds for both",
    ),
    Case("3 to 5 March 2014", "3 to 5 March 2014", "2014-03-03/2014-03-05", "month and year said once, behind"),
    Case("May 3 to 5, 2014", "May 3 to 5, 2014", "2014-05-03/2014-05-05", "month said once, in front"),
    Case("the 1990s", "the 1990s", "199X", "a decade"),
    Case("the 19th century", "the 19th century", "1800/1899", "the 19th is 18…"),
    Case("in 1812", "1812", "1812", "a year far back needs a preposition"),
    Case("in May 2014", "May 2014", "2014-05", "the preposition is no part of it"),
    Case("late February 2014", "late February 2014", "2014-02", "the part of the month stands in modifier"),
    Case("Q3 2021", "Q3 2021", "2021-Q3", "a quarter"),
    Case("2022-01-17T09:30", "2022-01-17T09:30", "2022-01-17T09:30", "ISO 8601"),
    Case("at noon", "noon", "T12:00", "a word for a time"),
    Case("at 12 a.m.", "12 a.m.", "T00:00", "twelve in the morning is midnight"),
    Case("at 12 p.m.", "12 p.m.", "T12:00", "twelve after noon is noon"),
    Case("at 5:30 p.m.", "5:30 p.m.", "T17:30", "after noon"),
    Case("at 17:00", "17:00", "T17:00", "the 24 hours"),
    Case("in Dec-2018", "Dec-2018", "2018-12", "four digits behind a month are a year"),
    Case("in 2016-11", "2016-11", "2016-11", "no range that runs backward: a month"),
    Case("in 2016-17", "2016-17", "2016/2017", "a range of years"),
    Case("from June 2014 to August", "from June 2014 to August", "2014-06/2014-08", "the year said holds for both"),
    Case("from May 2014 to January", "from May 2014 to January", "2014-05/2015-01", "the end comes after the start"),
    Case("in the 470s AD", "the 470s AD", "047X", "as others, after the year 1"),
    Case("in the 1995s", "the 1995s", "1995", "no decade begins in 1995"),
    Case("on the 2nd last Friday of October 2021", "the 2nd last Friday of October 2021", "2021-10-22", "from the end"),
    Case("on the 3rd Friday of October 2021", "the 3rd Friday of October 2021", "2021-10-15", "an ordinal in digits"),
]


@pytest.mark.parametrize("case", ABSOLUTE, ids=lambda case: case.text)
def test_absolute_dates_need_no_publication_date(extractor: Extractor, case: Case) -> None:
    for published in (None, WEDNESDAY):
        found = figures_of(extractor, case.text, published)
        assert [(row.text, row.timex, row.doubt) for row in found] == [(case.words, case.timex, None)], case.reason


IN_A_TEXT = [
    # A history tells of its own time: months and days are those of the last date read.
    Case("In 1942 they fled. They came back in June.", "June", "1942-06", "of the year told"),
    Case("In December 1941 they fled. They came back in March.", "March", "1942-03", "the story goes on"),
    Case("On 5 May 2012 they met. The following day they left.", "The following day", "2012-05-06", "of the last date"),
    Case("On 5 May 2012 they met. Three weeks later they left.", "Three weeks later", "2012-05-26", "of the last date"),
    Case("On 5 May 2012 they met. They had fled the previous year.", "the previous year", "2011", "of the last date"),
    Case("In May 2012 they met. That year they fled.", "That year", "2012", "of the last date"),
    Case(
        "On 5 May 1942, as is now known, they fled. On 7 May it fell.",
        "7 May",
        "1942-05-07",
        "now tells of another time",
    ),
    Case("In June 1942, papers found in 2004 say, they fled. In July it fell.", "July", "1942-07", "a year in passing"),
    Case("They met on Monday. The firm, founded in 1998, had closed in June.", "June", "2021-06", "news tells of now"),
    Case("In December 1972 they met. They fled in October.", "October", "1972-10", "of the year told, though before"),
    Case("On 21 January 1793 he fell. She fell on 16 October.", "16 October", "1793-10-16", "the story goes on"),
    Case(
        "They met on 10 March 1975. By 1976 all was lost. On 11 March they fled.",
        "11 March",
        "1975-03-11",
        "soon after",
    ),
    Case("They met in 2021. They left in March.", "March", "2021-03", "near the publication: its own time"),
    Case("In July 2018 it fell; in October it rose.", "October", "2018-10", "the month with which the sentence opens"),
    Case("On 3 June 2015 it fell. The previous May it rose.", "The previous May", "2015-05", "before the last date"),
    Case(
        "On 3 June 2015 it shut; the previous autumn it had opened.",
        "the previous autumn",
        "2014-23",
        "the last before it",
    ),
    Case(
        "On 3 May 2021 it rained. It was dry in the first half of that week.",
        "the first half of that week",
        "2021-05-03/2021-05-05",
        "whole days: three of seven",
    ),
    Case(
        "At 1 a.m. on Tuesday they met. They stayed until the next morning.",
        "the next morning",
        "2022-01-18TMO",
        "the morning of that night",
    ),
    Case("It burned on Friday. Two hours later it was out.", "Two hours later", "2022-01-14", "of no hour: of the day"),
]


@pytest.mark.parametrize("case", IN_A_TEXT, ids=lambda case: case.text)
def test_dates_in_a_text_follow_the_last_one_read(extractor: Extractor, case: Case) -> None:
    found = figures_of(extractor, case.text, case.published)
    (row,) = (row for row in found if row.text == case.words)
    assert row.timex == case.timex, case.reason
    assert row.doubt, "what it was resolved by is said"


# text → (published, first day, last day)
DAYS_COVERED = {
    "February 2024": (None, "2024-02-01", "2024-02-29"),
    "February 2022": (None, "2022-02-01", "2022-02-28"),
    "since 2014": (None, "2014-01-01", None),
    "from 2014 to 2022": (None, "2014-01-01", "2022-12-31"),
    "the 1990s": (None, "1990-01-01", "1999-12-31"),
    "Q1 2024": (None, "2024-01-01", "2024-03-31"),
    "last week": (WEDNESDAY, "2022-01-10", "2022-01-16"),
    "in March": (None, None, None),
    "at noon": (WEDNESDAY, None, None),
}


@pytest.mark.parametrize("text", DAYS_COVERED)
def test_first_and_last_day_are_both_included(extractor: Extractor, text: str) -> None:
    published, first, last = DAYS_COVERED[text]
    (row,) = figures_of(extractor, text, published)
    assert (row.date_start, row.date_end) == tuple(day and date.fromisoformat(day) for day in (first, last))


# What no calendar holds → why: it is left unparsed, never bent into a day that exists
NO_SUCH_DAY = {
    "29 February 2023": "no leap year",
    "29 February 1900": "a century that is none",
    "31 April 2022": "April has 30 days",
    "2022-02-30": "February has 29 at most",
    "2022-13-01": "no 13th month",
    "31/31/2022": "neither number is a month",
    "13 p.m.": "twelve hours a half day",
    "the fifth quarter": "a year has four",
}


@pytest.mark.parametrize("text", NO_SUCH_DAY)
def test_what_no_calendar_holds_is_unparsed(extractor: Extractor, text: str) -> None:
    found = extractor.document(Document("a", text, published=datetime.fromisoformat(WEDNESDAY)))
    assert found.figures == [], NO_SUCH_DAY[text]
    assert {row[4] for row in found.ledger} == {"unparsed"}


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("words", ["yesterday", "tomorrow", "last month", "next year", "Friday", "in May", "last May"])
def test_at_the_calendars_ends(extractor: Extractor, words: str, published: date) -> None:
    """A day before the first or after the last cannot be told, and is no error."""
    for row in figures_of(extractor, f"They met {words}.", published.isoformat()):
        assert row.date_start is None or row.date_end is None or row.date_start <= row.date_end


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("this week", date.min),
        ("next week", date.min),
        ("last week", date.max),
        ("next Friday", date.min),
        ("last week", date.min),
        ("this week", date.max),
        ("next week", date.max),
        ("next Friday", date.max),
        ("the weekend", date.min),
        ("the weekend", date.max),
    ],
)
def test_weeks_at_the_calendars_ends(extractor: Extractor, words: str, published: date) -> None:
    figures_of(extractor, f"They met {words}.", published.isoformat())


@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    published=st.one_of(st.none(), st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31))),
)
@settings(max_examples=150)
@example(day=date(2000, 2, 29), published=None)
@example(day=date(1900, 2, 28), published=None)
@example(day=date(2099, 12, 31), published=None)
@example(day=date(2022, 5, 1), published=None)  # May is a month here
def test_a_full_date_reads_back_however_it_is_written(
    grammar: Grammar, extractor: Extractor, day: date, published: datetime | None
) -> None:
    weekday, month = calendar.day_name[day.weekday()], calendar.month_name[day.month]
    short = month if day.month == 5 else f"{calendar.month_abbr[day.month]}."
    suffix = "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{month} {day.day}{suffix}, {day.year}",
        f"{day.day}{suffix} of {month} {day.year}",
        f"{short} {day.day}, {day.year}",
        day.isoformat(),
    ):
        (row,) = (Figure._make(row) for row in extractor.document(Document("a", text, published=published)).figures)
        assert (row.text, row.timex, row.kind) == (text, day.isoformat(), "date")
        assert (row.date_start, row.date_end, row.doubt) == (day, day, None)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@settings(max_examples=50)
def test_numeric_dates_read_by_the_order_given_and_say_the_other(grammar: Grammar, day: date) -> None:
    for order, text in (("dmy", f"{day:%d/%m/%Y}"), ("mdy", f"{day:%m/%d/%Y}")):
        (row,) = EXTRACTORS[order].document(Document("a", text)).figures
        figure = Figure._make(row)
        assert (figure.text, figure.date_start, figure.date_end) == (text, day, day)
        ambiguous = day.day <= 12 and day.day != day.month
        assert figure.doubt == (f"or {day.year}-{day.day:02d}-{day.month:02d}" if ambiguous else None)


GRAMMAR = Grammar.load()
EXTRACTORS = {"dmy": Extractor(GRAMMAR, date_order="dmy"), "mdy": Extractor(GRAMMAR, date_order="mdy")}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rents rose in the third quarter of last year.", "the third quarter of last year", "date"),
        ("It shut on the second Friday of next month.", "the second Friday of next month", "date"),
        ("On the 17th they left.", "the 17th", "date"),
        ("Rents rose in the past 24 hours.", "the past 24 hours", "time"),
    ],
)
def test_without_a_publication_date_a_date_is_a_date_still(
    extractor: Extractor, text: str, words: str, kind: str
) -> None:
    (found,) = figures_of(extractor, text, None)
    assert (found.text, found.kind, found.timex) == (words, kind, None)
    assert found.doubt == "no publication date"
