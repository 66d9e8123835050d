"""The check across sources as a registered check of pandera: `Check.figures_agree()`, or `figures_agree` in a Config.

In: frames of the figures table, polars or pandas. A row fails if a finding of severity error names it: it takes part in
a conflict, or in a slip of arithmetic. Importing this module registers the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pandera.api.extensions import register_check_method

from figures.consistency.check import check
from figures.consistency.policy import DEFAULT
from figures.table import DocumentRow

COLUMN = "figure_id"


@register_check_method(statistics=["policy", "documents"])  # type: ignore[untyped-decorator]
def figures_agree(frame: Any, *, policy: str = DEFAULT, documents: Iterable[DocumentRow] | None = None) -> Any:
    """Whether each row is named by no error that `figures.check` finds; `policy` and `documents` are as there."""
    lazy = getattr(frame, "lazyframe", None)
    if lazy is not None:
        import polars as pl

        rows = lazy.collect()
        at_fault = _at_fault(rows, policy, documents)
        return rows.lazy().select(~pl.col(COLUMN).is_in(sorted(at_fault)))
    import pandas as pd

    passed = pd.DataFrame(True, index=frame.index, columns=frame.columns)
    passed[COLUMN] = ~frame[COLUMN].isin(_at_fault(frame, policy, documents))
    return passed


def _at_fault(frame: Any, policy: str, documents: Iterable[DocumentRow] | None) -> set[str]:
    return {name for finding in check(frame, documents, policy=policy).errors for name in finding.figure_ids}
