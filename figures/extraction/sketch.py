"""A document → its row of the documents table, with what linking needs: its names, a sketch of its words."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from figures.documents import Document

SHINGLE = 5
SKETCH = 128
"""Words a shingle, and the most hashes kept of a document: its smallest (Broder 1997), so that sketches compare."""

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?“\"\n] )(?<!^)\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", re.MULTILINE)


def document_row(document: Document, digest: str, language: str) -> tuple[object, ...]:
    """The row of one document."""
    return (
        *(document.id, document.source, document.published, document.url, document.title),
        *(document.language or language, digest, len(document.text), names(document.text), sketch(document.text)),
    )


def names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence or a line, sorted."""
    return tuple(sorted({match[0] for match in _NAME.finditer(text)}))


def sketch(text: str) -> tuple[int, ...]:
    """The smallest CRC-32s of the text's runs of five words that begin with a sampled word, in lower case."""
    words = _WORD.findall(text.lower())
    starts = [start for start, word in enumerate(words[: 1 - SHINGLE]) if _sampled(word)]
    shingles = {" ".join(words[start : start + SHINGLE]) for start in starts}
    return tuple(sorted(crc32(shingle.encode("utf-8", "replace")) for shingle in shingles)[:SKETCH])


@lru_cache(maxsize=100_000)
def _sampled(word: str) -> bool:
    """One word in eight, the same in every text: a shingle is in the sketch or not by its own words alone."""
    return crc32(word.encode("utf-8", "replace")) % 8 == 0
