"""Two tables of figures, an older and a newer extraction → the figures that were added, removed, or read otherwise.

Figures are the same by their id. Of the rest, two that overlap in one document are one mention, read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from figures.table.columns import Change, Differing, Figure
from figures.table.frame import Table

OF_THE_RUN = frozenset(("figure_id", "grammar", "document_sha256"))
"""Columns that differ whenever the packs or the texts do, whatever is read."""


def diff(old: Iterable[Figure], new: Iterable[Figure]) -> Table[Change]:
    """What differs, in the order of documents and places."""
    before = {figure.figure_id: figure for figure in old}
    after = {figure.figure_id: figure for figure in new}
    pairs: list[tuple[Figure | None, Figure | None]] = [
        (before[name], after[name]) for name in before.keys() & after.keys()
    ]
    gone = _by_document(figure for name, figure in before.items() if name not in after)
    come = _by_document(figure for name, figure in after.items() if name not in before)
    for document in gone.keys() | come.keys():
        pairs += _paired(gone.get(document, []), come.get(document, []))
    changes = [(_place(one, other), change) for one, other in pairs for change in _change(one, other)]
    changes.sort(key=lambda pair: pair[0])
    return Table.from_rows(Change, [change for _, change in changes])


def _by_document(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.document, []).append(figure)
    for those in found.values():
        those.sort(key=lambda figure: (figure.start, figure.end, figure.figure_id))
    return found


def _paired(gone: list[Figure], come: list[Figure]) -> Iterator[tuple[Figure | None, Figure | None]]:
    """The figures of one document that only one table has, those that overlap side by side."""
    place = 0
    for one in gone:
        while place < len(come) and come[place].end <= one.start:
            yield None, come[place]
            place += 1
        if place < len(come) and come[place].start < one.end:
            yield one, come[place]
            place += 1
        else:
            yield one, None
    for other in come[place:]:
        yield None, other


def _place(one: Figure | None, other: Figure | None) -> tuple[str, int, int, str]:
    figure = other or one
    assert figure is not None
    return figure.document, figure.start, figure.end, figure.figure_id


def _change(one: Figure | None, other: Figure | None) -> Iterator[Change]:
    figure = other or one
    assert figure is not None
    columns: list[str] = []
    if one is not None and other is not None:
        columns = [
            name
            for name, was, now in zip(Figure._fields, one, other, strict=True)
            if was != now and name not in OF_THE_RUN
        ]
        if not columns:
            return
    kind = Differing.ADDED if one is None else Differing.REMOVED if other is None else Differing.CHANGED
    yield Change(
        *(kind, figure.document, figure.line, figure.text, tuple(columns)),
        old=tuple(_shown(getattr(one, name)) for name in columns),
        new=tuple(_shown(getattr(other, name)) for name in columns),
        old_id=None if one is None else one.figure_id,
        new_id=None if other is None else other.figure_id,
    )


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
