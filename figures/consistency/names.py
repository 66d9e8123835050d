"""Two figures → what the names in their sentences say of them: of whom, of where.

In: figures and the sentences of their documents. A name is a word that is written with a capital within a sentence, so
that nothing of a language is known here.
"""

from __future__ import annotations

from figures.consistency.times import Beside
from figures.grammar.tokens import bare
from figures.table import Figure


def of_another(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the name that stands nearest before the one is not in the sentence of the other, though that has a name
    before its own: Orbit-3 costs less than Orbit-2, which had a budget of $96 million."""
    for one, other in ((left, right), (right, left)):
        named = names(one, beside, before=True)
        last = next((word for word in map(bare, reversed(_leading(one).split())) if word in named), None)
        if last is not None and last not in names(other, beside) and names(other, beside, before=True):
            return True
    return False


def names_apart(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether each sentence has a name that the other has not: it may be where, or of whom, and no proof is left."""
    ours, theirs = names(left, beside), names(right, beside)
    return bool(ours - theirs and theirs - ours)


def names(figure: Figure, beside: Beside, before: bool = False) -> set[str]:
    """The words of a sentence that are written as names, but for its figures (dates) and for who said it.

    With `before`, only those that stand before the figure: mostly, who did it.
    """
    sentence = _leading(figure) if before else figure.sentence
    for said in sorted((one.text for one in beside.fellows(figure)), key=len, reverse=True):
        sentence = sentence.replace(said, " ")
    sentence = sentence.replace(figure.text, " ").replace(figure.attribution or " ", " ")
    words = map(bare, sentence.split())
    told = {word for word in words if word[:1].isupper()}
    first = next((word for word in told if figure.sentence.startswith(word)), None)
    return told - {first} if first is None or not _is_name(first, figure, beside) else told


def _is_name(first: str, figure: Figure, beside: Beside) -> bool:
    """Whether the word that a sentence begins with is written as a name within another sentence of its document."""
    others = {one.sentence for one in beside.documents[figure.document]} - {figure.sentence}
    return any(first in map(bare, each.split()[1:]) for each in others)


def _leading(figure: Figure) -> str:
    return figure.sentence.partition(figure.text)[0]
