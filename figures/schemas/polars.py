"""pandera models of the six tables for polars: `FiguresSchema.validate(frame)`, `@pa.check_types`.

In: the contract and its laws. Out: one DataFrameModel a table, for frames as `Table.to_polars()` makes them. Rows of a
LazyFrame are checked too: by default pandera would look at its schema alone, and let every broken row pass.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData, PolarsFrame
from pandera.config import ValidationDepth, config_context, get_config_context, get_config_global

from figures.schemas.given import columns_of_any
from figures.schemas.laws import LAWS, Law
from figures.table import ROW_TYPES, Column, Table, columns_of


class _Schema(pa.DataFrameSchema):
    """A schema that looks at the rows of a LazyFrame unless the user chose another depth."""

    def validate(self, check_obj: PolarsFrame, *args: Any, **kwargs: Any) -> PolarsFrame:
        chosen = get_config_context(validation_depth_default=None).validation_depth
        depth = chosen or get_config_global().validation_depth or ValidationDepth.SCHEMA_AND_DATA
        with config_context(validation_depth=depth):
            return super().validate(check_obj, *args, **kwargs)

    @classmethod
    def get_backend(cls, check_obj: Any = None, check_type: type | None = None) -> Any:
        return pa.DataFrameSchema.get_backend(check_obj, check_type)  # pandera knows one by the very class alone


class Model(pa.DataFrameModel):
    """A model of the table that `_table` names; subclasses may add fields and checks."""

    _table: ClassVar[str]

    @classmethod
    def build_schema_(cls, **settings: Any) -> _Schema:
        row = columns_of(ROW_TYPES[cls._table])
        keys = [column.name for column in row if column.key]
        types = Table.of(ROW_TYPES[cls._table]).to_polars().schema
        own = super().build_schema_(**settings)
        return _Schema(
            {**{one.name: _column(one, types[one.name], [one.name] == keys) for one in row}, **own.columns},
            checks=[*(law_check(law) for law in LAWS[cls._table]), *own.checks],
            **{**settings, "unique": settings.get("unique") or (keys if len(keys) > 1 else None)},
        )


def _column(column: Column, type: pl.DataType, unique: bool) -> pa.Column:
    checks = [] if column.minimum is None else [pa.Check.ge(column.minimum)]
    return pa.Column(type, checks, nullable=column.nullable, unique=unique, description=column.meaning)


def law_check(law: Law) -> pa.Check:
    """The law as a pandera check of whole rows."""

    def holds(data: PolarsData) -> pl.LazyFrame | bool:
        there = [name for name in law.columns if name in data.lazyframe.collect_schema()]
        frame = data.lazyframe.select(there).collect()
        broken = {row for row, _ in law.broken(columns_of_any(frame))}
        if not broken:
            return True
        return pl.LazyFrame({law.name: [row not in broken for row in range(frame.height)]})

    return pa.Check(holds, name=law.name, error=law.says)


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
