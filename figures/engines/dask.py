"""In: a Dask DataFrame with a column of text. Out: a Dask DataFrame of the table, by `map_partitions`.

Each worker process makes the extractor once and keeps it; packs travel with the job.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

from figures.consistency.policy import DEFAULT, Policy, load
from figures.engines.job import Asked, Job
from figures.engines.needs import needed
from figures.engines.packs import Kit
from figures.engines.pandas import extracted
from figures.engines.weighing import DISTANCE, PACKED, WANTED, Weighing, arrow_figures, blocked, close, compared, packed
from figures.errors import UsageError
from figures.grammar import Grammar
from figures.table import FIGURES


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a Dask DataFrame, lazily, a partition of it for each of the data; types are those of pandas.

    Texts are read by pure Python: choose processes (`dask.distributed`, or `scheduler="processes"`), not threads.
    Raises UsageError at the call for what cannot be.
    """
    needed("dask.dataframe", "dask")
    if not hasattr(data, "map_partitions"):
        raise UsageError(f"{type(data).__name__} is no Dask DataFrame", remedy="give a DataFrame of dask.dataframe")
    job = Job.of(asked)
    job.check(data.columns)
    chosen = data[job.needs]
    # The categories of `dimension` are those of the partition.
    return chosen.map_partitions(_work, job, meta=_known(extracted(job, chosen._meta)))


def _work(data: Any, job: Job) -> Any:
    return _known(extracted(job, data))


def _known(frame: Any) -> Any:
    """A column whose categories differ from part to part is text in Dask, where all parts have one type."""
    for name in ("dimension",):
        if name in frame:
            frame[name] = frame[name].astype("string")
    return frame


def comparisons(figures: Any, documents: Any, *, grammar: Grammar | None = None, policy: str | Policy = DEFAULT) -> Any:
    """Every pair of figures that was weighed, with its verdict, as `figures.check` gives them; lazily, all strings.

    `figures` and `documents` are Dask DataFrames of those tables, as `extract` gives them. Raises UsageError for a
    policy that is not there.
    """
    frames = needed("dask.dataframe", "dask")
    work = Weighing(Kit.of(grammar, "mdy", "USD"), load(policy))
    documents = documents[list(WANTED)]
    blocks = documents.map_partitions(_mapped, blocked, meta=_like(blocked, documents._meta))
    near = blocks.shuffle(on="block").map_partitions(_mapped, close, meta=_like(close, blocks._meta))
    own = documents[["document"]].assign(owner=documents["document"], distance=0.0)[["owner", "document", DISTANCE]]
    owners = frames.concat([near, own])
    figures = figures[[column.name for column in FIGURES]]
    rows = owners.merge(figures.map_partitions(_packed, meta=_packed(figures._meta)), on="document")
    meta = compared().empty_table().to_pandas().astype("string")
    return rows.shuffle(on="owner").map_partitions(_weighed, work, meta=meta)


def _packed(data: Any) -> Any:
    """Cells of bytes have a type of their own: in a column of objects Dask would take them for text."""
    pd, pa = needed("pandas", "pandas"), needed("pyarrow", "arrow")
    found = packed(arrow_figures(pa.Table.from_pandas(data, preserve_index=False))).to_pandas()
    return _text(found).astype({PACKED: pd.ArrowDtype(pa.binary())})


def _mapped(data: Any, function: Callable[[Any], Any]) -> Any:
    pa = needed("pyarrow", "arrow")
    return _text(function(pa.Table.from_pandas(data, preserve_index=False)).to_pandas())


def _like(function: Callable[[Any], Any], meta: Any) -> Any:
    return _mapped(meta.iloc[:0], function)


def _weighed(data: Any, work: Weighing) -> Any:
    """The comparisons of the owners whose rows stand in one partition."""
    pa = needed("pyarrow", "arrow")
    return work.weighed(pa.Table.from_pandas(data, preserve_index=False)).to_pandas().astype("string")


def _text(frame: Any) -> Any:
    """Strings of one type, whatever a library takes for its default."""
    return frame.astype({name: "string" for name in frame.columns if name in ("block", "owner", "document", "sha256")})
