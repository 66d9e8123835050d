"""In: a row type, a NamedTuple whose annotations carry type, vocabulary and meaning. Out: its `Column`s.

The row type is the only statement of a column; type, nullability and vocabulary are read off its annotation, so that
what mypy checks, what the files hold and what the documentation says cannot drift apart.
"""

import builtins
import datetime
import types
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from figures.errors import UsageError


class Type(StrEnum):
    """Arrow's name of a column's type."""

    STRING = "string"
    INT32 = "int32"
    FLOAT64 = "float64"
    BOOL = "bool"
    DATE32 = "date32"
    TIMESTAMP_US = "timestamp[us]"
    DICTIONARY = "dictionary"
    LIST_STRING = "list<string>"
    LIST_INT64 = "list<int64>"


_TYPES: dict[object, Type] = {
    str: Type.STRING,
    int: Type.INT32,
    float: Type.FLOAT64,
    bool: Type.BOOL,
    datetime.date: Type.DATE32,
    datetime.datetime: Type.TIMESTAMP_US,
    tuple[str, ...]: Type.LIST_STRING,
    tuple[int, ...]: Type.LIST_INT64,
}


class About(NamedTuple):
    """What an annotation says beyond the Python type; see `about`."""

    meaning: str
    minimum: int | None
    key: bool
    refers: str | None
    open_vocabulary: bool


def about(
    meaning: str,
    *,
    minimum: int | None = None,
    key: bool = False,
    refers: str | None = None,
    open_vocabulary: bool = False,
) -> About:
    """The second half of `Annotated[type, about(...)]`.

    `minimum` is the least value allowed, `key` marks part of the primary key, `refers` names the column pointed to
    (`figures.figure_id`), `open_vocabulary` a dictionary column whose few values come from the grammar packs.
    """
    return About(meaning, minimum, key, refers, open_vocabulary)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract."""

    name: str
    type: Type
    nullable: bool
    meaning: str
    vocabulary: builtins.type[StrEnum] | None = None
    minimum: int | None = None
    key: bool = False
    refers: str | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The closed vocabulary, in its stated order; empty where any value may stand."""
        return tuple(member.value for member in self.vocabulary) if self.vocabulary else ()


def columns_of(row_type: type[tuple[Any, ...]]) -> tuple[Column, ...]:
    """The columns that a row type states, in its order."""
    return _columns_of(row_type)


@cache  # apart from the function above, whose type a cache would hide
def _columns_of(row_type: type[tuple[Any, ...]]) -> tuple[Column, ...]:
    return tuple(_column(name, hint) for name, hint in row_type.__annotations__.items())


def _column(name: str, hint: object) -> Column:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name}: the annotation says no meaning; write Annotated[type, about(...)]")
    stated, said = get_args(hint)
    nullable = isinstance(stated, types.UnionType)
    if nullable:
        (stated,) = (part for part in get_args(stated) if part is not type(None))
    vocabulary = stated if isinstance(stated, type) and issubclass(stated, StrEnum) else None
    kind = Type.DICTIONARY if vocabulary or said.open_vocabulary else _TYPES[stated]
    return Column(name, kind, nullable, said.meaning, vocabulary, said.minimum, said.key, said.refers)


def choose(columns: tuple[Column, ...], spec: str, core: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns that `spec` asks for: `all`, `core`, or names joined by commas, in the order they are named.

    A table that has not all of the `core` columns is small, and its core is the whole of it. Raises UsageError for a
    name that the table does not have, with the nearest ones, and for a name given twice.
    """
    known = {column.name: column for column in columns}
    if spec == "all" or (spec == "core" and not (core and known.keys() >= set(core))):
        return columns
    names = list(core) if spec == "core" else [name.strip() for name in spec.split(",")]
    for place, name in enumerate(names):
        if name not in known:
            raise UsageError(f"no column is called {name!r}", where="columns", remedy=_nearest(name, known))
        if name in names[:place]:
            raise UsageError(f"{name!r} is named twice", where="columns", remedy="name each column once")
    return tuple(known[name] for name in names)


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib  # only a mistake pays for it

    near = difflib.get_close_matches(name, [*known, "all", "core"], n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"choose core, all, or from {', '.join(known)}"
