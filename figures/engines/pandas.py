"""In: a pandas DataFrame with a column of text. Out: the table as the same, by way of Arrow."""

from __future__ import annotations

from typing import Any, Unpack

from figures.documents.dates import wall_clock
from figures.documents.model import encodable
from figures.engines.arrow import counted
from figures.engines.job import ROWS, Asked, Job
from figures.engines.needs import needed
from figures.errors import UsageError
from figures.table import Table, Type


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a DataFrame, with the types of `Table.to_pandas`; columns carried keep theirs.

    Raises UsageError at the call for what cannot be.
    """
    pd = needed("pandas", "pandas")
    if not isinstance(data, pd.DataFrame):
        raise UsageError(f"{type(data).__name__} is no pandas DataFrame", remedy="give a DataFrame")
    return extracted(Job.of(asked), data)


def extracted(job: Job, data: Any) -> Any:
    """What a job gives for a DataFrame."""
    pa = needed("pyarrow", "arrow")
    job.check(data.columns)
    looked_at = [name for name in job.needs if name not in job.carry]
    own = {name: _arrow(pa, data[name], name == job.published) for name in [*looked_at, *job.carry]}
    given = pa.RecordBatch.from_arrays([_whole(column) for column in own.values()], names=list(own))
    schema = job.schema(given.schema)
    found = pa.Table.from_batches(list(counted(job, [given])), schema)
    names = [column.name for column in job.columns]
    frame = _typed(job, found.select(names))
    for name in job.carry:
        frame[name] = found.column(name).to_pandas().astype(data[name].dtype)
    return frame


def _arrow(pa: Any, series: Any, is_time: bool) -> Any:
    """A column as Arrow. What Python objects hold is made fit first: offsets mixed, halves of characters."""
    if series.dtype != object:
        try:
            return pa.Array.from_pandas(series)
        except UnicodeEncodeError:  # a dtype of strings kept in Python
            series = series.astype(object)
    missing = series.isna()
    cells = [None if no else cell for no, cell in zip(missing, series, strict=True)]
    if is_time and not any(isinstance(cell, str) for cell in cells):
        return pa.array([wall_clock(cell) for cell in cells], pa.timestamp("us"))
    try:
        return pa.array(cells)
    except UnicodeEncodeError:
        return pa.array([encodable(cell) if isinstance(cell, str) else cell for cell in cells])
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        said = str(error).splitlines()[0]
        raise UsageError(f"column {series.name!r} holds values of several types ({said})", remedy="cast it") from None


def _whole(column: Any) -> Any:
    return column.combine_chunks() if hasattr(column, "combine_chunks") else column


def _typed(job: Job, found: Any) -> Any:
    """A table of the contract as pandas types, as `figures.table.convert.to_pandas` has them."""
    pd, pa = needed("pandas", "pandas"), needed("pyarrow", "arrow")
    empty = Table.of(ROWS[job.table]).to_pandas()
    frame: dict[str, Any] = {}
    for column in job.columns:
        values, kind = found.column(column.name), empty[column.name].dtype
        if column.type in (Type.LIST_STRING, Type.LIST_INT64):
            frame[column.name] = pd.Series([tuple(cell) for cell in values.to_pylist()], dtype=object)
        elif column.type is Type.DATE32:
            frame[column.name] = values.cast(pa.timestamp("s")).to_pandas().astype(kind)
        elif column.type is Type.DICTIONARY and not column.values:  # its categories are the values met
            frame[column.name] = pd.Series(pd.Categorical(values.to_pandas().astype("str")))
        elif column.type in (Type.INT32, Type.FLOAT64, Type.BOOL):
            frame[column.name] = pd.Series(kind.__from_arrow__(values))
        else:
            frame[column.name] = values.to_pandas().astype(kind)
    return pd.DataFrame(frame)
