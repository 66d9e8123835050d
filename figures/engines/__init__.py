"""In: a column of text on the engine that a job already runs on. Out: the typed table, in that engine's own type.

`arrow` is the core; each other module hands its batches to it and takes them back: `pandas`, `polars`, `duckdb`,
`narwhals` on one machine, `spark`, `dask`, `ray` on many. Each has the same `extract(data, *, text, …)`.
"""
