"""What a check found wrong → a small report: both values and both places in the first 80 columns, then the evidence.

In: figures and what was computed or expected of them. Out: `Failure`, which pytest shows as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from figures.consistency.interval import Interval, interval
from figures.consistency.policy import Policy
from figures.report.strip import strips
from figures.report.text import quoted
from figures.table import Figure

WIDTH, CUT = 80, "…"
PLACE = 24
"""The cells that a place may take where a headline must be cut."""
SHOWN = 12
"""The most figures that one report quotes."""


class Failure(Exception):
    """A check does not hold: what is wrong in one line, and the evidence below it."""

    def __init__(self, headline: str, body: Sequence[str] = ()) -> None:
        self.headline, self.body = headline, tuple(body)
        super().__init__(headline, tuple(body))

    def __str__(self) -> str:
        lines = [self.headline, *(["", *self.body] if self.body else ())]
        return "\n".join(line.rstrip() for line in lines)


@dataclass(frozen=True, slots=True)
class Said:
    """A value as somebody states it, and where: one side of a headline."""

    value: str
    place: str

    @classmethod
    def by(cls, figure: Figure) -> Said:
        """What a figure says."""
        return cls(figure.text, place(figure))


def place(figure: Figure) -> str:
    """`document:line`."""
    return f"{figure.document}:{figure.line}"


def headline(left: Said, sign: str, right: Said) -> str:
    """`VALUE (PLACE) SIGN VALUE (PLACE)` within WIDTH columns: places lose their beginnings, values their ends."""
    fixed = len(f" () {sign}  ()")
    one, other = flat(left.value), flat(right.value)
    places = [left.place, right.place]
    if fixed + sum(map(len, (one, other, *places))) > WIDTH:
        places = [text if len(text) <= PLACE else CUT + text[len(text) - PLACE + 1 :] for text in places]
    room = WIDTH - fixed - sum(map(len, places))
    if len(one) + len(other) > room:
        first = max(room // 2, room - len(other))
        one = cut(one, first)
        other = cut(other, room - len(one))
    return f"{one} ({places[0]}) {sign} {other} ({places[1]})"


def cut(text: str, room: int) -> str:
    """A text within so many columns."""
    return text if len(text) <= room else text[: max(room - 1, 0)] + CUT


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def number(value: float) -> str:
    """A number as people write it; a broken one to four digits."""
    return f"{value:,.10g}" if value == round(value) else f"{value:,.4g}"


def drawn(rows: Iterable[tuple[str, Interval, str]]) -> list[str]:
    """Intervals on one axis, each with its place before and its words behind, and a blank line."""
    listed = list(rows)
    column = max(len(where) for where, _, _ in listed)
    sketched = strips([one for _, one, _ in listed])
    lines = [
        f"  {where:<{column}}  {strip}  {flat(text)}" for (where, _, text), strip in zip(listed, sketched, strict=True)
    ]
    return [*lines, ""]


def figures_drawn(figures: Sequence[Figure], policy: Policy) -> list[str]:
    """The intervals of figures on one axis."""
    return drawn((place(one), interval(one, policy), one.text) for one in figures[:SHOWN])


def quotations(figures: Sequence[Figure]) -> list[str]:
    """The sentences of figures, a line of carets below each."""
    lines = [line for figure in figures[:SHOWN] for line in quoted(figure)]
    return lines + ([f"  … and {len(figures) - SHOWN:,} more"] if len(figures) > SHOWN else [])
