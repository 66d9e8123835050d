"""In: a polars DataFrame or LazyFrame with a column of text. Out: the table as the same, by way of Arrow."""

from __future__ import annotations

from typing import Any, Unpack

from figures.engines.arrow import reader_of
from figures.engines.job import ROWS, Asked, Job
from figures.engines.needs import needed
from figures.errors import UsageError
from figures.table import Table


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a frame: a DataFrame of a DataFrame, a LazyFrame, read when it is collected, of a LazyFrame.

    Types are those of `Table.to_polars`. Raises UsageError at the call for what cannot be.
    """
    pl = needed("polars", "polars")
    needed("pyarrow", "arrow")
    job = Job.of(asked)
    if isinstance(data, pl.LazyFrame):
        given = data.collect_schema()
        job.check(given.names())
        job.schema(pl.DataFrame(schema=given).select(job.needs).to_arrow().schema)
        schema = {**_types(job), **{name: given[name] for name in job.carry}}
        # Each part of the data stands alone, so a part at a time may be read, and only some parts, but rows of the
        # table are not rows of the data: no filter and no limit may pass.
        return data.select(job.needs).map_batches(
            lambda frame: _extracted(pl, job, frame), schema=schema, streamable=True
        )
    if not isinstance(data, pl.DataFrame):
        raise UsageError(f"{type(data).__name__} is no polars frame", remedy="give a DataFrame or a LazyFrame")
    job.check(data.columns)
    return _extracted(pl, job, data.select(job.needs))


def _types(job: Job) -> dict[str, Any]:
    return dict(Table.of(ROWS[job.table]).to_polars().schema)


def _extracted(pl: Any, job: Job, frame: Any) -> Any:
    found = reader_of(job, frame.to_arrow()).read_all()
    types = {**_types(job), **{name: frame.schema[name] for name in job.carry}}
    return pl.from_arrow(found).cast(types)
