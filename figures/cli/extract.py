"""`figures extract` and `figures ledger`: documents → tables, batch by batch, so that memory is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures.cli.options import Command, Inputs, Settings, grammar_options, input_options, run_options
from figures.cli.progress import Bar
from figures.cli.streams import Messages
from figures.errors import DocumentError

if TYPE_CHECKING:
    from figures.cli.outputs import Plan
    from figures.extraction import Figures

_COLUMNS_HELP = "core, all, or names joined by commas."


@dataclass
class Tally:
    """What the summary tells."""

    figures: int = 0
    documents: int = 0
    parsed: int = 0
    ignored: int = 0
    unparsed: int = 0

    def add(self, found: Figures) -> None:
        """Count what was found in some documents."""
        counts = found.counts
        self.figures += len(found)
        self.documents += len(found.documents)
        self.parsed += counts["parsed"]
        self.ignored += counts["ignored"]
        self.unparsed += counts["unparsed"]

    def __str__(self) -> str:
        numerals = self.parsed + self.ignored + self.unparsed
        share = 100 * self.unparsed / numerals if numerals else 0.0
        return (
            f"{_counted(self.figures, 'figure')} in {_counted(self.documents, 'document')}; numerals: "
            f"{self.parsed:,} parsed, {self.ignored:,} ignored, {self.unparsed:,} unparsed ({share:.1f} %)"
        )


@click.command(cls=Command)
@input_options
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, with the tables that belong to it beside it.")
@click.option("--format", type=click.Choice(["csv", "jsonl", "table"]), help="By default what FILE ends in.")
@click.option("--columns", metavar="COLUMNS", help=_COLUMNS_HELP)
@grammar_options
@run_options
def extract(output: str | None, format: str | None, columns: str | None, **options: Any) -> int:
    """Extract the figures of texts: files, folders, or - for standard input.

    A terminal shows a table of the core columns; otherwise CSV with all columns is written to standard output.

    With -o x.csv the tables of documents and numerals are written beside it, x.documents.csv and x.ledger.csv, with
    x.datapackage.json, which describes them: all of them or none.
    """
    from figures.cli.outputs import Plan

    inputs = Inputs.of(options)
    return _run(Plan.of("figures", inputs.paths, output, format, columns), inputs, options)


@click.command(cls=Command)
@input_options
@click.option(
    "--status",
    type=click.Choice(["parsed", "ignored", "unparsed"]),
    multiple=True,
    help="Only numerals that ended so. May be repeated.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE.")
@click.option("--format", type=click.Choice(["csv", "jsonl", "table"]), help="By default what FILE ends in.")
@click.option("--columns", metavar="COLUMNS", help=_COLUMNS_HELP)
@grammar_options
@run_options
def ledger(status: tuple[str, ...], output: str | None, format: str | None, columns: str | None, **options: Any) -> int:
    """Account for every numeral of texts: parsed, ignored for a reason, or unparsed."""
    from figures.cli.outputs import Plan

    inputs = Inputs.of(options)
    return _run(Plan.of("ledger", inputs.paths, output, format, columns, status), inputs, options)


def _run(plan: Plan, inputs: Inputs, options: dict[str, Any]) -> int:
    """Read, extract and write. Returns the exit status."""
    from figures.extraction import extract_each, tune_memory

    messages, tally = Messages(options["quiet"]), Tally()
    with Bar(inputs.paths, messages, options["progress"] and not plan.streams_to_terminal) as bar:
        documents = inputs.documents(messages, bar.add)
        settings = Settings.of(options)
        extractor = settings.extractor()
        tune_memory()
        run = {
            "grammar": extractor.grammar.version,
            "date_order": settings.date_order,
            "currency": settings.currency,
        }
        with plan.open(run) as outputs:
            for batch in extract_each(extractor, documents, options["jobs"]):
                tally.add(batch)
                outputs.write(batch)
    messages.end_flood()
    lost = f"; {messages.unreadable:,} not read" if messages.unreadable else ""
    messages.summary(f"{tally}{lost}")
    return DocumentError.exit_status if messages.unreadable else 0


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
