"""What an engine costs over the bare core, what two workers gain, what a stream holds, what a killed job loses, and
whether a check of partitioned tables gives the verdicts of one machine.

    python benchmarks/engines.py [--texts 100000] [--size 50MB] [--sizes 100MB 1GB] [--only overhead workers …]

Bars: adapters 5 % (pandas 10 %) over the core; two workers 1.6 times one core; memory within 10 % from the smaller
input to the larger; ten runs killed at random moments and resumed, byte for byte the undisturbed output. CPU seconds
for the adapters (DuckDB and polars have threads of their own), wall-clock seconds for the workers.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
from measuring import corpus_file, figures_command, met, run, shown_size, size, stored, table, work_folder

import figures
from figures.engines import arrow

ROUNDS = 3
WORKERS = 2
GAIN, GROWTH = 1.6, 1.10
BARS = {"pyarrow": 0.05, "polars": 0.05, "duckdb": 0.05, "pandas": 0.10}
PARTS = 8


def short_texts(count: int) -> pa.Table:
    """Sentences, each a text of its own."""
    texts: list[str] = []
    for document in stored(corpus_file(size("20MB"))):
        texts += (sentence + "." for sentence in document.text.replace("\n", " ").split(". ") if len(sentence) > 20)
        if len(texts) >= count:
            break
    return pa.table({"id": [str(number) for number in range(count)], "text": texts[:count]})


def overhead(count: int) -> bool:
    """CPU seconds of each adapter beside those of the core, the least of several rounds."""
    import duckdb
    import pandas
    import polars

    from figures.engines import duckdb as duckdb_engine
    from figures.engines import pandas as pandas_engine
    from figures.engines import polars as polars_engine

    data = short_texts(count)
    asked: Any = {"text": "text", "id": "id"}
    frame, other = polars.from_arrow(data), pandas.DataFrame(data.to_pandas())
    relation = duckdb.connect().from_arrow(data)
    ways: dict[str, Callable[[], Any]] = {
        "core": lambda: [None for _ in arrow.extract_batches(data, **asked)],
        "pyarrow": lambda: arrow.extract(data, **asked),
        "polars": lambda: polars_engine.extract(frame, **asked),
        "duckdb": lambda: duckdb_engine.extract(relation, **asked).aggregate("count(*)").fetchall(),
        "pandas": lambda: pandas_engine.extract(other, **asked),
    }
    ways["core"]()  # what is remembered is remembered for all
    taken = {name: float("inf") for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            started = time.process_time()
            way()
            taken[name] = min(taken[name], time.process_time() - started)
    rows, held = [], True
    for name, seconds in taken.items():
        more = seconds / taken["core"] - 1
        holds = None if name not in BARS else more <= BARS[name]
        held = held and holds is not False
        rows.append((name, seconds, f"{more:+.1%}", met(holds)))
    print(f"\n{count:,} texts of {sum(map(len, data['text'].to_pylist())) / count:.0f} characters\n")
    print(table(("adapter", "CPU s", "over the core", "bar"), rows))
    return held


def workers(number: int) -> bool:
    """Wall-clock seconds of two workers beside those of the core on one."""
    folder = parts(number)
    rows, held = [], True
    started = time.perf_counter()
    expected = 0
    for path in sorted(folder.iterdir()):
        for batch in arrow.extract_batches(parquet.ParquetFile(path).read(), text="text", id="id"):
            expected += batch.num_rows
    alone = time.perf_counter() - started
    rows.append(("core, one process", alone, "1.00", ""))
    for name, way in (("spark", by_spark), ("dask", by_dask), ("ray", by_ray)):
        seconds, found = way(folder)
        assert found == expected, (name, found, expected)
        held = held and alone / seconds >= GAIN
        rows.append((f"{name}, {WORKERS} workers", seconds, f"{alone / seconds:.2f}", met(alone / seconds >= GAIN)))
    print(f"\n{shown_size(number)} of texts in {PARTS} Parquet files, {expected:,} figures\n")
    print(table(("engine", "wall s", "gain", "bar"), rows))
    return held


def parts(number: int) -> Path:
    """A folder of Parquet files with the corpus of that size."""
    folder = work_folder() / f"parts-{number}"
    if not folder.exists():
        documents = list(stored(corpus_file(number)))
        folder.mkdir()
        for part in range(PARTS):
            own = documents[part::PARTS]
            rows = pa.table({"id": [one.id for one in own], "text": [one.text for one in own]})
            parquet.write_table(rows, folder / f"{part}.parquet")
    return folder


def by_spark(folder: Path) -> tuple[float, int]:
    from pyspark.sql import SparkSession

    from figures.engines import spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.files.maxPartitionBytes", "8m").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.range(1).count()  # the engine itself is up
    started = time.perf_counter()
    spark.extract(session.read.parquet(str(folder)), text="text", id="id").write.mode("overwrite").parquet(
        str(work_folder() / "spark.out")
    )
    taken = time.perf_counter() - started
    found = session.read.parquet(str(work_folder() / "spark.out")).count()
    session.stop()
    return taken, found


def by_dask(folder: Path) -> tuple[float, int]:
    import dask.dataframe

    from figures.engines import dask as engine

    started = time.perf_counter()
    data = dask.dataframe.read_parquet(folder, split_row_groups=False, blocksize=None)
    found = engine.extract(data, text="text", id="id")
    lengths = found.map_partitions(len).compute(scheduler="processes", num_workers=WORKERS, chunksize=1)
    return time.perf_counter() - started, int(sum(lengths))


def by_ray(folder: Path) -> tuple[float, int]:
    import ray

    from figures.engines import ray as engine

    ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)
    started = time.perf_counter()
    found = engine.extract(ray.data.read_parquet(str(folder)), text="text", id="id").count()
    taken = time.perf_counter() - started
    ray.shutdown()
    return taken, found


STREAM = """
import sys, pyarrow as pa, pyarrow.json as json, pyarrow.parquet as parquet
from figures.engines import arrow
reader = arrow.extract_batches(json.open_json(sys.argv[1]), text="text", id="id", on_error=print)
waiting, rows = [], 0
with parquet.ParquetWriter(sys.argv[2], reader.schema, compression="zstd") as out:
    for batch in reader:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= 50_000:
            out.write_table(pa.Table.from_batches(waiting))
            waiting, rows = [], 0
    out.write_table(pa.Table.from_batches(waiting, reader.schema))
"""
"""A stream into row groups of a size to keep: the writer holds what it tells of each group until the end."""


def memory(sizes: list[int]) -> bool:
    """The peak of a process that streams JSONL into Parquet, by the size of its input."""
    rows = []
    for number in sizes:
        child = run([sys.executable, "-c", STREAM, str(corpus_file(number)), str(work_folder() / "stream.parquet")])
        assert child.status == 0
        rows.append((shown_size(number), child.peak / 1e6, child.wall))
    growth = rows[-1][1] / rows[0][1]
    print("\n" + table(("input", "peak MB", "wall s"), rows))
    print(f"growth {growth:.2f} (bar {GROWTH}): {met(growth <= GROWTH)}")
    return growth <= GROWTH


def kills(number: int, times: int = 10) -> bool:
    """Runs killed at random moments and resumed, held to one that was left alone."""
    source, folder = corpus_file(number), work_folder()
    suffixes = (".csv", ".documents.csv", ".ledger.csv")
    alone, killed = folder / "alone.csv", folder / "killed.csv"
    base = [*figures_command(), "extract", str(source), "--quiet"]
    started = time.perf_counter()
    subprocess.run([*base, "-o", str(alone)], check=True)
    whole = time.perf_counter() - started
    journal = folder / "killed.csv.resume"
    dice, same, died = random.Random(0), 0, 0
    for _ in range(times):
        for old in (journal, folder / "killed.csv.resume-journal", killed):
            old.unlink(missing_ok=True)
        process = subprocess.Popen([*base, "-o", str(killed), "--resume"])
        time.sleep(dice.uniform(0.1, 1.3) * whole)
        process.send_signal(signal.SIGKILL)
        died += process.wait() == -signal.SIGKILL
        subprocess.run([*base, "-o", str(killed), "--resume"], check=True)
        same += all(alone.with_suffix(s).read_bytes() == killed.with_suffix(s).read_bytes() for s in suffixes)
    for left in folder.glob(".figures-*"):
        left.unlink()
    print(
        f"\n{times} runs over {shown_size(number)}, {died} of them killed in time, all resumed: {same} the same bytes"
    )
    return same == times


def checked(sizes: list[int]) -> bool:
    """A check of partitioned tables on Spark and Dask: that it runs at each size, and, at the first, that its verdicts
    are those of one machine."""
    rows, same = [], True
    for place, number in enumerate(sizes):
        data, documents = extracted(number)
        expected = None
        if place == 0:
            started = time.perf_counter()
            found = figures.check(parquet.read_table(data), documents=parquet.read_table(documents)).comparisons
            rows.append(
                ("one machine", parquet.read_metadata(data).num_rows, len(found), time.perf_counter() - started, "")
            )
            expected = _as_text(found)
        for name, way in (("spark", spark_comparisons), ("dask", dask_comparisons)):
            started = time.perf_counter()
            table_of = way(data, documents)
            taken = time.perf_counter() - started
            rows_there = zip(*table_of.to_pydict().values(), strict=True)
            equal = None if expected is None else expected == _as_text(rows_there)
            same = same and equal is not False
            rows.append((name, parquet.read_metadata(data).num_rows, table_of.num_rows, taken, met(equal)))
    print("\n" + table(("check on", "figures", "comparisons", "wall s", "verdicts of one machine"), rows))
    return same


def _as_text(rows: Iterable[Iterable[object]]) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in rows)


def extracted(number: int) -> tuple[Path, Path]:
    """The figures and the documents of the corpus of that size, as Parquet files."""
    data = work_folder() / f"check-{number}.parquet"
    documents = data.with_suffix(".documents.parquet")
    if not documents.exists():
        asked = ["extract", str(corpus_file(number)), "--quiet", "--columns", "all"]
        asked += ["--jobs", str(WORKERS), "-o", str(data)]
        subprocess.run([*figures_command(), *asked], check=True)
    return data, documents


def spark_comparisons(data: Path, documents: Path) -> pa.Table:
    from pyspark.sql import SparkSession

    from figures.engines import spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "16")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    found = spark.comparisons(session.read.parquet(str(data)), session.read.parquet(str(documents))).toArrow()
    session.stop()
    return found


def dask_comparisons(data: Path, documents: Path) -> pa.Table:
    import dask
    import dask.dataframe
    from distributed import Client, LocalCluster

    from figures.engines import dask as engine

    quiet = dask.config.set({"dataframe.convert-string": False, "distributed.logging.distributed": "error"})
    with (
        quiet,
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        tables = [
            dask.dataframe.read_parquet(path, split_row_groups=True, blocksize=None) for path in (data, documents)
        ]
        found = engine.comparisons(*tables).compute()
    return pa.Table.from_pandas(found, preserve_index=False)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--size", type=size, default=size("50MB"))
    parser.add_argument("--sizes", type=size, nargs="+", default=[size("100MB"), size("1GB")])
    parser.add_argument("--kill-size", type=size, default=size("5MB"))
    parser.add_argument("--check-sizes", type=size, nargs="+", default=[size("13MB"), size("130MB")])
    names = ("overhead", "workers", "memory", "kills", "check")
    parser.add_argument("--only", nargs="+", choices=names, default=list(names))
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")  # of the engines
    measures: dict[str, Callable[[], bool]] = {
        "overhead": lambda: overhead(options.texts),
        "workers": lambda: workers(options.size),
        "memory": lambda: memory(options.sizes),
        "kills": lambda: kills(options.kill_size),
        "check": lambda: checked(options.check_sizes),
    }
    return 0 if all(list(_measured(measures, options.only))) else 1


def _measured(measures: dict[str, Callable[[], bool]], names: list[str]) -> Iterator[bool]:
    for name in names:
        yield measures[name]()


if __name__ == "__main__":
    sys.exit(main())
