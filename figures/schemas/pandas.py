"""pandera models of the six tables for pandas: `FiguresSchema.validate(frame)`, `@pa.check_types`.

In: the contract and its laws. Out: one DataFrameModel a table, for frames as `Table.to_pandas()` makes them.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
import pandera.pandas as pa

from figures.schemas.given import columns_of_any
from figures.schemas.laws import LAWS, Law
from figures.table import ROW_TYPES, Column, Table, Type, columns_of


class Model(pa.DataFrameModel):
    """A model of the table that `_table` names; subclasses may add fields and checks."""

    _table: ClassVar[str]

    @classmethod
    def build_schema_(cls, **settings: Any) -> pa.DataFrameSchema:
        row = columns_of(ROW_TYPES[cls._table])
        keys = [column.name for column in row if column.key]
        types = Table.of(ROW_TYPES[cls._table]).to_pandas().dtypes
        own = super().build_schema_(**settings)
        return pa.DataFrameSchema(
            {**{one.name: _column(one, types[one.name], [one.name] == keys) for one in row}, **own.columns},
            checks=[*(law_check(law) for law in LAWS[cls._table]), *own.checks],
            **{**settings, "unique": settings.get("unique") or (keys if len(keys) > 1 else None)},
        )


def _column(column: Column, type: Any, unique: bool) -> pa.Column:
    if column.type is Type.DICTIONARY and not column.values:
        type = "category"  # of whatever values the packs know
    checks = [] if column.minimum is None else [pa.Check.ge(column.minimum)]
    return pa.Column(type, checks, nullable=column.nullable, unique=unique, description=column.meaning)


def law_check(law: Law) -> pa.Check:
    """The law as a pandera check of whole rows; a broken row is one failure case, with the columns at fault alone."""

    def holds(frame: pd.DataFrame) -> pd.DataFrame | bool:
        there = frame[[name for name in law.columns if name in frame]]
        broken = list(law.broken(columns_of_any(there)))
        if not broken:
            return True
        passed = pd.DataFrame(True, index=frame.index, columns=frame.columns)
        for row, columns in broken:
            passed.iloc[row, [frame.columns.get_loc(name) for name in columns]] = False
        return passed

    return pa.Check(holds, name=law.name, error=law.says, ignore_na=False)


class FiguresSchema(Model):
    """One row a mention of a quantity."""

    _table = "figures"


class DocumentsSchema(Model):
    """One row a document."""

    _table = "documents"


class LedgerSchema(Model):
    """One row a numeral."""

    _table = "ledger"


class QuantitiesSchema(Model):
    """One row a quantity that figures were joined into."""

    _table = "quantities"


class ComparisonsSchema(Model):
    """One row a pair of figures that was weighed."""

    _table = "comparisons"


class FindingsSchema(Model):
    """One row a thing to look at."""

    _table = "findings"
