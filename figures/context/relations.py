"""Sentences → which figures belong together and as what (`group_id`, `role`), and who is counted in or out (`scope`).

A frame names its figures by their roles, and those that are merely joined (`12 soldiers and three civilians`) `figure`;
what happened, and what is counted, is handed on among them (one of the two where the frame sets `hands`; nothing where
it sets `joined = false`; with `told` what happened to the one happened to the other, whatever that is). The words it
names `scope` belong to the whole, or to the part where it sets `scoped` so.
"""

from __future__ import annotations

from fractions import Fraction

from figures.context.events import Events
from figures.context.frames import LIST_JOINING, Framed, Layer, Sentence
from figures.context.meanings import COUNTED_EVENTS
from figures.context.members import ROLES, Group, Members
from figures.context.mention import SHARES, Decision, Mention
from figures.context.unsaid import Unsaid
from figures.grammar import Grammar
from figures.quantities.amounts import HEDGE_CLASSES, head

SAME = Fraction(1, 20)
"""By what part of itself a measure may be off what it is converted to: 10 miles or 16 km."""
POINTS = frozenset(("[pp]", "[bp]"))
"""Units in which shares differ: they are no shares themselves."""
SUMS = frozenset(("money", "measure"))
LEVELS = frozenset(("point", "rate"))
GAUGES = "gauge-kind"
"""The nouns of what an index is counted in."""
SCOPE = "scope-word"
"""Words within a figure that say it comes on top of others: 30 more, another 12, two others."""


class Relations:
    """Finds relations by the pack's frames (`frames/relations.toml`)."""

    def __init__(self, grammar: Grammar, events: Events, unsaid: Unsaid) -> None:
        self._grammar, self._lexicon, self._events, self._unsaid = grammar, grammar.lexicon, events, unsaid
        self._layer = Layer(grammar, "relations")
        self._people = grammar.lexicon.entries("person-noun")
        self._members = Members(self._lexicon, events.meanings, self._people)

    def apply(self, sentence: Sentence) -> None:
        """Set roles, groups and scopes, and hand on events and nouns along them."""
        frames = []
        for frame in self._layer.find(sentence):
            if frame.rule.constants.get("joined") is False:
                for _, mention in self._members.of(sentence, frame):
                    mention.frames["joined"] = Decision(frame.rule.name, sentence.words(frame.start, frame.end))
                continue
            group = self._members.of(sentence, frame)
            if self._is_no_change(group):
                continue
            frames.append(frame)
            self._framed(sentence, frame, group)
        for frame in reversed(frames):  # what the last of a chain says reaches the first: killed 2 and 3, and 4 more
            self._hand_on(sentence, frame)
        for mention in sentence.mentions:
            self._own_scope(mention)
            if (
                mention.reading.kind in SHARES
                and mention.reading.unit not in POINTS
                and mention.reading.statistic == "point"
                and "statistic" not in mention.frames
            ):
                mention.decide("statistic", "change" if mention.is_signed else "share", mention.hit.rule.name, "")

    def _is_no_change(self, group: Group) -> bool:
        """Whether persons are said to come from so many things that are none: rose to 510 people from 140 families."""
        ends = [one for role, one in group if role in ("from", "to") and one.counted is not None]
        happened = any(self._lexicon.find(one.counted or "", COUNTED_EVENTS) for one in ends)
        return len({one.counted in self._people for one in ends}) > 1 and not happened

    def _own_scope(self, mention: Mention) -> None:
        for name, text in mention.parts:
            words = text.split() if name == "subject" else [text] if name == "modifier" else []
            for word in words:
                if self._lexicon.find(word, SCOPE):
                    mention.decide("scope", word, mention.hit.rule.name, word)

    def _framed(self, sentence: Sentence, frame: Framed, group: Group) -> None:
        level = str(frame.rule.constants.get("level", "change"))
        group = [(level if role == "change" and self._is_level(one) else role, one) for role, one in group]
        scoped = str(frame.rule.constants.get("scoped", "whole"))
        if _is_same_unit(group):
            return
        if frame.rule.constants.get("equal") and not _are_equal(group):
            group = [("figure", one) for _, one in group]
        members = [mention for role, mention in group if role in ROLES]
        together = len({role for role, _ in group if role in ROLES}) > 1
        leveled = any(map(self._is_level, members))
        start = next(
            (one.group for role, one in group if role == one.role and one.group is not None),  # that of its change
            min((mention.start for mention in members), default=0),
        )
        for role, mention in group:
            if role in ROLES and mention.role is None and together:
                mention.decide("role", role, frame.rule.name, "")
                mention.group = start
            converted = role in ("base", "conversion") and not leveled
            changed = converted and frame.rule.constants.get("statistic") == "change"
            if role == "change" or changed or (role == "figure" and frame.rule.constants.get("before") == "to"):
                mention.frames.pop("statistic", None)  # a measured level by its noun, before it was seen to be a change
                mention.decide("statistic", "change", frame.rule.name, "")
            elif mention.reading.kind in ("percent", "ratio") and (
                role == "part" or frame.rule.constants.get("statistic") == "share"
            ):
                if (
                    mention.statistic == "point"
                ):  # by its noun: a deficit of 4 percent of output is a share for all that
                    mention.frames.pop("statistic", None)
                mention.decide("statistic", "share", frame.rule.name, "")
        alone = frame.rule.constants.get("before") == "whole" and all(role != "whole" for role, _ in group)
        for name, begin, stop in frame.parts:
            if name == "scope" and not alone:  # on Friday, half of them left: of whom is not said
                words = self._scope(sentence, frame, begin, stop)
                if not words:
                    continue
                before = {id(one) for place, one in sentence.figures.items() if place < begin}
                parts = {id(one) for role, one in group if role == "part"}
                for role, mention in group:
                    if role == "part" and parts & before and id(mention) not in before:
                        continue  # 25 of them in one town and 15 in another
                    if role in (scoped, "figure"):
                        mention.decide("scope", words, frame.rule.name, words)
            elif name == "noun":
                words = sentence.words(begin, stop)
                for role, mention in group:
                    if role in ("part", "figure", "change", "from", "to") and mention.reading.noun is None:
                        mention.decide("noun", head(words, self._grammar), frame.rule.name, words)
                        phrase = sentence.words(min(frame.start, begin), stop)
                        self._events.named(mention, frame.rule.name, words, phrase)
        self._hand_on(sentence, frame)

    def _scope(self, sentence: Sentence, frame: Framed, begin: int, stop: int) -> str:
        """The words of a scope, up to what is no part of its whole, and to what joins that to them, if any are left."""
        group = [one for _, one in self._members.of(sentence, frame)]
        parts = [place for name, place, _ in frame.parts if name == "part" and place in sentence.figures]
        left = [place for place in parts if begin < place < stop and sentence.figures[place] not in group]
        joint = max((end for name, _, end in frame.parts if name == "cue"), default=begin)
        if left and not sentence.line[joint : min(left)].strip():
            return ""
        stop = len(sentence.line[: min(left, default=stop)].rstrip())
        words = _without_stop(sentence.words(begin, stop)).split(" ")
        while left and (words[-1].endswith(",") or self._lexicon.find(words[-1], LIST_JOINING) is not None):
            words[-1:] = [words[-1][:-1]] if words[-1].endswith(",") else []
        return " ".join(words)

    def _is_level(self, mention: Mention) -> bool:
        """Whether its words say where a change ended, and not how far it went: fell below 40."""
        words = [self._lexicon.find(text, *HEDGE_CLASSES) for name, text in mention.parts if name == "modifier"]
        return any(word is not None and word.meaning.get("level") for word in words)

    def _hand_on(self, sentence: Sentence, frame: Framed) -> None:
        group = self._members.of(sentence, frame)
        hands = frame.rule.constants.get("hands")
        by_noun = hands == "noun"
        if by_noun:
            group = [(role, mention) for role, mention in group if mention.reading.kind in ("count", "number")]
        teller = None if by_noun else _teller(group, bool(frame.rule.constants.get("shared", True)))
        named = next((one for role, one in group if one.counted is not None and role != "part"), None)
        named = None if hands == "event" else named
        counted = None if named is None else named.counted
        if by_noun and named is not None:
            counted = self._unsaid.counted_behind(sentence, named)
        if by_noun and counted not in self._people:
            group = [(role, one) for role, one in group if not self._events.meanings.of_persons(one.event)]
        for role, mention in group:
            if teller is not None and mention.event is None and not _is_by_how_much(group, teller, role):
                same = role == "part" or "told" in frame.rule.constants
                event = teller.event if same else self._events.handed(teller, mention.counted)
                if event is not None and self._fits(teller, event, mention):
                    mention.decide("event", event, frame.rule.name, teller.text)
            if named is not None and _counts_other(mention, named, "alike" in frame.rule.constants):
                continue
            if named is not None and mention.reading.kind == "count" and mention.start < named.start:
                continue  # 5 dead, two children hurt
            if mention.reading.kind in SHARES and self._events.meanings.among(counted, GAUGES):
                continue  # fell 80 points, or 2 percent: of no points
            if mention.counted is None and counted is not None and not self._says_other(counted, mention.event):
                mention.decide("noun", counted, frame.rule.name, counted)
                _as_named(mention, named, frame)
        ends = [one for role, one in group if role in ("from", "to")]
        if len(ends) == len(group) == 2 and ends[0].reading.unit == ends[1].reading.unit is not None:
            _per_alike(ends[0], ends[1], frame)

    def _fits(self, teller: Mention, event: str, mention: Mention) -> bool:
        """Whether what happened to the one can have happened to the other: persons are arrested, and cars are not.
        Where villages were evacuated, homes were too.
        """
        if self._events.meanings.never(event, mention.counted):
            return False
        persons = self._events.meanings.of_persons(event) and not self._events.meanings.befalls(event, mention.counted)
        if persons and mention.reading.kind in SUMS:
            return False  # 218 deaths and $15 billion in damage
        theirs = mention.role == "part" and mention.counted in self._people  # 15 deaths, including four nurses
        noun = None if theirs and self._events.meanings.of_persons(event) else teller.counted
        if mention.counted not in (None, noun) and self._lexicon.find(noun or "", COUNTED_EVENTS):
            return False  # 12 wins, four draws: the noun alone says what happened
        alike = mention.counted in self._people or (teller.counted is not None and teller.counted not in self._people)
        return not persons or mention.counted is None or alike

    def _says_other(self, noun: str, event: str | None) -> bool:
        """Whether a noun itself says another event: where 88 bodies were found, the missing are no bodies."""
        word = self._lexicon.find(noun, COUNTED_EVENTS)
        return word is not None and event is not None and word.meaning.get("event") != event


def _as_named(mention: Mention, named: Mention | None, frame: Framed) -> None:
    """Take on what a figure is for each of, and that it is a level, from the one whose noun was handed on."""
    if named is None:
        return
    if named.per is not None:
        mention.decide_per(named.per, frame.rule.name, named.per)
    alike = (mention.reading.kind, mention.reading.unit) == (named.reading.kind, named.reading.unit)
    level = named.statistic in LEVELS and named.reading.per is mention.reading.per is None
    if alike and level and mention.statistic is None:
        mention.decide("statistic", named.statistic, frame.rule.name, named.text)


def _per_alike(one: Mention, other: Mention, frame: Framed) -> None:
    """Where a change went from and to is for each of the same: 40 cents a share, up from 35 cents."""
    for told, untold in ((one, other), (other, one)):
        per = told.reading.per or told.per
        if per is not None and untold.reading.per is None:
            if untold.statistic == "point":
                untold.frames.pop("statistic")  # a level by its noun, before it was seen for each of what
            untold.decide_per(per, frame.rule.name, told.text)


def _is_by_how_much(group: Group, teller: Mention, role: str) -> bool:
    """Whether a verb says what happened to a change, and so nothing of where it began or ended: lost 12 points to end
    at 402. What its noun says, holds for all: deaths rose by 12 to 40.
    """
    changed = any(one is teller and other == "change" for other, one in group)
    decision = teller.frames.get("event")
    own = decision is None or decision.rule == teller.hit.rule.name or teller.reading.noun is None
    return changed and role in ("to", "from") and not own


def _is_same_unit(group: Group) -> bool:
    """Whether what stands as a conversion is in the unit it would be of: 200 C (180 C with a fan) is none."""
    units = [one.reading.unit for role, one in group if role in ("base", "conversion")]
    based = any(role == "base" for role, _ in group)
    return based and units[0] is not None and len(units) > 1 and len(set(units)) == 1


def _are_equal(group: Group) -> bool:
    """Whether two measures come to the same: 41 metres, or 135 feet, and not 5 kg or 3 lb."""
    units = {one.reading.base_unit for _, one in group}
    read = [one.reading for _, one in group]
    sums = [abs(one.value * (one.base_factor or 0)) for one in read if one.value is not None]
    return len(units) == 1 and len(sums) == len(group) and max(sums) - min(sums) <= max(sums) * SAME


def _counts_other(mention: Mention, named: Mention, alike: bool) -> bool:
    """Whether what one counts is not for another: ran 140 yards, and two tries; $150 billion, or 6 percent of GDP. In
    a list only what is `alike` has one noun: fined the bank $45 million and two men; 256 GB of storage, a 90 Hz screen.
    """
    kind, other = mention.reading.kind, named.reading.kind
    if alike and kind == other == "measure":
        return (mention.reading.dimension, mention.reading.per) != (named.reading.dimension, named.reading.per)
    sums = (kind == "money") != (other == "money")
    return kind == "measure" != other or (sums and (alike or (kind == "money" and mention.start < named.start)))


def _teller(group: Group, shared: bool) -> Mention | None:
    """The figure of a group of whose event the others are told: the whole, or else any."""
    told = [(role, one) for role, one in group if one.event is not None]
    return next((one for role, one in told if role != "part"), told[0][1] if told and shared else None)


def _without_stop(words: str) -> str:
    """Words without the stop that ends their sentence; that of an abbreviation such as U.S. stays."""
    return words.removesuffix(".") if "." not in words.rpartition(" ")[2][:-1] else words
