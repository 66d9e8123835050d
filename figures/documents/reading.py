"""In: paths, and what the caller knows of the documents. Out: the documents, streamed, in a stable order.

What is known of a document is taken, key by key, from the first of these that says it: the row's own columns (JSONL,
CSV, Parquet); the arguments `source` and `published`; the front matter (Markdown, text); the nearest `sources.toml`;
what a web page, PDF or Word file says of itself.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO

from figures.documents import frontmatter
from figures.documents.dates import REMEDY, wall_clock
from figures.documents.decoding import decode
from figures.documents.finding import FORMATS, STDIN, WHOLE, Format, Input, find
from figures.documents.model import Document, Fields, Identities, Metadata, located, shown
from figures.documents.packed import opened, parquet_rows
from figures.documents.pages import READERS
from figures.documents.rows import RowReader
from figures.documents.sources import Sources
from figures.errors import DocumentError, UsageError

_FIELDS = Fields()
_PROGRESS_STEP = 65_536


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    source: str | None = None,
    published: datetime | str | None = None,
    fields: Fields = _FIELDS,
    on_error: Callable[[DocumentError], None] | None = None,
    stdin: IO[bytes] | None = None,
    stdin_format: Format = "text",
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Document]:
    """The documents of `paths`: files, folders (to the bottom, sorted) and `-`, standard input.

    A document's id is the file's POSIX path relative to the folder given (its name if given alone), or the `id` of its
    row, or `FILE:LINE` for a row without one. `source` and `published` hold for every document, except where a row of
    JSONL or CSV has its own. `on_progress` is told the bytes read since it was last called.

    Raises `UsageError` at the call for whatever can be known by then (paths, clashing names, `sources.toml`), and while
    reading only for two rows with one id. A document or row that cannot be read is given to `on_error`, and the
    others go on; without `on_error` the first `DocumentError` is raised.
    """
    if stdin_format not in FORMATS:
        *most, last = FORMATS
        what = f"is {shown(stdin_format)}"
        raise UsageError(what, where="stdin_format", remedy=f"it must be {', '.join(most)} or {last}")
    moment = None if published is None else wall_clock(published)
    if published is not None and moment is None:
        raise UsageError(f"{shown(str(published))} is no ISO 8601 date", where="--published", remedy=REMEDY)
    inputs = find(paths, stdin_format)
    identities = Identities()
    for item in inputs:
        if item.format in WHOLE and item.fault is None:
            identities.enter(item.name, item.place)
    reader = _Reader(
        given=Metadata(source=source or None, published=moment),
        fields=fields,
        sources=Sources(inputs),
        identities=identities,
        stdin=stdin,
        meter=_Meter(on_progress),
    )
    return reader.documents(inputs, on_error)


class _Meter:
    """Tells of bytes read, in steps: a call for each short row would cost more than the row."""

    def __init__(self, tell: Callable[[int], None] | None) -> None:
        self._tell = tell
        self._untold = 0

    def add(self, count: int) -> None:
        self._untold += count

    def tell(self, step: int = _PROGRESS_STEP) -> None:
        """Tell of what is untold, if it is `step` bytes or more."""
        if self._tell is not None and self._untold >= step:
            untold, self._untold = self._untold, 0
            self._tell(untold)


class _Reader:
    def __init__(
        self,
        given: Metadata,
        fields: Fields,
        sources: Sources,
        identities: Identities,
        stdin: IO[bytes] | None,
        meter: _Meter,
    ) -> None:
        self.given, self.fields, self.sources = given, fields, sources
        self.identities, self.stdin, self.meter = identities, stdin, meter

    def documents(self, inputs: list[Input], on_error: Callable[[DocumentError], None] | None) -> Iterator[Document]:
        for item in inputs:
            for outcome in self._outcomes(item):
                # Told here, outside the reading: an error of the listener must not pass for one of the file.
                self.meter.tell()
                if isinstance(outcome, Document):
                    yield outcome
                elif on_error is None:
                    raise outcome
                else:
                    on_error(outcome)
            self.meter.tell(step=1)

    def _outcomes(self, item: Input) -> Iterator[Document | DocumentError]:
        """The documents of one input, and in their place the errors of those that cannot be read."""
        try:
            if item.fault is not None:
                raise item.fault
            if item.path == STDIN:
                yield from self._parse(item, self.stdin or sys.stdin.buffer)
            else:
                _require_regular(item)
                if item.format == "parquet":
                    yield from self._parquet(item)
                else:
                    with opened(item.path, item.place) as file:
                        yield from self._parse(item, file)
        except DocumentError as error:
            yield error
        except OSError as error:
            yield _unreadable(error, item)

    def _parse(self, item: Input, file: IO[bytes]) -> Iterator[Document | DocumentError]:
        known = self.sources.of(item)
        if item.format in WHOLE:
            data = file.read()
            self.meter.add(len(data))
            yield self._text(item, data, known) if item.format == "text" else self._page(item, data, known)
            return
        rows = self._rows(item, known)
        if item.format == "json":
            yield from rows.json(file.read())
        else:
            yield from rows.jsonl(file) if item.format == "jsonl" else rows.csv(file)

    def _rows(self, item: Input, known: Metadata) -> RowReader:
        return RowReader(item.place, item.name, self.fields, self.given.over(known), self.identities, self.meter.add)

    def _parquet(self, item: Input) -> Iterator[Document | DocumentError]:
        fields = self.fields
        wanted = [fields.id, fields.text, fields.source, fields.published, fields.url, fields.title, fields.language]
        present, rows = parquet_rows(item.path, item.place, wanted)
        yield from self._rows(item, self.sources.of(item)).parquet(present, rows)
        self.meter.add(os.path.getsize(item.path))

    def _text(self, item: Input, data: bytes, known: Metadata) -> Document:
        said, text = frontmatter.split(decode(data, item.place))
        words = {key: value for key, (value, _) in said.items() if key != "published"}
        moment = self.given.published
        if moment is None and (dated := said.get("published")):
            moment = wall_clock(dated.value)
            if moment is None:
                what = f"has published {shown(dated.value)}, which is no ISO 8601 date"
                raise DocumentError(what, where=located(item.place, dated.line), remedy=REMEDY)
        own = Metadata(published=moment, **words)
        return self.given.over(own).over(known).document(item.name, text)

    def _page(self, item: Input, data: bytes, known: Metadata) -> Document:
        text, own = READERS[item.format](data, item.place)
        return self.given.over(known).over(own).document(item.name, text)


def _require_regular(item: Input) -> None:
    """Raises `DocumentError` for a pipe or device, since opening one may never return; `OSError` if there is none."""
    if not stat.S_ISREG(os.stat(item.path).st_mode):
        what = "is a pipe or device, not a file"
        raise DocumentError(what, where=item.place, remedy="send it to standard input and give -")


def _unreadable(error: OSError, item: Input) -> DocumentError:
    """The error in words of our own: the system's differ from one system to the next."""
    if isinstance(error, PermissionError):
        what, remedy = "cannot be read: permission denied", "make it readable or leave it out"
    elif isinstance(error, FileNotFoundError):
        broken = item.path != STDIN and os.path.islink(item.path)
        what = "is a link to a file that does not exist" if broken else "has gone since the run began"
        remedy = "mend the link or leave it out" if broken else "run again"
    else:
        what, remedy = f"cannot be read: {error.strerror or error}", "check the disk or leave it out"
    return DocumentError(what, where=item.place, remedy=remedy)
