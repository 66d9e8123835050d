"""A document → its row of the documents table, with what linking needs: its names, a sketch of its words."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from figures.documents import Document
from figures.grammar import Grammar
from figures.grammar.memo import Memo
from figures.grammar.tokens import MARKS, bare

SHINGLE = 5
SKETCH = 128
SAMPLED = 8
"""Words a shingle, the most hashes kept of a document (its smallest: Broder 1997), and one word in how many may begin a
shingle that is kept: the same words in every text, so that sketches compare."""

OTHER_NAME = "other-name"
"""Class of the other spellings and older names of places: Kiev → Kyiv."""
MEMO_LIMIT = 24_000
_OWNERS = ("'s", "’s", "s'", "s’")
Marked = tuple[str, bool, bool, bool]
"""A chunk that matters: its word as a name has it, whether it has a capital that could be a name's, whether it is one
even where a sentence begins (no list has it), whether a shingle that is kept may begin with it."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":")


class Sketcher:
    """Collects names and shingles of one document after another, a block at a time; it remembers words."""

    def __init__(self, grammar: Grammar) -> None:
        self._lexicon = grammar.lexicon
        self._no_names = tuple(grammar.settings.get("not-names", ()))
        self._surely = frozenset(grammar.settings.get("names", ()))
        self._words: Memo[str, Marked | None] = Memo(MEMO_LIMIT, self._word)
        self.begin()

    def begin(self) -> None:
        """A document begins: nothing of it is known."""
        self._names: set[str] = set()
        self._shingles: set[str] = set()

    def add(self, chunks: Sequence[str]) -> None:
        """Take in one block of text, cut at blanks."""
        words = list(map(self._words.__getitem__, chunks))
        last, end = -2, len(chunks) - SHINGLE
        run: list[str] = []
        for number, (word, capital, proper, sampled) in [(number, one) for number, one in enumerate(words) if one]:
            if sampled and number <= end:
                self._shingles.add(_plain(chunks[number : number + SHINGLE]))
            if not capital:
                continue
            closed = run and (chunks[last][-1] in MARKS or chunks[last].endswith(_OWNERS))  # Peru's Lima: two names
            opens = number == 0 or chunks[number - 1].rstrip("”’\"')").endswith(_SENTENCE_ENDS)
            if run and number == last + 1 and not opens and not closed:
                run.append(word)
            else:
                if run:
                    self._names.add(" ".join(run))
                run = [word] if proper or not opens else []
            last = number
        if run:
            self._names.add(" ".join(run))

    def row(self, document: Document, digest: str, language: str) -> tuple[object, ...]:
        """The row of the document whose blocks were added since it began."""
        hashes = sorted(crc32(shingle.encode("utf-8", "replace")) for shingle in self._shingles)[:SKETCH]
        names = tuple(sorted(self._names))
        return (
            *(document.id, document.source, document.published, document.url, document.title),
            *(document.language or language, digest, len(document.text), names, tuple(hashes)),
        )

    def _word(self, chunk: str) -> Marked | None:
        plain, word = _plain((chunk,)), bare(chunk)
        sampled = bool(word) and crc32(plain.encode("utf-8", "replace")) % SAMPLED == 0
        first = word.partition("-")[0]  # Twenty-four, January-March
        capital = len(word) > 1 and word[0].isupper() and self._lexicon.find(first, *self._no_names) is None
        capital = capital and self._lexicon.find(word, *self._no_names) is None
        other = self._lexicon.find(word, OTHER_NAME) if capital else None
        word = word if other is None else str(other.meaning["is"])
        told = {name for name in self._lexicon.token_classes(word) if name[0] != "="}
        proper = capital and (not told or not told.isdisjoint(self._surely))
        return (word, capital, proper, sampled) if capital or sampled else None


def _plain(chunks: Sequence[str]) -> str:
    return " ".join([chunk.strip(MARKS) for chunk in chunks]).lower()
