"""In: a Ray Dataset with a column of text. Out: a Dataset of the table, by `map_batches` over Arrow.

Each worker process makes the extractor once and keeps it; packs travel with the job.
"""

from __future__ import annotations

from typing import Any, Unpack

from figures.engines.arrow import reader_of
from figures.engines.job import Asked, Job
from figures.engines.needs import needed
from figures.errors import UsageError

BATCH = 256
"""Rows of a batch: few, so that no worker waits long for the last one."""


def extract(data: Any, **asked: Unpack[Asked]) -> Any:
    """The figures of a Dataset, lazily; dictionaries are strings.

    Raises UsageError at the call for a column that is not there; what columns hold is known when they are read.
    """
    ray = needed("ray.data", "ray")
    if not isinstance(data, ray.Dataset):
        raise UsageError(f"{type(data).__name__} is no Ray Dataset", remedy="give a Dataset of ray.data")
    job = Job.of(asked, plain=True)
    names = data.columns()
    if names is not None:  # None where there are no rows
        job.check(names)
        data = data.select_columns(job.needs)
    data = data.repartition(target_num_rows_per_block=BATCH)  # read whole, a small file is one block: one worker's
    return data.map_batches(_work, fn_args=(job,), batch_format="pyarrow", batch_size=BATCH, zero_copy_batch=True)


def _work(batch: Any, job: Job) -> Any:
    return reader_of(job, batch).read_all()
