"""Texts, documents and files as tests give them → documents, and what is read from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from figures.documents import Document, read
from figures.extraction import Extractor, Figures, extract_each, publication

Texts = str | Document | Path | Iterable[str | Document | Path]
"""Texts, documents, and paths of files or folders of them."""


def documents(given: Texts, name: str, published: datetime | str | None = None) -> list[Document]:
    """The documents that are meant; texts are called `name`, or `name-1`, `name-2`, … among several.

    Raises FiguresError for paths that cannot be read and for a day of publication that is none.
    """
    items: Sequence[Any] = [given] if isinstance(given, str | Document | Path) else list(given)
    when = publication(published)
    found: list[Document] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, Path):
            found += read([item])
        elif isinstance(item, Document):
            found.append(item)
        else:
            found.append(Document(name if len(items) == 1 else f"{name}-{number}", item))
    return [one if one.published or when is None else replace(one, published=when) for one in found]


def extracted(extractor: Extractor, given: Texts, published: datetime | str | None = None) -> Figures:
    """The figures of texts, with their ledger and documents."""
    found = Figures()
    for each in extract_each(extractor, documents(given, "text", published)):
        found.extend(each)
        found.ledger.extend(each.ledger)
        found.documents.extend(each.documents)
    return found
