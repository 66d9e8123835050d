"""In: Arrow tables, readers, record batches. Out: Arrow. The core that every other engine calls.

`extract_batches` streams: it holds one batch of the data at a time, and gives the schema before it reads any.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any, Unpack

from figures.engines.job import Asked, Job
from figures.engines.needs import needed
from figures.errors import UsageError
from figures.table.columns import Unread


class UnreadWarning(UserWarning):
    """Some rows of the data could not be read, and nobody asked for the table of errors."""


def extract_batches(data: Any, *, on_error: Callable[[Unread], None] | None = None, **asked: Unpack[Asked]) -> Any:
    """A `pyarrow.RecordBatchReader` of the table, for a reader, a table or a record batch.

    The schema is known before a row is read, and is the same for no rows. A row that cannot be read is told to
    `on_error`; without it, a warning at the end counts such rows. Raises UsageError at the call for what cannot be.
    """
    return reader_of(Job.of(asked), data, on_error)


def extract(data: Any, *, on_error: Callable[[Unread], None] | None = None, **asked: Unpack[Asked]) -> Any:
    """The same as a `pyarrow.Table`."""
    return extract_batches(data, on_error=on_error, **asked).read_all()


def reader_of(job: Job, data: Any, on_error: Callable[[Unread], None] | None = None) -> Any:
    """A reader of what a job gives for Arrow data."""
    pa = needed("pyarrow", "arrow")
    reader = _reader(pa, data)
    return pa.RecordBatchReader.from_batches(job.schema(reader.schema), counted(job, reader, on_error))


def counted(job: Job, batches: Any, on_error: Callable[[Unread], None] | None = None) -> Iterator[Any]:
    """The batches of a job; what could not be read is warned of, unless somebody is told."""
    unread: list[Unread] = []
    number = 0

    def count(error: Unread) -> None:
        nonlocal number
        number += 1
        if not unread:
            unread.append(error)

    told = on_error is not None or job.table == "errors"
    yield from job.batches(batches, on_error if told else count)
    if number:
        rows = "1 row" if number == 1 else f"{number:,} rows"
        what = f'{rows} could not be read (the first: {unread[0].error}); table="errors" lists them'
        warnings.warn(what, UnreadWarning, stacklevel=2)


def _reader(pa: Any, data: Any) -> Any:
    if isinstance(data, pa.RecordBatch):
        return pa.RecordBatchReader.from_batches(data.schema, [data])
    if isinstance(data, pa.Table):
        return data.to_reader()
    if isinstance(data, pa.RecordBatchReader):
        return data
    if hasattr(data, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(data)
    raise UsageError(f"{type(data).__name__} is no Arrow data", remedy="give a table, a reader or a record batch")
