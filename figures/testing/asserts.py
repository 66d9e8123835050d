"""Texts, documents or tables → an AssertionError that reads as a report if their figures do not agree, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from figures.consistency.check import check
from figures.consistency.compare import unsupported
from figures.consistency.policy import DEFAULT, Policy, load
from figures.documents import Document
from figures.extraction import lent
from figures.grammar import Grammar
from figures.suites.texts import Texts, documents, extracted
from figures.table import Figure, Quantity, Table

if TYPE_CHECKING:
    import pytest


def assert_consistent(
    given: Table[Figure] | Texts, *, policy: str | Policy = DEFAULT, grammar: Grammar | None = None
) -> None:
    """Raise AssertionError unless the figures of some texts, or of a table, agree across and within them."""
    __tracebackhide__ = True
    from figures.report.text import as_text

    table: Table[Figure]
    with lent(grammar) as reader:
        table = given if isinstance(given, Table) else extracted(reader, given)
        found = check(table, grammar=reader.grammar, policy=policy)
    if found.errors:
        raise AssertionError(as_text(found).rstrip("\n"))


def assert_supported(
    draft: str | Document | Path,
    sources: Texts,
    *,
    policy: str | Policy = DEFAULT,
    grammar: Grammar | None = None,
) -> None:
    """Raise AssertionError unless every figure of a draft stands in the sources, as it is, rounded or converted."""
    __tracebackhide__ = True
    from figures.suites.support import without_support

    known = documents(sources, "source")
    with lent(grammar) as reader:
        drafts = documents(draft, "draft")
        wrong = [item for each in drafts for item in unsupported(each, known, policy=policy, extractor=reader)]
    if wrong:
        raise AssertionError(str(without_support(wrong, [one.id for one in known], load(policy))))


def each_quantity(
    given: Table[Figure] | str | Path, *, policy: str | Policy = DEFAULT, grammar: Grammar | None = None
) -> pytest.MarkDecorator:
    """Parametrise a test over the quantities of a table, or of a file of one: its argument is called `quantity`."""
    import pytest

    table: Table[Figure] = given if isinstance(given, Table) else Table.read(given, Figure)
    quantities = list(check(table, grammar=grammar, policy=policy).quantities)
    return pytest.mark.parametrize("quantity", [pytest.param(one, id=_named(one)) for one in quantities])


def _named(quantity: Quantity) -> str:
    words = "-".join(part for part in quantity.about.replace(".", " ").replace("/", " ").split())
    return f"{words}-{quantity.quantity_id[:6]}"
