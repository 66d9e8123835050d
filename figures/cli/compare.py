"""`figures compare`: a draft and its sources → what of the draft's figures they support, contradict or do not state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures.cli.options import Command, grammar_options, standard_input
from figures.cli.streams import Messages, put
from figures.errors import DocumentError

if TYPE_CHECKING:
    from figures.consistency.laying import Item

CONFLICT = 1


@click.command(cls=Command)
@click.argument("draft")
@click.option("--against", "sources", metavar="PATH", multiple=True, required=True, help="A source. May be repeated.")
@click.option("--published", metavar="DATE", help="When the texts were that do not say it: 2022-01-17.")
@click.option(
    "--policy", default="news", show_default=True, metavar="NAME", help="news, strict, acled, ucdp, or a file."
)
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only: no summary.")
@grammar_options
def compare(
    draft: str,
    sources: tuple[str, ...],
    published: str | None,
    policy: str,
    format: str,
    quiet: bool,
    packs: tuple[str, ...],
    no_default_grammar: bool,
    date_order: Any,
    currency: str,
) -> int:
    """Compare each figure of a DRAFT with what its sources say. - reads the draft from standard input.

    Exit status 1 if a figure of the draft conflicts with the sources.
    """
    from figures.cli.options import load_grammar
    from figures.consistency.compare import compare_documents
    from figures.consistency.laying import Outcome
    from figures.consistency.policy import load
    from figures.documents import read
    from figures.extraction import Extractor

    messages, by = Messages(quiet), load(policy)
    stdin = standard_input() if draft == "-" else None
    (text,) = read([draft], published=published, stdin=stdin)
    against = list(read(list(sources), published=published, on_error=messages.document_error))
    messages.end_flood()
    grammar = load_grammar(packs, no_default_grammar)
    extractor = Extractor(grammar, date_order=date_order, currency=currency)
    found = compare_documents(against, text, by, extractor)
    if format == "json":
        put(json.dumps([_row(item) for item in found.items], ensure_ascii=False, indent=2) + "\n")
    else:
        put("".join(_line(item) for item in found.items))
    counts = {outcome: sum(item.verdict is outcome for item in found.items) for outcome in Outcome}
    messages.summary(
        f"{found.verdict}: {counts[Outcome.CONSISTENT]:,} supported, {counts[Outcome.CONFLICT]:,} in conflict, "
        f"{counts[Outcome.UNKNOWN]:,} not stated"
    )
    if messages.unreadable:
        return DocumentError.exit_status
    return CONFLICT if found.verdict is Outcome.CONFLICT else 0


def _line(item: Item) -> str:
    figure, against = item.figure, item.against
    beside = "" if against is None else f" ({against.document}:{against.line})"
    return f"{figure.document}:{figure.line}: {item.verdict}: {figure.text}: {item.reason}{beside}\n"


def _row(item: Item) -> dict[str, Any]:
    figure, against = item.figure, item.against
    beside = None
    if against is not None:
        beside = {
            "document": against.document,
            "line": against.line,
            "start": against.start,
            "end": against.end,
            "text": against.text,
        }
    return {
        "verdict": str(item.verdict),
        "reason": item.reason,
        "document": figure.document,
        "line": figure.line,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "against": beside,
    }
