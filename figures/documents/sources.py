"""In: the `sources.toml` files in and above the folders of the inputs. Out: what they say of each input.

A file is a list of tables; a path is relative to it, and may name a file, a folder (all below it) or a pattern:

    [[document]]
    path = "wire/*.txt"
    source = "World News"
    published = 2022-01-17

Where several tables speak of one file, each key is taken from the last table that has it; and a `sources.toml`
nearer to the file goes before one in a folder above. Nothing above the folder given on the command line is read.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import Any

from figures.documents.dates import REMEDY, wall_clock
from figures.documents.finding import SOURCES, Input, readable
from figures.documents.model import Metadata, located, shown
from figures.errors import UsageError

_KEYS = ("path", "source", "published", "url", "title", "language")
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*document[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class _Table:
    """What one `sources.toml` says: for each path below its folder, the tables that name it, as (rank, metadata)."""

    def __init__(self) -> None:
        self.said: dict[str, list[tuple[int, Metadata]]] = {}

    def of(self, path: str) -> Metadata:
        found = list(self.said.get(path, ()))
        while path != ".":
            path = posixpath.dirname(path) or "."
            found += self.said.get(path, ())
        known = Metadata()
        for _, metadata in sorted(found, key=lambda ranked: ranked[0]):
            known = metadata.over(known)
        return known


class Sources:
    """All the `sources.toml` files of one run. Raises `UsageError` at once for one that is malformed."""

    def __init__(self, inputs: list[Input]) -> None:
        self._tables: dict[str, _Table | None] = {}
        for item in inputs:
            for folder, _ in _chain(item):
                if folder not in self._tables:
                    self._tables[folder] = _load(folder)
        self._none = not any(self._tables.values())

    def of(self, item: Input) -> Metadata:
        """What is known of a file by the `sources.toml` beside it and above it."""
        known = Metadata()
        if self._none:
            return known
        for folder, rest in _chain(item):
            if table := self._tables[folder]:
                known = table.of(rest).over(known)
        return known


def _chain(item: Input) -> list[tuple[str, str]]:
    """Each folder from the one given down to the file's own, with the file's path in it."""
    if item.root is None:
        return []
    below = item.path[len(item.root) :].replace(os.sep, "/").lstrip("/").split("/")
    return [(os.path.join(item.root, *below[:depth]), "/".join(below[depth:])) for depth in range(len(below))]


def _load(folder: str) -> _Table | None:
    path = os.path.join(folder, SOURCES)
    if not os.path.isfile(path):
        return None
    import tomllib

    place = readable(path)
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        content = tomllib.loads(text)
    except OSError:
        raise UsageError("cannot be read", where=place, remedy="make it readable or take it away") from None
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8", where=place, remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        what = str(error)
        line = int(at[1]) if (at := _AT_LINE.search(what)) else 0
        raise UsageError(f"is not TOML ({_AT_LINE.sub('', what)})", where=located(place, line)) from None
    return _Reader(folder, place, text).table(content)


class _Reader:
    """Checks the content of one `sources.toml`, keeping its text to say the line of a fault."""

    def __init__(self, folder: str, place: str, text: str) -> None:
        self._folder, self._place, self._text = folder, place, text
        self._starts = [match.start() for match in _TABLE.finditer(text)]

    def table(self, content: dict[str, Any]) -> _Table:
        tables = content.pop("document", [])
        if content:
            what = f"has the unknown key {shown(next(iter(content)))}"
            raise UsageError(what, where=self._place, remedy="it holds [[document]] tables only")
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise UsageError("holds a document that is no table", where=self._place, remedy="write [[document]]")
        if len(self._starts) != len(tables):  # inline tables, or the words inside a string: no line is known
            self._starts = []
        result, paths = _Table(), set[str]()
        for rank, entry in enumerate(tables):
            metadata = self._metadata(rank, entry)
            pattern = self._path(rank, entry)
            if pattern in paths:
                raise self._fault(rank, "path", f"names {shown(pattern)} again", "write one table a path")
            paths.add(pattern)
            for path in self._expand(rank, pattern):
                result.said.setdefault(path, []).append((rank, metadata))
        return result

    def _metadata(self, rank: int, entry: dict[str, Any]) -> Metadata:
        for key, value in entry.items():
            if key not in _KEYS:
                *most, last = _KEYS
                remedy = f"the keys are {', '.join(most)} and {last}"
                raise self._fault(rank, key, f"has the unknown key {shown(key)}", remedy)
            if key != "published" and not isinstance(value, str):
                raise self._fault(rank, key, f"has a {key} that is not text", "put it in quotes")
        published = None
        if "published" in entry and (published := wall_clock(entry["published"])) is None:
            what = f"has published {shown(str(entry['published']))}, which is no ISO 8601 date"
            raise self._fault(rank, "published", what, REMEDY)
        said = {key: entry.get(key) or None for key in ("source", "url", "title", "language")}
        return Metadata(published=published, **said)

    def _path(self, rank: int, entry: dict[str, Any]) -> str:
        if not entry.get("path"):
            raise self._fault(rank, "", "has a document without a path", 'add path = "NAME"')
        path: str = posixpath.normpath(entry["path"])
        if path.startswith(("/", "../")) or path == "..":
            what = f"has the path {shown(entry['path'])}, which leads out of its folder"
            raise self._fault(rank, "path", what, f"put a {SOURCES} beside that file")
        return path

    def _expand(self, rank: int, pattern: str) -> list[str]:
        """The files and folders that a path or pattern stands for, relative to the folder."""
        if os.path.lexists(os.path.join(self._folder, pattern)):  # reading tells of a broken link
            return [pattern]
        if any(sign in pattern for sign in "*?["):
            from glob import iglob

            found = iglob(pattern, root_dir=self._folder or None, recursive=True)
            if paths := [posixpath.normpath(path.replace(os.sep, "/")) for path in found if path]:
                return paths
            what = f"has the path {shown(pattern)}, which matches no file"
        else:
            what = f"has the path {shown(pattern)}, where there is no file"
        raise self._fault(rank, "path", what, "correct the path or take the table away")

    def _fault(self, rank: int, key: str, what: str, remedy: str) -> UsageError:
        line = 0
        if self._starts:
            start, end = self._starts[rank], [*self._starts, len(self._text)][rank + 1]
            written = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", re.MULTILINE)
            found = written.search(self._text, start, end)
            line = self._text.count("\n", 0, found.start() if key and found else start) + 1
        return UsageError(what, where=located(self._place, line), remedy=remedy)
