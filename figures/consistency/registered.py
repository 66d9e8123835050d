"""The check across sources as a registered check of pandera: `Check.figures_agree()`, or `figures_agree` in a Config.

In: frames of the figures table, polars or pandas. A row fails if a finding of severity error names it: it takes part in
a conflict, or in a slip of arithmetic. Importing this module registers the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pandera.api.checks import Check

from figures.consistency.check import check
from figures.consistency.policy import DEFAULT
from figures.table import DocumentRow

NAME, COLUMN = "figures_agree", "figure_id"
SAYS = "no finding of severity error names the figure"


def figures_agree(policy: str = DEFAULT, documents: Iterable[DocumentRow] | None = None, **settings: Any) -> Check:
    """The check of whole frames; `policy` and `documents` are those of `figures.check`, `settings` those of a Check."""

    def holds(frame: Any) -> Any:
        lazy = getattr(frame, "lazyframe", None)
        rows = frame if lazy is None else lazy.collect()
        found = check(rows, documents, policy=policy)
        at_fault = {name for finding in found.errors for name in finding.figure_ids}
        return _in_pandas(rows, at_fault) if lazy is None else _in_polars(rows, at_fault)

    return Check(holds, **{"name": NAME, "error": SAYS, **settings})


def _in_polars(rows: Any, at_fault: set[str]) -> Any:
    import polars as pl

    return rows.lazy().select(~pl.col(COLUMN).is_in(sorted(at_fault)))


def _in_pandas(rows: Any, at_fault: set[str]) -> Any:
    import pandas as pd

    passed = pd.DataFrame(True, index=rows.index, columns=rows.columns)
    passed[COLUMN] = ~rows[COLUMN].isin(at_fault)
    return passed


# Not by `pandera.extensions`, whose decorator needs pandas.
Check.REGISTERED_CUSTOM_CHECKS[NAME] = figures_agree
