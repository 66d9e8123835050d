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

from figures.consistency.differences import Differences
from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.lives import Lives
from figures.consistency.mistold import Mistold
from figures.consistency.miswriting import miswritten
from figures.consistency.policy import Policy, load
from figures.consistency.readings import SOME_DAY, same_clock, states, turned
from figures.consistency.rewording import Reworded
from figures.consistency.shares import Shares
from figures.consistency.subjects import Subjects
from figures.consistency.surplus import SAID_WHOLE, Surplus
from figures.consistency.swaps import Swapped
from figures.consistency.times import Beside, other_days, other_period, other_stretch
from figures.consistency.wording import Placed
from figures.documents import Document
from figures.extraction import Extractor, extract_each, lent
from figures.linking.scale import DATED, as_date
from figures.linking.words import Words
from figures.table import Figure, Kind


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
    subjects: Subjects | None = None,
) -> Compared:
    """The comparison of two lists of figures, each in the order of its text.

    With `surplus`, a figure of which the second text says more than the first is not held for supported.
    """
    texts = Texts.of([*map(as_date, premise)], [*map(as_date, hypothesis)], words, policy)
    items = _read(texts, texts.items(), FITTING)
    items = _of_one_time(items, Beside.of([*premise, *hypothesis]))
    items = _read(texts, items, MISTAKEN)
    if subjects is not None:
        items = subjects.of_others(items, texts.asked, texts.known)
    if surplus is not None:
        items = _only_what_is_said(items, texts.asked, surplus)
    return Compared(tuple(item for item in items if item.against is not None or states(item.figure)))


def _read(texts: Texts, items: Sequence[Item], readers: Sequence[type[Reader]]) -> list[Item]:
    """The items as each reader in turn leaves them."""
    for each in readers:
        reader = each(texts)
        items = [reader.read(number, item) for number, item in enumerate(items)]
    return [*items]


class _ByTheDay:
    """What tells of some day, or of every one."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def read(self, number: int, item: Item) -> Item:
        """The item, but that `daily` beside an amount is supported if the first text has so much a day, and in conflict
        if it has so much of another time; and a time of day, if the first text tells it of some day."""
        figure, known = item.figure, self._texts.known
        if item.against is not None:
            return item
        if item.verdict is Outcome.UNKNOWN and figure.kind == Kind.TIME:
            clock = next((one for one in known if same_clock(one.figure, figure)), None)
            reason = "" if clock is None else f"{clock.figure.text} in the source supports it"
            return item if clock is None else item.decided(Outcome.CONSISTENT, reason, clock)
        if figure.kind != Kind.RECURRENCE or figure.timex is None:
            return item
        told = [known[place] for place in self._texts.spoken_beside(number)]
        rates = [(one, self._texts.words.lexicon.find(one.figure.per or "", "time-unit")) for one in told]
        timed = [(one, f"P1{unit.meaning['iso']}") for one, unit in rates if unit is not None]
        one = next((one for one, timex in timed if timex == figure.timex), None)
        if one is not None:
            return item.decided(Outcome.CONSISTENT, f"{one.figure.text} in the source", one)
        if len(timed) != 1 or len(told) > 1:
            return item
        return item.decided(Outcome.CONFLICT, f"{timed[0][0].figure.text} in the source", timed[0][0])


Reader = _ByTheDay | Lives | Differences | Shares | Swapped | Reworded | Mistold
FITTING = (_ByTheDay, Lives, Differences, Shares)
"""What reads each item again, by other figures than the one most surely the same."""
MISTAKEN = (Swapped, Reworded, Mistold)
"""What reads it once more, by the words beside it."""


def _of_one_time(items: Sequence[Item], beside: Beside) -> list[Item]:
    """The items, but that amounts whose sentences tell of other days, or of other periods, are in no conflict."""
    reason = "the source has another of another time"
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
        if one.figure.kind in SAID_WHOLE:
            told.setdefault(one.figure.sentence, []).append((one.within, one.end))
    days = {one.figure.as_of for one in asked} - {None}
    found = []
    names = [surplus.in_name(one) for one in asked]
    for item, one, named in zip(items, asked, names, strict=True):
        if named and item.verdict is not Outcome.CONSISTENT and not all(names):
            continue  # `Orbit 7 sold 400 copies` says nothing of 7
        if item.verdict is Outcome.UNKNOWN and item.against is None and surplus.counted_out(one):
            item = replace(item, verdict=Outcome.CONSISTENT, reason="the source names each of them")
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
    if surplus.denied(one):
        return "its sentence denies something, the source nothing"
    if item.verdict is Outcome.CONFLICT and item.figure.kind in DATED and item.figure.date_end in as_of:
        return "another figure is as of that day"
    in_name = surplus.in_name(one)
    if item.verdict is Outcome.CONFLICT:
        return "it belongs to a name" if in_name else None
    if in_name and item.against is not None and surplus.other_words(one.figure, item.against):
        return "it belongs to a name"
    name = surplus.name(one, spans)
    return None if name is None else f"no source says anything of {name}"


def compare(
    premise: str | Document,
    hypothesis: str | Document,
    *,
    policy: str | Policy = "news",
    extractor: Extractor | None = None,
) -> Compared:
    """What the premise supports, contradicts or leaves open of the figures of the hypothesis.

    Unlike a check, it takes both to speak of one subject. A Document says when it was published: `three years ago`.
    Raises UsageError for a policy that is not there.
    """
    sources, draft = [_document("premise", premise)], _document("hypothesis", hypothesis)
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
    numbered = [_document(f"source-{number}", one) for number, one in enumerate(sources, 1)]
    text = _document("draft", draft)
    with lent() if extractor is None else nullcontext(extractor) as reader:
        found = compare_documents(numbered, text, load(policy), reader)
    return tuple(item for item in found.items if item.verdict is not Outcome.CONSISTENT)


def _document(name: str, text: str | Document) -> Document:
    return text if isinstance(text, Document) else Document(name, text)


def compare_documents(sources: Sequence[Document], draft: Document, policy: Policy, extractor: Extractor) -> Compared:
    """The comparison of a draft with its sources, taken together as one first text."""
    first = [figure for source in sources for figure in _figures(extractor, source)]
    words = Words(extractor.grammar, related=True)
    surplus = Surplus(extractor.grammar, words, [source.text for source in sources])
    subjects = Subjects(words, surplus, Surplus(extractor.grammar, words, [draft.text]))
    found = compare_figures(first, _figures(extractor, draft), words, policy, surplus, subjects)
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
