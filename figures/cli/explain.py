"""`figures explain`: a text → why each of its figures was read as it was."""

from __future__ import annotations

import shutil
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from figures.cli.options import Command, grammar_options, load_grammar, standard_input
from figures.cli.streams import is_terminal, put
from figures.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from figures.documents import Document


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
    """Explain each figure of a TEXT, or of a file: its rule, its words, and the readings that lost. - reads standard
    input."""
    from figures.explanation import explain as explained

    moment: str | datetime | None = published
    if text == "-" or _is_file(text):
        document = _only_document(text, published)
        text, moment = document.text, document.published
    grammar = load_grammar(packs, no_default_grammar)
    explanation = explained(text, published=moment, grammar=grammar, date_order=date_order, currency=currency)
    # Nothing is cut for a program that reads it.
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else sys.maxsize
    put(explanation.to_text(width))


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False


def _only_document(path: str, published: str | None) -> Document:
    from figures.documents import read

    documents = list(islice(read([path], published=published, stdin=standard_input()), 2))
    if len(documents) != 1:
        raise UsageError("holds no document, or several", where=path, remedy="give the text of one of them")
    return documents[0]
