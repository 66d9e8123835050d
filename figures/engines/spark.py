"""In: a Spark DataFrame with a column of text. Out: a DataFrame of the table, by `mapInArrow`.

Each Python worker makes the extractor once and keeps it. figures must be installed where the workers run; packs travel
with the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Unpack

from figures.consistency.policy import DEFAULT, Policy, load
from figures.engines.arrow import counted
from figures.engines.job import Asked, Job
from figures.engines.needs import needed
from figures.engines.packs import Kit
from figures.engines.weighing import (
    CELL,
    CELLS,
    CHOSEN,
    HOME,
    PAIRS,
    SIZE,
    WANTED,
    Weighing,
    blocked,
    chosen,
    close,
    compared,
    packed,
)
from figures.errors import UsageError
from figures.grammar import Grammar
from figures.table import FIGURES


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a DataFrame, lazily: dictionaries are strings, `published` is `timestamp_ntz`.

    Raises UsageError at the call for what cannot be.
    """
    needed("pyspark.sql", "spark")
    if not hasattr(data, "mapInArrow"):
        raise UsageError(f"{type(data).__name__} is no Spark DataFrame", remedy="give a DataFrame of pyspark.sql")
    job = Job.of(asked, plain=True)
    job.check(data.columns)
    # Quoted, as a dot in a column's name would else ask for a part of it.
    chosen = data.select(*(f"`{name.replace('`', '``')}`" for name in job.needs))
    return chosen.mapInArrow(_Work(job), _schema(job, chosen.schema))


class _Work:
    """What a worker does with the batches of its partition."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        return counted(self.job, batches)


def _schema(job: Job, given: Any) -> Any:
    """The Spark schema of what comes out; the types of the data are looked at here, before any worker is."""
    pandas_types = needed("pyspark.sql.pandas.types", "spark")
    types = needed("pyspark.sql.types", "spark")
    job.schema(pandas_types.to_arrow_schema(given, timezone="UTC"))
    own = pandas_types.from_arrow_schema(job.own_schema(), prefer_timestamp_ntz=True)
    return types.StructType([*own.fields, *(given[name] for name in job.carry)])


def comparisons(figures: Any, documents: Any, *, grammar: Grammar | None = None, policy: str | Policy = DEFAULT) -> Any:
    """Every pair of figures that was weighed, with its verdict, as `figures.check` gives them; lazily.

    `figures` and `documents` are DataFrames of those tables, as `extract` gives them. Raises UsageError for a policy
    that is not there.
    """
    pandas_types = needed("pyspark.sql.pandas.types", "spark")
    work = Weighing(Kit.of(grammar, "mdy", "USD"), load(policy))
    # Carried columns are left out: rows are made into figures where they are weighed.
    cells = figures.select(*(column.name for column in FIGURES)).mapInArrow(_Over(packed), _columns(CELLS))
    given = cells.join(documents.select(*WANTED), "document", "left").select(*WANTED, CELL, SIZE)
    fields = ", ".join(f"{field.name} {field.dataType.simpleString()}" for field in given.schema)
    blocks = given.mapInArrow(_Over(blocked), f"block string, {fields}, {HOME} boolean")
    near = blocks.repartition("block").mapInArrow(_Over(close, whole=True), _columns(PAIRS))
    kept = near.repartition("owner").mapInArrow(_Over(chosen, whole=True), _columns(CHOSEN))
    schema = pandas_types.from_arrow_schema(compared())

    def weighed(there: Any, pairs: Any) -> Any:  # Spark looks at the signature of a plain function
        return work.weighed(there, pairs)

    return blocks.groupBy("block").cogroup(kept.groupBy("block")).applyInArrow(weighed, schema)


def _columns(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {kind.replace('int64', 'bigint')}" for name, kind in columns.items())


class _Over:
    """A function of Arrow tables, over each batch of a partition, or over the partition as a whole."""

    def __init__(self, function: Callable[[Any], Any], *, whole: bool = False) -> None:
        self.function, self.whole = function, whole

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        table = needed("pyarrow", "spark").Table
        for held in [list(batches)] if self.whole else ([batch] for batch in batches):
            if held:
                yield from self.function(table.from_batches(held)).to_batches()
