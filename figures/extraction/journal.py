"""Documents → their tables, by way of a journal on the disk: what it has of an earlier run is not read again.

A document goes by a hash of its text, what is known of it, the grammar and the settings. Its rows are kept as soon as
its batch is read, in an SQLite file, whole or not at all: a run that was killed at any moment is taken up there, and
gives what an undisturbed one gives, byte for byte. Nothing in a journal is ever run: it is JSON.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from figures.documents import Document
from figures.errors import DocumentError, OutputError, UsageError
from figures.extraction.extractor import DocumentRows, Extractor
from figures.extraction.parallel import rows_of
from figures.extraction.result import Figures
from figures.table import Column, Type
from figures.table.columns import DOCUMENTS, FIGURES, LEDGER

FORM = 1
"""The form of what is kept; raise it when that changes."""
KEY = 16
"""Bytes of a key: no two of a billion documents share one by chance."""
BATCH_BYTES = 200_000
"""Kept bytes that are made into tables at once."""


class Journal:
    """The journal in the file at `path`, made if it is not there, of the `version` of figures that runs.

    Raises UsageError for a file that is none, or that another run writes, OutputError when the system refuses.
    """

    def __init__(self, path: Path, version: str) -> None:
        self.path, self.version = path, version
        self.known = 0
        """Documents of this run that it had already."""
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=1)
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute("CREATE TABLE IF NOT EXISTS done (key BLOB PRIMARY KEY, rows BLOB) WITHOUT ROWID")
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise UsageError("another run writes it", where=str(path), remedy="wait for it to end") from None
            if isinstance(error, sqlite3.OperationalError):
                raise self._cannot(error) from error
            raise UsageError("is no journal of figures", where=str(path), remedy="remove it, or rename it") from None

    def extract_each(
        self,
        extractor: Extractor,
        documents: Iterable[Document],
        jobs: int = 1,
        on_error: Callable[[DocumentError], None] | None = None,
    ) -> Iterator[Figures]:
        """The tables of documents in turn, as `figures.extraction.extract_each` gives them.

        All documents are read first, and those that the journal has not are extracted; then the tables are made of
        what it has. Of a document no more than its key is held meanwhile.
        """
        order = bytearray()
        settings = (FORM, self.version, extractor.grammar.version, extractor.date_order, extractor.currency)
        stated = json.dumps(settings).encode()
        waiting: list[bytes] = []
        unknown = self._unknown(documents, stated, order, waiting)
        done = 0
        for batch in rows_of(extractor, unknown, jobs, all_the_same=on_error is not None):
            self._keep(waiting[done : done + len(batch)], batch)
            for rows in batch:
                if rows.fault is not None and on_error is not None:
                    on_error(rows.fault)
            done += len(batch)
            if done > 10_000:
                del waiting[:done]
                done = 0
        yield from self._tables(order)

    def _unknown(
        self, documents: Iterable[Document], stated: bytes, order: bytearray, waiting: list[bytes]
    ) -> Iterator[Document]:
        """The documents that the journal has not; the keys of all go to `order`, of these to `waiting`."""
        for document in documents:
            key = _key(document, stated)
            order += key
            if self._base.execute("SELECT 1 FROM done WHERE key = ?", (key,)).fetchone():
                self.known += 1
            else:
                waiting.append(key)
                yield document

    def _keep(self, keys: Sequence[bytes], batch: Sequence[DocumentRows]) -> None:
        kept = [(key, _packed(rows)) for key, rows in zip(keys, batch, strict=True) if rows.fault is None]
        try:
            self._base.execute("BEGIN")
            self._base.executemany("INSERT OR REPLACE INTO done VALUES (?, ?)", kept)
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._cannot(error) from error

    def _tables(self, order: bytearray) -> Iterator[Figures]:
        found, size = Figures(), 0
        for start in range(0, len(order), KEY):
            kept = self._base.execute("SELECT rows FROM done WHERE key = ?", (bytes(order[start : start + KEY]),))
            for (packed,) in kept:  # none where figures itself failed
                _unpack(packed, found)
                size += len(packed)
            if size >= BATCH_BYTES:
                yield found
                found, size = Figures(), 0
        if len(found.documents):
            yield found

    def _cannot(self, error: sqlite3.Error) -> OutputError:
        return OutputError(f"cannot be written ({error})", where=str(self.path), remedy="choose another place")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()


def _key(document: Document, stated: bytes) -> bytes:
    published = None if document.published is None else document.published.isoformat()
    known = (document.id, document.source, published, document.url, document.title, document.language, document.text)
    return blake2b(json.dumps(known).encode(), digest_size=KEY, key=blake2b(stated, digest_size=32).digest()).digest()


def _packed(rows: DocumentRows) -> bytes:
    text = json.dumps((rows.figures, rows.ledger, (rows.document,)), default=_stated, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def _stated(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a table")


Restore = tuple[tuple[int, Callable[[Any], Any]], ...]


def _restore(columns: tuple[Column, ...]) -> Restore:
    """The places of values that JSON has not, and how to make them again."""
    made: dict[Type, Callable[[Any], Any]] = {
        Type.DATE32: date.fromisoformat,
        Type.TIMESTAMP_US: datetime.fromisoformat,
        Type.LIST_STRING: tuple,
        Type.LIST_INT64: tuple,
    }
    return tuple((place, made[column.type]) for place, column in enumerate(columns) if column.type in made)


_RESTORED = tuple(_restore(columns) for columns in (FIGURES, LEDGER, DOCUMENTS))


def _unpack(packed: bytes, found: Figures) -> None:
    tables = json.loads(zlib.decompress(packed))
    for rows, restored in zip(tables, _RESTORED, strict=True):
        for row in rows:
            for place, restore in restored:
                if row[place] is not None:
                    row[place] = restore(row[place])
    figures, ledger, documents = tables
    found.append_rows(figures)
    found.ledger.append_rows(ledger)
    found.documents.append_rows(documents)
