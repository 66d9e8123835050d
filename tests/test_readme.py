"""Every command and every line of Python in README.md is run, beside a copy of seeds/ and examples/, and prints what
stands there.

    ```console    `$ COMMAND`, then what it prints: standard output, then standard error. COMMAND is `figures …`,
                  perhaps fed by `echo TEXT |`, or `pytest …`, whose times are left out; `# exit status N` behind it
                  says what it ends with, if not with 0
    ```python     lines after `>>>` and `...`, then what they print; all blocks are one session
    ```toml       not run: a suite, which the folder that it is from is run with
    ```sh         not run: make and pip, whose targets and extras must exist

`--update-goldens` writes the outputs into README.md.
"""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from figures import Figure, Grammar
from figures.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WIDEST = 100
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def console(block: str, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The block with what its commands print now."""
    said = ""
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        command, _, status = line[2:].partition("  # exit status ")
        words = shlex.split(command)
        fed = b""
        if words[0] == "echo":
            assert words[2] == "|", line
            fed, words = f"{words[1]}\n".encode(), words[3:]
        if words[0] == "pytest":
            said += f"{line}\n{pytest_says(words[1:], int(status or 0))}"
            continue
        assert words[0] == "figures", line
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(fed)))
        assert main(words[1:]) == int(status or 0), line
        captured = capture.readouterr()
        said += f"{line}\n{captured.out}{captured.err}"
    return said


def pytest_says(arguments: list[str], status: int) -> str:
    """What pytest prints of a run of its own, without times."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTEST_ADDOPTS")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert (result.returncode, result.stderr) == (status, "")
    return re.sub(r" in \d+\.\d+s", "", result.stdout)


def python(block: str, session: code.InteractiveConsole) -> str:
    """The block with what its lines print now."""
    said, more = "", False
    lines = [line for line in block.splitlines() if line.startswith((">>> ", "... ", "..."))]
    for number, line in enumerate(lines):
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            if more and line.startswith(">>> "):
                session.push("")
            more = session.push(line[4:])
            if more and not (number + 1 < len(lines) and lines[number + 1].startswith("...")):
                more = session.push("")
        said += f"{line}\n{output.getvalue()}"
    return said


def test_the_readme_says_what_happens(
    request: pytest.FixtureRequest,
    grammar: Grammar,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for folder in ("seeds", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDEST))
    monkeypatch.setattr(Grammar, "load", lambda *folders, default=True: grammar)
    session = code.InteractiveConsole()
    runners: dict[str, Callable[[str], str]] = {
        "console": lambda block: console(block, capsys, monkeypatch),
        "python": lambda block: python(block, session),
        "sh": lambda block: block,
        "toml": lambda block: block,
    }

    def run(block: re.Match[str]) -> str:
        return f"```{block[1]}\n{runners[block[1]](block[2])}```"

    written = README.read_text(encoding="utf-8")
    now = BLOCK.sub(run, written)
    if request.config.getoption("--update-goldens"):
        README.write_text(now, encoding="utf-8")
        written = now
    assert now == written, "README.md is out of date: pytest tests/test_readme.py --update-goldens"
    assert "Traceback" not in now


def test_outputs_fit() -> None:
    for block in BLOCK.finditer(README.read_text(encoding="utf-8")):
        for line in block[2].splitlines():
            # The first line of a finding names two files, and is as long as their names make it.
            # Lines of code may be as wide as in the package.
            widest = 120 if line.startswith((">>> ", "... ")) else WIDEST
            assert len(line) <= widest or line.startswith(("$ ", "make ", "FIG")), line


def test_what_is_not_run_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    readme = README.read_text(encoding="utf-8")
    for block in BLOCK.finditer(readme):
        for line in block[2].splitlines() if block[1] == "sh" else ():
            assert re.match(r"make [a-z]+ |pip install ", line), line
    assert set(re.findall(r"make ([a-z]+)", readme)) <= targets
    assert set(re.findall(r"\.\[([a-z]+)\]", readme)) <= extras.keys()
    assert f"{len(Figure._fields)} columns" in readme
    assert readme.index("make demo") < readme.index("make test") < 200
