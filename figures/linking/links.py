"""Rows of figures and documents → pairs of figures that may speak of one quantity, and what speaks against it.

figures of close documents, on one scale → `Link`s: how alike the surroundings are, and the first obstacle, if any, to
holding the two for the same quantity. Values play no part here: whether two figures are linked does not depend on
whether they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from figures.grammar import Grammar
from figures.grammar.tokens import MARKS
from figures.linking.closeness import Pair
from figures.linking.scale import Scale, scale
from figures.linking.words import HEAD, Context, Words, alike, alikeness, dates, places
from figures.table import DocumentRow, Figure, Kind, Modality, Statistic

LINKED = 0.3
"""Least likeness of their surroundings for two figures of close documents to be laid beside each other."""
ONE_SIDED = {"standing": "an earlier count", "stretch": "another time"}
"""What a word of the class `facet` is `of` if a figure without one is another as well, and why: a count that was
replaced, or one that was taken over a season.
"""
MEASURE = "measure"
"""What a word of the class `hint` is `of` if a figure without one is of another measure: core inflation."""
HOUR = "hour"
NARROWED = "part"
"""What a word of the class `hint` is `of` if it makes less of what is counted: a figure without one is of more."""
LEFT = "rest"
"""The same of a word for what is left of more at a later hour: ten are missing, one is still missing."""
NOT_ASSERTED = "not both asserted"
"""The obstacle where one is denied, supposed, aimed at or foretold; it comes last where both are foretold."""
SAID_ALIKE = frozenset((Modality.FORECAST, Modality.TARGET))
LEVELS = frozenset((Statistic.POINT, Statistic.CUMULATIVE))
SAME_EVENT = 0.15
"""The same for figures of the same noun and event, or of the same unit and noun."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure with the words around it."""

    figure: Figure
    context: Context
    scale: Scale


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures that may speak of one quantity."""

    left: Figure
    right: Figure
    key: str
    likeness: float
    obstacle: str | None
    """Why they are not the same quantity, or not known to be, in a few fixed words; None if nothing speaks against."""
    within: bool
    """Whether both stand in one document."""
    contained: bool
    """Whether the place of the one is said to lie in that of the other."""
    same_neighbours: bool
    """Whether a word that stands next to the one, names left out, stands next to the other as well."""
    same_before: bool
    """Whether that word is the one before, or neither has one; a length of time that nothing leads to tells when."""
    same_after: bool
    """Whether the next word after the one is the next after the other, names counted; also where one has none."""
    same_narrower: bool
    """Whether the same word, or none, stands before the noun of each: food inflation is not inflation."""
    same_lead: bool
    """Whether both are of one noun, or not each has a plain word before it that the other's sentence lacks."""
    same_hints: bool
    """Whether no words beside the two hint that they are of other hours, or of a part and its whole."""
    grows: bool
    """Whether what happened to both may happen to more by the hour."""
    may_grow: bool
    """The same of one of them at least: of the other nothing may be said."""
    once: bool
    """Whether what happened to both is over when it is told, and no other on the next day."""


Standings = Mapping[str, Sequence[Standing]]
"""The figures of each document that can be linked."""


def links(figures: Iterable[Figure], pairs: Iterable[Pair], grammar: Grammar) -> Iterator[Link]:
    """The links between the figures of close documents, and within each, in the order of documents and places."""
    by_document = standings(figures, Words(grammar))
    yield from links_between(by_document, ((one.row.document, other.row.document) for one, other, _ in pairs))
    yield from links_inside(by_document, by_document)


def links_between(by_document: Standings, pairs: Iterable[tuple[str, str]]) -> Iterator[Link]:
    """The links between the figures of each pair of documents."""
    for one, other in pairs:
        yield from _between(by_document.get(one, ()), by_document.get(other, ()))


def links_inside(by_document: Standings, names: Iterable[str]) -> Iterator[Link]:
    """The links between the figures of each of some documents."""
    for name in sorted(names):
        yield from _inside(by_document[name])


def documents_of(figures: Iterable[Figure], documents: Iterable[DocumentRow]) -> list[DocumentRow]:
    """The row of each document that has figures; of one that is not in the table, what its sentences tell: names."""
    known = {row.document: row for row in documents}
    sentences: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        sentences.setdefault(figure.document, {})[figure.sentence] = figure
    return [known.get(name) or _by_sentences(name, those) for name, those in sorted(sentences.items())]


def _by_sentences(name: str, figures: Mapping[str, Figure]) -> DocumentRow:
    words = {word.strip(MARKS) for sentence in figures for word in sentence.split()[1:]}
    names = tuple(sorted(word for word in words if word[:1].isupper()))
    one = next(iter(figures.values()))
    return DocumentRow(name, one.source, one.published, None, None, None, one.document_sha256, 0, names, ())


def standings(figures: Iterable[Figure], words: Words) -> dict[str, list[Standing]]:
    """The figures of each document that can be linked, each with the words around it."""
    grouped: dict[str, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(figure.document, []).append(figure)
    found: dict[str, list[Standing]] = {}
    for name, those in grouped.items():
        those.sort(key=lambda figure: (figure.start, figure.end, figure.figure_id))
        where = places(those)
        dated = dates(those, where)
        found[name] = [
            Standing(figure, words.context(figure, place, dated.get(figure.sentence, ())), on)
            for figure, place in zip(those, where, strict=True)
            if (on := scale(figure)) is not None
        ]
    return found


def _between(left: Sequence[Standing], right: Sequence[Standing]) -> Iterator[Link]:
    by_scale: dict[Scale, list[Standing]] = {}
    for other in right:
        by_scale.setdefault(other.scale, []).append(other)
    for one in left:
        for other in by_scale.get(one.scale, ()):
            link = linked(one, other)
            if link is not None:
                yield link


def _inside(standings: Sequence[Standing]) -> Iterator[Link]:
    by_scale: dict[Scale, list[Standing]] = {}
    for one in standings:
        for earlier in by_scale.get(one.scale, ()):
            if earlier.figure.sentence != one.figure.sentence:
                link = linked(earlier, one)
                if link is not None:
                    yield link
        by_scale.setdefault(one.scale, []).append(one)


def linked(one: Standing, other: Standing) -> Link | None:
    """The link between two figures on one scale, or None if they have nothing in common."""
    left, right = one.figure, other.figure
    nouns = left.noun is not None and right.noun is not None and alike(left.noun, right.noun)
    events = left.event is not None and left.event == right.event
    if not nouns and not events and left.noun is not None and right.noun is not None:
        return None
    near = alikeness(one.context, other.context)
    if near < (SAME_EVENT if nouns and events else LINKED):
        return None
    within = left.document == right.document
    beside, theirs = one.context.nearest, other.context.nearest
    same = not beside.isdisjoint(theirs) or any(alike(word, known) for word in beside for known in theirs)
    contained = _contained(left, one.context, right, other.context)
    obstacle = _obstacle(left, one.context, right, other.context, nouns, contained)
    led = one.context.before, other.context.before
    before = None not in led and _alike_or_none(*led)
    before = before or (led == (None, None) and left.kind != Kind.DURATION)  # `12 hours after that, …` tells when
    after = _alike_or_none(one.context.after, other.context.after)
    narrower = one.context.narrower == other.context.narrower
    return Link(
        left,
        right,
        _key(left, right),
        near,
        obstacle,
        within,
        contained,
        same,
        before,
        after,
        narrower,
        nouns or not (_leads_elsewhere(one.context, other.context) and _leads_elsewhere(other.context, one.context)),
        _same_hints(one.context, other.context),
        one.context.grows and other.context.grows,
        one.context.grows or other.context.grows,
        one.context.once and other.context.once,
    )


def told_apart(left: Figure, ours: Context, right: Figure, theirs: Context) -> str | None:
    """The first thing in the columns or the words beside two figures that speaks against one quantity, or None."""
    nouns = left.noun is not None and right.noun is not None and alike(left.noun, right.noun)
    return _obstacle(left, ours, right, theirs, nouns, _contained(left, ours, right, theirs))


def _words_apart(left: Figure, ours: Context, right: Figure, theirs: Context) -> str | None:
    if None not in (left.place, right.place) and ours.several != theirs.several:
        return "another place"  # 20,000 died in Turkey and Syria, 17,000 in Turkey
    return _facets_apart(ours, theirs)


def hinted_apart(one: Context, other: Context) -> bool:
    """Whether words beside both tell them apart, whatever the hour and the part, or one says of the one alone that it
    is of another measure: core sales."""
    ours, theirs = one.hints, other.hints
    if any(ours[of] != theirs[of] for of in ours.keys() & theirs.keys() - {NARROWED, LEFT, HOUR}):
        return True
    if MEASURE in ours and MEASURE in theirs:
        return False
    sides = ((ours.get(MEASURE), other), (theirs.get(MEASURE), one))
    return any(told is not None and not _says(told, context) for told, context in sides)


def _says(word: str, context: Context) -> bool:
    return any(alike(word, known) for known, _, _ in context.heads.get(word[:HEAD], ()))


def _same_hints(one: Context, other: Context) -> bool:
    ours, theirs = one.hints, other.hints
    both = all(ours[of] == theirs[of] for of in ours.keys() & theirs.keys())
    return both and all(ours.get(of) == theirs.get(of) for of in (NARROWED, LEFT, MEASURE))


def _leads_elsewhere(one: Context, other: Context) -> bool:
    """Whether a word that leads to the one is nowhere in the sentence of the other."""
    return any(not _says(word, other) for word in one.lead)


def _alike_or_none(one: str | None, other: str | None) -> bool:
    return one is None or other is None or alike(one, other)


def _facets_apart(one: Context, other: Context) -> str | None:
    """Whether words beside the two tell them apart: 5 metres long, 5 metres wide; initially 12."""
    if not one.facets and not other.facets:
        return None
    for of, says in ONE_SIDED.items():
        if one.facets.get(of) != other.facets.get(of):
            return says
    if any(one.facets[of] != other.facets[of] for of in one.facets.keys() & other.facets.keys()):
        return "another facet"
    return None


def _key(left: Figure, right: Figure) -> str:
    """What both are about, in words."""
    noun = left.noun or right.noun
    words = [noun or left.unit or str(left.kind), left.event if left.event == right.event else None]
    return " ".join(word for word in words if word)


def _obstacle(left: Figure, ours: Context, right: Figure, theirs: Context, nouns: bool, contained: bool) -> str | None:
    """The first thing that speaks against one quantity."""
    if left.modality != right.modality or left.modality not in (Modality.ASSERTED, *SAID_ALIKE):
        return NOT_ASSERTED
    says = _columns_apart(left, right, nouns, contained) or _words_apart(left, ours, right, theirs)
    return NOT_ASSERTED if says is None and left.modality != Modality.ASSERTED else says


def _columns_apart(left: Figure, right: Figure, nouns: bool, contained: bool) -> str | None:
    if left.kind == Kind.AGE or right.kind == Kind.AGE:
        return "another age"
    if left.event != right.event and None not in (left.event, right.event):
        return "another event"
    if left.per != right.per:
        return "another denominator"
    if left.statistic != right.statistic and not {left.statistic, right.statistic} <= LEVELS:
        return "another statistic"
    if not nouns and (left.noun is not None) != (right.noun is not None):
        return "another noun"
    if left.role != right.role and None not in (left.role, right.role):
        return "another role"
    if not contained and not same_place(left, right) and is_named(left.place) == is_named(right.place) is not None:
        return "another place"
    return None


def is_named(place: str | None) -> bool | None:
    """Whether a place is told by name, and not as one of a kind (`in hospital`); None where none is told."""
    return None if place is None else any(word[:1].isupper() for word in place.split())


def same_place(left: Figure, right: Figure) -> bool:
    """Whether the places of two figures have a word in common where each begins: Poland is but one of
    `Romania, Poland`, and not the Gdansk of `Gdansk, Poland`."""
    if left.place is None or right.place is None:
        return False
    one, other = (place.lower().partition(",")[0].split() for place in (left.place, right.place))
    return any(alike(a, b) for a in one for b in other)


def _contained(left: Figure, ours: Context, right: Figure, theirs: Context) -> bool:
    """Whether the sentence of the one says its place to be in the other's: near Cajamarca in Peru, in northern Peru."""
    if left.place is None or right.place is None:
        return False
    one, other = (set(place.partition(",")[0].split()) for place in (left.place, right.place))
    return not one.isdisjoint(theirs.around) or not other.isdisjoint(ours.around)
