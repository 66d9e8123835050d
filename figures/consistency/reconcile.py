"""Weighed links → rows of the quantities table: figures that speak of one quantity, with low, best and high.

Figures joined by a verdict that holds them for the same are one quantity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from math import inf

from figures.consistency.interval import Interval, factor, interval
from figures.consistency.policy import Policy
from figures.consistency.weigh import Weighed
from figures.table import Figure, Mode, Quantity, Verdict

JOINING = frozenset((Verdict.EQUAL, Verdict.ROUNDS_TO, Verdict.WITHIN, Verdict.OVERLAPS, Verdict.CONFLICT))
WORST = (Verdict.CONFLICT, Verdict.OVERLAPS, Verdict.WITHIN, Verdict.ROUNDS_TO, Verdict.EQUAL)


@dataclass(frozen=True, slots=True)
class Joined:
    """The figures of one quantity, and the weighed links that join them."""

    figures: tuple[Figure, ...]
    links: tuple[Weighed, ...]


def joined(figures: Iterable[Figure], weighed: Sequence[Weighed]) -> list[Joined]:
    """The quantities, in the order of their first figure: each figure is of one, alone where nothing joins it."""
    by_id = {figure.figure_id: figure for figure in figures}
    head: dict[str, str] = {name: name for name in by_id}

    def root(name: str) -> str:
        while head[name] != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    joining = [one for one in weighed if one.judgement.verdict in JOINING]
    for one in joining:
        left, right = sorted((root(one.link.left.figure_id), root(one.link.right.figure_id)))
        head[right] = left
    members: dict[str, list[Figure]] = {}
    for name, figure in by_id.items():
        members.setdefault(root(name), []).append(figure)
    links: dict[str, list[Weighed]] = {}
    for one in joining:
        links.setdefault(root(one.link.left.figure_id), []).append(one)
    found = [Joined(tuple(sorted(those, key=_place)), tuple(links.get(name, ()))) for name, those in members.items()]
    return sorted(found, key=lambda one: _place(one.figures[0]))


def _place(figure: Figure) -> tuple[str, int, int, str]:
    return figure.document, figure.start, figure.end, figure.figure_id


def quantity(
    one: Joined,
    policy: Policy,
    mode: Mode = Mode.RANGE,
    voices: Mapping[str, str] | None = None,
    priority: Sequence[str] = (),
) -> Quantity:
    """The row of a quantity.

    `range` takes the lowest and the highest that any figure lets pass; `majority` the value that most voices state;
    `priority` that of the first source in the list `priority` that states one. `best` is by the policy where the mode
    chooses none. `voices` says who speaks in each document (by default each for itself).
    """
    figures, speaker = one.figures, voices or {}
    units = factor(figures[0])
    spans = [interval(figure, policy) for figure in figures]
    low, high = min(span.low for span in spans), max(span.high for span in spans)
    best = _best(figures, spans, policy, mode, priority, speaker)
    verdicts = {link.judgement.verdict for link in one.links}
    digest = blake2b("\0".join(figure.figure_id for figure in figures).encode(), digest_size=8).hexdigest()
    dates: set[date] = {figure.as_of for figure in figures if figure.as_of is not None}
    return Quantity(
        quantity_id=digest,
        about=one.links[0].link.key if one.links else figures[0].noun or str(figures[0].kind),
        low=None if low == -inf else low / units,
        best=None if best is None else best / units,
        high=None if high == inf else high / units,
        unit=figures[0].unit,
        as_of=max(dates) if dates else None,
        mentions=len(figures),
        documents=len({figure.document for figure in figures}),
        voices=len({speaker.get(figure.document, figure.document) for figure in figures}),
        mode=mode,
        verdict=next((verdict for verdict in WORST if verdict in verdicts), None),
    )


def _best(
    figures: Sequence[Figure],
    spans: Sequence[Interval],
    policy: Policy,
    mode: Mode,
    priority: Sequence[str],
    speaker: Mapping[str, str],
) -> float | None:
    stated = [(figure, figure.value * factor(figure)) for figure in figures if figure.value is not None]
    if mode is Mode.PRIORITY:
        for source in priority:
            for figure, value in stated:
                if figure.source == source:
                    return value
        return None
    if mode is Mode.MAJORITY or policy.best == "majority":
        said = {(speaker.get(figure.document, figure.document), value) for figure, value in stated}
        votes = Counter(value for _, value in said)
        most = max(votes.values(), default=0)
        leading = [value for value, count in votes.items() if count == most]
        return leading[0] if len(leading) == 1 else None
    if policy.best == "lowest":
        return min((span.low for span in spans if span.low > -inf), default=None)
    return None
