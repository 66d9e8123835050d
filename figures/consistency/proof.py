"""Two linked figures whose values differ → what is not there that would prove them to be of one quantity, if anything.

In: a link, and the figures of its documents. Names, hints, places and days of their sentences speak against it;
likeness of what stands around them, one headline or another figure in common speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, combinations

from figures.consistency.times import Beside, days, long_ago, other_moment, other_period
from figures.grammar.tokens import MARKS, bare
from figures.linking.links import Link, same_place
from figures.linking.scale import COUNTED, DATED, SHARES, scale
from figures.linking.words import alike
from figures.table import Figure, Kind

PROOF = 0.4
"""Least likeness of their surroundings that proves two figures of one noun to be one quantity."""
PROOF_OF_EVENT = 0.25
"""The same where one thing happened to both: the four found dead in a flood are not the two that a fever killed."""
PROOF_WITHOUT_NOUN = 0.6
"""Least likeness for what has no noun of its own: money, shares, measures."""
UNPROVABLE = frozenset((*DATED, Kind.ORDINAL, Kind.SCORE, Kind.RECURRENCE))
"""Kinds whose values may differ for reasons that a sentence does not show."""
OTHER_DAYS = "their sentences tell other days"
MANY = 1000
ANCHOR = 10
"""A count from here on that two reports have in common is seldom one of two events."""
HUNDRED = 100
"""Two counts of one place below that may be alike by accident."""
NEWS = 14
"""Days: what was over longer before a report than this is not what its headline tells."""


def lacking(link: Link, beside: Beside, least: float) -> str | None:
    """What is not there that would prove one quantity, in a few words, or None; `least` is the likeness that proves two
    figures without a noun to be one."""
    left, right = link.left, link.right
    anchored = not link.within and _anchored(left, right, beside)
    if left.kind in COUNTED and (left.noun is None or right.noun is None):
        return "not both say what they count"
    if (link.within and not _surely_one(link, beside)) or _far_apart(left, right):
        return "they may be of two things"
    if not link.same_hints:
        return "a word beside one makes it a part, or of another hour"
    apart = _told_apart(link, beside)
    if apart is not None:
        return apart
    if left.kind not in COUNTED and not link.same_narrower:
        return "another word stands before the noun"
    if left.noun is None and right.noun is None and not (link.same_lead and _meant(link, beside)):
        return "other words lead to them"
    if left.kind == Kind.DURATION and not link.same_before:
        return "other words lead to them"  # 12 hours after the attack gunmen held out, 24 hours after it they still do
    if left.dimension == "length" and left.noun is None and not link.same_after:
        return "other words follow them"  # 60 kilometres from Lviv, 25 from the border
    headed = link.within and _headed(left, right, beside)
    placed = None not in (left.place, right.place) and not link.contained
    if placed and not headed and not same_place(left, right):
        return "they are told of other places"
    if not (placed or headed or anchored) and _names_apart(left, right, beside):
        return "other names stand in their sentences"
    if long_ago(left, right, beside) or long_ago(right, left, beside):
        return "one is of long ago"
    same_noun = left.noun is not None and left.noun == right.noun
    same_event = same_noun and left.event is not None and left.event == right.event
    if same_event and (headed or link.likeness >= PROOF_OF_EVENT):
        return None
    if (left.event is None) != (right.event is None) and not link.same_before:
        return "of one nobody says what happened to it"  # bought is not given
    sure = (link.same_neighbours or anchored) and link.likeness >= (PROOF if same_noun else least)
    return None if sure else "too few words are alike"


def _anchored(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the sentences of both tell another thing alike, which two events seldom have in common: 62 killed and 175
    hurt, 59 killed and 175 hurt."""
    return any(
        one.value is not None
        and one.value == other.value
        and (one.value >= ANCHOR or one.value != int(one.value))
        and scale(one) == scale(other)
        and one.kind not in UNPROVABLE
        and (one.noun, one.event) != (left.noun, left.event)
        and (one.noun, one.event, one.statistic) == (other.noun, other.event, other.statistic)
        and None not in (one.noun, one.event or one.unit)
        for one in beside.fellows(left)
        for other in beside.fellows(right)
    )


def _far_apart(left: Figure, right: Figure) -> bool:
    """Whether one count is so many times the other that no two reports tell of one thing so: five killed in a raid, and
    377,000 in the war; a slip by thousands is told."""
    less, more = sorted(abs(one.value or 0.0) for one in (left, right))
    return left.kind in COUNTED and less > 0 and more > HUNDRED * less and more not in (MANY * less, MANY * MANY * less)


def _told_apart(link: Link, beside: Beside) -> str | None:
    """How their sentences hint at two quantities: other actors, other ordinals, a longer time, another base."""
    left, right = link.left, link.right
    ours, theirs = _names(left, beside, before=True), _names(right, beside, before=True)
    if ours - theirs and theirs - ours and not _anchored(left, right, beside):
        return "other names stand before them"
    if left.kind in SHARES and left.event != right.event:
        return "they are shares of other things"
    if _kind_of(left) != _kind_of(right):
        return "they are of other kinds"
    first, second = ({one.value for one in beside.fellows(each) if one.kind == Kind.ORDINAL} for each in (left, right))
    if first != second and (link.contained or (first and second)):
        return "one is of a first, one of a second"
    if left.kind == Kind.MONEY and _of_another(left, right, beside):
        return "other names stand before them"
    if left.kind == Kind.MONEY and other_moment(left, right, beside):
        return "one is of another hour"
    if left.kind not in COUNTED and left.kind not in SHARES:
        periods = [beside.period(each) for each in (left, right)]
        if None not in periods:
            return OTHER_DAYS if not link.once and other_period(left, right, beside) else None
    told, also = ({days(one) for one in beside.dates(each)} for each in (left, right))
    if not told or not also or told == also:
        return None
    longest, other = (max(when.high - when.low for when in each) for each in (told, also))
    return OTHER_DAYS if longest != other or left.kind not in COUNTED else None


def _kind_of(figure: Figure) -> set[str]:
    """The words within what is counted that tell of which kind it is: Russian soldiers, political prisoners."""
    return {word for word in (figure.subject or "").split()[:-1] if not alike(word, figure.noun or "")}


def _surely_one(link: Link, beside: Beside) -> bool:
    """Whether two figures of one text are of one thing, which takes more than words in common.

    A writer seldom contradicts himself: earnings are told by one rule of accounting, then by another. What he counts
    twice under one name and event, in one place, and of a day or of none, is one thing, and so is what a headline tells
    of its text; but not what he counts in rows.
    """
    left, right = link.left, link.right
    if _headed(left, right, beside):
        return True
    if link.likeness < PROOF:
        return False
    if any(_is_headline(one) for one in (left, right)) and left.line != right.line:
        return not any(_of_earlier(one, beside) for one in (left, right))
    if not left.kind == right.kind == Kind.COUNT or left.event is None or left.event != right.event:
        return False
    if in_two_rows(left, right, beside):
        return False
    return left.place == right.place and bool(beside.dates(left)) == bool(beside.dates(right))


def _headed(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the one is the count of a headline, and the other the first that the text has of that noun and event; and
    the text has the headline's number nowhere, nor counts that come to it."""
    head, other = sorted((left, right), key=lambda one: one.start)
    if not _is_headline(head) or other.line == head.line or head.event is None or head.event != other.event:
        return False
    if head.kind not in COUNTED or head.noun is None or head.noun != other.noun or _of_earlier(other, beside):
        return False
    text = [one for one in beside.documents[head.document] if one.line != head.line and one.kind in COUNTED]
    counts = [one.value or 0.0 for one in text if one.event == head.event]
    if any(one.value == head.value for one in text) or (head.value or 0.0) in _sums(counts):
        return False
    first = next(one for one in text if (one.noun, one.event) == (head.noun, head.event))
    return first.figure_id == other.figure_id


def _sums(counts: Sequence[float]) -> set[float]:
    """What two of some counts come to, and all of them from the first on."""
    return {one + other for one, other in combinations(counts, 2)} | set(accumulate(counts))


def _is_headline(figure: Figure) -> bool:
    return figure.line == 1 and figure.sentence[-1:] not in MARKS


def in_two_rows(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether their sentences go on to count the same things, and never as many, as a report does of one place after
    another: `40 deaths and 110 injuries … 65 deaths and 205 injuries`."""
    others = [
        one.value == other.value
        for one in beside.fellows(left)
        for other in beside.fellows(right)
        if one.kind in COUNTED and one.noun is not None and (one.noun, one.event) == (other.noun, other.event)
    ]
    return bool(others) and not any(others)


def _of_earlier(figure: Figure, beside: Beside) -> bool:
    """Whether its sentence tells of a day over weeks before the report: in January the lead was eight points."""
    if figure.published is None:
        return False
    day = figure.published.date()
    return any(one.date_end is not None and (day - one.date_end).days > NEWS for one in beside.dates(figure))


def _meant(link: Link, beside: Beside) -> bool:
    """Whether no other of either sentence could as well be meant, as where one tells the prices of several plans; what
    both sentences tell alike is matched already."""
    ours, theirs = ({one.value for one in _likewise(each, beside)} for each in (link.left, link.right))
    return ours == theirs


def _likewise(figure: Figure, beside: Beside) -> list[Figure]:
    """The others of its sentence that are on its scale, in its role."""
    return [one for one in beside.fellows(figure) if scale(one) == scale(figure) and one.role == figure.role]


def _of_another(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the name that stands nearest before the one is not in the sentence of the other, though that has a name
    before its own: Orbit-3 costs less than Orbit-2, which had a budget of $96 million."""
    for one, other in ((left, right), (right, left)):
        named = _names(one, beside, before=True)
        last = next((word for word in map(bare, reversed(_leading(one).split())) if word in named), None)
        if last is not None and last not in _names(other, beside) and _names(other, beside, before=True):
            return True
    return False


def _names_apart(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether each sentence has a name that the other has not: it may be where, or of whom, and no proof is left."""
    ours, theirs = _names(left, beside), _names(right, beside)
    return bool(ours - theirs and theirs - ours)


def _names(figure: Figure, beside: Beside, before: bool = False) -> set[str]:
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
