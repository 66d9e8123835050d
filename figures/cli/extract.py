"""`figures extract` and `figures ledger`: documents → tables, batch by batch, so that memory is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures import __version__
from figures.cli.options import Command, Inputs, Settings, grammar_options, input_options, run_options
from figures.cli.progress import Bar
from figures.cli.streams import Messages
from figures.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from figures.cli.outputs import Plan
    from figures.extraction import Figures

FORMATS = ("csv", "jsonl", "parquet", "sqlite", "duckdb", "table")
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
@click.option("--format", type=click.Choice(FORMATS), help="By default what FILE ends in.")
@click.option("--columns", metavar="COLUMNS", help=_COLUMNS_HELP)
@click.option("--partition-by", metavar="COLUMN", help="Write a folder of Parquet, parted by this column.")
@click.option("--errors", metavar="FILE", help="Write what cannot be read to FILE, as CSV or JSONL.")
@click.option("--resume", is_flag=True, help="Keep a journal beside FILE; what it has is not read again.")
@grammar_options
@run_options
def extract(
    output: str | None,
    format: str | None,
    columns: str | None,
    partition_by: str | None,
    errors: str | None,
    resume: bool,
    **options: Any,
) -> int:
    """Extract the figures of texts: files, folders, or - for standard input.

    A terminal shows a table of the core columns; otherwise CSV with all columns is written to standard output.

    With -o x.csv the tables of documents and numerals are written beside it, x.documents.csv and x.ledger.csv, with
    x.datapackage.json, which describes them: all of them or none. So with x.jsonl and x.parquet; x.sqlite and x.duckdb
    hold the tables, and views.
    """
    from figures.cli.outputs import Plan

    inputs = Inputs.of(options)
    plan = Plan.of("figures", inputs.paths, output, format, columns, partition_by=partition_by)
    return _run(plan, inputs, options, errors, resume)


@click.command(cls=Command)
@input_options
@click.option(
    "--status",
    type=click.Choice(["parsed", "ignored", "unparsed"]),
    multiple=True,
    help="Only numerals that ended so. May be repeated.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE.")
@click.option("--format", type=click.Choice(FORMATS), help="By default what FILE ends in.")
@click.option("--columns", metavar="COLUMNS", help=_COLUMNS_HELP)
@grammar_options
@run_options
def ledger(status: tuple[str, ...], output: str | None, format: str | None, columns: str | None, **options: Any) -> int:
    """Account for every numeral of texts: parsed, ignored for a reason, or unparsed."""
    from figures.cli.outputs import Plan

    inputs = Inputs.of(options)
    return _run(Plan.of("ledger", inputs.paths, output, format, columns, status), inputs, options)


def _run(plan: Plan, inputs: Inputs, options: dict[str, Any], errors: str | None = None, resume: bool = False) -> int:
    """Read, extract and write. Returns the exit status."""
    from figures.extraction import tune_memory

    messages, tally = Messages(options["quiet"]), Tally()
    shown = options["progress"] and not plan.streams_to_terminal
    with ExitStack() as stack:
        unread = None if errors is None else stack.enter_context(_unread(errors, plan, inputs))
        extract_each = stack.enter_context(_extraction(plan, messages, resume))
        bar = stack.enter_context(Bar(inputs.paths, messages, shown))

        def on_error(error: DocumentError) -> None:
            messages.document_error(error)
            if unread is not None:
                unread(error)

        documents = inputs.documents(messages, bar.add, on_error)
        settings = Settings.of(options)
        extractor = settings.extractor()
        tune_memory()
        run = {
            "grammar": extractor.grammar.version,
            "date_order": settings.date_order,
            "currency": settings.currency,
        }
        outputs = stack.enter_context(plan.open(run))
        for batch in extract_each(extractor, documents, options["jobs"], on_error):
            tally.add(batch)
            outputs.write(batch)
    messages.end_flood()
    lost = f"; {messages.unreadable:,} not read" if messages.unreadable else ""
    messages.summary(f"{tally}{lost}")
    return DocumentError.exit_status if messages.unreadable else 0


@contextmanager
def _extraction(plan: Plan, messages: Messages, resume: bool) -> Iterator[Callable[..., Iterable[Figures]]]:
    """How to extract: with `resume` by way of a journal beside the output."""
    if not resume:
        from figures.extraction import extract_each

        yield extract_each
        return
    from figures.extraction.journal import Journal

    if plan.output is None or not plan.companions:
        raise UsageError("needs a file to write", where="--resume", remedy="name it with -o FILE")
    path = plan.output.with_name(f"{plan.output.name}.resume")
    with Journal(path, __version__) as journal:
        yield journal.extract_each
        if journal.known:
            messages.note(f"{_counted(journal.known, 'document')} taken from {path}")


@contextmanager
def _unread(path: str, plan: Plan, inputs: Inputs) -> Iterator[Callable[[DocumentError], None]]:
    """What writes the documents that cannot be read to the file at `path`, which is there whole or not at all."""
    from figures.table import Table, Writer, columns_of
    from figures.table.columns import Unread

    where = f"--errors {path}"
    form = {".csv": "csv", ".jsonl": "jsonl"}.get(Path(path).suffix.lower())
    if form is None:
        raise UsageError("its name does not say which format to write", where=where, remedy="name it *.csv or *.jsonl")
    plan.refuse(Path(path), inputs.paths)
    with Writer(Path(path), columns_of(Unread), form) as writer:

        def write(error: DocumentError) -> None:
            writer.write(Table.from_rows(Unread, [(None, error.where, error.what, error.remedy)]))

        yield write


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
