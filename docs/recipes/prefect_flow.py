"""A Prefect flow: extract, then tell what differs from the extraction before."""

from pathlib import Path

from prefect import flow, task

from figures.cli import main


@task(retries=2)
def extract(source: str, target: str) -> None:
    if main(["extract", source, "-o", target, "--quiet"]) not in (0, 3):
        raise RuntimeError("figures extract failed")


@task
def differs(old: str, new: str) -> bool:
    return main(["diff", old, new]) == 1


@flow
def refresh(source: str, table: str) -> bool:
    before = str(Path(table).with_suffix(".before.csv"))
    if Path(table).exists():
        Path(table).replace(before)
    extract(source, table)
    return Path(before).exists() and differs(before, table)
