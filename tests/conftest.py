"""Fixtures shared by all tests. `--update-goldens` rewrites the golden files instead of comparing with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from figures import Extractor, Grammar

pytest_plugins = "pytester"

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = Path(__file__).resolve().parent / "goldens"

# No deadline: machines are shared, and a test that fails when its neighbour compiles tells nothing. Derandomised: the
# same run on any machine.
settings.register_profile(
    "figures", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("figures")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar.load()


@pytest.fixture(scope="session")
def extractor(grammar: Grammar) -> Extractor:
    return Extractor(grammar)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/goldens/NAME`, or rewrite that file under `--update-goldens`."""

    def compare(name: str, text: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        assert path.is_file(), f"no golden file {name}; run pytest --update-goldens and read what it wrote"
        with path.open(encoding="utf-8", newline="") as file:
            assert text == file.read()

    return compare
