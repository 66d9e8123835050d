"""Every recipe of docs/recipes is run; schedulers are stood in for by decorators that change nothing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

RECIPES = Path(__file__).resolve().parent.parent.parent / "docs" / "recipes"
ARTICLES = """id,text,published,outlet,desk
a,"At least 12 people were killed on Monday, and $3m was lost.",2022-01-19,Alder Post,home
b,"The fire cost 40 million euros.",2022-01-20,Meridian,abroad
c,"More than 14,000 people have been killed since 2014.",2022-01-21,Meridian,abroad
"""


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles.csv").write_text(ARTICLES, encoding="utf-8")


def recipe(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"recipe_{name}", RECIPES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, *decorators: str) -> None:
    """A scheduler's module whose decorators, called with settings or without, change nothing."""

    def decorator(function: Any = None, **_: Any) -> Any:
        return function if function is not None else decorator

    module = ModuleType(name)
    for each in decorators:
        setattr(module, each, decorator)
    for end in range(1, name.count(".") + 1):
        parent = ".".join(name.split(".")[:end])
        monkeypatch.setitem(sys.modules, parent, ModuleType(parent))
    monkeypatch.setitem(sys.modules, name, module)


def test_pandas_job() -> None:
    killed = recipe("pandas_job").job("articles.csv", "killed.csv")
    assert killed["low"].tolist() == [12, 14000]
    assert Path("killed.csv").read_text(encoding="utf-8").splitlines()[1].startswith("a,home,At least 12 people,12.0")


def test_polars_pipeline() -> None:
    found = recipe("polars_pipeline").pipeline("articles.csv").collect()
    assert found.rows() == [("Alder Post", "USD", 3e6), ("Meridian", "EUR", 4e7)]


def test_duckdb_query() -> None:
    assert recipe("duckdb_query").query("articles.csv") == [("abroad", 1, 1), ("home", 1, 1)]


def test_airflow_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "airflow.sdk", "dag", "task")
    recipe("airflow_dag")  # which runs its day
    import pyarrow.parquet

    assert pyarrow.parquet.read_table("figures.parquet").num_rows > 4
    assert Path("figures.parquet.errors.csv").read_text(encoding="utf-8").startswith("document,place,error,remedy\n")


def test_dagster_asset(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "dagster", "asset")
    module = recipe("dagster_asset")
    found = module.figures(module.articles())
    assert found["document"].unique().sort().to_list() == ["a", "b", "c"]
    assert module.conflicts(found).height == 0


def test_prefect_flow(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stand_in(monkeypatch, "prefect", "flow", "task")
    refresh = recipe("prefect_flow").refresh
    assert refresh("articles.csv", "figures.csv") is False
    assert refresh("articles.csv", "figures.csv") is False
    Path("articles.csv").write_text(ARTICLES.replace("At least 12", "At least 13"), encoding="utf-8")
    assert refresh("articles.csv", "figures.csv") is True
    assert "~ a:1: At least 13 people" in capsys.readouterr().out


def test_dbt_model() -> None:
    import duckdb

    class Dbt:
        def __init__(self) -> None:
            self.connection = duckdb.connect()

        def config(self, **settings: str) -> None:
            assert settings == {"materialized": "table"}

        def ref(self, name: str) -> Any:
            return self.connection.read_csv(f"{name}.csv")

    dbt = Dbt()
    found = recipe("dbt_model").model(dbt, dbt.connection)
    assert found.aggregate("desk, count(*)").order("desk").fetchall()[0][0] == "abroad"


# Where Spark is installed pandera looks at its pandas too, which warns of its own end.
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_pandera_gate() -> None:
    import pandera.errors

    job = recipe("pandera_gate").job
    assert job("articles.csv").height > 4
    Path("articles.csv").write_text(ARTICLES.replace("2022-01-20", ""), encoding="utf-8")
    with pytest.raises(pandera.errors.SchemaErrors, match="published"):
        job("articles.csv")


@pytest.mark.cluster
@pytest.mark.filterwarnings("ignore")
def test_spark_parquet(spark: Any, tmp_path: Path) -> None:
    import pyarrow.csv
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.csv.read_csv("articles.csv"), "articles.parquet")
    recipe("spark_parquet").job(spark, str(tmp_path / "articles.parquet"), str(tmp_path / "figures"))
    assert {"kind=money", "kind=count"} <= {path.name for path in Path("figures").iterdir()}
    assert Path("figures.errors", "_SUCCESS").exists()


def test_every_recipe_is_run_and_told_of() -> None:
    names = {path.stem for path in RECIPES.glob("*.py")}
    assert {f"test_{name}" for name in names} <= set(globals())
    page = (RECIPES.parent / "engines.md").read_text(encoding="utf-8")
    assert all(f"(recipes/{name}.py)" in page for name in names)
