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
from figures.engines.weighing import CELL, WANTED, Weighing, arrow_figures, blocked, chosen, close, compared, packed
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
    """The categories of `dimension` differ from part to part: it is text in Dask, where all parts have one type."""
    if "dimension" in frame:
        frame["dimension"] = frame["dimension"].astype("string")
    return frame


def comparisons(figures: Any, documents: Any, *, grammar: Grammar | None = None, policy: str | Policy = DEFAULT) -> Any:
    """Every pair of figures that was weighed, with its verdict, as `figures.check` gives them; lazily, all strings.

    `figures` and `documents` are Dask DataFrames of those tables, as `extract` gives them. Raises UsageError for a
    policy that is not there.
    """
    needed("dask.dataframe", "dask")
    work = Weighing(Kit.of(grammar, "mdy", "USD"), load(policy))

    def cells_of(table: Any) -> Any:
        return packed(arrow_figures(table))

    cells = _map(figures[[column.name for column in FIGURES]], cells_of)
    blocks = _map(cells.merge(documents[list(WANTED)], on="document", how="left"), blocked).shuffle(on="block")
    kept = _map(_map(blocks, close).shuffle(on="owner"), chosen).shuffle(on="block", npartitions=blocks.npartitions)
    # Parts of one place hold the same blocks: both are shuffled by them, into as many parts.
    meta = compared().empty_table().to_pandas().astype("string")
    return blocks.map_partitions(_weighed, kept, work, meta=meta, align_dataframes=False)


def _map(frame: Any, function: Callable[[Any], Any]) -> Any:
    """A function of Arrow tables over the parts of a frame."""
    return frame.map_partitions(_mapped, function, meta=_mapped(frame._meta, function))


def _mapped(data: Any, function: Callable[[Any], Any]) -> Any:
    """Strings and bytes have types of their own, whatever a library takes for its default: of bytes in a column of
    objects Dask would make text."""
    pd, pa = needed("pandas", "pandas"), needed("pyarrow", "arrow")
    frame = function(_table(data)).to_pandas()
    types: dict[str, Any] = {name: "string" for name in ("block", "owner", "document", "sha256")}
    types[CELL] = pd.ArrowDtype(pa.binary())
    return frame.astype({name: kind for name, kind in types.items() if name in frame})


def _weighed(blocks: Any, pairs: Any, work: Weighing) -> Any:
    return work.weighed(_table(blocks), _table(pairs)).to_pandas().astype("string")


def _table(data: Any) -> Any:
    return needed("pyarrow", "arrow").Table.from_pandas(data, preserve_index=False)
