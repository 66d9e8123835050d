"""The sources of a suite → documents with their figures, each read once in a run.

Files are opened anew for each check, so that a check speaks of what is there; what was extracted is kept by the text,
what is known of it, and the version of the grammar. Several processes of one run share it through a folder.
"""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from figures.consistency.policy import DEFAULT, Policy, load
from figures.documents import Document, read
from figures.errors import UsageError
from figures.extraction import Extractor, extract_each
from figures.grammar import Grammar
from figures.suites.form import nearest
from figures.suites.suite import Check, Suite
from figures.table import DocumentRow, Figure, Numeral


class SourceError(UsageError):
    """A source that a check asks for is not there, or has no such name: the check says nothing of its subject."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document and what was read from it."""

    document: Document
    row: DocumentRow
    figures: tuple[Figure, ...]
    ledger: tuple[Numeral, ...]


class Run:
    """What the checks of one process share: the grammar, what was extracted, and counts for the summary.

    `shared` is a folder that several processes of one run have in common.
    """

    def __init__(
        self, folders: tuple[str, ...] = (), policy: str = DEFAULT, shared: str | None = None, update: bool = False
    ) -> None:
        self.folders, self.default_policy, self.shared, self.update = folders, policy, shared, update
        self.counts: Counter[str] = Counter()
        self.changed: set[str] = set()
        self.updates: list[str] = []
        self._kept: dict[str, Source] = {}
        self._first: dict[tuple[Path, str], str] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """The English pack with those of the settings. Raises GrammarError."""
        return Grammar.load(*self.folders)

    @cached_property
    def extractor(self) -> Extractor:
        """What reads all sources of the run."""
        return Extractor(self.grammar)

    def policy(self, suite: Suite) -> Policy:
        """The policy of a suite, or that of the settings. Raises UsageError for one that is not there."""
        return load(suite.policy or self.default_policy)

    def sources(self, suite: Suite, without: Path | None = None) -> list[Source]:
        """The sources of a suite, in the order of their names. Raises SourceError for a pattern that finds none."""
        paths: dict[Path, None] = {}
        for pattern in suite.sources:
            found = sorted(path for path in _glob(suite, pattern) if path.is_file() and path.name != "sources.toml")
            if not found:
                line = suite.file.block("suite").keys.get("sources", 1)
                remedy = "patterns are relative to the suite's folder"
                raise SourceError(f"no file is called {pattern!r}", where=f"{suite.label}:{line}", remedy=remedy)
            paths.update(dict.fromkeys(found))
        return [source for path in paths if path != without for source in self.file(suite, path)]

    def source(self, suite: Suite, check: Check, name: str) -> Source:
        """The one source of this name. Raises SourceError."""
        known = self.sources(suite)
        for source in known:
            if source.document.id == name:
                return source
        remedy = nearest(name, [source.document.id for source in known])
        where = f"{suite.label}:{check.line_of('document')}"
        raise SourceError(f"no source is called {name!r}", where=where, remedy=remedy)

    def file(self, suite: Suite, path: Path) -> list[Source]:
        """The documents of one file, named by their paths from the suite on, or by the ids of their rows."""
        name = Path(os.path.relpath(path, suite.folder)).as_posix()
        found = []
        for document in read([path], source=suite.source, published=suite.published):
            named = replace(document, id=name) if document.id == path.name else document
            found.append(self._known(suite, named))
        return found

    def alone(self, source: Source, words: str) -> list[Figure]:
        """What some words of a source are read as by themselves."""
        document = replace(source.document, text=words)
        return [figure for each in extract_each(self.extractor, [document]) for figure in each]

    def _known(self, suite: Suite, document: Document) -> Source:
        said = "\0".join(map(str, (self.grammar.version, *astuple(document))))
        key = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if self._first.setdefault((suite.path, document.id), key) != key:
            self.changed.add(document.id)
        if key not in self._kept:
            self._kept[key] = self._shared(key, document)
        return self._kept[key]

    def _shared(self, key: str, document: Document) -> Source:
        """What another process of the run has read, or what is read now, for the others as well."""
        if self.shared is None:
            return self._read(document)
        path = Path(self.shared) / f"{key}.pickle"
        with _alone(path.with_suffix(".lock")):
            if path.is_file():
                found: Source = pickle.loads(path.read_bytes())  # written by this very run, in a folder of its own
                return found
            source = self._read(document)
            beside = path.with_suffix(f".{os.getpid()}")
            beside.write_bytes(pickle.dumps(source))
            os.replace(beside, path)
            return source

    def _read(self, document: Document) -> Source:
        (found,) = extract_each(self.extractor, [document])
        self.counts["sources"] += 1
        self.counts["mentions"] += len(found)
        self.counts["numerals"] += len(found.ledger)
        self.counts["unparsed"] += found.counts["unparsed"]
        (row,) = found.documents
        return Source(document, row, tuple(found), tuple(found.ledger))


def _glob(suite: Suite, pattern: str) -> Iterator[Path]:
    """The files of a pattern; one that leads up is taken from there."""
    if not any(sign in pattern for sign in "*?["):
        return iter([suite.folder / pattern])
    try:
        root = suite.folder
        while pattern.startswith("../"):
            root, pattern = root / "..", pattern[3:]
        return iter(list(root.glob(pattern)))  # which raises here, if it does
    except (NotImplementedError, ValueError) as error:
        line = suite.file.block("suite").keys.get("sources", 1)
        remedy = "patterns are relative to the suite's folder"
        raise SourceError(
            f"{pattern!r} is no pattern ({error})", where=f"{suite.label}:{line}", remedy=remedy
        ) from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While it holds, no other process of the run holds it; the system frees it if this one dies."""
    with path.open("w") as file:
        with suppress(ImportError):  # without it each process reads for itself, which is as right
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
