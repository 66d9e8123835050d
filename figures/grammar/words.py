"""Word lists of a pack → what each surface form means, and which token classes it gives.

In: TOML tables, one a word class: `surface = meaning`. Out: a `Lexicon`: the classes of a token, the meaning of a text
in a class, and the entries of several words as token sequences. A surface in lower case matches any case; one with a
capital matches as written or all in capitals; in a class whose case matters, only as written. Apostrophes are straight
or curly alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from figures.grammar.pattern import Choice, Node, Repeat, Sequence, Term
from figures.grammar.tokens import Tokeniser


@dataclass(frozen=True, slots=True)
class Word:
    """One entry: its class, the lemma under which the pack lists it, and what the pack says it means."""

    word_class: str
    lemma: str
    meaning: Mapping[str, Any]


def normal(text: str) -> str:
    """The form under which surfaces are looked up: blanks folded, apostrophes straight."""
    return text if text.isalpha() else " ".join(text.replace("’", "'").split())


class Lexicon:
    """All words of a pack, by class and by token."""

    def __init__(self, tokeniser: Tokeniser, case_matters: Iterable[str] = ()) -> None:
        self._tokeniser, self._case_matters = tokeniser, frozenset(case_matters)
        self._words: dict[str, dict[str, Word]] = {}
        self._folded: dict[str, set[str]] = {}
        self._exact: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, bool], ...]]] = {}
        self._single: set[str] = set()

    def add(self, word_class: str, surface: str, lemma: str, meaning: Mapping[str, Any]) -> None:
        """List `surface` under a class. Of two meanings for one surface in one class the first stands."""
        entries = self._words.setdefault(word_class, {})
        exact = word_class in self._case_matters
        if not exact and surface.isalpha() and surface.islower():  # most words: one token, in one case
            if surface not in entries:
                entries[surface] = Word(word_class, lemma, meaning)
            self._single.add(word_class)
            self._folded.setdefault(surface, set()).add(word_class)
            return
        pieces = self.pieces(surface)
        for form in (normal(surface),) if exact else _cases(normal(surface)):
            entries.setdefault(form, Word(word_class, lemma, meaning))
        if len(pieces) == 1:
            self._single.add(word_class)
            if exact:
                self._exact.setdefault(normal(pieces[0][0]), set()).add(word_class)
            else:
                self._give(pieces[0][0], word_class)
        else:
            self._phrases.setdefault(word_class, []).append(pieces)

    def _give(self, token: str, word_class: str) -> None:
        token = normal(token)
        if token == token.lower():
            self._folded.setdefault(token, set()).add(word_class)
        else:
            for form in _cases(token):
                self._exact.setdefault(form, set()).add(word_class)

    def pieces(self, surface: str) -> tuple[tuple[str, bool], ...]:
        """The tokens of a surface: (text, glued to the one before)."""
        if surface.isalpha():  # most words: one token, as it stands
            return ((surface, False),)
        found: list[tuple[str, bool]] = []
        for chunk in surface.split():
            for index, token in enumerate(self._tokeniser.tokens(chunk)):
                found.append((token.text, index > 0))
        return tuple(found)

    def classes(self) -> Iterable[str]:
        """The names of all word classes."""
        return self._words.keys()

    def entries(self, word_class: str) -> Mapping[str, Word]:
        """The entries of one class, by normal surface."""
        return self._words.get(word_class, {})

    def find(self, text: str, *classes: str) -> Word | None:
        """What `text` means in the first of `classes` that lists it."""
        exact = normal(text)
        folded = exact.lower()
        for word_class in classes:
            entries = self._words.get(word_class)
            if entries is not None:
                found = entries.get(exact) or (None if word_class in self._case_matters else entries.get(folded))
                if found is not None:
                    return found
        return None

    def token_classes(self, token: str) -> set[str]:
        """The classes that word lists and literals give one token."""
        token = normal(token)
        return self._exact.get(token, set()) | self._folded.get(token.lower(), set())

    def literal(self, text: str) -> Node:
        """The pattern of words quoted in a rule."""
        return self._phrase(self.pieces(text))

    def _phrase(self, pieces: Iterable[tuple[str, bool]]) -> Node:
        items = [self._literal(text, glued) for text, glued in pieces]
        return items[0] if len(items) == 1 else Sequence(items)

    def _literal(self, token: str, glued: bool) -> Term:
        name = "=" + normal(token)
        self._give(token, name)
        return Term(name, glued)

    def pattern(self, word_class: str) -> Node:
        """The pattern of one entry of a class: entries of several words first, as a trie, then single tokens."""
        items = self._trie(self._phrases.get(word_class, []))
        if word_class in self._single:
            items.append(Term(word_class))
        return items[0] if len(items) == 1 else Choice(items)

    def _trie(self, phrases: Iterable[tuple[tuple[str, bool], ...]]) -> list[Node]:
        branches: dict[tuple[str, bool], list[tuple[tuple[str, bool], ...]]] = {}
        for phrase in phrases:
            if phrase:
                branches.setdefault(phrase[0], []).append(phrase[1:])
        nodes: list[Node] = []
        for (token, is_glued), rests in branches.items():
            first = self._literal(token, is_glued)
            further = self._trie(rests)
            if not further:
                nodes.append(first)
                continue
            rest = further[0] if len(further) == 1 else Choice(further)
            nodes.append(Sequence([first, Repeat(rest, 0, 1) if () in rests else rest]))
        return nodes


def _cases(surface: str) -> tuple[str, ...]:
    return (surface,) if surface == surface.lower() else (surface, surface.upper())
