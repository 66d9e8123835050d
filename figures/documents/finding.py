"""In: the paths of the command line. Out: one `Input` a file or stream, in a stable order, nothing opened yet.

A folder is walked to the bottom and its files sorted by their POSIX path in it, so that the order in which a disk
lists them changes nothing. Linked folders inside it are not entered: a link may lead back up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from figures.documents.packed import unpacked
from figures.errors import UsageError

Format = Literal["text", "html", "pdf", "docx", "jsonl", "json", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("text", "html", "pdf", "docx", "jsonl", "json", "csv")
"""What may stand in standard input."""
WHOLE = frozenset(("text", "html", "pdf", "docx"))
"""Formats of which a file is one document."""

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
SOURCES = "sources.toml"
STDIN = "-"
STDIN_PLACE = "standard input"


class Input(NamedTuple):
    """One file, or standard input, to read documents from."""

    path: str
    """What to open; `-` is standard input."""
    name: str
    """The POSIX path relative to the folder given, or the file's name: the id of a text, and of a row that has none."""
    format: Format
    root: str | None = None
    """The folder that `name` is relative to; None for standard input."""
    fault: OSError | None = None
    """Why the folder at `path` could not be listed."""

    @property
    def place(self) -> str:
        """How messages call it."""
        return STDIN_PLACE if self.path == STDIN else readable(self.path)


def find(paths: Iterable[str | os.PathLike[str]], stdin_format: Format = "text") -> list[Input]:
    """The inputs among `paths`, in the order given.

    Raises `UsageError` for a path that does not exist or is given twice, and for a folder without documents.
    """
    if isinstance(paths, str):  # a string is a list of strings too, but nobody means its letters
        paths = [paths]
    given = [os.fspath(path) for path in paths]
    for path in given:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError("does not exist", where=readable(path), remedy="give a file, a folder, or - for stdin")
    inputs: list[Input] = []
    for path in given:
        if path == STDIN:
            inputs.append(Input(STDIN, STDIN, stdin_format))
        elif os.path.isdir(path):
            inputs += _in_folder(path)
        elif os.path.basename(path) != SOURCES:  # `wire/*` in a shell gives it too, and it is no document
            folder, name = os.path.split(path)
            inputs.append(Input(path, readable(name), _format(name) or "text", folder))
    if given and not inputs:
        raise UsageError("holds what is known of documents, and is none", where=readable(given[0]))
    if len(given) > 1:
        _refuse_repeats(inputs)
    return inputs


def count_bytes(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """The total size of what `read` would read, for a progress bar; None where standard input is part of it.

    Raises `UsageError` as `read` does for paths; a file that cannot be examined counts 0.
    """
    total = 0
    for item in find(paths):
        if item.path == STDIN:
            return None
        if item.fault is None:
            try:
                total += os.stat(item.path).st_size
            except OSError:
                continue
    return total


def readable(path: str) -> str:
    """A path as text that can be written: bytes of a file name that are no text become U+FFFD."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def _format(name: str) -> Format | None:
    return SUFFIXES.get(os.path.splitext(unpacked(name))[1].lower())


def _in_folder(folder: str) -> list[Input]:
    inputs = sorted(_walk(folder), key=lambda item: item.name)
    if not inputs:
        *most, last = (f"*{suffix}" for suffix in SUFFIXES)
        remedy = f"it must hold files named {', '.join(most)} or {last}"
        raise UsageError("holds no documents", where=readable(folder), remedy=remedy)
    return inputs


def _walk(root: str) -> Iterator[Input]:
    """The documents at any depth below `root`, and the folders that cannot be listed; hidden ones are passed over."""
    pending = [("", root)]
    while pending:
        prefix, folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append((f"{prefix}{entry.name}/", entry.path))
                    elif (kind := _format(entry.name)) and not entry.is_dir():
                        yield Input(entry.path, readable(prefix + entry.name), kind, root)
        except OSError as error:
            yield Input(folder, readable(prefix.rstrip("/")), "text", root, error)


def _refuse_repeats(inputs: list[Input]) -> None:
    met: set[str] = set()
    for item in inputs:
        path = item.path if item.path == STDIN else os.path.abspath(item.path)
        if path in met:
            raise UsageError("is given twice", where=item.place, remedy="give it once")
        met.add(path)
