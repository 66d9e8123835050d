"""In: a grammar and settings. Out: a `Kit`, from which any process on any machine makes the same extractor, once.

Packs that a user added travel by their contents, as a worker on another machine has not their folders.
"""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from figures.extraction import Extractor
from figures.extraction.extractor import DateOrder
from figures.grammar import Grammar

KEPT = 4
"""Extractors that a process keeps: a job has one or two."""

Pack = tuple[str, tuple[tuple[str, bytes], ...]]
"""The name of a pack's folder, and its files: paths relative to it, and contents."""

lock = threading.RLock()
"""Held while an extractor works: it remembers what it reads, and threads of one process gain nothing."""

_extractors: OrderedDict[Kit, Extractor] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Kit:
    """What an extractor is made of, to be sent to where the texts are."""

    packs: tuple[Pack, ...]
    default: bool
    date_order: DateOrder
    currency: str

    @classmethod
    def of(cls, grammar: Grammar | None, date_order: DateOrder, currency: str) -> Kit:
        """The kit of a grammar, the English one by default. Raises UsageError for settings that cannot be."""
        folders = () if grammar is None else grammar.folders
        packs = tuple(_packed(Path(folder)) for folder in folders)
        kit = cls(packs, grammar is None or grammar.with_default, date_order, currency)
        with lock:
            if kit not in _extractors:
                _keep(kit, Extractor(grammar, date_order=date_order, currency=currency))
        return kit

    def extractor(self) -> Extractor:
        """The extractor, made when it is first asked for in this process. Hold `lock` while it works."""
        with lock:
            found = _extractors.get(self)
            if found is None:
                found = Extractor(self._grammar(), date_order=self.date_order, currency=self.currency)
            _keep(self, found)
            return found

    def renewed(self) -> Extractor:
        """A new extractor in the place of one that failed in the midst of a text, and may hold half of it."""
        with lock:
            grammar = self.extractor().grammar
            _keep(self, Extractor(grammar, date_order=self.date_order, currency=self.currency))
            return _extractors[self]

    def _grammar(self) -> Grammar:
        with tempfile.TemporaryDirectory(prefix="figures-packs-") as root:
            folders = []
            for number, (name, files) in enumerate(self.packs):
                folder = Path(root, str(number), name)
                for path, data in files:
                    file = folder / path
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(data)
                folders.append(folder)
            return Grammar.load(*folders, default=self.default)


def _keep(kit: Kit, extractor: Extractor) -> None:
    _extractors[kit] = extractor
    _extractors.move_to_end(kit)
    while len(_extractors) > KEPT:
        _extractors.popitem(last=False)


def _packed(folder: Path) -> Pack:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".examples") and path.is_file())
    return folder.name, tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
