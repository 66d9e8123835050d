"""Figures of one sentence → slips of what is listed beside its whole: items that do not add up, wrong shares.

In: the figures of a sentence, in order. What belongs together is told by how little stands between, so that nothing of
a language is known here: `12 people: eight men and three women.`, `300 of the 500, or 70%`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from figures.consistency.interval import factor
from figures.grammar import Grammar
from figures.linking.scale import COUNTED, scale
from figures.linking.words import places
from figures.table import Bound, Figure, Kind, Role

SUM, SHARE = "FIG301", "FIG302"
OPENING = (":", "—", "–")
"""What ends the words between a whole and the list of all its items."""
OPENED = 40
"""So many characters at most stand between a whole and its list: `12 people were killed in the blast: `."""
COMMA = ","
PERSON = "person-noun"
"""Class of the nouns of people: neither counts a list of things, nor they people."""
MADE_OF = "made-of"
"""Class of the nouns whose kinds alone may follow behind a comma: people → men, women, soldiers."""
LEAST = 3
"""A whole and two items, or a whole, a part and its share."""
JOINING = 6
"""So few characters stand between items of a list, or between a number and the share that it is."""
ROUNDED = 1000
"""Counts from here on may be rounded; below, things were counted one by one."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its code, the figures concerned, and what is wrong, with values."""

    code: str
    figures: tuple[Figure, ...]
    detail: str


def by_sentence(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """The figures of a document by the sentence they stand in; one that is said twice is two."""
    group: list[Figure] = []
    for figure in figures:
        if group and (figure.sentence != group[0].sentence or figure.start - group[0].start >= len(figure.sentence)):
            yield group
            group = []
        group.append(figure)
    if group:
        yield group


def exact(figures: Iterable[Figure]) -> bool:
    """Whether all are stated as they are."""
    return all(figure.bound == Bound.EQ and figure.value is not None for figure in figures)


def half_place(figure: Figure) -> float:
    """What rounding of its last stated place may hide."""
    return (figure.precision or 0.0) / 2


def itemised(figures: Sequence[Figure], grammar: Grammar) -> Iterator[Slip]:
    """A list of all items behind its whole, to the end of the sentence or who says so, that does not add up to it."""
    if len(figures) < LEAST or not any(mark in figures[0].sentence for mark in OPENING):
        return
    where = places(figures)
    for number, whole in enumerate(figures[:-2]):
        items = figures[number + 1 :]
        ends = [place + len(figure.text) for place, figure in zip(where, figures, strict=True)][number:]
        starts = where[number + 1 :]
        between = [whole.sentence[end:start] for end, start in zip(ends, starts, strict=False)]
        rest = whole.sentence[ends[-1] :].strip()
        told = whole.attribution is not None and rest.rfind(COMMA) == 0 and whole.attribution in rest
        if not _opens(between[0]) or any(len(gap) > JOINING for gap in between[1:]) or not (len(rest) <= 1 or told):
            continue
        if whole.role == Role.WHOLE or not exact([whole, *items]) or any(one.kind not in COUNTED for one in items):
            continue
        if whole.kind not in COUNTED or any(scale(one) != scale(whole) or one.noun is None for one in items):
            continue
        if len({grammar.lexicon.find(one.noun or "", PERSON) is None for one in (whole, *items)}) > 1:
            continue  # `two boats: four men and three women`
        total, stated = sum(one.value or 0.0 for one in items), whole.value or 0.0
        slack = sum(half_place(one) for one in (whole, *items)) if stated >= ROUNDED else 0.0
        if abs(total - stated) > slack:
            added = " + ".join(f"{one.value:,.10g}" for one in items)
            yield Slip(SUM, (whole, *items), f"{added} = {total:,.10g}, and not {stated:,.10g}")


def _opens(gap: str) -> bool:
    """Whether what stands between a whole and the first item opens a list, at most a few words before its mark."""
    words = gap.strip()
    return words.endswith(OPENING) and len(gap) <= OPENED and all(c.isalpha() or c.isspace() for c in words[:-1])


def apposed(figures: Sequence[Figure], grammar: Grammar) -> Iterator[Slip]:
    """Kinds of people behind a comma that are more than the people they are: `20 people, 15 adults and six children`.

    Fewer may be only some of them. Which nouns name a whole, and what its parts are, the class `made-of` tells.
    """
    where = places(figures)
    for number, whole in enumerate(figures[:-2]):
        kinds = grammar.lexicon.find(whole.noun or "", MADE_OF)
        parts = _run(figures[number:], where[number:])
        if kinds is None or len(parts) < LEAST - 1 or not exact([whole, *parts]) or whole.event is None:
            continue
        named = all(grammar.lexicon.find(one.noun or "", str(kinds.meaning["is"])) for one in parts)
        told = {(one.kind, one.event, one.role, one.modality) for one in (whole, *parts)}
        total, stated = sum(one.value or 0.0 for one in parts), whole.value or 0.0
        if (
            not named
            or whole.noun in {one.noun for one in parts}
            or told != {(Kind.COUNT, whole.event, None, whole.modality)}
        ):
            continue
        if stated < ROUNDED and total > stated:
            added = " + ".join(f"{one.value:,.10g}" for one in parts)
            yield Slip(SUM, (whole, *parts), f"{added} = {total:,.10g}, and not {stated:,.10g}")


def _run(figures: Sequence[Figure], where: Sequence[int]) -> list[Figure]:
    """The figures of a list that begins behind the comma of the first one."""
    found: list[Figure] = []
    for number in range(1, len(figures)):
        before = figures[number - 1]
        gap = before.sentence[where[number - 1] + len(before.text) : where[number]]
        if gap.strip() != COMMA if number == 1 else not gap.strip() or len(gap) > JOINING:
            break
        found.append(figures[number])
    return found


def shares(figures: Sequence[Figure]) -> Iterator[Slip]:
    """A number of a whole and the share that it is said to be, side by side: `300 of the 500, or 70%`."""
    if len(figures) < LEAST or all(figure.group_id is None for figure in figures):
        return
    where = places(figures)
    for number, last in enumerate(figures[1:-1], 1):
        before, share = figures[number - 1], figures[number + 1]
        gap = share.sentence[where[number] + len(last.text) : where[number + 1]]
        group = (before, last) if before.group_id is not None and before.group_id == last.group_id else ()
        if not group or not gap.strip() or len(gap) > JOINING or {one.role for one in group} != {Role.PART, Role.WHOLE}:
            continue
        part, whole = sorted(group, key=lambda one: one.role != Role.PART)
        if share.group_id or share.noun or share.event or share.scope or not exact([part, whole, share]):
            continue
        kinds = {part.kind, share.kind}
        if whole.kind in COUNTED and Kind.PERCENT in kinds and kinds & COUNTED:
            yield from _share(*((share, whole, part) if share.kind in COUNTED else (part, whole, share)))


def _share(part: Figure, whole: Figure, share: Figure) -> Iterator[Slip]:
    if not whole.value or part.value is None or share.value is None:
        return
    stated, found = share.value * factor(share), part.value / whole.value
    rounding = sum(half_place(one) / whole.value for one in (part, whole) if (one.value or 0.0) >= ROUNDED)
    if abs(stated - found) > half_place(share) * factor(share) + rounding + 1e-9:
        detail = f"{part.text} of {whole.text} is {100 * found:,.4g}%, and not {share.text}"
        yield Slip(SHARE, (share, part, whole), detail)
