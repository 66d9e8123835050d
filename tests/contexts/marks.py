"""Sentences marked by hand → how many columns of context figures reads as a careful reader does.

Two halves: `tuned/`, by which frames were written, and `kept/`, which was marked before them and is never looked at for
rules. A third set, `later/`, was marked after the rules and mended by: no claim rests on it. A file holds sentences of
one style; under each stands a line a figure (dates, times, ages and ordinals are mostly left out, as they have no
context of their own but `event`):

    published 2022-01-19
    A sentence.
    * | - - | place=Kharkiv; attribution=police       what holds for every figure below, unless it says otherwise
    at least 12 [people] | person killed | role=part; group=1

The words of the figure, with its `subject` in brackets; its noun and event (`-` for none); the other columns, where
they are not null, `asserted` or `point`. Figures of one `group` must get one group_id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from figures.documents import Document
from figures.extraction import Extractor, publication
from figures.table import Figure

FOLDER = Path(__file__).parent
HALVES = ("tuned", "kept")
SETS = (*HALVES, "later")
DEFAULTS = {"modality": "asserted", "statistic": "point"}
COLUMNS = (
    *("noun", "subject", "event", "scope", "place", "attribution", "modality", "statistic", "per", "as_of", "role"),
    "group_id",
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as marked: where it stands in its sentence, and its columns of context that are not null."""

    start: int
    end: int
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with its marks."""

    place: str
    text: str
    published: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Tally:
    """One column over many figures: all, and those where the mark or the reading states something."""

    right: int = 0
    all: int = 0
    stated: int = 0
    stated_right: int = 0
    found: int = 0

    @property
    def accuracy(self) -> float:
        """The share of all marked figures whose column is right."""
        return self.right / self.all


@dataclass(slots=True)
class Score:
    """The tallies of one half, and what was wrong: (place, column, wanted, got, sentence)."""

    columns: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in COLUMNS})
    wrong: list[tuple[str, str, str | None, str | None, str]] = field(default_factory=list)
    figures: int = 0
    unread: int = 0


def sentences(half: str) -> Iterator[Marked]:
    """The marked sentences of one half, in the order of the files."""
    for path in sorted((FOLDER / half).glob("*.marks")):
        published = ""
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            lines = block.splitlines()
            if lines[0].startswith("published "):
                published = lines[0].removeprefix("published ").strip()
            else:
                place = f"{half}/{path.stem}: {lines[0]}"
                yield Marked(place, lines[0], published, tuple(_marks(place, lines[0], lines[1:])))


def _marks(place: str, text: str, lines: list[str]) -> Iterator[Mark]:
    common: dict[str, str] = {}
    after = 0
    for line in lines:
        words, nouns, *rest = [piece.strip() for piece in line.split("|")]
        details = dict(re.split(r"\s*=\s*", piece, maxsplit=1) for piece in (rest or [""])[0].split(";") if piece)
        columns = {name.strip(): value.strip() for name, value in details.items()}
        if words == "*":
            common = columns
            continue
        noun, event = nouns.split()
        subject = re.search(r"\[(.+)\]", words)
        stated = {"noun": noun, "event": event, "subject": subject[1] if subject else "-"}
        plain = words.replace("[", "").replace("]", "")
        start = text.find(plain, after)
        if start < 0:
            raise ValueError(f"{place}: no {plain!r} after character {after}")
        after = start + len(plain)
        stated = {name: value for name, value in stated.items() if value != "-"}
        yield Mark(start, after, {**common, **stated, **columns})


def score(half: str, extractor: Extractor) -> Score:
    """Read every sentence of one half and compare."""
    total = Score()
    for marked in sentences(half):
        document = Document("text", marked.text, published=publication(marked.published))
        rows = [Figure._make(row) for row in extractor.document(document).figures]
        groups: dict[str, str | None] = {}
        for mark in marked.marks:
            row = next((row for row in rows if row.start < mark.end and mark.start < row.end), None)
            total.figures += 1
            total.unread += row is None
            for column in COLUMNS:
                _compare(total, column, marked, mark, row, groups)
    return total


def _compare(
    total: Score, column: str, marked: Marked, mark: Mark, row: Figure | None, groups: dict[str, str | None]
) -> None:
    tally = total.columns[column]
    wanted: str | None = mark.columns.get(column, DEFAULTS.get(column))
    got = None if row is None else getattr(row, column)
    got = None if got is None else str(got)
    if column == "group_id":
        group = mark.columns.get("group")
        wanted = None if group is None else groups.setdefault(group, got) or "a group"
        if group is None:  # a group of one's own, such as a change whose ends are not told, is no mistake
            got = None
    right = row is not None and _plain(wanted) == _plain(got)
    stated = wanted != DEFAULTS.get(column)
    tally.all += 1
    tally.right += right
    tally.stated += stated
    tally.stated_right += stated and right
    tally.found += row is not None and got != DEFAULTS.get(column)
    if not right:
        words = marked.text[mark.start : mark.end]
        total.wrong.append((marked.place, column, wanted, "(unread)" if row is None else got, words))


def _plain(value: str | None) -> str | None:
    """As compared: without an article before it, whatever the case and the apostrophes."""
    return None if value is None else _ARTICLE.sub("", value).replace("’", "'").lower()
