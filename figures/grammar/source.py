"""A pack's file with its lines, so that an error can show the one at fault: `file:line:column`, the line, a caret."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from figures.errors import GrammarError


@dataclass(frozen=True)
class SourceFile:
    """One file of a pack: `label` is its name in messages, `text` what stands in it."""

    path: Path
    label: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self.text.split("\n")

    @classmethod
    def open(cls, path: Path, label: str) -> SourceFile:
        """Read a pack's file; a file that is not UTF-8 text is a GrammarError."""
        try:
            return cls(path, label, path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise GrammarError(
                f"is not UTF-8 (byte offset {error.start})", where=label, remedy="save it as UTF-8 text"
            ) from None
        except OSError as error:
            raise GrammarError(f"cannot be read ({error.strerror})", where=label) from None

    def fail(self, message: str, line: int, column: int = 1, remedy: str | None = None) -> NoReturn:
        """Raise a GrammarError that points at a 1-based line and column of this file."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        picture = f"\n    {shown}\n    {' ' * (column - 1)}^"
        raise GrammarError(message + (f"; {remedy}" if remedy else "") + picture, where=f"{self.label}:{line}:{column}")

    def toml(self) -> dict[str, Any]:
        """The file read as TOML; a mistake in it is a GrammarError at its line and column."""
        import tomllib  # not before: what was read once is kept

        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            said = str(error)
        place = re.search(r"\(at line (\d+), column (\d+)\)", said)
        at = (int(place[1]), int(place[2])) if place else (len(self.lines), len(self.lines[-1]) + 1)
        message = re.sub(r" \(at .*\)$", "", said)
        self.fail(f"is not TOML: {message[:1].lower()}{message[1:]}", *at)

    def rules(self) -> list[int]:
        """The numbers of the lines at which rules begin."""
        return [number for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("[[rule]]")]

    def find(self, pattern: str, start_line: int = 1, occurrence: int = 1) -> tuple[int, int]:
        """(line, column) just after the nth match of a pattern from a line on; (start_line, 1) where there is none."""
        seen = 0
        for number, line in enumerate(self.lines[start_line - 1 :], start_line):
            match = re.search(pattern, line)
            if match is not None:
                seen += 1
                if seen == occurrence:
                    return number, match.end() + 1
        return start_line, 1


def nearest(name: str, known: Iterable[str]) -> str | None:
    """`did you mean …?` for a name that is not known, or None where nothing is near."""
    import difflib

    close = difflib.get_close_matches(name, sorted(known), n=2, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else None
