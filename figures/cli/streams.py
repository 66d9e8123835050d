"""In: bytes and messages. Out: standard output, always UTF-8, and standard error, one message a line.

Nothing heavy is imported here: `figures --version` needs no more than this module.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from figures import __version__
from figures.errors import DocumentError, OutputError

FLOOD = 20
"""How many errors of one file are printed, and of how many files; the rest is counted."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ROW = re.compile(r"(.+):\d+")


class Stdout:
    """Standard output as a binary stream, whatever the locale says; a name to tell it by in messages."""

    name = "standard output"

    def write(self, data: bytes) -> int:
        """Write all of `data`. Raises OSError if nobody takes it."""
        view = memoryview(data)
        while view:  # unbuffered, a stream may take a part only
            written = self._beneath().write(view)
            if written is None:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            view = view[written:]
        return len(data)

    def flush(self) -> None:
        """Hand everything to the system. Raises OSError if it does not take it."""
        if sys.stdout is not None:
            sys.stdout.flush()

    def _beneath(self) -> IO[bytes]:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return sys.stdout.buffer


def put(text: str) -> None:
    """Print `text` on standard output. Raises OutputError if that fails, BrokenPipeError if nobody reads it."""
    try:
        Stdout().write(text.encode("utf-8", "replace"))
        Stdout().flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_print(error) from error


def cannot_print(error: OSError) -> OutputError:
    """The OutputError for standard output that fails."""
    what = f"cannot be written ({error.strerror or error})"
    return OutputError(what, where=Stdout.name, remedy="free some space, or send it elsewhere")


def version() -> int:
    """Print the version. Returns the exit status."""
    try:
        put(f"figures {__version__}\n")
    except BrokenPipeError:
        abandon_stdout()
    except OutputError as error:
        Messages().error(error)
        settle_stdout()
        return error.exit_status
    return 0


def make_utf8() -> None:
    """Let the text layers of the standard streams write UTF-8, so that no locale can make a message fail."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors, newline="\n")


def settle_stdout() -> None:
    """Hand what is left of standard output to the system, or abandon it: after an error nothing more is said."""
    try:
        Stdout().flush()
    except OSError:
        abandon_stdout()


def abandon_stdout() -> None:
    """Send what is left of standard output to nowhere, so that the interpreter does not stumble over it at its end."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a person looks at this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


class Messages:
    """Standard error: errors, and unless `quiet` notes and the summary. A flood is cut short and counted.

    `printer` takes the lines instead while a progress bar stands below them.
    """

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self.printer: Callable[[str], None] | None = None
        self.unreadable = 0
        self._errors: Counter[str] = Counter()
        self._empty = 0

    def error(self, error: object) -> None:
        """Tell of an error."""
        self._say(f"figures: error: {error}")

    def note(self, text: str) -> None:
        """Tell of what is no error."""
        if not self.quiet:
            self._say(f"figures: note: {text}")

    def plain(self, text: str) -> None:
        """Tell something as it is."""
        self._say(text)

    def summary(self, text: str) -> None:
        """Tell how it ended."""
        if not self.quiet:
            self._say(text)

    def document_error(self, error: DocumentError) -> None:
        """Tell of a document, or row, that cannot be read."""
        self.unreadable += 1
        row = _ROW.fullmatch(error.where or "")
        file = row[1] if row else error.where or ""
        if file in self._errors or len(self._errors) < FLOOD:
            self._errors[file] += 1
            if self._errors[file] <= FLOOD:
                self.error(error)

    def empty(self, document: str) -> None:
        """Tell of a document without text."""
        self._empty += 1
        if self._empty <= FLOOD:
            self.note(f"{document}: empty, no figures")

    def end_flood(self) -> None:
        """Tell how many errors and notes were not printed."""
        for file, count in self._errors.items():
            if count > FLOOD:
                rows = "row" if count - FLOOD == 1 else "rows"
                self.error(f"{file}: {count - FLOOD:,} more {rows} cannot be read")
        if elsewhere := self.unreadable - self._errors.total():
            self.error(f"{elsewhere:,} more {'document' if elsewhere == 1 else 'documents'} cannot be read")
        if (empty := self._empty - FLOOD) > 0:
            self.note(f"{empty:,} more {'document is' if empty == 1 else 'documents are'} empty")

    def _say(self, text: str) -> None:
        text = _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)  # a file's name may hold what moves a cursor
        if self.printer is not None:
            self.printer(text)
        elif sys.stderr is not None:
            with suppress(OSError, ValueError):  # nobody is left to be told
                sys.stderr.write(text + "\n")
                sys.stderr.flush()
