"""The one family of errors. Each says what was wrong, where, and what to do; text itself never raises."""

from __future__ import annotations


class FiguresError(Exception):
    """Base of every error that figures raises on purpose.

    `what` is the fault, `where` the file, line or option it concerns (or None), `remedy` what to do about it (or None).
    `str(error)` joins the three on one line: `where: what; remedy`.
    """

    exit_status = 2
    """The command line's exit status for this error: 2 for usage, 3 for unreadable input."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__((f"{where}: " if where else "") + what + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(kind: type[FiguresError], what: str, where: str | None, remedy: str | None) -> FiguresError:
    return kind(what, where=where, remedy=remedy)


class UsageError(FiguresError):
    """The call itself cannot work: an unknown option value, two documents with one id, a path that does not exist."""


class DocumentError(FiguresError):
    """One document, or one row of a table of documents, cannot be read; the others still are."""

    exit_status = 3


class OutputError(FiguresError):
    """An output cannot be written; whatever stood there before is untouched."""

    exit_status = 3


class GrammarError(FiguresError):
    """A grammar pack is at fault: `file:line:column`, the line with a caret, and what would have been right."""
