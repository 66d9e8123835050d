"""Two texts on one subject → what of the second the first supports, contradicts or does not state.

Each figure of the second text is laid beside those of the first that can be compared with it. It is supported if what
the first states lies inside what it states; it conflicts if no value fits both; else it is unknown. Which figures of
the first speak of the same is told by the words around them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from figures.consistency.matching import IN_PLACE, Match, Placed, match, placed, sameness
from figures.consistency.policy import Policy, load
from figures.consistency.readings import (
    SOME_DAY,
    apart_in_value,
    follows,
    meets,
    misquotes,
    of_its_place,
    other_start,
    overstates,
    said_within,
    same_clock,
    same_reading,
    states,
    supports,
    tells,
    turned,
    unhedged,
)
from figures.consistency.slips import amount, derived, miswritten
from figures.consistency.surplus import Surplus
from figures.consistency.swaps import swapped
from figures.consistency.times import Beside, other_days, other_period, other_stretch
from figures.consistency.wording import TURN, WAY, among, apart, misquoted, quoted, unlike
from figures.documents import Document
from figures.extraction import Extractor, extract_each, lent
from figures.linking.links import told_apart
from figures.linking.scale import COUNTED, DATED, as_date
from figures.linking.words import HEAD, Words, alike
from figures.table import Bound, Figure, Kind, Modality, Role, Statistic

SURE = 0.4
"""Least sameness of two figures to be held for one although their values differ."""
SURE_OF_SEVERAL, AHEAD = 0.3, 0.15
"""The same where it was chosen among several, and is so much surer than any other."""
SOME = -IN_PLACE
"""Least sameness of two figures of one value: they may stand at other places of their texts."""
CLEAR = 0.1
"""How much surer than any other a pair of figures must be to decide alone."""
SLIPPED, MANY = {1: SURE / 2, 2: 0.0, 3: SOME}, 3
"""Least sameness of a figure and what it may have been before it was miswritten, by how many digits show that."""
TURNED = SOME
"""The same where a bound was set on the other side of its number."""
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

    @property
    def spans(self) -> tuple[tuple[int, int], tuple[int, int] | None]:
        """Start and end of the figure in the second text, and of what it was laid beside in the first."""
        beside = None if self.against is None else (self.against.start, self.against.end)
        return (self.figure.start, self.figure.end), beside


@dataclass(frozen=True, slots=True)
class Compared:
    """The items of a comparison, in the order of the second text, and the verdict over all."""

    items: tuple[Item, ...]
    without: Outcome = Outcome.CONSISTENT
    """The verdict if there is no item: a text without figures is not contradicted, but may be of other things."""

    @property
    def verdict(self) -> Outcome:
        """`conflict` if any figure conflicts, `consistent` if every one is supported."""
        verdicts = {item.verdict for item in self.items} or {self.without}
        if Outcome.CONFLICT in verdicts:
            return Outcome.CONFLICT
        return Outcome.UNKNOWN if Outcome.UNKNOWN in verdicts else Outcome.CONSISTENT

    def __bool__(self) -> bool:
        return self.verdict is not Outcome.CONFLICT


def compare_figures(
    premise: Sequence[Figure],
    hypothesis: Sequence[Figure],
    words: Words,
    policy: Policy,
    surplus: Surplus | None = None,
) -> Compared:
    """The comparison of two lists of figures, each in the order of its text.

    With `surplus`, a figure of which the second text says more than the first is not held for supported.
    """
    premise, hypothesis = [*map(as_date, premise)], [*map(as_date, hypothesis)]
    known, asked = placed(premise, words), placed(hypothesis, words)
    matched = match(known, asked, policy)
    items = [_item(number, asked, known, matched, words, policy) for number in range(len(asked))]
    items = [_of_each(item, asked, known, matched, words) for item in items]
    items = _as_written(items, [*known, *asked])
    items = _of_one_time(items, Beside.of([*premise, *hypothesis]))
    for number, place in swapped(asked, known, matched, words, policy).items():
        if items[number].verdict is not Outcome.CONFLICT:
            one = known[place].written
            reason = f"{one.text} in the first text has the names beside it"
            items[number] = Item(Outcome.CONFLICT, reason, asked[number].written, one)
    if surplus is not None:
        items = _only_what_is_said(items, asked, surplus)
    return Compared(tuple(item for item in _both_ends(items) if item.against is not None or states(item.figure)))


def _of_each(item: Item, asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words) -> Item:
    """The item, but that `daily` beside an amount is supported if the first text has so much a day, and in conflict if
    it has so much of another time; and a time of day, if the first text tells it of some day."""
    figure = item.figure
    if item.verdict is Outcome.UNKNOWN and item.against is None and figure.kind == Kind.TIME:
        one = next((each.figure for each in known if same_clock(each.figure, figure)), None)
        reason = f"{one.text} in the first text supports it" if one is not None else ""
        return item if one is None else replace(item, verdict=Outcome.CONSISTENT, reason=reason, against=one)
    if figure.kind != Kind.RECURRENCE or item.against is not None or figure.timex is None:
        return item
    told = [(number, place) for number, place in matched.equal if asked[number].figure.sentence == figure.sentence]
    rates = [(known[place].figure, words.lexicon.find(known[place].figure.per or "", "time-unit")) for _, place in told]
    timed = [(one, f"P1{unit.meaning['iso']}") for one, unit in rates if unit is not None]
    for one, timex in timed:
        if timex == figure.timex:
            return replace(item, verdict=Outcome.CONSISTENT, reason=f"{one.text} in the first text", against=one)
    if len(timed) != 1 or len(told) > 1:
        return item
    return replace(item, verdict=Outcome.CONFLICT, reason=f"{timed[0][0].text} in the first text", against=timed[0][0])


def _as_written(items: Sequence[Item], figures: Sequence[Placed]) -> list[Item]:
    """The items with the figures as the texts have them."""
    written = {id(one.figure): one.written for one in figures}
    found = []
    for item in items:
        beside = None if item.against is None else written[id(item.against)]
        found.append(replace(item, figure=written[id(item.figure)], against=beside))
    return found


def _both_ends(items: Sequence[Item]) -> list[Item]:
    """The items, but that both ends of a range of the first text are supported if one sentence states both."""
    stated = {(item.figure.sentence, item.figure.unit, item.figure.value) for item in items}
    found = []
    for item in items:
        figure, one = item.figure, item.against
        if one is not None and item.verdict is Outcome.UNKNOWN and figure.unit == one.unit and figure.value is not None:
            ends = {one.low, one.high}
            told = one.bound == Bound.RANGE and figure.bound == Bound.EQ and figure.value in ends
            if told and all((figure.sentence, figure.unit, end) in stated for end in ends):
                reason = f"{one.text} in the source has the same ends"
                item = replace(item, verdict=Outcome.CONSISTENT, reason=reason)
        found.append(item)
    return found


def _of_one_time(items: Sequence[Item], beside: Beside) -> list[Item]:
    """The items, but that amounts whose sentences tell of other days, or of other periods, are in no conflict."""
    reason = "the first text has another of another time"
    one_statement = {
        (item.figure.sentence, item.against.sentence)
        for item in items
        if item.verdict is Outcome.CONSISTENT and item.against is not None and item.figure.kind not in DATED
    }
    found = []
    for item in items:
        same = item.against is not None and (item.figure.sentence, item.against.sentence) in one_statement
        other = not same and _of_other_times(item, beside)
        found.append(replace(item, verdict=Outcome.UNKNOWN, reason=reason) if other else item)
    return found


def _of_other_times(item: Item, beside: Beside) -> bool:
    """Whether a conflict is of two times; where nobody knows when the texts were written, their days prove nothing."""
    one, other = item.figure, item.against
    if item.verdict is not Outcome.CONFLICT or other is None or one.kind in DATED:
        return False
    if any(each.published in (None, SOME_DAY) for each in (one, other)):
        return False
    if one.value == other.value or turned(other, one) or miswritten(other, one):
        return False  # the number itself says that they are of one thing
    return any(of_other(other, one, beside) for of_other in (other_days, other_period, other_stretch))


def _only_what_is_said(items: Sequence[Item], asked: Sequence[Placed], surplus: Surplus) -> list[Item]:
    """The items, but that a figure of which more is said than in the first text is unknown."""
    told: dict[str, list[tuple[int, int]]] = {}
    for one in asked:
        if one.figure.kind in DATED:
            told.setdefault(one.figure.sentence, []).append((one.within, one.within + len(one.figure.text)))
    days = {one.figure.as_of for one in asked} - {None}
    found = []
    names = [surplus.in_name(one.figure, one.within) for one in asked]
    for item, one, named in zip(items, asked, names, strict=True):
        if named and item.verdict is not Outcome.CONSISTENT and not all(names):
            continue  # `Orbit 7 sold 400 copies` says nothing of 7
        reason = _more(item, one, surplus, told.get(one.figure.sentence, ()), days)
        found.append(item if reason is None else replace(item, verdict=Outcome.UNKNOWN, reason=reason))
    return found


def _more(
    item: Item,
    one: Placed,
    surplus: Surplus,
    spans: Sequence[tuple[int, int]],
    as_of: Collection[date | None],
) -> str | None:
    """What the second text says more of a figure, as a reason; None if nothing."""
    if item.verdict is Outcome.UNKNOWN:
        return None
    if surplus.denied(one.figure, one.within):
        return "its sentence denies something, the first text nothing"
    if item.verdict is Outcome.CONFLICT and item.figure.kind in DATED and item.figure.date_end in as_of:
        return "another figure is as of that day"
    in_name = surplus.in_name(one.figure, one.within)
    if item.verdict is Outcome.CONFLICT:
        return "it belongs to a name" if in_name else None
    if in_name and item.against is not None and surplus.other_words(one.figure, item.against):
        return "it belongs to a name"
    name = surplus.name(one.figure, one.within, spans)
    return None if name is None else f"no source says anything of {name}"


def _item(
    number: int, all_asked: Sequence[Placed], first: Sequence[Placed], matched: Match, words: Words, policy: Policy
) -> Item:
    """What the first text says to the figure of that number of the second."""
    asked, partner, beside = all_asked[number], matched.partners.get(number), matched.beside.get(number, [])
    figure = asked.figure
    if partner is None and not beside:
        nothing = Item(Outcome.UNKNOWN, "the first text has no figure like it", figure, None)
        return _slip(asked, matched, number, first, policy) or nothing
    near = dict((place, near) for near, place in beside)
    likely, chosen = (near[partner], partner) if partner is not None else beside[0]
    telling = {place for _, place in beside if tells(first[place].figure, figure, words, policy)}
    equal = [pair for pair in beside if pair[1] in telling or (number, pair[1]) in matched.equal]
    said = [place for _, place in beside if quoted(first[place].at, asked.at)]
    one = first[said[0]].figure if said else None
    # What the same words say elsewhere, or another source says, is quoted right.
    told = any(place in said or (one and first[place].figure.document != one.document) for _, place in equal)
    if one is not None and not told and misquotes(figure, one, policy):
        return Item(Outcome.CONFLICT, f"{one.text} in the first text has the same words around", figure, one)
    begun = [pair for pair in beside if other_start(first[pair[1]].figure, figure)]
    if begun and not any(same_reading(first[place].figure, figure, policy) for _, place in beside):
        verdict = Outcome.CONFLICT if begun[0][0] >= SURE else Outcome.UNKNOWN
        one = first[begun[0][1]].figure
        return Item(verdict, f"{one.text} in the first text is another stretch", figure, one)
    if not equal:
        slip = _slip(asked, matched, number, first, policy)
        if slip is not None:
            return slip
    equal.sort(
        key=lambda pair: [_opposed(first[pair[1]], asked, words), apart(TURN, first[pair[1]].at, asked.at, words)]
    )
    # What another figure of the second text tells is no rival of an equal number.
    rivals_of = [near for near, place in beside if place not in matched.spoken]
    if equal and equal[0][0] >= max(max(rivals_of, default=SOME) - CLEAR, SOME):
        likely, chosen = equal[0]
    one = first[chosen].figure
    if Modality.NEGATED in (one.modality, figure.modality) and one.modality != figure.modality:
        return Item(Outcome.UNKNOWN, "one of the two is denied", figure, one)
    if unlike(one, figure, words) or apart(TURN, first[chosen].at, asked.at, words):
        return Item(Outcome.UNKNOWN, "the words beside them tell of other things", figure, one)
    same = chosen in telling or unhedged(one, figure, policy)
    echoed = same or any(place == chosen for _, place in equal)
    if (same or supports(one, figure, policy)) and likely >= (SOME if echoed else SURE / 2):
        kin = [first[place].figure for _, place in beside if of_its_place(first[place].figure, one, figure)]
        elsewhere = next((other for other in kin if not meets(other, figure, policy)), None)
        elsewhere = elsewhere or _outcome(first, chosen, asked, matched, policy)
        return _fitting(first[chosen], asked, likely, words, elsewhere, same=same)
    others = [near for near, place in beside if place != chosen]
    if likely < (SURE if not others or max(others) > likely - AHEAD else SURE_OF_SEVERAL):
        return Item(Outcome.UNKNOWN, "no source surely speaks of the same", figure, one)
    rivals = [first[place].figure for other, place in beside if other >= likely - CLEAR]
    if one.modality == figure.modality:  # what is foretold leaves nothing open of what was so
        rivals = [rival for rival in rivals if rival.modality == figure.modality]
    if any(meets(rival, figure, policy) and not overstates(rival, figure) for rival in rivals):
        return Item(Outcome.UNKNOWN, f"{one.text} in the source leaves it open", figure, one)
    if one.modality != figure.modality:
        return Item(Outcome.UNKNOWN, "one of the two is not asserted", figure, one)
    if equal or any(said_within(figure, first[place].figure) for _, place in beside):
        return Item(
            Outcome.UNKNOWN, f"{one.text} in the source is another, but an equal one stands there too", figure, one
        )
    if partner is None and chosen in matched.spoken:
        return Item(Outcome.UNKNOWN, f"{one.text} in the first text is said beside it", figure, one)
    says = _another(first[chosen], asked, first, words)
    if says is not None:
        return Item(Outcome.UNKNOWN, says, figure, one)
    return Item(Outcome.CONFLICT, f"no value fits both {one.text} and {figure.text}", figure, one)


def _slip(asked: Placed, beside: Match, number: int, first: Sequence[Placed], policy: Policy) -> Item | None:
    """The conflict of a figure with the one of the first text that it has turned round or miswritten, the surest."""
    figure, near = asked.figure, {place: near for near, place in beside.beside.get(number, [])}
    told = {amount(first[place].figure) for place in beside.spoken}
    if figure.kind in COUNTED and figure.value in {one.figure.value for one in first}:
        told |= {amount(one.figure) for one in first if one.figure.value != figure.value}
    found = []
    for place, known in enumerate(first):
        one, about = known.figure, turned(known.figure, figure)
        if amount(one) in told:
            continue
        sure = TURNED if about else None
        if not about and apart_in_value(one, figure, policy):
            sure = SLIPPED.get(min(miswritten(one, figure), MANY))
        likely = near[place] if place in near else sameness(asked, known)
        if sure is None or likely < sure:
            continue
        if about or not derived(figure, one, [each.figure for each in first]):
            found.append((likely, -place))
    if not found:
        return None
    slip = first[-max(found)[1]].figure
    return Item(Outcome.CONFLICT, f"{slip.text} in the first text has been miswritten", figure, slip)


def _outcome(first: Sequence[Placed], chosen: int, asked: Placed, matched: Match, policy: Policy) -> Figure | None:
    """What a change led to by the first text, where the second says that it led to what it came from, and nothing of
    the other: `fell to 9%` for `fell from 9% to 7%`."""
    start = first[chosen].figure
    if asked.figure.role != Role.TO or start.role != Role.FROM:
        return None
    for place, known in enumerate(first):
        one = known.figure
        same = one.group_id == start.group_id and one.sentence == start.sentence
        other = same and one.role == Role.TO and place not in matched.spoken
        if other and not meets(one, asked.figure, policy):
            return one
    return None


def _fitting(
    known: Placed, asked: Placed, likely: float, words: Words, elsewhere: Figure | None, *, same: bool
) -> Item:
    """What is said of a figure that fits one of the first text; `elsewhere` is another there, of the place it names."""
    one, figure = known.figure, asked.figure
    asserted = one.modality == figure.modality
    if one.bound == figure.bound == Bound.RANGE and not same and misquoted(one, figure):
        sure = likely >= SURE and asserted
        return Item(Outcome.CONFLICT if sure else Outcome.UNKNOWN, f"{one.text} is another range", figure, one)
    sure = likely >= SURE / 2 and asserted
    verdict = Outcome.CONFLICT if sure else Outcome.UNKNOWN
    if _opposed(known, asked, words):
        return Item(verdict, "one went up, the other down", figure, one)
    if elsewhere is not None:
        of = f"of {elsewhere.place}" if elsewhere.role != Role.TO else "what it came to"
        return Item(verdict, f"{elsewhere.text} is {of}, {one.text} is not", figure, elsewhere)
    return Item(Outcome.CONSISTENT, f"{one.text} in the first text supports it", figure, one)


def _another(known: Placed, asked: Placed, first: Sequence[Placed], words: Words) -> str | None:
    """What lets both of two figures stand although their values differ, as a reason; None if nothing."""
    one, figure = _with_noun(known, asked.figure), _with_noun(asked, known.figure)
    if one.per != figure.per or (Role.PART in {one.role, figure.role} and one.role != figure.role):
        return "the one is a rate or a part, and the other is not"
    if one.as_of != figure.as_of and None not in (one.as_of, figure.as_of):
        return "they are of different days"
    says = told_apart(one, known.context, figure, asked.context)
    if says not in (None, "another age"):
        return f"{one.text} in the source is of {says}"
    if (EACH in asked.context.hints.values()) != (EACH in known.context.hints.values()):
        return "the one is of each, and the other is not"
    if among(figure, one, words):
        return f"they may be among {one.text} in the first text"
    if follows(figure, one, [each.figure for each in first]):
        return "figures of the source add up to it"
    return None


def _with_noun(ours: Placed, other: Figure) -> Figure:
    """A figure that counts nothing by name, with the noun of another where that stands among the words around it."""
    if ours.figure.noun is not None or other.noun is None or ours.figure.kind in COUNTED:
        return ours.figure
    around = ours.context.heads.get(other.noun[:HEAD], ())
    return (
        ours.figure._replace(noun=other.noun) if any(alike(word, other.noun) for word, _, _ in around) else ours.figure
    )


def _opposed(known: Placed, asked: Placed, words: Words) -> bool:
    """Whether the one is a rise and the other a fall."""
    changes = known.figure.statistic == asked.figure.statistic == Statistic.CHANGE
    return changes and apart(WAY, known.at, asked.at, words)


def compare(
    premise: str, hypothesis: str, *, policy: str | Policy = "news", extractor: Extractor | None = None
) -> Compared:
    """What the premise supports, contradicts or leaves open of the figures of the hypothesis.

    Unlike a check, it takes both to speak of one subject. Raises UsageError for a policy that is not there.
    """
    sources, draft = [Document("premise", premise)], Document("hypothesis", hypothesis)
    with lent() if extractor is None else nullcontext(extractor) as reader:
        return compare_documents(sources, draft, load(policy), reader)


def unsupported(
    draft: str | Document,
    sources: Iterable[str | Document],
    *,
    policy: str | Policy = "news",
    extractor: Extractor | None = None,
) -> tuple[Item, ...]:
    """The figures of a draft that none of the sources supports: in conflict, or not stated."""
    numbered = [one if isinstance(one, Document) else Document(f"source-{n}", one) for n, one in enumerate(sources, 1)]
    text = draft if isinstance(draft, Document) else Document("draft", draft)
    with lent() if extractor is None else nullcontext(extractor) as reader:
        found = compare_documents(numbered, text, load(policy), reader)
    return tuple(item for item in found.items if item.verdict is not Outcome.CONSISTENT)


def compare_documents(sources: Sequence[Document], draft: Document, policy: Policy, extractor: Extractor) -> Compared:
    """The comparison of a draft with its sources, taken together as one first text."""
    first = [figure for source in sources for figure in _figures(extractor, source)]
    words = Words(extractor.grammar, related=True)
    surplus = Surplus(extractor.grammar, words, [source.text for source in sources])
    found = compare_figures(first, _figures(extractor, draft), words, policy, surplus)
    return found if surplus.is_of_the_same(draft.text) else replace(found, without=Outcome.UNKNOWN)


def _figures(extractor: Extractor, document: Document) -> list[Figure]:
    """The figures of a text; where nobody knows when it was written, relative dates are as of SOME_DAY, and say so in
    `published`: they compare with one another, not with dates that the words say whole.
    """
    found = [figure for each in extract_each(extractor, [document]) for figure in each]
    if document.published is None and any(_unresolved(figure) for figure in found):
        dated = replace(document, published=SOME_DAY)
        resolved = {figure.figure_id: figure for each in extract_each(extractor, [dated]) for figure in each}
        found = [resolved.get(figure.figure_id, figure) if _unresolved(figure) else figure for figure in found]
    return found


def _unresolved(figure: Figure) -> bool:
    told = figure.date_start or figure.date_end or (figure.timex or "").startswith("T")
    return figure.kind in DATED and not told
