"""One figure of a second text, laid beside those of the first → what they say to it: an `Item`.

It is quoted, turned round or miswritten from one of them; or it fits the one that is surely of the same, or conflicts
with it; or something leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from figures.consistency.matching import IN_PLACE, Match, match, sameness
from figures.consistency.miswriting import WRITTEN, amount, derived, digits, miswritten
from figures.consistency.policy import Policy
from figures.consistency.readings import (
    apart_in_value,
    follows,
    inverse,
    is_open,
    meets,
    misquotes,
    one_end_apart,
    overstates,
    said_within,
    same_reading,
    supports,
    tells,
    turned,
    unhedged,
)
from figures.consistency.sides import same_game
from figures.consistency.wording import (
    PERSONS,
    TURN,
    WAY,
    Placed,
    among,
    apart,
    begun_alike,
    denied,
    followed_alike,
    is_kind,
    misquoted,
    of_others,
    persons_and_things,
    placed,
    quoted,
    tells_both,
    unlike,
    with_way,
)
from figures.linking.links import hinted_apart, told_apart
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import HEAD, Words, alike
from figures.table import Bound, Figure, Kind, Modality, Role, Statistic

SURE = 0.4
"""Least sameness of two figures to be held for one although their values differ."""
SURE_OF_SEVERAL, AHEAD = 0.3, 0.15
"""The same where it was chosen among several, and is so much surer than any other."""
SOME = -IN_PLACE
"""Least sameness of two figures of one value: they may stand at other places of their texts."""
CLEAR, CLEAR_OF_EQUAL = 0.1, 0.2
"""How much surer than any other a pair of figures must be to decide alone, and than an equal one to be no excuse."""
TELLING, TOLD = 3, 2 * SOME
"""A number of so many digits, or with a unit, is seldom of two things: the least sameness of two of them."""
FEW = 10
"""Many things of a text come in so few: so many schools are not the equal number of doctors."""
SLIPPED, MANY = {1: SURE / 2, 2: 0.0, 3: SOME}, 3
"""Least sameness of a figure and what it may have been before it was miswritten, by how many digits show that."""
TURNED = SOME
"""The same where a bound was set on the other side of its number."""
FURTHER = "scope-word"
"""Class of the words for more of what was counted, and for others."""
COMPLEMENTS = ({Bound.LT, Bound.GE}, {Bound.GT, Bound.LE})
"""Bounds of which the one is the other denied: not below 40, at least 40."""
EACH = "each"
"""What a word of the class `hint` says where a count is one of each."""


class Outcome(StrEnum):
    """What the first text says to a figure of the second, or to all of them."""

    CONSISTENT = "consistent"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of the second text, with the figure of the first that decided, if any."""

    verdict: Outcome
    reason: str
    figure: Figure
    against: Figure | None
    likely: float | None = None
    """How sure it is that both are of one thing, where they conflict for no more than that."""

    @property
    def spans(self) -> tuple[tuple[int, int], tuple[int, int] | None]:
        """Start and end of the figure in the second text, and of what it was laid beside in the first."""
        beside = None if self.against is None else (self.against.start, self.against.end)
        return (self.figure.start, self.figure.end), beside

    def decided(self, verdict: Outcome, reason: str, by: Placed | None = None) -> Item:
        """The item with another verdict, by the same figure of the first text if by no other."""
        return replace(self, verdict=verdict, reason=reason, against=self.against if by is None else by.written)


@dataclass(frozen=True)
class Texts:
    """The figures of two texts, and which go together."""

    known: Sequence[Placed]
    asked: Sequence[Placed]
    matched: Match
    words: Words
    policy: Policy

    @classmethod
    def of(cls, premise: Sequence[Figure], hypothesis: Sequence[Figure], words: Words, policy: Policy) -> Texts:
        """Two lists of figures, each in the order of its text."""
        known, asked = placed(premise, words), placed(hypothesis, words)
        known, asked = with_way(known, asked, words), with_way(asked, known, words)
        return cls(known, asked, match(known, asked, policy), words, policy)

    @cached_property
    def equal(self) -> Mapping[int, Sequence[int]]:
        """The figures of the second text, by number, that have equals in the first, with these."""
        return self.matched.by_number()

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(one.written): place for place, one in enumerate(self.known)}

    def place(self, item: Item) -> int | None:
        """Which of the first text has decided."""
        return self._places.get(id(item.against))

    def against(self, item: Item) -> Placed | None:
        """The same with what stands around it."""
        place = self.place(item)
        return None if place is None else self.known[place]

    def spoken_beside(self, number: int) -> Mapping[int, int]:
        """The figures of the first text that others of the sentence of one of the second state, each with that."""
        sentence = self.asked[number].figure.sentence
        equal = ((one, place) for one, places in self.equal.items() for place in places)
        return {p: one for one, p in equal if one != number and self.asked[one].figure.sentence == sentence}

    @staticmethod
    def by_sentence(figures: Sequence[Placed]) -> dict[str, list[Placed]]:
        """The figures of one of the two, by their sentences."""
        found: dict[str, list[Placed]] = {}
        for one in figures:
            found.setdefault(one.figure.sentence, []).append(one)
        return found

    def items(self) -> list[Item]:
        """What the first text says to each figure of the second by itself."""
        written = {id(one.figure): one.written for one in self.known}
        found = []
        for number, one in enumerate(self.asked):
            item = Case(number, one, self.known, self.matched, self.words, self.policy).item()
            against = None if item.against is None else written[id(item.against)]
            found.append(replace(item, figure=one.written, against=against))
        return found


@dataclass(frozen=True, slots=True)
class Case:
    """A figure of the second text and all that it is decided by: the figures of the first, and which it was matched
    with."""

    number: int
    asked: Placed
    first: Sequence[Placed]
    matched: Match
    words: Words
    policy: Policy

    @property
    def beside(self) -> list[tuple[float, int]]:
        """The figures of the first text that it can be compared with, the surest first: (sameness, which)."""
        return self.matched.beside.get(self.number, [])

    def item(self) -> Item:
        """What the first text says to it."""
        partner, beside, first = self.matched.partners.get(self.number), self.beside, self.first
        figure = self.asked.figure
        if partner is None and not beside:
            return self._miswritten() or Item(Outcome.UNKNOWN, "no source has a figure like it", figure, None)
        near = {place: near for near, place in beside}
        likely, chosen = (near[partner], partner) if partner is not None else beside[0]
        telling = {place for _, place in beside if tells(first[place].figure, figure, self.words, self.policy)}
        equal = [pair for pair in beside if pair[1] in telling or (self.number, pair[1]) in self.matched.equal]
        equal = [pair for pair in equal if self._on_one_scale(pair[1]) or pair[0] >= self._least(pair[1])]
        changed = self._misquoted(equal) or self._begun() or (None if equal else self._miswritten())
        if changed is not None:
            return changed
        best = max((near for near, _ in equal), default=0.0) - CLEAR_OF_EQUAL
        equal.sort(
            key=lambda pair: (
                self._opposed(pair[1]),
                self._of_others(pair[1]),
                self._turned(pair[1]),
                pair[0] < best or first[pair[1]].figure.value != figure.value,  # no rounded one
            )
        )
        # What another figure of the second text tells is no rival of an equal number.
        rivals = [near for near, place in beside if place not in self.matched.spoken]
        if equal:
            least = self._least(equal[0][1])
            if equal[0][0] >= max(max(rivals, default=least) - CLEAR_OF_EQUAL, least):
                likely, chosen = equal[0]
        one = first[chosen].figure
        if Modality.NEGATED in (one.modality, figure.modality) and one.modality != figure.modality:
            return Item(Outcome.UNKNOWN, "one of the two is denied", figure, one)
        if unlike(one, figure, self.words) or self._turned(chosen):
            return Item(Outcome.UNKNOWN, "the words beside them tell of other things", figure, one)
        if turned(one, figure) and self._denied(chosen):
            fits = {one.bound, figure.bound} in COMPLEMENTS
            return Item(Outcome.CONSISTENT if fits else Outcome.UNKNOWN, "one of the two is denied", figure, one)
        same = chosen in telling or unhedged(one, figure, self.policy)
        echoed = same or any(place == chosen for _, place in equal)
        if (same or supports(one, figure, self.policy)) and likely >= (self._least(chosen) if echoed else SURE / 2):
            return self._fitting(chosen, likely, same=same)
        says = self._left_open(chosen, likely, equal)
        if says is not None:
            return Item(Outcome.UNKNOWN, says, figure, one)
        return Item(Outcome.CONFLICT, f"no value fits both {one.text} and {figure.text}", figure, one, likely)

    def _on_one_scale(self, place: int) -> bool:
        return scale(self.first[place].figure) == scale(self.asked.figure)

    def _least(self, place: int) -> float:
        """How sure it must be that two figures of one value are of one thing: few will share `$4.37` by chance."""
        one, figure = self.first[place].figure, self.asked.figure
        if persons_and_things(one, figure, self.words) and (figure.value or FEW) < FEW:
            return SURE
        if not self._on_one_scale(place):  # the one has no unit
            return SURE if one.kind == Kind.NUMBER or figure.kind == Kind.NUMBER else SOME
        telling = figure.kind in WRITTEN or len(digits(figure.value or 0.0)) >= TELLING
        return TOLD if telling and same_reading(one, figure, self.policy) else SOME

    def _misquoted(self, equal: Sequence[tuple[float, int]]) -> Item | None:
        """The conflict with a figure of which the same words tell; what they say elsewhere, or another source says, is
        quoted right."""
        said = [place for _, place in self.beside if quoted(self.first[place], self.asked)]
        said = said or [place for _, place in self.beside if self._opens(place, equal)]
        if not said:
            return None
        one = self.first[said[0]].figure
        told = any(place in said or self.first[place].figure.document != one.document for _, place in equal)
        if told or not misquotes(self.asked.figure, one, self.policy):
            return None
        return Item(Outcome.CONFLICT, f"{one.text} in the source has the same words around", self.asked.figure, one)

    def _opens(self, place: int, equal: Sequence[tuple[float, int]]) -> bool:
        """Whether the sentences are the same up to both figures, and nothing between was left out: of a list, some."""
        one = self.first[place]
        later = [self.first[other] for _, other in equal if self.first[other].figure.sentence == one.figure.sentence]
        left_out = any(followed_alike(each, self.asked) for each in later)
        return not left_out and begun_alike(one, self.asked)

    def _begun(self) -> Item | None:
        """What a stretch is told that begins at another time than one of the first text."""
        figure, first = self.asked.figure, self.first
        begun = [pair for pair in self.beside if one_end_apart(first[pair[1]].figure, figure)]
        if not begun or any(same_reading(first[place].figure, figure, self.policy) for _, place in self.beside):
            return None
        one = first[begun[0][1]].figure
        sure = begun[0][0] >= SURE and (is_open(one) or _said_of_it(first[begun[0][1]], self.asked, self.words))
        verdict = Outcome.CONFLICT if sure else Outcome.UNKNOWN
        return Item(verdict, f"{one.text} in the source is another stretch", figure, one)

    def _miswritten(self) -> Item | None:
        """The conflict with the figure of the first text that it has turned round or miswritten: the surest."""
        figure, first = self.asked.figure, self.first
        near = {place: near for near, place in self.beside}
        told = {amount(first[place].figure) for place in self.matched.spoken}
        if figure.kind in COUNTED and figure.value in {one.figure.value for one in first}:
            told |= {amount(one.figure) for one in first if one.figure.value != figure.value}
        found = []
        for place, known in enumerate(first):
            one = known.figure
            about = turned(one, figure) and not self._denied(place)
            if amount(one) in told:
                continue
            sure = TURNED if about else None
            if not about and apart_in_value(one, figure, self.policy):
                sure = SLIPPED.get(min(miswritten(one, figure), MANY))
            if sure is None or (not about and self._of_others_by_name(one)):
                continue
            likely = near[place] if place in near else sameness(self.asked, known)
            if likely < sure:
                continue
            if about or not derived(figure, one, [each.figure for each in first]):
                found.append((likely, -place))
        if not found:
            return None
        slip = first[-max(found)[1]].figure
        return Item(Outcome.CONFLICT, f"{slip.text} in the source has been miswritten", figure, slip)

    def _of_others_by_name(self, one: Figure) -> bool:
        """Whether the two count other things by name (two deaths, 20 districts), or another thing happened to them."""
        figure = self.asked.figure
        if None not in (one.event, figure.event) and one.event != figure.event:
            return True
        ours, theirs = figure.noun, one.noun
        if ours is None or theirs is None or alike(ours, theirs):
            return False
        return not any(is_kind(kind, whole, self.words) for kind, whole in ((ours, theirs), (theirs, ours)))

    def _left_open(self, chosen: int, likely: float, equal: Sequence[tuple[float, int]]) -> str | None:
        """What lets it stand beside the figure that it most likely speaks of, although it does not fit, as a reason."""
        figure, one = self.asked.figure, self.first[chosen].figure
        others = [near for near, place in self.beside if place != chosen]
        if likely < (SURE if not others or max(others) > likely - AHEAD else SURE_OF_SEVERAL):
            return "no source surely speaks of the same"
        rivals = [self.first[place].figure for other, place in self.beside if other >= likely - CLEAR]
        if one.modality == figure.modality:  # what is foretold leaves nothing open of what was so
            rivals = [rival for rival in rivals if rival.modality == figure.modality]
        if any(meets(rival, figure, self.policy) and not overstates(rival, figure) for rival in rivals):
            return f"{one.text} in the source leaves it open"
        if one.modality != figure.modality:
            return "one of the two is not asserted"
        if equal or any(said_within(figure, self.first[place].figure) for _, place in self.beside):
            return f"{one.text} in the source is another, but an equal one stands there too"
        if self.matched.partners.get(self.number) is None and chosen in self.matched.spoken:
            return f"{one.text} in the source is said beside it"
        return _another(self.first[chosen], self.asked, self.first, self.words)

    def _fitting(self, chosen: int, likely: float, *, same: bool) -> Item:
        """What is said of it where it fits one of the first text."""
        one, figure = self.first[chosen].figure, self.asked.figure
        asserted = one.modality == figure.modality
        if one.bound == figure.bound == Bound.RANGE and not same and misquoted(one, figure):
            sure = likely >= SURE and asserted
            return Item(Outcome.CONFLICT if sure else Outcome.UNKNOWN, f"{one.text} is another range", figure, one)
        verdict = Outcome.CONFLICT if likely >= SURE / 2 and asserted else Outcome.UNKNOWN
        if self._opposed(chosen):
            return Item(verdict, "one went up, the other down", figure, one)
        return Item(Outcome.CONSISTENT, f"{one.text} in the source supports it", figure, one)

    def _denied(self, place: int) -> bool:
        """Whether words before the one deny it, and none the other."""
        return denied(self.first[place], self.words) != denied(self.asked, self.words)

    def _turned(self, place: int) -> bool:
        """Whether the words beside the two say the opposite of each other, and not each of the other party."""
        one, other = self.first[place], self.asked
        return apart(TURN, one, other, self.words) and not same_game(one, other, self.words)

    def _of_others(self, place: int) -> bool:
        """Whether the one is of others than the other: children, of people, or the rescued, of the missing."""
        return of_others(self.first[place].written, self.asked.written, self.words)

    def _opposed(self, place: int) -> bool:
        """Whether the one is a rise and the other a fall."""
        known = self.first[place]
        changes = known.figure.statistic == self.asked.figure.statistic == Statistic.CHANGE
        return changes and apart(WAY, known, self.asked, self.words)


def _another(known: Placed, asked: Placed, first: Sequence[Placed], words: Words) -> str | None:
    """What lets both of two figures stand although their values differ, as a reason; None if nothing."""
    one, figure = _with_noun(known, asked.figure), _with_noun(asked, known.figure)
    if inverse(one, figure):
        return "the one is how many times the other the other is of it"
    if figure.kind in DATED and tells_both(one, figure):
        return f"the sentence of {one.text} tells of both"
    if figure.kind == Kind.DURATION and not _share_words(known, asked, words):
        return "nothing but the unit is alike beside them"
    persons = figure.noun is not None and words.lexicon.find(figure.noun, PERSONS) is not None
    if persons and one.event != figure.event and None in (one.event, figure.event):
        return "something happened to the one alone"  # five people died in a town of 20,000 people
    if persons_and_things(one, figure, words):
        return "the one counts persons, and the other things"
    if one.per != figure.per or (Role.PART in {one.role, figure.role} and one.role != figure.role):
        return "the one is a rate or a part, and the other is not"
    if len([each for each in (one, figure) if words.lexicon.find(each.scope or "", FURTHER) is not None]) == 1:
        return "the one is of more, or of others"  # 32 more passengers than the 180
    if one.as_of != figure.as_of and None not in (one.as_of, figure.as_of):
        return "they are of different days"
    if one.modality == figure.modality:  # what both foretell is of one kind
        one, figure = one._replace(modality=Modality.ASSERTED), figure._replace(modality=Modality.ASSERTED)
    says = told_apart(one, known.context, figure, asked.context)
    if says not in (None, "another age"):
        return f"{one.text} in the source is of {says}"
    if hinted_apart(asked.context, known.context):
        return "the words beside them tell them apart"
    if (EACH in asked.context.hints.values()) != (EACH in known.context.hints.values()):
        return "the one is of each, and the other is not"
    if among(figure, one, words):
        return f"they may be among {one.text} in the source"
    if follows(figure, one, [each.figure for each in first]):
        return "figures of the source add up to it"
    return None


def _said_of_it(known: Placed, asked: Placed, words: Words) -> bool:
    """Whether all words beside the second stand in the sentence of the first: nothing else lasted so long."""
    theirs = [word for _, _, word in words.of(known.figure.sentence)]
    ours = asked.words_beside(words)
    return bool(ours) and all(any(alike(word, other) for other in theirs) for word in ours)


def _share_words(known: Placed, asked: Placed, words: Words) -> bool:
    """Whether a word beside the one stands in the sentence of the other; their unit is no such word."""
    ours, theirs = (one.words_beside(words) for one in (asked, known))
    return any(alike(words.known_as(one), words.known_as(other)) for one in ours for other in theirs)


def _with_noun(ours: Placed, other: Figure) -> Figure:
    """A figure that counts nothing by name, with the noun of another where that stands among the words around it."""
    if ours.figure.noun is not None or other.noun is None or ours.figure.kind in COUNTED:
        return ours.figure
    around = ours.context.heads.get(other.noun[:HEAD], ())
    return (
        ours.figure._replace(noun=other.noun) if any(alike(word, other.noun) for word, _, _ in around) else ours.figure
    )
