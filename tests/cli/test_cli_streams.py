"""Terminals, pipes, full devices, locales and signals: what the world around the command does to it."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_samples import KILLED, ONE

from figures.cli.progress import Bar
from figures.cli.streams import Messages, Stdout
from figures.errors import DocumentError

Run = Callable[..., tuple[int, str, str]]
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
FULL = "figures: error: standard output: cannot be written (No space left on device); free some space, or "


def _process(arguments: list[str], environment: dict[str, str], **given: object) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-W", "error", "-m", "figures", *arguments]
    return subprocess.Popen(call, env=environment, stderr=subprocess.PIPE, **given)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "arguments", [["extract", "-"], ["extract", "-", "--format", "table"], ["schema"], ["--help"], ["--version"]]
)
@posix
def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str], arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = _process(arguments, environment, stdin=subprocess.PIPE, stdout=writing)
    os.close(writing)
    _, err = process.communicate(KILLED.encode() * 2000)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["extract", "-"], ["schema"], ["--help"], ["--version"]])
def test_a_full_device(environment: dict[str, str], arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        process = _process(arguments, environment, stdin=subprocess.PIPE, stdout=full)
        _, err = process.communicate(KILLED.encode())
    assert (process.returncode, err.decode().count("\n")) == (3, 1)
    assert err.decode().startswith(FULL)


@posix
def test_no_file_stands_beside_a_device(figures: Run, killed: Path, tmp_path: Path) -> None:
    assert figures("extract", "a.txt", "-o", os.devnull, "--format", "csv") == (0, "", ONE)
    assert not os.path.exists(os.devnull + ".ledger.csv")


@posix
def test_closed_streams(tmp_path: Path, killed: Path, environment: dict[str, str]) -> None:
    def closed(redirection: str, *arguments: str) -> tuple[int, str]:
        call = f'exec "$0" -m figures "$@" {redirection}'
        done = subprocess.run(
            ["sh", "-c", call, sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            stderr=subprocess.PIPE,
            check=False,
        )
        return done.returncode, done.stderr.decode()

    message = "figures: error: standard output: cannot be written (Bad file descriptor); choose another place\n"
    assert closed(">&-", "extract", "a.txt") == (3, message)
    assert closed("<&-", "extract", "-") == (2, "figures: error: standard input: is closed; give a file instead of -\n")
    assert closed(">&- 2>&- <&-", "extract", "a.txt", "-o", "x.csv") == (0, "")
    assert (tmp_path / "x.ledger.csv").exists()


@posix
@pytest.mark.parametrize(
    ("number", "status", "said"), [(signal.SIGTERM, 143, b""), (signal.SIGINT, 130, b"figures: interrupted\n")]
)
def test_a_signal_leaves_nothing_behind(
    tmp_path: Path, environment: dict[str, str], number: signal.Signals, status: int, said: bytes
) -> None:
    (tmp_path / "x.csv").write_text("before")
    arguments = ["extract", "-", "-o", "x.csv", "--stdin-format", "jsonl"]
    process = _process(arguments, environment, stdin=subprocess.PIPE, cwd=tmp_path)
    assert process.stdin is not None and process.stderr is not None
    for _ in range(1200):  # until it waits for rows, its outputs begun
        if len(list(tmp_path.glob(".figures-*"))) == 4:
            break
        time.sleep(0.05)
    process.send_signal(number)
    err = process.stderr.read()
    assert (process.wait(60), err) == (status, said)
    process.stdin.close()
    process.stderr.close()
    assert (os.listdir(tmp_path), (tmp_path / "x.csv").read_text()) == (["x.csv"], "before")


def _at_terminal(arguments: list[str], environment: dict[str, str], folder: Path) -> tuple[str, str]:
    """Standard output and standard error, the first of them a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = _process(arguments, environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs)
    os.close(theirs)
    out = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        out += part
    os.close(ours)
    _, err = process.communicate()
    assert process.returncode == 0
    return out.decode().replace("\r\n", "\n"), err.decode()


@posix
def test_a_terminal_shows_a_table(killed: Path, environment: dict[str, str]) -> None:
    wide = {**environment, "COLUMNS": "300", "TERM": "xterm"}
    out, err = _at_terminal(["extract", "a.txt"], wide, killed.parent)
    header, _, row = out.splitlines()
    assert (header.split()[:4], row.split()[:3], err) == (
        ["document", "line", "text", "kind"],
        ["a.txt", "1", "More"],
        ONE,
    )
    narrow = {**environment, "COLUMNS": "60", "TERM": "xterm"}
    out, _ = _at_terminal(["extract", "a.txt"], narrow, killed.parent)
    assert max(map(len, out.splitlines())) <= 60


@posix
def test_colour_is_for_terminals_that_want_it(tmp_path: Path, environment: dict[str, str], command: Run) -> None:
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    terminal = {**environment, "TERM": "xterm-256color"}
    assert colour.search(_at_terminal(["--help"], terminal, tmp_path)[0])
    assert not colour.search(_at_terminal(["--help"], {**terminal, "NO_COLOR": "1"}, tmp_path)[0])
    assert "\x1b" not in command("--help", GITHUB_ACTIONS="true", PY_COLORS="1").out


def test_output_is_utf8_in_any_locale(command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nearly 40 “cafés” closed.", encoding="utf-8")
    given = ("extract", "a.txt", "--columns", "text,sentence")
    plain = command(*given)
    assert "“cafés”" in plain.out
    assert command(*given, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0") == plain
    assert command("explain", "-", stdin="Some 40 “cafés”".encode(), PYTHONIOENCODING="latin-1:strict").status == 0


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """Standard error as a terminal. Called within a test: before it, pytest puts its own stream there."""
    screen = _Terminal()
    for name, value in (("TERM", "xterm"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stderr", screen)
    return screen


def test_a_bar_appears_when_it_takes_a_while(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    monkeypatch.setattr("figures.cli.progress.PATIENCE", 0)
    messages = Messages()
    with Bar([str(killed)], messages, wanted=True) as bar:
        bar.add(10)
        messages.document_error(DocumentError("is [red]odd[/red]", where="x" * 100))
        bar.add(10)
    shown = terminal.getvalue()
    assert "reading" in shown and "figures: error: " + "x" * 100 + ": is [red]odd[/red]" in shown
    messages.note("after")
    assert terminal.getvalue().endswith("figures: note: after\n")


@pytest.mark.parametrize(("quiet", "wanted", "patience"), [(True, True, 0), (False, False, 0), (False, True, 3600)])
def test_no_bar_when_nobody_wants_it_or_it_is_quick(
    killed: Path, monkeypatch: pytest.MonkeyPatch, quiet: bool, wanted: bool, patience: int
) -> None:
    terminal = _terminal(monkeypatch)
    monkeypatch.setattr("figures.cli.progress.PATIENCE", patience)
    with Bar([str(killed)], Messages(quiet), wanted) as bar:
        bar.add(10)
    assert terminal.getvalue() == ""


def test_no_bar_without_a_terminal(
    killed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures.cli.progress.PATIENCE", 0)
    with Bar([str(killed)], Messages(), wanted=True) as bar:
        bar.add(10)
    assert capsys.readouterr().err == ""


def test_a_name_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    Messages().error("\x1b[2Jx.txt: is odd")
    assert capsys.readouterr().err == "figures: error: \\x1b[2Jx.txt: is odd\n"


def test_a_stream_that_takes_a_part_gets_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.RawIOBase):
        taken = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.taken += bytes(data)[:3]  # type: ignore[call-overload]
            return min(3, len(bytes(data)))  # type: ignore[call-overload]

    class Out:
        buffer = Slow()

    monkeypatch.setattr("sys.stdout", Out())
    assert Stdout().write(b"0123456789") == 10
    assert Out.buffer.taken == b"0123456789"
