"""In: any frame that narwhals knows. Out: the table as the same kind of frame, by way of Arrow."""

from __future__ import annotations

from typing import Any, Unpack

from figures.engines import arrow
from figures.engines.job import Asked
from figures.engines.needs import needed
from figures.errors import UsageError


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a frame: of the same library as the frame; of a lazy one a pyarrow Table, as it is read at once.

    For pandas and polars their own modules keep finer types. Raises UsageError at the call for what cannot be.
    """
    nw = needed("narwhals", "narwhals")
    try:
        frame = nw.from_native(data)
    except TypeError:
        what = f"narwhals does not know {type(data).__name__}"
        raise UsageError(what, remedy="give a frame of one of the libraries that it supports") from None
    if isinstance(frame, nw.LazyFrame):
        return arrow.extract(frame.collect(backend="pyarrow").to_native(), **asked)
    found = arrow.extract(frame.to_arrow(), **asked)
    return nw.from_arrow(found, backend=frame.implementation).to_native()
