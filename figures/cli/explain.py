"""`figures explain`: a text → why each of its figures was read as it was."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures.cli.options import Command, grammar_options, load_grammar, standard_input
from figures.cli.streams import is_terminal, put

if TYPE_CHECKING:
    from datetime import datetime


@click.command(cls=Command)
@click.argument("text")
@click.option("--published", metavar="DATE", help="What relative dates resolve against: 2022-01-17.")
@grammar_options
def explain(
    text: str,
    published: str | None,
    packs: tuple[str, ...],
    no_default_grammar: bool,
    date_order: Any,
    currency: str,
) -> None:
    """Explain each figure of a TEXT: its rule, its words, and the readings that lost. - reads standard input."""
    from figures.explanation import explain as explained

    moment: str | datetime | None = published
    if text == "-":
        from figures.documents import read

        (document,) = read(["-"], published=published, stdin=standard_input())
        text, moment = document.text, document.published
    grammar = load_grammar(packs, no_default_grammar)
    explanation = explained(text, published=moment, grammar=grammar, date_order=date_order, currency=currency)
    # Nothing is cut for a program that reads it.
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else sys.maxsize
    put(explanation.to_text(width))
