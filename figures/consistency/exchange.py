"""A sentence of a second text that is one of the first but for its numbers → those that stand in each other's place.

`70 of the 700 cities` for `700 of the 70 cities`: both numbers are in the first text, and both are wrong. What stands
around a number, word for word on both sides, tells which of the first text it stands in the place of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations

from figures.consistency.laying import Item, Outcome
from figures.consistency.matching import Match, Placed
from figures.consistency.wording import Token, numeral, tokens
from figures.linking.scale import COUNTED
from figures.linking.words import Words
from figures.table import Figure, Kind, Role

ENDS = ((Role.FROM, Role.TO), (Role.PART, Role.WHOLE))
"""Roles of which one figure has the one, and another the other."""
NUMERAL = "#"
"""What stands for every number where words are laid beside words."""
ALIKE, LEAST = 0.8, 4
"""A sentence of which so many words, LEAST at least, stand in order in another is that other."""
NUMBERS = ("unit-word", "teen", "ten", "hundred", "scale", "dozen")
"""Classes of words that are numbers."""
LINKING, IN_TURN = ("stop", "list-joining"), "in-turn"
"""Classes of words that may stand between two numbers of one list, and of those that say whose each is."""


def exchanged(
    items: Sequence[Item], asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words
) -> list[Item]:
    """The items, but that a figure is in conflict, or of a list unknown, that stands in the place of another of the
    sentence from which it is, or has its role: what it came from is told as what it led to."""
    sources: dict[str, list[Placed]] = {}
    for other in known:
        sources.setdefault(other.written.sentence, []).append(other)
    turned = _by_role(asked, known, matched)
    found = []
    for number, (item, one) in enumerate(zip(items, asked, strict=True)):
        against = item.against
        if item.verdict is Outcome.CONSISTENT and against is not None and against.sentence != one.figure.sentence:
            if number in turned:
                reason = f"{turned[number].written.text} in the source is what it is told to be"
                item = replace(item, verdict=Outcome.CONFLICT, reason=reason, against=turned[number].written)
            else:
                item = _in_place(item, one, sources.get(against.sentence, ()), words)
        found.append(item)
    return found


def _by_role(asked: Sequence[Placed], known: Sequence[Placed], matched: Match) -> dict[int, Placed]:
    """The figures of the second text that have the role of another of their group, each with that of the first."""
    equal = matched.by_number()
    found: dict[int, Placed] = {}
    for one, two in combinations([number for number in equal if asked[number].figure.role is not None], 2):
        ours = _roles(asked[one], asked[two])
        if ours is None or asked[one].figure.value == asked[two].figure.value:
            continue
        pairs = [(known[first], known[second]) for first in equal[one] for second in equal[two]]
        told = [(first, second) for first, second in pairs if _roles(first, second) in (ours, ours[::-1])]
        if told and all(_roles(*pair) == ours[::-1] for pair in told):
            found[one], found[two] = told[0][::-1]
    return found


def _roles(one: Placed, two: Placed) -> tuple[Role, Role] | None:
    """The roles of two figures of one group, where these are the ends of one change, or a part and its whole."""
    left, right = one.figure, two.figure
    same = left.document == right.document and left.group_id == right.group_id is not None
    found = (left.role, right.role) if same else ()
    return next((pair for pair in (*ENDS, *(end[::-1] for end in ENDS)) if pair == found), None)


def _in_place(item: Item, one: Placed, fellows: Sequence[Placed], words: Words) -> Item:
    """The item as the figure that stands at its place in the sentence of the first text leaves it."""
    own = next((each for each in fellows if each.written is item.against), None)
    if own is None:
        return item
    place = _place(one, own.figure.sentence, words)
    other = next((each for each in fellows if place is not None and each.within <= place < each.end), None)
    if other is None or other is own or not _of_one_kind(own.figure, other.figure):
        return item
    if (other.figure.low, other.figure.high, other.figure.unit) == (own.figure.low, own.figure.high, own.figure.unit):
        return item
    reason = f"{other.written.text} in the source stands in its place"
    verdict = Outcome.UNKNOWN if _of_one_list(own, other, words) else Outcome.CONFLICT
    return replace(item, verdict=verdict, reason=reason, against=other.written)


def _place(one: Placed, source: str, words: Words) -> int | None:
    """Where in a sentence of the first text the number stands whose place a figure has taken; None if it is not sure,
    or if it stands at its own place."""
    ours, theirs = tokens(one.figure.sentence), tokens(source)
    mine, others = ([_plain(each, words) for each in sentence] for sentence in (ours, theirs))
    numbers, told = (
        [token.said.lower() for token, plain in zip(*pair, strict=True) if plain == NUMERAL]
        for pair in ((ours, mine), (theirs, others))
    )
    if len(numbers) != len(told) or numbers == told:
        return None
    blocks = SequenceMatcher(None, others, mine, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < max(LEAST, ALIKE * max(len(mine), len(others))):
        return None
    for start, begin, size in blocks:
        for there, here in zip(range(start, start + size), range(begin, begin + size), strict=True):
            follows = there > start or there == here == 0
            leads = there < start + size - 1 or (there == len(others) - 1 and here == len(mine) - 1)
            inside = one.within <= ours[here].start < one.end and mine[here] == NUMERAL
            if inside and follows and leads and ours[here].said.lower() != theirs[there].said.lower():
                return theirs[there].start
    return None


def _of_one_kind(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind != Kind.ORDINAL or {one.kind, other.kind} <= set(COUNTED)


def _plain(token: Token, words: Words) -> str:
    said = token.said.lower()
    number = numeral(said) or words.lexicon.find(said, *NUMBERS) is not None
    return NUMERAL if number else said


def _of_one_list(one: Placed, other: Placed, words: Words) -> bool:
    """Whether two figures of a sentence stand in one list of equals, and nothing says whose each is."""
    first, last = sorted((one, other), key=lambda each: each.within)
    sentence, lexicon = one.figure.sentence, words.lexicon
    between = [token.said for token in tokens(sentence[first.end : last.within])]
    alike = [(each.figure.noun, each.figure.role, each.figure.statistic) for each in (one, other)]
    return (
        alike[0] == alike[1]
        and all(lexicon.find(each.lower(), *LINKING) is not None or numeral(each) for each in between)
        and not any(lexicon.find(each.said.lower(), IN_TURN) is not None for each in tokens(sentence))
    )
