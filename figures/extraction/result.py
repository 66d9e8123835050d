"""The public way in: texts or documents → a `Figures` table, with its ledger and its documents beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from figures.documents import Document
from figures.documents.dates import REMEDY, wall_clock
from figures.errors import DocumentError, UsageError
from figures.extraction.extractor import DateOrder, Extractor, Scanning
from figures.extraction.parallel import rows_of
from figures.grammar import Grammar
from figures.lending import Lender
from figures.table import DocumentRow, Figure, Numeral, Table
from figures.table.columns import DOCUMENTS, FIGURES, LEDGER


class Figures(Table[Figure]):
    """The figures table of one extraction; `.ledger` and `.documents` are the tables beside it."""

    def __init__(self, data: dict[str, list[Any]] | None = None) -> None:
        super().__init__(FIGURES, Figure, data)
        self.ledger: Table[Numeral] = Table(LEDGER, Numeral)
        self.documents: Table[DocumentRow] = Table(DOCUMENTS, DocumentRow)

    @property
    def counts(self) -> dict[str, int]:
        """How many numerals ended as parsed, ignored and unparsed."""
        statuses = self.ledger.column("status")
        return {status: statuses.count(status) for status in ("parsed", "ignored", "unparsed")}


def _made(key: tuple[Grammar | None, DateOrder, str, Scanning]) -> Extractor:
    grammar, date_order, currency, scanner = key
    return Extractor(grammar, date_order=date_order, currency=currency, scanner=scanner)


_extractors = Lender(_made)


def extract(
    source: str | Document | Iterable[str | Document],
    *,
    published: datetime | str | None = None,
    grammar: Grammar | None = None,
    date_order: DateOrder = "mdy",
    currency: str = "USD",
    scanner: Scanning = "fast",
) -> Figures:
    """Extract the figures of a text, of a document, or of several.

    Strings become documents `text`, `text-2`, … published at `published`, against which relative dates resolve. Raises
    UsageError for settings that cannot be; text itself never raises.
    """
    found = Figures()
    with lent(grammar, date_order=date_order, currency=currency, scanner=scanner) as extractor:
        for one in extract_each(extractor, _documents(source, published)):
            found.extend(one)
            found.ledger.extend(one.ledger)
            found.documents.extend(one.documents)
    return found


def lent(
    grammar: Grammar | None = None,
    *,
    date_order: DateOrder = "mdy",
    currency: str = "USD",
    scanner: Scanning = "fast",
) -> AbstractContextManager[Extractor]:
    """An extractor for a while, kept for the next call with this grammar (None: the English one) and these settings."""
    return _extractors.lend((grammar, date_order, currency, scanner))


def extract_each(
    extractor: Extractor,
    documents: Iterable[Document],
    jobs: int = 1,
    on_error: Callable[[DocumentError], None] | None = None,
) -> Iterator[Figures]:
    """The tables of documents in turn, some documents at a time: bounded memory for any number of documents.

    `jobs` processes share the work; rows and their order are the same for any number of them. A document on which
    figures itself fails is told to `on_error` and left out; without it, the exception ends the run.
    """
    for batch in rows_of(extractor, documents, jobs, all_the_same=on_error is not None):
        found = Figures()
        for rows in batch:
            if rows.fault is not None and on_error is not None:
                on_error(rows.fault)
                continue
            found.append_rows(rows.figures)
            found.ledger.append_rows(rows.ledger)
            found.documents.append_rows([rows.document])
        yield found


def _documents(
    source: str | Document | Iterable[str | Document], published: datetime | str | None
) -> Iterator[Document]:
    when = publication(published)
    items = [source] if isinstance(source, str | Document) else source
    for number, item in enumerate(items, 1):
        if isinstance(item, Document):
            yield item
        else:
            yield Document("text" if number == 1 else f"text-{number}", item, published=when)


def publication(published: datetime | str | None) -> datetime | None:
    """A publication time as documents carry it. Raises UsageError for a string that is no date."""
    when = None if published is None else wall_clock(published)
    if published is not None and when is None:
        raise UsageError(f"{published!r} is no date", where="published", remedy=REMEDY)
    return when
