"""Two ways to run the command: `figures` in this process, and `command` as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli_samples import KILLED

from figures.cli import main
from figures.grammar import Grammar


class Outcome(NamedTuple):
    """How a run ended."""

    status: int
    out: str
    err: str


_load = Grammar.load
_english = cache(_load)


def _load_once(*folders: Any, default: bool = True) -> Grammar:
    return _load(*folders, default=default) if folders or not default else _english()


@pytest.fixture
def figures(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Outcome]:
    """Runs a command line in `tmp_path`; the grammar is loaded once for all tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(Grammar, "load", _load_once)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([str(argument) for argument in arguments])
        said = capfdbinary.readouterr()
        return Outcome(status, said.out.decode(), said.err.decode())

    return run


@pytest.fixture
def environment() -> dict[str, str]:
    """An environment that changes nothing about the output."""
    disturbing = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "TERM", "LC_ALL", "LANG")
    return {name: value for name, value in os.environ.items() if name not in disturbing}


@pytest.fixture
def command(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Outcome]:
    """Runs `python -m figures` in `tmp_path`, every warning an error."""

    def run(*arguments: str | Path, stdin: bytes = b"", **variables: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "figures", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**environment, **variables},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A document with one figure."""
    path = tmp_path / "a.txt"
    path.write_text(KILLED, encoding="utf-8")
    return path
