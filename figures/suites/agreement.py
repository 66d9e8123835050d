"""A description of a quantity → the figures of it in all sources, and whether they agree.

Two sources disagree if no value that the one lets pass, of any figure so described, is let pass by the other: a source
may speak of parts beside the whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from figures.consistency import times
from figures.consistency.interval import Interval, interval
from figures.consistency.judge import judge
from figures.consistency.policy import Policy
from figures.consistency.reconcile import Joined, quantity
from figures.linking.closeness import close_pairs, voices
from figures.linking.scale import DATED, scale
from figures.linking.words import alike
from figures.suites.claims import Outcome, phrase, written
from figures.suites.failure import SHOWN, Failure, Said, figures_drawn, headline, place, quotations
from figures.suites.sources import Run, Source
from figures.suites.suite import Check, Suite
from figures.table import Figure, Modality, Mode, Verdict

APART = "if they speak of different quantities, narrow the check by words, place or event"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source states of the quantity."""

    source: Source
    figures: tuple[Figure, ...]
    voice: str


def run_agree(run: Run, suite: Suite, check: Check) -> Outcome:
    """Whether the sources that state a quantity agree. Raises Failure."""
    policy, sources = run.policy(suite), run.sources(suite)
    asked = check.asked
    chosen = select([figure for source in sources for figure in source.figures], asked)
    rows, by_name = [source.row for source in sources], {source.document.id: source for source in sources}
    speakers = voices(rows, list(close_pairs(rows)))
    stated = [
        Stated(by_name[name], tuple(those.values()), speakers.get(name, name))
        for name, those in _readings(chosen).items()
    ]
    _enough(stated, suite, check, sources)
    mode = Mode(asked.get("reconcile", Mode.RANGE))
    fits = _Fit(policy, asked.get("tolerance", 0.0))
    pairs = len(stated) * (len(stated) - 1) // 2
    run.counts["compared"] += pairs
    if asked.get("monotone", False):
        _growing(stated, fits)
    elif mode is Mode.RANGE:
        for one, other in combinations(stated, 2):
            if not fits.some(one, other):
                raise _apart(run, fits, one, other)
    elif mode is Mode.MAJORITY:
        _outvoted(run, stated, fits)
    elif not any(each.source.document.source in asked.get("priority", ()) for each in stated):
        raise _nobody(stated, suite, check)
    told = quantity(Joined(tuple(chosen), ()), policy, mode, speakers, asked.get("priority", ()))
    known = {"low": told.low, "best": told.best, "high": told.high, "unit": told.unit}
    counted = {"mentions": str(len(chosen)), "sources": str(len(stated))}
    return {name: written(value) for name, value in known.items() if value is not None} | counted


def _readings(figures: Iterable[Figure]) -> dict[str, dict[object, Figure]]:
    """By document the figures that read differently, the first of each: a long text says most things many times."""
    found: dict[str, dict[object, Figure]] = {}
    for one in figures:
        reading = (one.bound, one.near, one.value, one.low, one.high, one.precision, one.unit, one.per, one.as_of)
        found.setdefault(one.document, {}).setdefault((scale(one), *reading), one)
    return found


def select(figures: Sequence[Figure], asked: Mapping[str, Any]) -> list[Figure]:
    """The figures that a description means: asserted, of its noun, event, unit and place, in a sentence of its words.

    Dates are meant only where a description names nothing but words or a place.
    """
    noun, event, unit, place_words = (asked.get(key) for key in ("noun", "event", "unit", "place"))
    bases = {figure.base_unit for figure in figures if unit is not None and figure.unit == unit} - {None}
    words = [phrase(word, re.IGNORECASE) for word in asked.get("words", ())]
    where = None if place_words is None else phrase(place_words, re.IGNORECASE)
    found = [
        figure
        for figure in figures
        if figure.modality == Modality.ASSERTED
        and scale(figure) is not None
        and (noun is None or (figure.noun is not None and alike(figure.noun, noun)))
        and (event is None or figure.event == event)
        and (unit is None or figure.unit == unit or figure.base_unit in bases)
        and (where is None or where.search(figure.place or "") or where.search(figure.sentence))
        and all(word.search(figure.sentence) for word in words)
    ]
    values = [figure for figure in found if figure.kind not in DATED]
    return values or found


@dataclass(frozen=True, slots=True)
class _Fit:
    """Whether values agree, under a policy and a tolerance."""

    policy: Policy
    tolerance: float

    def __call__(self, one: Figure, other: Figure) -> bool:
        if scale(one) != scale(other) or one.per != other.per:
            return False
        if judge(one, other, self.policy).verdict is not Verdict.CONFLICT:
            return True
        return self.of(one).meets(self.of(other), touching=True)

    def of(self, figure: Figure) -> Interval:
        """The interval of a figure, as wide as the tolerance makes it."""
        one = interval(figure, self.policy)
        ends = [abs(end) for end in (one.low, one.high) if abs(end) != float("inf")]
        return one.widened(self.tolerance * max(ends, default=0.0))

    def some(self, one: Stated, other: Stated) -> bool:
        """Whether some figure of the one fits some of the other."""
        return any(self(left, right) for left in one.figures for right in other.figures)


def _enough(stated: Sequence[Stated], suite: Suite, check: Check, known: Sequence[Source]) -> None:
    least = check.asked.get("min_sources", 1)
    heard = {each.voice for each in stated}
    if len(heard) >= least:
        return
    where = f"{suite.label}:{check.line_of('min_sources')}"
    figures = [each.figures[0] for each in stated]
    if not figures:
        raise _unknown(suite, check, known)
    if len(heard) < len(stated):
        said = Said(f"{len(stated)} sources with {_many(len(heard), 'voice')}", place(figures[0]))
    else:
        said = Said(f"{_many(len(heard), 'source')} stating it", place(figures[0]))
    raise Failure(headline(said, "<", Said(f"{least} asked for", where)), quotations(figures))


def _unknown(suite: Suite, check: Check, known: Sequence[Source]) -> Failure:
    """The failure of a quantity that no source states, with the nouns and events that there are."""
    keys = [key for key in ("noun", "event", "unit", "place", "words") if key in check.asked]
    asked = ", ".join(f"{key} = {json.dumps(check.asked[key], ensure_ascii=False)}" for key in keys)
    head = headline(Said("no figure", _many(len(known), "source")), "has", Said(asked, f"{suite.label}:{check.line}"))
    body = []
    for column in ("noun", "event", "unit"):
        there = {getattr(figure, column) for source in known for figure in source.figures} - {None}
        if column in keys and there:
            body.append(f"  each {column} there is: {', '.join(sorted(there)[:SHOWN])}")
    return Failure(head, body)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _apart(run: Run, fits: _Fit, one: Stated, other: Stated) -> Failure:
    """The failure of two sources; of their figures those that are least far apart."""
    run.counts["conflicts"] += 1
    left, right = min(
        ((left, right) for left in one.figures for right in other.figures), key=lambda pair: _gap(fits, *pair)
    )
    head = headline(Said.by(left), "≠", Said.by(right))
    detail = judge(left, right, fits.policy).detail if scale(left) == scale(right) else "they have no scale in common"
    allowed = f", and they are more than {fits.tolerance:.3g} apart" if fits.tolerance else ""
    drawing = figures_drawn([left, right], fits.policy)
    return Failure(head, [*drawing, f"  {detail}{allowed}", "", *quotations([left, right]), "", f"  {APART}"])


def _gap(fits: _Fit, left: Figure, right: Figure) -> tuple[bool, float, str, str]:
    one, two = fits.of(left), fits.of(right)
    apart = max(one.low - two.high, two.low - one.high)
    return scale(left) != scale(right), apart, left.figure_id, right.figure_id


def _outvoted(run: Run, stated: Sequence[Stated], fits: _Fit) -> None:
    """Majority: some figure must fit what more than half of the voices state."""
    all_voices = {each.voice for each in stated}
    best: set[str] = set()
    for each in stated:
        for figure in each.figures:
            agreeing = {other.voice for other in stated if any(fits(figure, one) for one in other.figures)}
            best = max(best, agreeing, key=len)
    if 2 * len(best) > len(all_voices):
        return
    one, other = next((a, b) for a, b in combinations(stated, 2) if not fits.some(a, b))
    found = _apart(run, fits, one, other)
    raise Failure(
        found.headline, [*found.body, f"  at most {len(best)} of {len(all_voices)} voices agree: no majority"]
    )


def _nobody(stated: Sequence[Stated], suite: Suite, check: Check) -> Failure:
    figure = stated[0].figures[0]
    where = f"{suite.label}:{check.line_of('priority')}"
    wanted = Said(" or ".join(check.asked.get("priority", ("nobody",))), where)
    return Failure(headline(Said.by(figure), "is not said by", wanted), quotations([figure]))


def _growing(stated: Sequence[Stated], fits: _Fit) -> None:
    """Monotone: what is stated of a later day must not lie below what is stated of an earlier one."""
    dated = sorted(
        ((day, figure) for each in stated for figure in each.figures if (day := times.day(figure)) is not None),
        key=lambda pair: (pair[0], pair[1].document, pair[1].start),
    )
    for day, those in _by_day(dated):
        earlier = [figure for before, figure in dated if before < day]
        for floor in earlier:
            alike_ = [figure for figure in those if scale(figure) == scale(floor)]
            if alike_ and all(_below(figure, floor, fits) for figure in alike_):
                later = max(alike_, key=lambda figure: interval(figure, fits.policy).high)
                detail = f"  {later.text} of {day} is less than {floor.text} of {times.day(floor)}, and it grows"
                drawing = figures_drawn([floor, later], fits.policy)
                head = headline(Said.by(later), "<", Said.by(floor))
                raise Failure(head, [*drawing, detail, "", *quotations([floor, later])])


def _by_day(dated: Iterable[tuple[date, Figure]]) -> list[tuple[date, list[Figure]]]:
    found: dict[date, list[Figure]] = {}
    for day, figure in dated:
        found.setdefault(day, []).append(figure)
    return list(found.items())


def _below(figure: Figure, floor: Figure, fits: _Fit) -> bool:
    return not fits(figure, floor) and fits.of(figure).high < fits.of(floor).low
