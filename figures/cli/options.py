"""What the commands share: which documents to read, by which grammar; and how help looks.

In: the options as click gives them. Out: `Inputs` (→ documents) and `Settings` (→ an extractor).
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, TypeVar

import rich_click as click

from figures.cli.streams import Messages, is_terminal
from figures.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from figures.documents import Document
    from figures.extraction import Extractor
    from figures.grammar import Grammar

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(click.RichCommand):
    """A command."""

    def get_help(self, ctx: click.Context) -> str:
        return _tidy(super().get_help(ctx))


class Group(click.RichGroup):
    """A group of commands, listed in the order they were added."""

    def get_help(self, ctx: click.Context) -> str:
        return _tidy(super().get_help(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def help_style() -> click.RichHelpConfiguration:
    """Help without boxes, and without colour where nobody looks at it."""
    return click.RichHelpConfiguration(
        theme="default-slim",
        enable_theme_env_var=False,
        text_markup=None,
        text_paragraph_linebreaks="\n\n",
        padding_helptext_first_line=(0, 0, 1, 0),
        width=None,
        max_width=100,
        force_terminal=is_terminal(sys.stdout),
    )


def _tidy(text: str) -> str:
    """Help without blanks at the ends of lines, and with one blank line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines()).strip("\n"))


def _all(*decorators: Callable[[Any], Any]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        for each in reversed(decorators):
            function = each(function)
        return function

    return decorate


input_options = _all(
    click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    click.option("--source", metavar="NAME", help="Who published the documents that do not say it themselves."),
    click.option("--published", metavar="DATE", help="When: 2022-01-17, or 2022-01-17T09:30."),
    click.option(
        "--text-column",
        metavar="NAME",
        default="text",
        show_default=True,
        help="Key or column of JSON, CSV and Parquet that holds the text.",
    ),
    click.option("--id-column", metavar="NAME", default="id", show_default=True, help="… the document's id."),
    click.option("--source-column", metavar="NAME", default="source", show_default=True, help="… who published it."),
    click.option("--published-column", metavar="NAME", default="published", show_default=True, help="… when."),
    click.option(
        "--stdin-format",
        type=click.Choice(["text", "html", "pdf", "docx", "jsonl", "json", "csv"]),
        default="text",
        show_default=True,
        help="What standard input holds, given as -.",
    ),
)

pack_options = _all(
    click.option("--grammar", "packs", metavar="DIR", multiple=True, help="Add a grammar pack. May be repeated."),
    click.option("--no-default-grammar", is_flag=True, help="Leave the English pack out."),
)

grammar_options = _all(
    pack_options,
    click.option(
        "--date-order",
        type=click.Choice(["mdy", "dmy"]),
        default="mdy",
        show_default=True,
        help="How 12/01/2022 reads.",
    ),
    click.option(
        "--currency", metavar="CODE", default="USD", show_default=True, help="What a bare $ means (ISO 4217)."
    ),
)

run_options = _all(
    click.option(
        "--scanner",
        type=click.Choice(["fast", "reference"]),
        default="fast",
        show_default=True,
        help="reference is pyparsing alone: slow, the same answers.",
    ),
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Processes that share the work; the output is the same for any number.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Print errors only: no notes, no summary, no progress."),
    click.option("--progress/--no-progress", default=True, help="A progress bar, if a terminal shows it."),
)


def load_grammar(packs: Iterable[str], no_default_grammar: bool) -> Grammar:
    """The grammar of the packs. Raises GrammarError, or UsageError if none is left."""
    folders = list(packs)
    if no_default_grammar and not folders:
        raise UsageError("no grammar is left", where="--no-default-grammar", remedy="add one with --grammar DIR")
    from figures.grammar import Grammar

    return Grammar.load(*folders, default=not no_default_grammar)


@dataclass(frozen=True)
class Settings:
    """By which grammar to read, and how."""

    packs: tuple[str, ...]
    no_default_grammar: bool
    date_order: Any
    currency: str
    scanner: Any

    @classmethod
    def of(cls, options: dict[str, Any]) -> Settings:
        """The settings among the options of a command."""
        return cls(*(options[name] for name in cls.__dataclass_fields__))

    def extractor(self) -> Extractor:
        """An extractor with these settings. Raises GrammarError, UsageError."""
        from figures.extraction import Extractor

        grammar = load_grammar(self.packs, self.no_default_grammar)
        return Extractor(grammar, date_order=self.date_order, currency=self.currency, scanner=self.scanner)


@dataclass(frozen=True)
class Inputs:
    """Which documents to read, and what is known of them."""

    paths: tuple[str, ...]
    source: str | None
    published: str | None
    text_column: str
    id_column: str
    source_column: str
    published_column: str
    stdin_format: Any

    @classmethod
    def of(cls, options: dict[str, Any]) -> Inputs:
        """The inputs among the options of a command."""
        return cls(*(options[name] for name in cls.__dataclass_fields__))

    def documents(
        self,
        messages: Messages,
        on_progress: Callable[[int], None],
        on_error: Callable[[DocumentError], None],
    ) -> Iterator[Document]:
        """The documents, one at a time; those that cannot be read go to `on_error`, and the others go on.

        Raises UsageError at the call for whatever can be known by then.
        """
        from figures.documents import Fields, read

        fields = Fields(
            id=self.id_column, text=self.text_column, source=self.source_column, published=self.published_column
        )
        documents = read(
            self.paths,
            source=self.source,
            published=self.published,
            fields=fields,
            on_error=on_error,
            stdin=standard_input() if "-" in self.paths else None,
            stdin_format=self.stdin_format,
            on_progress=on_progress,
        )
        return _telling(documents, messages)


def _telling(documents: Iterable[Document], messages: Messages) -> Iterator[Document]:
    for document in documents:
        if not document.text or document.text.isspace():
            messages.empty(document.id)
        yield document


def standard_input() -> IO[bytes]:
    """Standard input as bytes. Raises UsageError if it is closed."""
    if sys.stdin is None:
        raise UsageError("is closed", where="standard input", remedy="give a file instead of -")
    beneath: IO[bytes] = getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode())
    return beneath
