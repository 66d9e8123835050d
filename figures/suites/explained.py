"""Two rows of one table that are not equal → what pytest says of the comparison: the values, and what differs."""

from __future__ import annotations

from typing import Any

from figures.consistency.judge import judge
from figures.consistency.policy import load
from figures.linking.scale import scale
from figures.suites.claims import written
from figures.suites.failure import Said, figures_drawn, headline, quotations
from figures.table import Figure

CHECKSUMS = ("figure_id", "document_sha256")
"""Columns that differ wherever anything does."""


def explained(left: Any, right: Any) -> list[str]:
    """The lines of the explanation; of two figures, with their intervals and sentences."""
    different = [name for name in left._fields if getattr(left, name) != getattr(right, name)]
    names = [name for name in different if name not in CHECKSUMS] or different
    shown = [name for name in names if name != "sentence"]  # it is quoted below
    rows = [(name, written(getattr(left, name)), written(getattr(right, name))) for name in shown]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    columns = [f"  {one:<{widths[0]}}  {two:<{widths[1]}}  {three}".rstrip() for one, two, three in rows]
    if not isinstance(left, Figure):
        return [f"two rows of {type(left).__name__} differ in {', '.join(names)}", *columns]
    policy = load()
    lines = [headline(Said.by(left), "≠", Said.by(right)), ""]
    if scale(left) == scale(right) is not None:
        verdict = judge(left, right, policy)
        detail = f": {verdict.detail}" if verdict.detail else ""
        lines += [*figures_drawn([left, right], policy), f"  {verdict.verdict}{detail}", ""]
    return [*lines, *columns, "", *quotations([left, right])]
