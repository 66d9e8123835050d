"""In: the bytes read so far. Out: a progress bar on standard error, if a person looks at it and it takes a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from figures.cli.streams import Messages, is_terminal
from figures.errors import FiguresError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before a bar appears: what is done by then needs none."""


class Bar:
    """A bar over the bytes of `paths`, drawn once `PATIENCE` is over. While it stands, messages go above it."""

    def __init__(self, paths: Sequence[str], messages: Messages, wanted: bool) -> None:
        self._paths, self._messages = paths, messages
        self._wanted = wanted and not messages.quiet and is_terminal(sys.stderr)
        self._begun = time.monotonic()
        self._bytes = 0
        self._drawn: tuple[Progress, TaskID] | None = None

    def add(self, count: int) -> None:
        """Note that `count` more bytes were read."""
        self._bytes += count
        if self._drawn is not None:
            progress, task = self._drawn
            progress.update(task, completed=self._bytes)
        elif self._wanted and time.monotonic() - self._begun >= PATIENCE:
            self._draw()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        from figures.documents import count_bytes

        console = Console(stderr=True)
        if console.is_dumb_terminal:
            self._wanted = False
            return
        try:
            total = count_bytes(self._paths)
        except FiguresError:  # something went away meanwhile, and reading will tell of it
            total = None
        columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        # Standard output holds the data: nothing may stand between it and its reader.
        progress = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        progress.start()
        self._drawn = progress, progress.add_task("reading", total=total, completed=self._bytes)
        self._messages.printer = lambda text: console.print(text, markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._messages.printer = None
        if self._drawn is not None:
            self._drawn[0].stop()
