"""Engines of many processes are deselected, and counted so, unless `-m` speaks of them: see `make test-engines`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from figures import Extractor, Grammar
from figures.engines import packs


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "cluster" in config.getoption("-m"):
        return
    left = [item for item in items if item.get_closest_marker("cluster") is not None]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item.get_closest_marker("cluster") is None]


@pytest.fixture(scope="session", autouse=True)
def english_once(grammar: Grammar, extractor: Extractor) -> None:
    """The extractor that all tests of this process share."""
    kit = packs.Kit.of(None, "mdy", "USD")
    assert kit.extractor().grammar.version == grammar.version


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers must see the same packages
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def ray() -> Iterator[Any]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()
