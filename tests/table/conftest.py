"""Rows to test with: complete, and only as long as the test needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from figures.table import Bound, Figure, Kind, Modality, Statistic

_ALWAYS: dict[str, Any] = {
    "figure_id": "f1",
    "document": "a.txt",
    "start": 0,
    "end": 4,
    "line": 1,
    "text": "4000",
    "sentence": "4000 came.",
    "kind": Kind.COUNT,
    "low_closed": True,
    "high_closed": True,
    "bound": Bound.EQ,
    "near": False,
    "modality": Modality.ASSERTED,
    "statistic": Statistic.POINT,
    "quoted": False,
    "rule": "en/counts:plain",
    "grammar": "en 1",
    "document_sha256": "0" * 64,
}


@pytest.fixture(scope="session")
def figure() -> Callable[..., Figure]:
    def make(**known: Any) -> Figure:
        return Figure(**{**dict.fromkeys(Figure._fields), **_ALWAYS, **known})

    return make
