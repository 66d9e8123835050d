"""A figure of a second text that has the number of one of the first → whether it is told as what that one is not.

So much a month is not so much a year, what something rose to is not by how much it rose, the whole is not the part that
was won, the 18 guns are not 18 cars. What another figure of the first text with that number leaves right stays right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.readings import meets
from figures.consistency.sides import sides
from figures.consistency.wording import GENERAL, Placed, of_others, only_claimed, tells_difference
from figures.linking.links import is_named
from figures.linking.scale import DATED, scale
from figures.linking.words import alike
from figures.table import Figure, Kind, Modality, Role, Statistic

UNITS = ("time-unit", "unit-name")
"""Classes of the words that amounts are told per: so much a month, so much a kilo."""
ENDS = (Role.FROM, Role.TO)
EXCHANGED = (ENDS, ENDS[::-1], (Role.PART, Role.WHOLE), (Role.WHOLE, Role.PART))
"""Roles of one group that two figures may have exchanged."""
AIMED = (Modality.TARGET, Modality.FORECAST)
HALF_DAY = 12
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")

Fault = tuple[Outcome, str, Placed]
"""What it makes of the item, why, and by which figure of the first text."""


class Mistold:
    """What figures of the second text are told as."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._known, self._words, self._policy = texts, texts.known, texts.words, texts.policy
        self._fellows = texts.by_sentence(texts.known)

    def read(self, number: int, item: Item) -> Item:
        """The item, but that a figure is in conflict, or unknown, told as what no equal one of the first text is."""
        place = self._texts.place(item)
        if item.verdict is not Outcome.CONSISTENT or place is None:
            return item
        one, known = self._texts.asked[number], self._known
        value = known[place].figure.value
        others = [each for each in self._texts.equal.get(number, ()) if known[each].figure.value == value]
        equal = [known[place], *(known[each] for each in others if each != place)]
        faults = [self._fault(one, each) for each in equal]
        first = self._crossed(one, equal) or self._in_another_role(one, equal) or (faults[0] if all(faults) else None)
        return item if first is None else item.decided(*first)

    def _fault(self, one: Placed, other: Placed) -> Fault | None:
        """What speaks against taking a figure for one of the first text that has its number, if anything."""
        tests: tuple[Callable[[Placed, Placed], Fault | None], ...] = (
            self._of_others,
            self._of_another_place,
            self._of_another_rate,
            self._of_an_end,
            self._of_a_difference,
            self._of_the_other_end,
            self._of_another_noun,
            self._at_another_hour,
            self._not_yet,
            self._only_claimed,
        )
        return next((fault for test in tests if (fault := test(one, other)) is not None), None)

    def _crossed(self, one: Placed, others: Sequence[Placed]) -> Fault | None:
        """Ebbing beat Corve 3-1, of Corve, which beat Ebbing 3-1; unless another of the first text says so too."""
        ours = sides(one, self._words)
        theirs = [] if ours is None else [(each, sides(each, self._words)) for each in others]
        if ours is None or any(told is not None and ours.agrees(told) for _, told in theirs):
            return None
        other = next((each for each, told in theirs if told is not None and ours.crosses(told)), None)
        if other is None:
            return None
        verdict = Outcome.UNKNOWN if one.figure.kind in DATED else Outcome.CONFLICT
        return verdict, f"{other.written.text} in the source has the parties in each other's place", other

    def _in_another_role(self, one: Placed, others: Sequence[Placed]) -> Fault | None:
        """Fell from 7% to 9%, of from 9% to 7%; 700 of the 70, of 70 of the 700."""
        groups, found = {other.figure.group_id: other.figure.role for other in others}, None
        for number, place in sorted(self._texts.matched.equal) if one.figure.group_id is not None else ():
            two, each = self._texts.asked[number].figure, self._known[place]
            roles, told = (one.figure.role, two.role), (groups.get(each.figure.group_id), each.figure.role)
            if two.group_id != one.figure.group_id or roles not in EXCHANGED or two.value == one.figure.value:
                continue
            if told == roles:
                return None
            if told == roles[::-1]:
                found = Outcome.CONFLICT, f"{each.written.text} in the source is what it is told to be", each
        return found

    def _of_others(self, one: Placed, other: Placed) -> Fault | None:
        if not of_others(other.written, one.written, self._words):
            return None
        return Outcome.UNKNOWN, f"{other.written.text} in the source is of others", other

    def _of_another_place(self, one: Placed, other: Placed) -> Fault | None:
        """12 killed in Aldby, of 25 in Aldby and 12 in Corve."""
        ours, theirs = (frozenset((each.figure.place or "").lower().split()) for each in (one, other))
        if not ours or ours & theirs or not is_named(other.figure.place):
            return None  # `the province` may be the place that is asked of
        for each in self._beside(other):
            there = frozenset((each.figure.place or "").lower().split()) == ours
            alike_else = (each.figure.event, each.figure.unit) == (one.figure.event, one.figure.unit)
            if there and alike_else and not meets(each.figure, one.figure, self._policy):
                return Outcome.CONFLICT, f"{each.written.text} in the source is of {each.figure.place}", each
        return None

    def _of_another_rate(self, one: Placed, other: Placed) -> Fault | None:
        """350 a year, of 350 a month."""
        ours, theirs = (each.figure.per or "" for each in (one, other))
        units = [self._words.lexicon.find(each, *UNITS) for each in (ours, theirs)]
        if None in units or alike(ours, theirs) or one.figure.value != other.figure.value:
            return None
        return Outcome.CONFLICT, f"{other.written.text} in the source is per {theirs}", other

    def _of_an_end(self, one: Placed, other: Placed) -> Fault | None:
        """Raised by 47%, of what was raised to 47%."""
        changed = one.figure.statistic == Statistic.CHANGE or one.figure.role == Role.CHANGE
        if not changed or one.figure.value != other.figure.value or other.figure.role not in ENDS:
            return None
        return Outcome.CONFLICT, f"{other.written.text} in the source is an end of the change", other

    def _of_a_difference(self, one: Placed, other: Placed) -> Fault | None:
        """A record 14 women, of 14 more than last time."""
        told, alone = one.figure, tells_difference(other, self._words) and not tells_difference(one, self._words)
        counted = told.kind == Kind.COUNT and other.figure.kind == Kind.NUMBER and told.event == other.figure.event
        if not alone or not counted or told.event is None:
            return None
        return Outcome.UNKNOWN, f"{other.written.text} in the source is a difference", other

    def _of_the_other_end(self, one: Placed, other: Placed) -> Fault | None:
        """Won 240 seats, of 118 of the 240 seats; fell to 9%, of a fall from 9% to 7%."""
        figure, end = one.figure, other.figure
        whole = end.role == Role.WHOLE and figure.role is None and figure.event is not None and end.event is None
        if not whole and (end.role, figure.role) != ENDS:
            return None
        for each in self._beside(other):
            part = each.figure
            if part.group_id != end.group_id or part.role != (Role.PART if whole else Role.TO):
                continue
            if not whole and not meets(part, figure, self._policy):
                return Outcome.CONFLICT, f"{each.written.text} in the source is what it came to", each
            if whole and part.event == figure.event and scale(part) == scale(figure):
                return Outcome.CONFLICT, f"{each.written.text} in the source is the part of it", each
        return None

    def _beside(self, other: Placed) -> list[Placed]:
        return [each for each in self._fellows[other.figure.sentence] if each is not other]

    def _of_another_noun(self, one: Placed, other: Placed) -> Fault | None:
        """31 firearms and 18 cars, of 18 firearms and 31 cars."""
        if not self._counts_other(one.figure, other.figure):
            return None
        for each in self._beside(other):
            named = each.figure.kind == Kind.COUNT and alike(each.figure.noun or "", one.figure.noun or " ")
            if named and not meets(each.figure, one.figure, self._policy):
                return Outcome.CONFLICT, f"{each.written.text} in the source", each
        return None

    def _counts_other(self, one: Figure, other: Figure) -> bool:
        if one.kind != Kind.COUNT or other.kind != Kind.COUNT or None in (one.noun, other.noun):
            return False
        nouns = [one.noun or "", other.noun or ""]
        general = any(self._words.lexicon.find(noun, GENERAL) is not None for noun in nouns)
        return not general and not alike(*nouns)

    def _at_another_hour(self, one: Placed, other: Placed) -> Fault | None:
        """At 4:50 a.m. on Monday, of 4:50 p.m."""
        clock = _CLOCK.search(one.figure.timex or "")
        if one.figure.kind != Kind.TIME or clock is None or _CLOCK.search(other.figure.timex or "") is not None:
            return None
        clocks = [(each, told) for each in self._known if (told := _CLOCK.search(each.figure.timex or "")) is not None]
        if any(told.groups() == clock.groups() for _, told in clocks):
            return None
        for each, told in clocks:
            if told[2] == clock[2] and abs(int(told[1]) - int(clock[1])) == HALF_DAY:
                return Outcome.CONFLICT, f"{each.written.text} in the source", each
        return Outcome.UNKNOWN, "no source tells that hour", other

    def _not_yet(self, one: Placed, other: Placed) -> Fault | None:
        """Built 300 homes, of a plan to build 300."""
        figure, aim = one.figure, other.figure
        done = figure.modality == Modality.ASSERTED and figure.event is not None and figure.event == aim.event
        if not done or aim.modality not in AIMED or figure.role is not None:
            return None
        return Outcome.UNKNOWN, "the one is asserted, and the other not", other

    def _only_claimed(self, one: Placed, other: Placed) -> Fault | None:
        """Won 8%, of a demand for 8%."""
        if one.figure.kind in DATED or not only_claimed(one, other, self._words):
            return None
        return Outcome.UNKNOWN, f"the words beside {other.written.text} in the source tell of something else", other
