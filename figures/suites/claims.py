"""Words of a source → the figures they are read as; a claim holds if one of those reads as it expects."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime
from math import isclose
from typing import Any

from figures.suites.failure import Failure, Said, cut, flat, headline, place, quotations
from figures.suites.sources import Run, Source
from figures.suites.suite import Check, Suite
from figures.table import Bound, Figure

NULL = "null"
"""How a suite says that a column is empty: TOML has no null."""
Outcome = dict[str, str]
"""What a check that holds tells of itself, for reports."""


def run_claim(run: Run, suite: Suite, check: Check) -> Outcome:
    """Whether the document says it, and it is read as expected. Raises Failure."""
    source = run.source(suite, check, check.asked["document"])
    found = figures_of(source, check.asked["text"], suite, check, "text")
    run.counts["compared"] += 1
    expected = check.asked["expect"]
    nearest = min(found, key=lambda figure: len(differences(figure, expected)))
    wrong = differences(nearest, expected)
    if wrong and run.update:
        from figures.suites.update import rewrite

        run.updates.append(rewrite(suite, check, nearest))
        wrong = []
    if wrong:
        raise _misread(nearest, wrong, suite, check)
    return {"document": place(nearest), "text": nearest.text, "rule": nearest.rule}


def differences(figure: Figure, expected: Mapping[str, Any]) -> list[str]:
    """The columns whose values are not as expected."""
    return [name for name, wanted in expected.items() if not _holds(getattr(figure, name), wanted)]


def _holds(actual: object, wanted: object) -> bool:
    if actual is None or isinstance(actual, bool) or isinstance(wanted, bool):
        return actual is wanted or (actual is None and wanted == NULL)
    if isinstance(actual, float | int) and isinstance(wanted, float | int):
        return isclose(actual, wanted, rel_tol=1e-9)
    if isinstance(actual, datetime) and isinstance(wanted, date) and not isinstance(wanted, datetime):
        return actual.date() == wanted
    return actual == wanted or str(actual) == str(wanted)


def written(value: object) -> str:
    """A value as a suite and a report write it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _misread(figure: Figure, wrong: list[str], suite: Suite, check: Check) -> Failure:
    expected, first = check.asked["expect"], wrong[0]
    where = f"{suite.label}:{check.line_of('expect')}"
    head = headline(
        Said(f"{first}={written(getattr(figure, first))}", place(figure)),
        "≠",
        Said(f"{first}={written(expected[first])}", where),
    )
    rows = [("column", "read", "expected")]
    rows += [(name, written(getattr(figure, name)), written(expected[name])) for name in wrong]
    widths = [max(len(cut(row[column], 40)) for row in rows) for column in (0, 1)]
    table = [f"  {one:<{widths[0]}}  {cut(two, 40):<{widths[1]}}  {three}" for one, two, three in rows]
    advice = "  if the reading is right, correct the suite, or let --figures-update do it"
    return Failure(head, [*table, "", *quotations([figure]), f"  read by {figure.rule}", "", advice])


def phrase(words: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Some words as they may stand in a text, over the ends of lines too."""
    blanks = r"\s+"
    return re.compile(rf"(?<!\w){blanks.join(map(re.escape, words.split()))}(?!\w)", flags)


def figures_of(source: Source, words: str, suite: Suite, check: Check, key: str) -> list[Figure]:
    """The figures that some words of a document are read as, the ones of exactly these words if there are any.

    Raises Failure if the words are not there, or are no figure.
    """
    places = [match.span() for match in phrase(words).finditer(source.document.text)]
    where = f"{suite.label}:{check.line_of(key)}"
    if not places:
        said = sorted(figure.text for figure in source.figures)
        from figures.suites.form import nearest

        head = headline(Said(f'"{flat(words)}"', where), "is not in", Said("the source", source.document.id))
        raise Failure(head, [f"  {nearest(words, said)}"] if said and len(said) < 20 else ())
    starts = [start for start, _ in places]
    touched = []
    for figure in source.figures:  # both are in the order of the text, and a text may be long
        before = bisect_left(starts, figure.end) - 1
        if before >= 0 and places[before][1] > figure.start:
            touched.append((figure, places[before]))
    exact = [figure for figure, span in touched if (figure.start, figure.end) == span]
    inside = [figure for figure, span in touched if span[0] <= figure.start and figure.end <= span[1]]
    found = exact or inside or [figure for figure, _ in touched]
    if not found:
        raise _unread(source, words, places[0], where)
    return found


def term_of(run: Run, source: Source, words: str, suite: Suite, check: Check, key: str) -> Figure:
    """The figure that some words of a document are read as; where they are an end of a range, that end.

    Raises Failure if the words are not there, or are no figure.
    """
    figure = figures_of(source, words, suite, check, key)[0]
    place = phrase(words).search(figure.text)
    if place is None or place.end() - place.start() == len(figure.text) or figure.bound != Bound.RANGE:
        return figure
    read = run.alone(source, words)
    if len(read) != 1:
        return figure
    start = figure.start + place.start()
    return read[0]._replace(start=start, end=start + len(place[0]), line=figure.line, sentence=figure.sentence)


def _unread(source: Source, words: str, span: tuple[int, int], where: str) -> Failure:
    text = source.document.text
    line = text.count("\n", 0, span[0]) + 1
    head = headline(Said(f'"{flat(words)}"', f"{source.document.id}:{line}"), "is read as", Said("no figure", where))
    begin, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    begin, end = max(begin, span[0] - 60), min(end if end >= 0 else len(text), span[1] + 60)
    shown = ["  " + flat(text[begin:end])]
    for numeral in source.ledger:
        if numeral.start < span[1] and span[0] < numeral.end:
            shown.append(f"  {numeral.text}: {numeral.status}" + (f", {numeral.reason}" if numeral.reason else ""))
    return Failure(head, shown)
