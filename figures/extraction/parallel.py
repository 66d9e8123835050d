"""Documents → their rows, by several processes: the same rows in the same order as by one.

Documents go out in batches of about BATCH_CHARACTERS, and a few batches are under way at once, so memory is bounded
whatever the input. Where the system can fork, workers inherit the grammar; elsewhere each loads it once.
"""

from __future__ import annotations

import gc
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figures.documents import Document
from figures.errors import DocumentError
from figures.extraction.collecting import uncollected
from figures.extraction.extractor import DocumentRows, Extractor, Recipe

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH_CHARACTERS = 100_000
WAITING = 3
"""Batches a worker that wait for it or for the writer."""


_extractor: Extractor | None = None
_ended: Any = None
"""Shared with the parent: whether what a worker still reads is asked for no more."""


def rows_of(
    extractor: Extractor, documents: Iterable[Document], jobs: int = 1, *, all_the_same: bool = False
) -> Iterator[list[DocumentRows]]:
    """The rows of documents, a batch at a time, by `jobs` processes.

    Where figures itself fails on a document, its exception ends the run; with `all_the_same`, that document's rows are
    a fault, and the others are read.
    """
    batches = _batches(documents)
    if jobs == 1:
        for batch in batches:
            with uncollected():
                found = [_read(extractor, document, all_the_same) for document in batch]
            yield found
        return
    import multiprocessing  # not before: most runs are one process, and start sooner
    from concurrent.futures import ProcessPoolExecutor

    global _extractor
    fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if fork else "spawn")
    _extractor = extractor
    recipe = None if fork else extractor.recipe
    ended = context.RawValue("b", 0)
    waiting: deque[Future[list[DocumentRows]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(recipe, ended))
    try:
        for batch in batches:
            waiting.append(pool.submit(_work, batch, all_the_same))
            if len(waiting) >= jobs * WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        ended.value = 1
        pool.shutdown(wait=True, cancel_futures=True)
        _extractor = None


def tune_memory() -> None:
    """For a process that only extracts: what is loaded stays, and rows make no cycles worth looking for often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _start(recipe: Recipe | None, ended: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    global _extractor, _ended
    _ended = ended
    if recipe is not None:
        _extractor = Extractor.of(recipe)
    tune_memory()


def _work(batch: list[Document], all_the_same: bool) -> list[DocumentRows]:
    if _extractor is None:
        raise RuntimeError("a worker was not started by rows_of")
    found = []
    for document in batch:
        if _ended.value:
            break
        found.append(_read(_extractor, document, all_the_same))
    return found


def _read(extractor: Extractor, document: Document, all_the_same: bool) -> DocumentRows:
    try:
        return extractor.document(document)
    except Exception as error:
        if not all_the_same:
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error}, {Path(last.filename).name}:{last.lineno}"
        what, remedy = f"figures itself fails on it ({said})", "it is left out; please report it with its text"
        return DocumentRows(fault=DocumentError(what, where=document.id, remedy=remedy))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
