"""`figures schema`: the columns of a table, for people and for programs."""

from __future__ import annotations

import rich_click as click

from figures.cli.options import Command
from figures.cli.streams import put


@click.command(cls=Command)
@click.argument("table", default="figures")
@click.option(
    "--format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="json is a Frictionless Table Schema.",
)
def schema(table: str, format: str) -> None:
    """Show the columns of a TABLE: figures, documents, ledger, quantities, comparisons or findings."""
    from figures.table import schema_text

    put(schema_text(table, format))
