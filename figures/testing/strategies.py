"""Hypothesis strategies for people who test pipelines that figures are part of: numerals, documents, figures, tables.

Texts are the examples of the English pack, with other numbers in them, so that every kind of figure occurs; rows are
what is read from such texts, so that they are valid by construction. A table is drawn as its size and one seed: a
thousand rows cost a fraction of a second, and a failing one shrinks to few rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from figures.documents import Document
from figures.errors import UsageError
from figures.examples import read_examples
from figures.extraction import Extractor, extract_each
from figures.grammar import Grammar
from figures.table import Figure, Kind, Table

SEEDS = st.integers(0, 2**32 - 1)
ROWS = 10_000
"""The most rows of a table: texts without figures could not fill a larger one."""
TEXTS = 40
"""The most texts of a document."""
TRIES = 50
_DIGITS = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:,\d{3})*(?![\w.,/:-])")


class Written(NamedTuple):
    """A number as it is written, and its value."""

    text: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class _Habits:
    """Number words and signs of a grammar: for each role, value → its first surface."""

    small: dict[int, str]
    tens: dict[int, str]
    scales: dict[int, str]
    group: str
    decimal: str


@cache
def _extractor() -> Extractor:
    return Extractor(Grammar.load())


@cache
def _habits() -> _Habits:
    grammar = _extractor().grammar

    def words(*classes: str) -> dict[int, str]:
        found: dict[int, str] = {}
        for name in classes:
            for surface, word in grammar.lexicon.entries(name).items():
                if " " not in surface and surface.isalpha() and len(surface) > 2:
                    found.setdefault(int(word.meaning["value"]), surface)
        return found

    scales = {value: word for value, word in words("hundred", "scale").items() if value in (100, 10**3, 10**6, 10**9)}
    group, decimal = (str(grammar.settings.get(key, sign)) for key, sign in (("group", ","), ("decimal", ".")))
    small = {value: word for value, word in words("unit-word", "teen").items() if value < 20}
    return _Habits(small, words("ten"), scales, group, decimal)


@cache
def _texts() -> tuple[str, ...]:
    """The texts of the examples, of every rule file of the pack."""
    grammar = _extractor().grammar
    rules = {rule.path: rule for rule in grammar.labels.values() if rule.path.with_suffix(".examples").is_file()}
    found = (example.text for rule in rules.values() for example in read_examples(grammar, rule))
    return tuple(dict.fromkeys(text for text in found if text))


def numerals(*, least: int = 0, most: int = 10**12 - 1) -> st.SearchStrategy[Written]:
    """Numbers as prose writes them: `14,000`, `2.5 million`, `twenty-one`, `three hundred thousand`.

    `least` and `most` bound the values.
    """
    if not 0 <= least <= most < 10**12:
        raise UsageError(f"no numerals from {least} to {most}", remedy="give bounds from 0 to 10**12 - 1, in order")
    spans: list[tuple[int, int, Callable[[int], Written]]] = [
        (least, most, _grouped),
        (least, min(most, 999), _spelled),
        (max(-(-least // 1000), 1), min(most // 1000, 999), _thousands),
        *(
            (max(-(-least * 10 // scale), 11), min(most * 10 // scale, 9990), _scaled(scale))
            for scale in (10**6, 10**9)
        ),
    ]
    return st.one_of([st.integers(low, high).map(write) for low, high, write in spans if low <= high])


def _grouped(value: int) -> Written:
    return Written(f"{value:,}".replace(",", _habits().group), Fraction(value))


def _scaled(scale: int) -> Callable[[int], Written]:
    def write(tenths: int) -> Written:
        habits = _habits()
        whole, tenth = divmod(tenths, 10)
        digits = f"{whole}{habits.decimal}{tenth}" if tenth else str(whole)
        return Written(f"{digits} {habits.scales[scale]}", Fraction(tenths * scale, 10))

    return write


def _spelled(value: int) -> Written:
    return Written(_words(value), Fraction(value))


def _thousands(count: int) -> Written:
    return Written(f"{_words(count)} {_habits().scales[1000]}", Fraction(count * 1000))


def _words(value: int) -> str:
    """A number below a thousand in words: hundreds, tens and ones, in the order in which they compose."""
    habits = _habits()
    hundreds, rest = divmod(value, 100)
    said = [habits.small[hundreds], habits.scales[100]] if hundreds else []
    if rest in habits.small and (rest or not hundreds):
        said.append(habits.small[rest])
    elif rest:
        tens, ones = rest - rest % 10, rest % 10
        said.append(habits.tens[tens] + (f"-{habits.small[ones]}" if ones else ""))
    return " ".join(said)


def documents(*, max_texts: int = 8) -> st.SearchStrategy[Document]:
    """Documents of up to `max_texts` paragraphs with figures of every kind in them, some with a source and a date."""
    if not 0 < max_texts <= TEXTS:
        raise UsageError(f"no documents of {max_texts} texts", remedy=f"give a number from 1 to {TEXTS}")
    return st.builds(
        _document,
        st.integers(1, 9999).map("document-{}".format),
        st.integers(1, max_texts),
        SEEDS,
        st.none() | st.integers(1, 20).map("source-{}".format),
        st.none()
        | st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1)).map(lambda day: day.replace(microsecond=0)),
    )


def _document(name: str, texts: int, seed: int, source: str | None, published: datetime | None) -> Document:
    random = Random(seed)
    text = "\n\n".join(_varied(random.choice(_texts()), random) for _ in range(texts))
    return Document(name, text, source=source, published=published)


def _varied(text: str, random: Random) -> str:
    """A text, half of them with other digits: numbers as long as before."""
    if random.random() < 0.5:
        return text
    return _DIGITS.sub(lambda found: re.sub(r"\d", lambda _: random.choice("123456789"), found[0]), text)


def figures(*, kinds: Collection[str | Kind] = ()) -> st.SearchStrategy[Figure]:
    """Rows of the figures table, of any kind or of those given."""
    wanted = frozenset(Kind(kind) for kind in kinds) or frozenset(Kind)
    return SEEDS.map(lambda seed: _figure(wanted, seed))


def _figure(kinds: frozenset[Kind], seed: int) -> Figure:
    random = Random(seed)
    kind = random.choice(sorted(kinds))
    for _ in range(TRIES):
        name = f"document-{random.randrange(1, 9999)}"
        text = _varied(random.choice(_of_kind()[kind]), random)
        document = Document(name, text, published=_moment(random))
        found = [row for row in _read(document) if row.kind == kind]
        if found:
            return random.choice(found)
    raise AssertionError(f"no text of the pack gives a {kind}")


@cache
def _of_kind() -> dict[Kind, list[str]]:
    """The texts by the kinds of figures that they hold."""
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for text in _texts():
        for kind in {row.kind for row in _read(Document("text", text))}:
            found[kind].append(text)
    return found


def figure_tables(*, min_rows: int = 0, max_rows: int = 50) -> st.SearchStrategy[Table[Figure]]:
    """Tables of figures of one document or several, each row of them valid, in the order of their texts."""
    if not 0 <= min_rows <= max_rows <= ROWS:
        raise UsageError(
            f"no tables of {min_rows} to {max_rows} rows", remedy=f"give bounds from 0 to {ROWS}, in order"
        )
    return st.builds(_table, st.integers(min_rows, max_rows), SEEDS)


def _table(rows: int, seed: int) -> Table[Figure]:
    random = Random(seed)
    found: list[Figure] = []
    for number in range(1, ROWS):
        if len(found) >= rows:
            break
        texts = min(TEXTS, max(1, min(rows - len(found), random.randrange(1, TEXTS))))
        source = random.choice((None, f"source-{random.randrange(1, 20)}"))
        found += _read(_document(f"document-{number}", texts, random.randrange(2**32), source, _moment(random)))
    return Table.from_rows(Figure, found[:rows])


def _moment(random: Random) -> datetime:
    return datetime(random.randrange(1995, 2035), random.randrange(1, 13), random.randrange(1, 29), 12)


def _read(document: Document) -> list[Figure]:
    return [row for each in extract_each(_extractor(), [document]) for row in each]
