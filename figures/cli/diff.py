"""`figures diff`: two tables of figures → what differs; the exit status is 1 if anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click

from figures.cli.options import Command
from figures.cli.streams import Messages, put
from figures.errors import UsageError

if TYPE_CHECKING:
    from figures.table import Figure, Table
    from figures.table.columns import Change

DIFFER = 1
SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command(cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format", type=click.Choice(["text", "csv", "jsonl"]), default="text", show_default=True, help="How to print it."
)
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
def diff(old: str, new: str, format: str, quiet: bool) -> int:
    """Tell what differs between two extractions: the tables of figures OLD and NEW, CSV, JSONL or Parquet.

    A mention that both have and read otherwise is changed; what the packs or the texts alone change is not told. Exit
    status 1 if anything differs.
    """
    from figures.table.diff import diff as compared

    found = compared(_figures(old), _figures(new))
    put("".join(map(_line, found)) if format == "text" else found.to_csv() if format == "csv" else found.to_jsonl())
    kinds = found.column("change")
    Messages(quiet).summary(", ".join(f"{kinds.count(kind):,} {kind}" for kind in SIGNS))
    return DIFFER if kinds else 0


def _figures(path: str) -> Table[Figure]:
    from figures.consistency.files import is_table, read_figures
    from figures.consistency.intake import sound

    if not is_table(path):
        raise UsageError("is no table of figures", where=path, remedy="give what `figures extract -o` wrote")
    table, broken = sound("figures", read_figures([path]))
    if broken:
        raise UsageError(broken[0].message, remedy="mend the row, or extract again")
    return table


def _line(change: Change) -> str:
    said = f"{SIGNS[change.change]} {change.document}:{change.line}: {' '.join(change.text.split())}\n"
    for column, was, now in zip(change.columns, change.old, change.new, strict=True):
        said += f"    {column}: {was or 'null'} → {now or 'null'}\n"
    return said
