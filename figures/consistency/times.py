"""Figures and what stands beside them → the times they speak of, and whether two are of other times.

A figure's time is told by the dates and lengths of time of its sentence; a sentence that tells none goes on with the
period that an earlier one of its text has set: `In the fourth quarter profit was 98 million. Sales rose 3%.`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import inf

from figures.consistency.interval import Interval
from figures.linking.scale import COUNTED, DATED
from figures.table import Figure, Kind, Statistic

STRETCH = 45
"""A count over more days than that is one of other things than a count of a day."""
PERIOD = 27
"""Days: a month, a quarter or a year, over which money is earned and prices rise, is longer."""
LONGER = 1.5
"""A period that is so many times as long as another is no part of the same series."""
LONG_AGO = 60
"""Days: what happened longer before a report than this, is no news of it."""
SOON = 3
"""Days: reports no further apart tell alike what was over before: a quarter's sales, a fine."""
AN_HOUR = timedelta(hours=1)
"""Reports of one day that lie so far apart may each be right about what grows by the hour."""
YEAR = 364
BEHIND = 20
"""So many characters at most stand between a change and what it is held against: `less than`."""
QUARTER = "Q"
"""What the TIMEX3 value of a quarter has."""
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures of each sentence, by document and sentence, and of each document, in order."""

    sentences: Mapping[tuple[str, str], Sequence[Figure]]
    documents: Mapping[str, Sequence[Figure]]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Beside:
        """The figures of some documents, each document's in order."""
        sentences: dict[tuple[str, str], list[Figure]] = {}
        documents: dict[str, list[Figure]] = {}
        for figure in figures:
            sentences.setdefault((figure.document, figure.sentence), []).append(figure)
            documents.setdefault(figure.document, []).append(figure)
        return cls(sentences, documents)

    def fellows(self, figure: Figure) -> list[Figure]:
        """The other figures of its sentence."""
        there = self.sentences[figure.document, figure.sentence]
        return [one for one in there if one.figure_id != figure.figure_id]

    def dates(self, figure: Figure) -> list[Figure]:
        """The dates of its sentence."""
        there = self.sentences[figure.document, figure.sentence]
        return [one for one in there if one.kind in DATED and (one.date_start or one.date_end)]

    def moment(self, figure: Figure) -> list[Figure]:
        """The hours that its sentence tells, or else the last one before it in its paragraph."""
        own = [one for one in self.fellows(figure) if one.kind == Kind.TIME]
        if own:
            return own
        there = [one for one in self.documents[figure.document] if one.kind == Kind.TIME and one.line == figure.line]
        return [one for one in there if one.end <= figure.start][-1:]

    def period(self, figure: Figure) -> Figure | None:
        """The nearest period of its sentence, or else the last that the text before it has told."""
        fellows = self.fellows(figure)
        own = [
            one
            for one in fellows
            if _period_days(one) > PERIOD
            and not _of_a_change(one, figure, fellows)
            and not _is_held_against(one, (figure, *fellows))
        ]
        if own:
            return min(own, key=lambda one: (gap(figure, one), one.start))
        earlier = [
            one for one in self.documents[figure.document] if one.end <= figure.start and _period_days(one) > PERIOD
        ]
        set_by = [
            one
            for one in earlier
            if not _is_held_against(one, self.fellows(one)) and not any(_compares_with(one, other) for other in earlier)
        ]
        return set_by[-1] if set_by else None


def other_times(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether they are of other days, or one counts over a length of time and the other does not."""
    if left.kind in COUNTED and _lengths(left, beside) != _lengths(right, beside):
        return True
    return other_days(left, right, beside)


def other_days(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the sentences of both tell when, and no day is in both, or not in the dates nearest to each."""
    ours, theirs = (_days_of(each, beside) for each in (left, right))
    if not ours or not theirs:
        return False
    if all(_apart(one, other) for one in ours for other in theirs):
        return True
    if {(days(one), one.timex) for one in ours} == {(days(one), one.timex) for one in theirs}:
        return False
    return _apart(_nearest(left, ours), _nearest(right, theirs))


def other_hour(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether a running count is as of an hour of a day that the other's sentence does not tell, or the later of two
    reports of one day counts more: it may have grown."""
    hours = _hours(left, beside), _hours(right, beside)
    running = any(
        told and one.statistic == Statistic.CUMULATIVE for one, told in zip((left, right), hours, strict=True)
    )
    return (running and hours[0] != hours[1]) or (_of_later_hour(left, right) and not long_over(left, right, beside))


def may_have_grown(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the lesser of two reports' counts is a running one, or the other is as of a whole day, and no hour says
    that both are of one moment: reports of one day are written hours apart."""
    if left.kind not in COUNTED or left.document == right.document:
        return False
    less, more = sorted((left, right), key=lambda one: one.value or 0.0)
    told = _hours(left, beside)
    of_one_moment = bool(told) and told == _hours(right, beside)
    running = less.statistic == Statistic.CUMULATIVE or (more.as_of is not None and less.as_of is None)
    return running and not of_one_moment and not long_over(left, right, beside)


def other_moment(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether an hour of the day is told of the one, or by the last sentence of its paragraph that tells one, and not
    of the other: what a share costs at noon, it need not cost at the close."""
    ours, theirs = ({when.timex for when in beside.moment(each)} for each in (left, right))
    return ours != theirs


def _hours(figure: Figure, beside: Beside) -> set[str | None]:
    return {one.timex for one in beside.dates(figure) if one.kind == Kind.TIME and one.date_start is not None}


def _of_later_hour(left: Figure, right: Figure) -> bool:
    """Whether both reports tell the hour of their day that they were written at, and no day as of which they count, and
    the later counts more of what grows by the hour."""
    if left.kind not in COUNTED or left.event is None or left.published is None or right.published is None:
        return False
    if left.as_of is not None or right.as_of is not None:
        return False
    written = sorted((left.published, right.published))
    if any(when.time() == time.min for when in written) or written[1] - written[0] < AN_HOUR:
        return False
    early, late = (left, right) if left.published < right.published else (right, left)
    return late.value is not None and early.value is not None and late.value > early.value


def other_period(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether one is of a quarter and the other of a year, or of a quarter that has no day of the other's."""
    ours, theirs = beside.period(left), beside.period(right)
    if ours is None or theirs is None:
        return False
    shorter, longer = sorted((_period_days(ours), _period_days(theirs)))
    if longer > LONGER * shorter:
        return True
    return ours.kind in DATED and theirs.kind in DATED and not days(ours).meets(days(theirs))


def other_stretch(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether one is counted over a stretch of more than STRETCH days, and of the other nobody says so."""
    if left.kind not in COUNTED or left.event is None:
        return False
    ours, theirs = (any(_stretches(one) for one in beside.dates(figure)) for figure in (left, right))
    return ours != theirs


def long_ago(dated: Figure, other: Figure, beside: Beside) -> bool:
    """Whether the sentence of the one tells of a time long before the reports, and that of the other tells none; where
    nobody knows when the reports were written, a year is one that may be long ago."""
    told = [one for one in beside.dates(dated) if one.date_end is not None]
    if not told or beside.dates(other):
        return False
    if other.published is None:
        return any(_span(one) >= YEAR for one in told)
    ends = [one.date_end for one in told if one.date_end is not None]
    return (other.published.date() - max(ends)).days > LONG_AGO


def long_over(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the sentences of both tell of the same days, which were over LONG_AGO before either report: whatever was
    counted then grows no more."""
    ours, theirs = ([one for one in beside.dates(each) if _tells_day(one)] for each in (left, right))
    if not ours or {days(one) for one in ours} != {days(one) for one in theirs}:
        return False
    last = max(days(one).high for one in ours)
    return all(one.published is not None and one.published.toordinal() - last > LONG_AGO for one in (left, right))


def soon(left: Figure, right: Figure) -> bool:
    """Whether both reports were written within SOON days."""
    if left.published is None or right.published is None:
        return False
    return abs((left.published - right.published).days) <= SOON


def settled(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether two reports, SOON after each other, tell of one period that was over before either: what was earned or
    sold in it is the same on both days, and a revision comes later. What is counted must have it in its own sentence.
    """
    if not soon(left, right):
        return False
    when, also = (beside.period(each) for each in (left, right))
    if when is None or also is None or when.kind not in DATED or days(when) != days(also):
        return False
    first = min(one.published.toordinal() for one in (left, right) if one.published is not None)
    if left.kind not in COUNTED and QUARTER in (when.timex or ""):
        return days(when).low < first  # a company's fourth quarter may be over in October
    if left.kind not in COUNTED:
        return days(when).high < first
    own = when.sentence == left.sentence and also.sentence == right.sentence
    return own and days(when).high < first


def days(figure: Figure) -> Interval:
    """The days that a date covers, as ordinals."""
    low = -inf if figure.date_start is None else figure.date_start.toordinal()
    return Interval(low, inf if figure.date_end is None else figure.date_end.toordinal())


def day(figure: Figure) -> date | None:
    """The day as of which a figure is given: that of its report, if it tells none."""
    if figure.as_of is not None:
        return figure.as_of
    return None if figure.published is None else figure.published.date()


def gap(one: Figure, other: Figure) -> int:
    """How many characters stand between two figures."""
    return max(one.start - other.end, other.start - one.end, 0)


def _days_of(figure: Figure, beside: Beside) -> list[Figure]:
    """The dates of its sentence, but for those of what it is compared with: `40 cents, 5% more than last year`."""
    fellows = beside.fellows(figure)
    return [one for one in fellows if _tells_day(one) and not _of_a_change(one, figure, fellows)]


def _of_a_change(when: Figure, figure: Figure, fellows: Iterable[Figure]) -> bool:
    """Whether a date behind a figure is that of a change between the two: `40 cents, 5% more than a year ago`."""
    if when.start < figure.end or any(each.isdigit() for each in when.text):
        return False
    return any(one.statistic == Statistic.CHANGE and figure.end <= one.start < when.start for one in fellows)


def _compares_with(one: Figure, other: Figure) -> bool:
    """Whether a period told by how long ago it was, without a number, is over when another that the text tells begins:
    after `up 6% from a year ago` the text goes on with its own quarter."""
    if one.kind not in DATED or other.kind not in DATED or any(each.isdigit() for each in one.text):
        return False
    return one.date_end is not None and other.date_start is not None and one.date_end < other.date_start


def _is_held_against(when: Figure, fellows: Iterable[Figure]) -> bool:
    """Whether a past year is that of a change which stands right before it: the text does not go on with it. `It stood
    at 41%, 8 points less than a year ago.`"""
    if when.published is None or when.date_end is None or when.timex != str(when.published.year - 1):
        return False
    told = any(one.statistic == Statistic.CHANGE and 1 < when.start - one.end <= BEHIND for one in fellows)
    return told and not any(each.isdigit() for each in when.text)


def _tells_day(figure: Figure) -> bool:
    return figure.kind == Kind.DATE or (figure.kind in DATED and figure.date_start is not None)


def _apart(one: Figure, other: Figure) -> bool:
    """Whether two dates have no day in common; of those whose days nobody knows, whether they are told apart by what is
    known of them (the second quarter, the third), or have no word in common."""
    if days(one) == days(other) == Interval():
        if one.timex and other.timex and len(one.timex) == len(other.timex):
            return one.timex != other.timex
        return not set(one.text.lower().split()) & set(other.text.lower().split())
    return not days(one).meets(days(other))


def _nearest(figure: Figure, others: Iterable[Figure]) -> Figure:
    return min(others, key=lambda one: (gap(figure, one), one.start))


def _stretches(when: Figure) -> bool:
    return _span(when) > STRETCH


def _span(when: Figure) -> float:
    told = days(when)
    return told.high - told.low


def _period_days(figure: Figure) -> float:
    """How many days a period has; 0 for what is none, or has no end."""
    if figure.kind == Kind.DURATION and figure.base_unit == "s":
        return (figure.base_value or 0.0) / DAY
    if figure.kind not in DATED or figure.date_start is None or figure.date_end is None:
        return 0.0
    return _span(figure) + 1


def _lengths(figure: Figure, beside: Beside) -> bool:
    return any(one.kind == Kind.DURATION for one in beside.fellows(figure))
