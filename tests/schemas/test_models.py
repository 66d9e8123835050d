"""The pandera models for polars and pandas: what they let pass and refuse is what the laws do, row by row."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pandas
import pandera.pandas
import pandera.polars
import pandera.typing
import pandera.typing.polars
import polars
import pytest

import figures.consistency.registered
import figures.schemas.pandas
import figures.schemas.polars
from figures.schemas import LAWS
from figures.table import ROW_TYPES, Column, Figure, Table, Type, columns_of
from tests.schemas.breaking import CASES, broken, counted

assert figures.consistency.registered.figures_agree  # importing it registers the check

MODELS = {
    engine: {name: getattr(module, f"{name.title()}Schema") for name in ROW_TYPES}
    for engine, module in (("polars", figures.schemas.polars), ("pandas", figures.schemas.pandas))
}
ENGINES: dict[str, tuple[Callable[[Table[Any]], Any], Any]] = {
    "polars": (Table.to_polars, pandera.polars),
    "lazy": (lambda table: table.to_polars().lazy(), pandera.polars),
    "pandas": (Table.to_pandas, pandera.pandas),
}
engines = pytest.mark.parametrize("engine", ENGINES)
eager = pytest.mark.parametrize("engine", ["polars", "pandas"])
COLUMNS = [(name, column) for name, row in ROW_TYPES.items() for column in columns_of(row)]


def _id(value: object) -> str | None:
    return value.name if isinstance(value, Column) else value if isinstance(value, str) else ""


def _model(engine: str, name: str) -> Any:
    return MODELS["polars" if engine == "lazy" else engine][name]


def _refused(engine: str, name: str, frame: Any) -> set[tuple[str, Any]]:
    """Each failed check with the row, or the message of one that is about a column."""
    with pytest.raises(ENGINES[engine][1].errors.SchemaErrors) as refused:
        _model(engine, name).validate(frame, lazy=True)
    cases = refused.value.failure_cases
    rows = cases.to_dicts() if engine != "pandas" else cases.to_dict("records")
    return {(f"{one['check']} {one['column']} {one['failure_case']}", one["index"]) for one in rows}


@engines
@pytest.mark.parametrize("name", ROW_TYPES)
def test_the_seeds_pass(tables: dict[str, Table[Any]], engine: str, name: str) -> None:
    frame = ENGINES[engine][0](tables[name])
    found = _model(engine, name).validate(frame, lazy=True)
    assert type(found) is type(frame)


@engines
@pytest.mark.parametrize("name", ROW_TYPES)
def test_an_empty_table_passes(engine: str, name: str) -> None:
    frame = ENGINES[engine][0](Table.of(ROW_TYPES[name]))
    assert type(_model(engine, name).validate(frame, lazy=True)) is type(frame)


@engines
@pytest.mark.parametrize(("name", "law", "changes"), CASES, ids=_id)
def test_a_broken_law_names_its_row(
    tables: dict[str, Table[Any]], engine: str, name: str, law: str, changes: dict[str, Any]
) -> None:
    table = Table.from_rows(Figure, [counted()]) if name == "figures" else tables[name][:20]
    row = next(n for n, one in enumerate(table) if name != "ledger" or (one.status == "parsed" and len(one.text) == 2))
    refused = _refused(engine, name, ENGINES[engine][0](broken(table, row, changes)))
    says = next(one.says for one in LAWS[name] if one.name == law)
    assert [index for what, index in refused if what.startswith(says)] == [row]


@eager
@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=_id)
def test_a_column_of_a_wrong_type_is_refused(
    tables: dict[str, Table[Any]], engine: str, name: str, column: Column
) -> None:
    frame = ENGINES[engine][0](tables[name][:2])
    text = column.type in (Type.STRING, Type.DICTIONARY)
    if engine == "pandas":
        frame = frame.assign(**{column.name: 7 if text else "§"})
    else:
        frame = frame.with_columns(polars.lit(7 if text else "§").alias(column.name))
    assert any(column.name in what for what, _ in _refused(engine, name, frame))


@eager
@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=_id)
def test_a_missing_column_is_refused(tables: dict[str, Table[Any]], engine: str, name: str, column: Column) -> None:
    frame = ENGINES[engine][0](tables[name][:2])
    less = frame.drop(columns=column.name) if engine == "pandas" else frame.drop(column.name)
    assert any(column.name in what for what, _ in _refused(engine, name, less))


@eager
@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, column in COLUMNS if not column.nullable], ids=_id
)
def test_a_null_where_none_may_be_is_refused(
    tables: dict[str, Table[Any]], engine: str, name: str, column: Column
) -> None:
    frame = ENGINES[engine][0](broken(tables[name][:2], 0, {column.name: None}))
    assert any(column.name in what for what, _ in _refused(engine, name, frame))


@engines
def test_one_key_twice_is_refused(tables: dict[str, Table[Any]], engine: str) -> None:
    one = tables["figures"][:1]
    twice = Table.from_rows(Figure, [*one, *one])
    assert {index for what, index in _refused(engine, "figures", ENGINES[engine][0](twice)) if "figure_id" in what}
    pair = tables["comparisons"][:1]
    both = Table.from_rows(ROW_TYPES["comparisons"], [*pair, *pair])
    assert any("left_id" in what for what, _ in _refused(engine, "comparisons", ENGINES[engine][0](both)))


def test_nan_is_no_null_in_polars(tables: dict[str, Table[Any]]) -> None:
    frame = tables["figures"].to_polars().with_columns(precision=polars.lit(float("nan")))
    assert any("finite" in what for what, _ in _refused("polars", "figures", frame))


def test_the_depth_that_a_user_chose_for_lazy_frames_is_kept(tables: dict[str, Table[Any]]) -> None:
    from pandera.config import ValidationDepth, config_context

    frame = broken(tables["figures"], 0, {"rule": "none"}).to_polars().lazy()
    with config_context(validation_depth=ValidationDepth.SCHEMA_ONLY):
        assert figures.schemas.polars.FiguresSchema.validate(frame, lazy=True) is not None


PolarsFigures = pandera.typing.polars.LazyFrame[figures.schemas.polars.FiguresSchema]
PandasFigures = pandera.typing.DataFrame[figures.schemas.pandas.FiguresSchema]


@engines
def test_check_types(tables: dict[str, Table[Any]], engine: str) -> None:
    wanted = PandasFigures if engine == "pandas" else PolarsFigures

    def same(frame: Any) -> Any:
        return frame

    same.__annotations__ = {"frame": wanted, "return": wanted}
    checked = ENGINES[engine][1].check_types(same, lazy=True)
    make = ENGINES[engine][0]
    assert checked(make(tables["figures"])) is not None
    with pytest.raises(ENGINES[engine][1].errors.SchemaErrors, match="low is at most high"):
        checked(make(broken(tables["figures"], 0, {"low": 1e12, "high": 1.0})))


class AgreeingInPolars(figures.schemas.polars.FiguresSchema):
    """Figures that agree across sources."""

    class Config:
        figures_agree: ClassVar = {"policy": "news"}


class AgreeingInPandas(figures.schemas.pandas.FiguresSchema):
    """Figures that agree across sources."""

    class Config:
        figures_agree: ClassVar = {"policy": "news"}


@engines
def test_the_check_across_sources_is_registered(tables: dict[str, Table[Any]], engine: str) -> None:
    """The seeds have one conflict, nine senators against seven: the two rows fail, and no other."""
    model = AgreeingInPandas if engine == "pandas" else AgreeingInPolars
    frame = ENGINES[engine][0](tables["figures"])
    with pytest.raises(ENGINES[engine][1].errors.SchemaErrors) as refused:
        model.validate(frame, lazy=True)
    rows = refused.value.failure_cases["index"].to_list()
    assert {tables["figures"][row].text for row in rows} == {"Nine US senators", "Seven US senators"}
    assert len(rows) == 2


def test_pandera_is_imported_by_the_models_alone() -> None:
    asked = "import sys, figures.consistency.check; print({'pandera', 'polars', 'pandas'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_model_of_pandas_takes_frames_of_any_index(tables: dict[str, Table[Any]]) -> None:
    frame = tables["figures"].to_pandas().set_index(pandas.Index(range(100, 100 + len(tables["figures"]))))
    figures.schemas.pandas.FiguresSchema.validate(frame, lazy=True)
    frame.loc[103, "rule"] = "none"
    assert {index for _, index in _refused("pandas", "figures", frame)} == {103}
