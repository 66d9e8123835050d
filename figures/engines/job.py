"""In: what is asked of an extraction, then Arrow batches of texts. Out: Arrow batches of one table.

A `Job` is small, frozen and picklable: engines send it to where the texts are. Texts of one batch are read in portions,
so memory is bounded whatever the size of a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Literal, Required, TypedDict

from figures.documents import Document
from figures.documents.dates import REMEDY, wall_clock
from figures.documents.model import encodable, shown
from figures.engines.needs import needed
from figures.engines.packs import Kit, lock
from figures.errors import UsageError
from figures.extraction.collecting import uncollected
from figures.extraction.extractor import DateOrder, DocumentRows
from figures.extraction.parallel import BATCH_CHARACTERS
from figures.grammar import Grammar
from figures.table import Column, DocumentRow, Figure, Numeral, Table, arrow_schema, columns_of
from figures.table.columns import Unread
from figures.table.convert import to_arrow

TableName = Literal["figures", "documents", "ledger", "errors"]
ROWS: dict[str, type[tuple[Any, ...]]] = {
    "figures": Figure,
    "documents": DocumentRow,
    "ledger": Numeral,
    "errors": Unread,
}
"""The tables that can be asked for."""

Outcome = Document | Unread
"""What a row of the data comes to."""

Portion = tuple[list[tuple[object, ...]], list[int], list[Unread], bool]
"""Rows, for each the row of the data that it comes from, errors, and whether that was all."""

ROWS_AT_ONCE = 4096
"""Rows of one portion, where texts are short."""


class Asked(TypedDict, total=False):
    """What every `extract` takes beside its data.

    `text`, `id`, `published` and `source` name columns of the data; without `id` a document goes by a hash of its text,
    date and source. `carry` names columns to hand through to each row. `table` is the table to give: `figures`,
    `documents`, `ledger`, or `errors` for the rows that cannot be read. `grammar`, `date_order` and `currency` are as
    for `figures.extract`.
    """

    text: Required[str]
    id: str | None
    published: str | None
    source: str | None
    carry: Sequence[str]
    table: TableName
    grammar: Grammar | None
    date_order: DateOrder
    currency: str


@dataclass(frozen=True, slots=True)
class Job:
    """An extraction, to be run wherever the texts are."""

    text: str
    id: str | None
    published: str | None
    source: str | None
    carry: tuple[str, ...]
    table: TableName
    kit: Kit
    plain: bool

    @classmethod
    def of(cls, asked: Asked, *, plain: bool = False) -> Job:
        """The job that is asked for; `plain` gives strings for dictionaries. Raises UsageError for what cannot be."""
        for name in sorted(asked.keys() - Asked.__annotations__.keys()):
            known = ", ".join(Asked.__annotations__)
            raise UsageError(f"there is no argument {name!r}", remedy=f"the arguments are {known}")
        if not isinstance(asked.get("text"), str):
            raise UsageError("no column of text is named", where="text", remedy='say text="COLUMN"')
        table = asked.get("table", "figures")
        if table not in ROWS:
            raise UsageError(f"no table is called {table!r}", remedy=f"the tables are {', '.join(ROWS)}")
        carry = asked.get("carry", ())
        carried = (carry,) if isinstance(carry, str) else tuple(carry)
        taken = {column.name for column in columns_of(ROWS[table])}
        for place, name in enumerate(carried):
            if name in taken:
                what = f"{name!r} is a column of the {table} table"
                raise UsageError(what, where="carry", remedy="rename it in the data")
            if name in carried[:place]:
                raise UsageError(f"{name!r} is named twice", where="carry", remedy="name each column once")
        kit = Kit.of(asked.get("grammar"), asked.get("date_order", "mdy"), asked.get("currency", "USD"))
        found = (asked["text"], asked.get("id"), asked.get("published"), asked.get("source"))
        return cls(*found, carried, table, kit, plain)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table that is given, without those carried."""
        return columns_of(ROWS[self.table])

    @property
    def needs(self) -> list[str]:
        """The columns of the data that the job looks at, each once."""
        named = (self.text, self.id, self.published, self.source, *self.carry)
        return list(dict.fromkeys(name for name in named if name is not None))

    def check(self, names: Iterable[str]) -> None:
        """Raises UsageError unless the data has every column that the job needs."""
        present = list(names)
        for name in self.needs:
            if name not in present:
                what = f"the data has no column {name!r}"
                raise UsageError(what, remedy=f"its columns are {', '.join(map(str, present)) or 'none'}")
            if present.count(name) > 1:
                raise UsageError(f"the data has two columns {name!r}", remedy="give each a name of its own")

    def schema(self, given: Any) -> Any:
        """The Arrow schema of what comes out, for data of the Arrow schema `given`.

        Raises UsageError for a column that is not there, or of a type that cannot hold what it is to hold.
        """
        pa = needed("pyarrow", "arrow")
        self.check(given.names)
        for name, allowed, what in (
            (self.text, _is_text, "text"),
            (self.id, _is_identity, "text or whole numbers"),
            (self.published, _is_time, "dates, or text such as 2022-01-17"),
            (self.source, _is_text, "text"),
        ):
            if name is not None and not allowed(pa, given.field(name).type):
                raise UsageError(f"column {name!r} is {given.field(name).type}, not {what}", remedy="cast it first")
        return pa.schema([*self.own_schema(), *(given.field(name) for name in self.carry)])

    def own_schema(self) -> Any:
        """The Arrow schema of the table's own columns."""
        needed("pyarrow", "arrow")
        return arrow_schema(self.columns, plain=self.plain)

    def batches(self, given: Iterable[Any], on_error: Callable[[Unread], None] | None = None) -> Iterator[Any]:
        """The batches of the table for batches of data, one or more for each that gives rows.

        A row of the data that cannot be read is told to `on_error` and is a row of the table `errors`.
        """
        schema = None
        for batch in given:
            if schema is None:
                schema = self.schema(batch.schema)
            for start in range(0, batch.num_rows, ROWS_AT_ONCE):
                yield from self._portions(batch.slice(start, ROWS_AT_ONCE), schema, on_error)

    def _portions(self, batch: Any, schema: Any, on_error: Callable[[Unread], None] | None) -> Iterator[Any]:
        waiting = iter(enumerate(self._documents(batch)))
        while True:
            with lock, uncollected():
                rows, origins, errors, ended = self._portion(waiting)
            if on_error is not None:
                for error in errors:
                    on_error(error)
            if rows:
                yield self._made(rows, origins, batch, schema)
            if ended:
                return

    def _portion(self, waiting: Iterator[tuple[int, Outcome]]) -> Portion:
        """The rows of the next texts, about BATCH_CHARACTERS of them."""
        rows: list[tuple[object, ...]] = []
        origins: list[int] = []
        errors: list[Unread] = []
        size, extractor = 0, self.kit.extractor()
        for number, outcome in waiting:
            own: list[tuple[object, ...]] = []
            if isinstance(outcome, Document):
                size += len(outcome.text)
                try:
                    own = self._rows(extractor.document(outcome))
                except Exception as error:  # a fault of ours in one text must not end a job of millions
                    extractor = self.kit.renewed()
                    what = encodable(f"cannot be read ({type(error).__name__}: {error})")
                    outcome = Unread(outcome.id, None, what, "this is a fault in figures; please report it")
            if isinstance(outcome, Unread):
                errors.append(outcome)
                own = [outcome] if self.table == "errors" else []
            rows += own
            origins += [number] * len(own)
            if size >= BATCH_CHARACTERS:
                return rows, origins, errors, False
        return rows, origins, errors, True

    def _rows(self, found: DocumentRows) -> list[tuple[object, ...]]:
        if self.table == "figures":
            return found.figures
        if self.table == "ledger":
            return found.ledger
        return [found.document] if self.table == "documents" else []

    def _made(self, rows: list[tuple[object, ...]], origins: list[int], batch: Any, schema: Any) -> Any:
        pa = needed("pyarrow", "arrow")
        table = to_arrow(Table.from_rows(ROWS[self.table], rows))
        arrays = [chunked.chunk(0) for chunked in table.columns]
        if self.plain:
            arrays = [a.dictionary_decode() if pa.types.is_dictionary(a.type) else a for a in arrays]
        if self.carry:
            places = pa.array(origins, pa.int64())
            arrays += [batch.column(name).take(places) for name in self.carry]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    def _documents(self, batch: Any) -> Iterator[Outcome]:
        """Each row's document, or why it has none."""
        count = batch.num_rows
        texts = _values(batch, self.text)
        ids, published, sources = (
            [None] * count if name is None else _values(batch, name) for name in (self.id, self.published, self.source)
        )
        for text, identity, moment, source in zip(texts, ids, published, sources, strict=True):
            yield self._document(text, identity, moment, source)

    def _document(self, text: object, identity: object, moment: object, source: object) -> Outcome:
        name = None if identity is None or isinstance(identity, Broken) else encodable(str(identity))

        def fault(what: str, remedy: str) -> Unread:
            return Unread(name, None, encodable(what), remedy)

        if not isinstance(text, str):
            kind = "bytes that are no UTF-8" if isinstance(text, Broken) else "null"
            return fault(f"has {kind} in {shown(self.text)}, not text", "put the text there, or leave the row out")
        if self.id is not None and not name:
            return fault(f"has no id in {shown(self.id)}", "give each row an id of its own")
        when = None if moment in (None, "") else wall_clock(moment)
        if when is None and moment not in (None, ""):
            said = f"has {shown(encodable(str(moment)))} in {shown(self.published or '')}, which is no ISO 8601 date"
            return fault(said, REMEDY)
        by = encodable(source) if isinstance(source, str) and source else None
        return Document(name or _identity(text, when, by), encodable(text), by, when)


class Broken:
    """Stands for a cell that Arrow holds and Python cannot."""


def _values(batch: Any, name: str) -> list[Any]:
    """The cells of a column: strings, whole numbers, or dates."""
    pa = needed("pyarrow", "arrow")
    column = batch.column(name)
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":  # finer than a Python datetime
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # bytes that are no UTF-8, a year that is none
        return [_cell(value) for value in column]


def _cell(value: Any) -> Any:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return Broken()


def _identity(text: str, published: datetime | None, source: str | None) -> str:
    """16 hexadecimal digits of BLAKE2b over text, date and source: the same however the data is cut into parts."""
    key = f"{text}\0{published or ''}\0{source or ''}".encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=8).hexdigest()


def _is_text(pa: Any, kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    known = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(is_known(kind) for is_known in known)


def _is_identity(pa: Any, kind: Any) -> bool:
    return _is_text(pa, kind) or pa.types.is_integer(kind)


def _is_time(pa: Any, kind: Any) -> bool:
    return _is_text(pa, kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind)
