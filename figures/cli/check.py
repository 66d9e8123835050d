"""`figures check`: documents, or a table of figures, → findings; the exit status is 1 if one is an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures.cli.options import Command, Inputs, Settings, grammar_options, input_options, run_options
from figures.cli.progress import Bar
from figures.cli.streams import Messages, put
from figures.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from figures.consistency.check import Findings
    from figures.table import Table

FORMATS = ("text", "json", "sarif", "github", "csv")
FOUND = 1


@click.command(cls=Command)
@input_options
@click.option(
    "--policy", default="news", show_default=True, metavar="NAME", help="news, strict, acled, ucdp, or a file."
)
@click.option(
    "--reconcile",
    type=click.Choice(["range", "majority", "priority"]),
    default="range",
    show_default=True,
    help="How the values of several sources become one.",
)
@click.option("--priority", multiple=True, metavar="SOURCE", help="With --reconcile priority: whom to believe first.")
@click.option("--baseline", metavar="FILE", help="Accepted findings, which are not reported.")
@click.option("--update-baseline", is_flag=True, help="Accept all findings: write them to the baseline.")
@click.option("--comparisons", metavar="FILE", help="Write every pair that was weighed, as CSV or JSONL.")
@click.option("--quantities", metavar="FILE", help="Write every quantity, reconciled, as CSV or JSONL.")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print findings.")
@grammar_options
@run_options
def check(
    policy: str,
    reconcile: str,
    priority: tuple[str, ...],
    baseline: str | None,
    update_baseline: bool,
    comparisons: str | None,
    quantities: str | None,
    format: str,
    **options: Any,
) -> int:
    """Check whether sources agree: files, folders, or the table that `figures extract -o` wrote.

    Exit status 1 if a finding is an error: a conflict between sources, or an arithmetic slip in a text.
    """
    from figures.consistency.policy import load

    if update_baseline and baseline is None:
        raise UsageError("which file?", where="--update-baseline", remedy="name it with --baseline FILE")
    by = load(policy)
    messages = Messages(options["quiet"])
    table, documents = _tables(Inputs.of(options), Settings.of(options), options, messages)
    from figures.cli.options import load_grammar
    from figures.consistency.baseline import dump
    from figures.consistency.baseline import load as accepted
    from figures.consistency.check import check as checked

    grammar = load_grammar(options["packs"], options["no_default_grammar"])
    found = checked(table, documents, grammar=grammar, policy=by, reconcile=reconcile, priority=priority)
    if not found.documents_known:
        messages.note("no table of documents: figures are linked by their sentences alone")
    _write({comparisons: found.comparisons, quantities: found.quantities})
    if update_baseline and baseline is not None:
        _put_file(baseline, dump(found, found.figures))
        messages.summary(f"{baseline}: {len(found):,} accepted")
        return 0
    left = found if baseline is None else found.without(accepted(baseline))
    put(printed(left, format))
    messages.summary(_summary(left, len(found) - len(left)))
    if messages.unreadable:
        return DocumentError.exit_status
    return FOUND if left.errors else 0


def printed(found: Findings, format: str) -> str:
    """The findings in one of FORMATS."""
    from figures.consistency.baseline import fingerprint
    from figures.report import formats

    match format:
        case "json":
            return formats.as_json(found)
        case "sarif":
            return formats.as_sarif(found, found.figures, lambda finding: fingerprint(finding, found.figures))
        case "github":
            return formats.as_github(found)
        case "csv":
            return found.to_csv()
    from figures.report.text import as_text

    return as_text(found)


def _tables(inputs: Inputs, settings: Settings, options: dict[str, Any], messages: Messages) -> tuple[Any, Any]:
    """The figures to check, and the documents they stand in: read from tables, or extracted from texts."""
    from figures.consistency.files import documents_beside, is_table, read_figures

    tables = [path for path in inputs.paths if is_table(path)]
    if tables and len(tables) < len(inputs.paths):
        other = next(path for path in inputs.paths if path not in tables)
        raise UsageError(f"{tables[0]} is a table of figures, and {other} is not", remedy="check them apart")
    if tables:
        return read_figures(tables), documents_beside(tables)
    from figures.extraction import Figures, extract_each, tune_memory

    found = Figures()
    with Bar(inputs.paths, messages, options["progress"]) as bar:
        documents = inputs.documents(messages, bar.add, messages.document_error)
        extractor = settings.extractor()
        tune_memory()
        for batch in extract_each(extractor, documents, options["jobs"], messages.document_error):
            found.extend(batch)
            found.documents.extend(batch.documents)
    messages.end_flood()
    return found, list(found.documents)


def _write(tables: dict[str | None, Table[Any]]) -> None:
    """The tables that were asked for, all in place or none."""
    from figures.table import Transaction, Writer

    with Transaction() as transaction:
        for path, table in tables.items():
            if path is not None:
                form = "jsonl" if Path(path).suffix.lower() in (".jsonl", ".ndjson") else "csv"
                Writer(transaction.open(Path(path)), table.columns, form).write(table)


def _put_file(path: str, text: str) -> None:
    from figures.table import Transaction

    with Transaction() as transaction:
        transaction.open(Path(path)).write(text.encode("utf-8"))


def _summary(found: Findings, accepted: int) -> str:
    verdicts = found.comparisons.column("verdict")
    shown = {name: verdicts.count(name) for name in ("equal", "rounds_to", "within", "overlaps", "explained")}
    agreeing = sum(shown[name] for name in ("equal", "rounds_to", "within", "overlaps"))
    errors = len(found.errors)
    parts = [f"{errors:,} {'error' if errors == 1 else 'errors'}"]
    if accepted:
        parts.append(f"{accepted:,} accepted")
    pairs = "1 pair" if len(verdicts) == 1 else f"{len(verdicts):,} pairs"
    parts.append(f"{pairs} weighed: {agreeing:,} agree, {shown['explained']:,} explained")
    return f"{'; '.join(parts)}; policy {found.policy.name}"
