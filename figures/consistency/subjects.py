"""A conflict → whether the sentence of the second text tells of something that the first text does not tell of.

In: two figures that no value fits, each with where it stands in its sentence, and what either text says. Out: a reason,
or None. `El Salvador had 154 murders` is in no conflict with `Trinidad had 577 murders`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.consistency.laying import Item, Outcome
from figures.consistency.surplus import Surplus
from figures.consistency.swaps import PLAIN
from figures.consistency.wording import Placed, numeral, tokens
from figures.grammar.tokens import bare
from figures.linking.scale import COUNTED, DATED
from figures.linking.words import Words, alike

STRANGE = 5
"""So many words at least of a sentence, and more of them than not, are nowhere in the first text, if it tells of
something else."""
PARTITIVE = "partitive"
"""The class of the words before a part of what was told: of these, including."""
POINTING, DEFINITE = "pointing-word", "definite"
"""Classes of the words that a sentence begins with if it goes on with what was told before it: it, the film."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What two texts say, by one grammar."""

    words: Words
    source: Surplus
    draft: Surplus

    def of_others(self, items: Sequence[Item], asked: Sequence[Placed], known: Sequence[Placed]) -> list[Item]:
        """The items, but that a figure is in no conflict whose sentence tells of something else."""
        places = {id(one.written): one for one in known}
        found = []
        for item, one in zip(items, asked, strict=True):
            other = places.get(id(item.against))
            reason = None
            if item.verdict is Outcome.CONFLICT and other is not None:
                reason = self._apart(one, other)
            found.append(item if reason is None else Item(Outcome.UNKNOWN, reason, item.figure, item.against))
        return found

    def _apart(self, one: Placed, other: Placed) -> str | None:
        part, whole = sorted((one, other), key=lambda each: each.figure.value or 0.0)
        if part.figure.kind in COUNTED and self._is_part(part) and not self._is_part(whole):
            return f"{part.written.text} may be of {whole.written.text}"
        ours, theirs = (
            [word for end, word in self._names(each) if end <= each.within or each.figure.kind in DATED]
            for each in (one, other)
        )
        if any(alike(word, name) for word in ours for name in theirs):
            return None
        pointing = self._points(other)
        if not pointing and not all(map(self.source.knows, ours)) and not all(map(self.draft.knows, theirs)):
            return f"the source has {other.written.text} of another name"
        names = {word for _, word in self._names(one)} if pointing else ()
        told = list(self._told(one, other))
        strange = [word for word in told if word not in names and not self.source.knows(word)]
        if len(strange) >= STRANGE and 2 * len(strange) > len(told):
            return "the source says nothing of most that its sentence says"
        return None

    def _told(self, one: Placed, other: Placed) -> Iterator[str]:
        """The content words of the sentence of the one, but for those of both figures."""
        own = [word for each in (one, other) for _, _, word in self.words.of(each.written.text)]
        for _, _, word in self.words.of(one.figure.sentence):
            if not any(alike(word, each) for each in own):
                yield word

    def _is_part(self, one: Placed) -> bool:
        """Whether a word before it says that it is of what was told: of these, 40."""
        before = " ".join(map(bare, one.figure.sentence[: one.within].lower().split()[-2:])).split()
        return any(self.words.lexicon.find(" ".join(before[number:]), PARTITIVE) is not None for number in (0, 1))

    def _names(self, one: Placed) -> Iterator[tuple[int, str]]:
        """The names of its sentence, each with where it ends; those with a digit too: F-35."""
        sentence = one.figure.sentence
        yield from (
            (token.end, token.said.lower())
            for token in tokens(sentence)
            if token.said[0].isupper() and numeral(token.said)
        )
        for start, end, word in self.words.of(sentence):
            if sentence[start].isupper() and self.words.lexicon.find(word, *PLAIN) is None:
                yield end, word

    def _points(self, one: Placed) -> bool:
        """Whether a part of its sentence goes on with what the text has told: `it sold 40`, `the film sold 40`."""
        for part in one.figure.sentence[: one.within].split(","):
            first, second = [*part.split(maxsplit=2), "", ""][:2]
            if self.words.lexicon.find(first.lower(), POINTING) is not None:
                return True
            if self.words.lexicon.find(first.lower(), DEFINITE) is not None and second[:1].islower():
                return True
        return False
