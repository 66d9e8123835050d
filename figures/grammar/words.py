"""Word lists of a pack → what each surface form means, and which token classes it gives.

In: TOML tables, one a word class: `surface = meaning`. Out: a `Lexicon`: the classes of a token, the meaning of a text
in a class, and the entries of several words as token sequences. A surface in lower case matches any case; one with a
capital matches as written or all in capitals; in a class whose case matters, only as written. Apostrophes are straight
or curly alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any, NamedTuple

from figures.grammar.pattern import Choice, Node, Repeat, Sequence, Term
from figures.grammar.tokens import UNSEEN, Tokeniser

Entry = tuple[str, Mapping[str, Any]]
"""The lemma under which the pack lists a surface, and what the pack says it means."""
Pieces = tuple[tuple[str, bool], ...]
"""The tokens of a surface: (text, glued to the one before)."""


class Word(NamedTuple):
    """One entry: its class, the lemma under which the pack lists it, and what the pack says it means."""

    word_class: str
    lemma: str
    meaning: Mapping[str, Any]


class Lists(NamedTuple):
    """What word lists come to, as plain data that can be kept: by class, the entries of surfaces, whether some are
    single tokens, and the others; by token, its classes in any case and as written.
    """

    entries: dict[str, dict[str, Entry]]
    single: dict[str, bool]
    phrases: dict[str, list[Pieces]]
    folded: dict[str, tuple[str, ...]]
    exact: dict[str, tuple[str, ...]]


def normal(text: str) -> str:
    """The form under which surfaces are looked up: blanks folded, apostrophes straight, without what nobody sees."""
    return text if text.isalpha() else " ".join(text.translate(_PLAIN).split())


_PLAIN = str.maketrans("’", "'", UNSEEN)


class Lexicon:
    """All words of a pack, by class and by token."""

    def __init__(self, tokeniser: Tokeniser, case_matters: Iterable[str] = (), lists: Lists | None = None) -> None:
        self._tokeniser, self._case_matters = tokeniser, frozenset(case_matters)
        self.lists = Lists({}, {}, {}, {}, {}) if lists is None else lists
        self._same: dict[Any, Any] = {}
        self._terms: dict[tuple[str, bool], Term] = {}

    def add(self, word_class: str, surface: str, lemma: str, meaning: Mapping[str, Any]) -> None:
        """List `surface` under a class. Of two meanings for one surface in one class the first stands."""
        entries = self.lists.entries.setdefault(word_class, {})
        exact = word_class in self._case_matters
        meaning = self._same.setdefault(repr(meaning), meaning)
        entry = self._same.setdefault((lemma, id(meaning)), (intern(lemma), meaning))
        for form in (normal(surface),) if exact else _cases(normal(surface)):
            entries.setdefault(intern(form), entry)
        pieces = self.pieces(surface)
        if len(pieces) > 1:
            self.lists.phrases.setdefault(word_class, []).append(pieces)
            return
        self.lists.single[word_class] = True
        if exact:
            self._tell(self.lists.exact, normal(pieces[0][0]), word_class)
        else:
            self._give(pieces[0][0], word_class)

    def _give(self, token: str, word_class: str) -> None:
        token = normal(token)
        if token == token.lower():
            self._tell(self.lists.folded, token, word_class)
        else:
            for form in _cases(token):
                self._tell(self.lists.exact, form, word_class)

    def _tell(self, classes: dict[str, tuple[str, ...]], token: str, word_class: str) -> None:
        """Give a token one class more; what many tokens have is kept once."""
        known = classes.get(token, ())
        if word_class not in known:
            told = (*known, word_class)
            classes[token] = self._same.setdefault(told, told)

    def pieces(self, surface: str) -> Pieces:
        """The tokens of a surface."""
        found: list[tuple[str, bool]] = []
        for chunk in surface.split():
            if chunk.isalpha():  # most words: one token, as it stands
                found.append((chunk, False))
            else:
                found += [(token.text, index > 0) for index, token in enumerate(self._tokeniser.tokens(chunk))]
        return tuple(found)

    def classes(self) -> Iterable[str]:
        """The names of all word classes."""
        return self.lists.entries.keys()

    def entries(self, word_class: str) -> Mapping[str, Word]:
        """The entries of one class, by normal surface."""
        listed = self.lists.entries.get(word_class, {})
        return {surface: Word(word_class, *entry) for surface, entry in listed.items()}

    def find(self, text: str, *classes: str) -> Word | None:
        """What `text` means in the first of `classes` that lists it."""
        exact = normal(text)
        folded = exact.lower()
        for word_class in classes:
            entries = self.lists.entries.get(word_class)
            if entries is not None:
                found = entries.get(exact) or (None if word_class in self._case_matters else entries.get(folded))
                if found is not None:
                    return Word(word_class, *found)
        return None

    def token_classes(self, token: str) -> set[str]:
        """The classes that word lists and literals give one token."""
        token = normal(token)
        return {*self.lists.exact.get(token, ()), *self.lists.folded.get(token.lower(), ())}

    def literal(self, text: str) -> Node:
        """The pattern of words quoted in a rule."""
        return self._phrase(self.pieces(text))

    def _phrase(self, pieces: Pieces) -> Node:
        items = [self._literal(text, glued) for text, glued in pieces]
        return items[0] if len(items) == 1 else Sequence(items)

    def _literal(self, token: str, glued: bool) -> Term:
        found = self._terms.get((token, glued))
        if found is None:
            name = "=" + normal(token)
            self._give(token, name)
            found = self._terms[token, glued] = Term(name, glued)
        return found

    def pattern(self, word_class: str) -> Node:
        """The pattern of one entry of a class: entries of several words first, as a trie, then single tokens."""
        items = self._trie(self.lists.phrases.get(word_class, []))
        if word_class in self.lists.single:
            items.append(Term(word_class))
        return items[0] if len(items) == 1 else Choice(items)

    def _trie(self, phrases: Iterable[Pieces]) -> list[Node]:
        branches: dict[tuple[str, bool], list[Pieces]] = {}
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
