"""Sentences → which figures belong together and as what (`group_id`, `role`), and who is counted in or out (`scope`).

A frame names its figures by their roles, and those that are merely joined (`12 soldiers and three civilians`) `figure`;
what happened, and what is counted, is handed on among them (one of the two where the frame sets `hands`; nothing where
it sets `joined = false`; with `told` what happened to the one happened to the other, whatever that is). The words it
names `scope` belong to the whole, or to the part where it sets `scoped` so.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction
from math import log

from figures.context.events import Events
from figures.context.frames import LIST_JOINING, Framed, Layer, Sentence
from figures.context.meanings import COUNTED_EVENTS
from figures.context.mention import SHARES, Decision, Mention
from figures.context.unsaid import Unsaid
from figures.grammar import Grammar
from figures.grammar.tokens import bare
from figures.quantities.amounts import HEDGE_CLASSES, head
from figures.quantities.reading import Reading

SAME = Fraction(1, 20)
"""By what part of itself a measure may be off what it is converted to: 10 miles or 16 km."""
ROLES = ("from", "to", "change", "part", "whole", "base", "conversion")
AMOUNTS = frozenset(("count", "number", "ratio", "percent", "money", "measure"))
POINTS = frozenset(("[pp]", "[bp]"))
"""Units in which shares differ: they are no shares themselves."""
SUMS = frozenset(("money", "measure"))
LEVELS = frozenset(("point", "rate"))
FAR = log(10)
"""How far a bare number lies at most from what it went to: tenfold."""
GAUGES = "gauge-kind"
"""The nouns of what an index is counted in."""
PLURAL = "plural"
SCOPE = "scope-word"
"""Words within a figure that say it comes on top of others: 30 more, another 12, two others."""


class Relations:
    """Finds relations by the pack's frames (`frames/relations.toml`)."""

    def __init__(self, grammar: Grammar, events: Events, unsaid: Unsaid) -> None:
        self._grammar, self._lexicon, self._events, self._unsaid = grammar, grammar.lexicon, events, unsaid
        self._layer = Layer(grammar, "relations")
        self._people = grammar.lexicon.entries("person-noun")

    def apply(self, sentence: Sentence) -> None:
        """Set roles, groups and scopes, and hand on events and nouns along them."""
        frames = []
        for frame in self._layer.find(sentence):
            if frame.rule.constants.get("joined") is False:
                for _, mention in self._figures(sentence, frame):
                    mention.frames["joined"] = Decision(frame.rule.name, sentence.words(frame.start, frame.end))
                continue
            if self._is_no_change(self._figures(sentence, frame)):
                continue
            frames.append(frame)
            self._framed(sentence, frame)
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
                signed = mention.text.startswith("+") or (mention.reading.value or 0) < 0
                mention.decide("statistic", "change" if signed else "share", mention.hit.rule.name, "")

    def _is_no_change(self, group: list[tuple[str, Mention]]) -> bool:
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

    def _framed(self, sentence: Sentence, frame: Framed) -> None:
        level = str(frame.rule.constants.get("level", "change"))
        group = [
            (level if role == "change" and self._is_level(one) else role, one)
            for role, one in self._figures(sentence, frame)
        ]
        scoped = str(frame.rule.constants.get("scoped", "whole"))
        if _is_same_unit(group):
            return
        if frame.rule.constants.get("equal") and not _are_equal(group):
            group = [("figure", one) for _, one in group]
        members = [mention for role, mention in group if role in ROLES]
        together = len({role for role, _ in group if role in ROLES}) > 1
        leveled = any(map(self._is_level, members))
        start = min((mention.start for mention in members), default=0)
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
        group = [one for _, one in self._figures(sentence, frame)]
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
        group = self._figures(sentence, frame)
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

    def _figures(self, sentence: Sentence, frame: Framed) -> list[tuple[str, Mention]]:
        """The figures of a frame with their roles; with the nearest before it, if the frame says what that is."""
        found = [
            (name, sentence.figures[begin])
            for name, begin, stop in frame.parts
            if begin in sentence.figures and (name == "figure" or name in ROLES) and stop == begin + 1
        ]
        found = _of_a_larger(found, sentence)
        before = frame.rule.constants.get("before")
        if before is not None:
            alike = next((one.reading for role, one in found if role == "from"), None) if before == "to" else None
            people = self._people if "persons" in frame.rule.constants else None
            start = min((begin for name, begin, _ in frame.parts if name in ROLES), default=frame.start)
            parts = [one.reading for role, one in found if role == "part"] if before == "whole" else []
            if frame.rule.constants.get("restates"):  # hurt 63 and cost 900 million; another says 1.2 billion
                others = _before(sentence, start)
                others = _near(others, found[0][1].reading) if len(others) > 1 else others
                return [("figure", others[0]), *found] if others else found
            nearest = self._persons_at(sentence, frame.start, parts) or _nearest(
                sentence, start, frame.rule.constants.get("hands") == "noun", alike, people, parts
            )
            if (
                nearest is not None
                and "uncounted" in frame.rule.constants
                and self._is_of_uncounted(
                    nearest, [one for role, one in found if role == "part"], sentence, frame.start
                )
            ):
                return []
            if before == "to" and nearest is not None and "change" in (nearest.statistic, nearest.reading.statistic):
                # Rose 3 percent, compared with 5: two changes, and none where the other came from.
                return [("figure", nearest), *(("figure" if role == "from" else role, one) for role, one in found)]
            found = found if nearest is None else [(str(before), nearest), *found]
        return self._but_excluded(found)

    def _but_excluded(self, found: list[tuple[str, Mention]]) -> list[tuple[str, Mention]]:
        """Figures with their roles, but for parts to whom something else happened than to the whole, and for the bare
        numbers behind them: 12 dead, including the driver, and 31 injured, five seriously."""
        wholes = [one.event for role, one in found if role == "whole"]
        kept: list[tuple[str, Mention]] = []
        parted = False
        for role, one in found:
            if role == "part" and any(self._events.meanings.excluded(one.event, event) for event in wholes):
                parted = True
            elif role != "part" or not (parted and one.event is None and one.counted is None):
                kept.append((role, one))
        return kept

    def _is_of_uncounted(self, nearest: Mention, parts: Sequence[Mention], sentence: Sentence, position: int) -> bool:
        """Whether parts are of things named right before them and counted nowhere, and not of persons counted further
        off: nine men were held and weapons seized, including six rifles; but 12 people in raids, including a girl."""
        stop = len(sentence.line[:position].rstrip())
        begin = sentence.line.rfind(" ", 0, stop) + 1
        if begin >= stop or any(place in sentence.figures for place in range(begin, stop)):
            return False
        named = self._lexicon.find(bare(sentence.words(begin, stop)).lower(), PLURAL) is not None
        persons = nearest.counted in self._people and any(one.counted in self._people for one in parts)
        return named and not persons

    def _persons_at(self, sentence: Sentence, position: int, parts: Sequence[Reading]) -> Mention | None:
        """The persons that stand right before a position, if parts of them follow: more than 200, including 18 crew."""
        mention = sentence.figures.get(position - 1) if parts else None
        if mention is None or mention.counted not in self._people or mention.role == "part":
            return None
        return None if any(_smaller(mention.reading, part) for part in parts) else mention


def _of_a_larger(found: list[tuple[str, Mention]], sentence: Sentence) -> list[tuple[str, Mention]]:
    """The figures of a frame, but with the whole that stands before it where its own is too small for its parts: fired
    150 missiles at 28 sites, 80 of them at night.
    """
    wholes = [one for role, one in found if role == "whole"]
    parts = [one for role, one in found if role == "part"]
    if len(wholes) != 1 or not any(_smaller(wholes[0].reading, part.reading) for part in parts):
        return found
    before = [one for one in _before(sentence, _place(sentence, wholes[0])) if one.reading.kind == "count"]
    large = [one for one in before if not any(_smaller(one.reading, part.reading) for part in parts)]
    return [(role, large[-1] if large and role == "whole" else one) for role, one in found]


def _place(sentence: Sentence, mention: Mention) -> int:
    return next(place for place, one in sentence.figures.items() if one is mention)


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


def _is_by_how_much(group: list[tuple[str, Mention]], teller: Mention, role: str) -> bool:
    """Whether a verb says what happened to a change, and so nothing of where it began or ended: lost 12 points to end
    at 402. What its noun says, holds for all: deaths rose by 12 to 40.
    """
    changed = any(one is teller and other == "change" for other, one in group)
    decision = teller.frames.get("event")
    own = decision is None or decision.rule == teller.hit.rule.name or teller.reading.noun is None
    return changed and role in ("to", "from") and not own


def _is_same_unit(group: list[tuple[str, Mention]]) -> bool:
    """Whether what stands as a conversion is in the unit it would be of: 200 C (180 C with a fan) is none."""
    units = [one.reading.unit for role, one in group if role in ("base", "conversion")]
    based = any(role == "base" for role, _ in group)
    return based and units[0] is not None and len(units) > 1 and len(set(units)) == 1


def _are_equal(group: list[tuple[str, Mention]]) -> bool:
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


def _teller(group: list[tuple[str, Mention]], shared: bool) -> Mention | None:
    """The figure of a group of whose event the others are told: the whole, or else any."""
    told = [(role, one) for role, one in group if one.event is not None]
    return next((one for role, one in told if role != "part"), told[0][1] if told and shared else None)


def _nearest(
    sentence: Sentence,
    position: int,
    whole: bool,
    alike: Reading | None,
    people: Container[str] | None,
    parts: Sequence[Reading],
) -> Mention | None:
    """The nearest amount before a position: one of which it is known what happened, or else any; or no part of one. Of
    several the nearest that counts the same, if a reading is given: 240 shops in 38 states, up from 215 shops; or that
    counts `people`, if it must: 72 people in 12 states, 31 of whom; or that is no smaller than its `parts`: 12 people
    died in 900 raids, of which 37 led to charges.
    """
    before = _before(sentence, position)
    if people is not None:
        before = [one for one in before if one.counted in people] or before
    before = [one for one in before if not whole or one.reading.kind not in SHARES] or before
    before = [one for one in before if not whole or one.role != "part"] or before
    before = [one for one in before if not any(_smaller(one.reading, part) for part in parts)] or before
    if alike is not None:
        before = [one for one in before if _counts(one.reading) == _counts(alike)] or _near(before, alike) or before
    told = [one for one in before if one.event is not None]
    return told[-1] if told else before[-1] if before else None


def _before(sentence: Sentence, position: int) -> list[Mention]:
    """The amounts before a position."""
    return [one for place, one in sentence.figures.items() if place < position and one.reading.kind in AMOUNTS]


def _smaller(reading: Reading, part: Reading) -> bool:
    """Whether of two numbers of things the first is too small for the second to be part of it."""
    if reading.kind not in ("count", "number") or part.kind not in ("count", "number"):
        return False
    return reading.value is not None and part.value is not None and reading.value < part.value


def _near(mentions: Sequence[Mention], bare: Reading) -> list[Mention]:
    """Of amounts, the one nearest in size to a bare number that leaves its unit out; no share, if there is another."""
    if bare.unit is not None or bare.noun is not None or not bare.value or bare.value < 0:
        return []
    size = log(bare.value)
    sized = [
        (one.reading.kind in SHARES, abs(log(one.reading.value) - size), -one.start, one)
        for one in mentions
        if one.reading.value is not None and one.reading.value > 0
    ]
    near = [one for one in sized if one[1] < FAR]
    return [min(near, key=lambda one: one[:3])[-1]] if near else []


def _counts(reading: Reading) -> tuple[str | None, str | None, bool]:
    """What a figure is a number of: its unit, or the noun of a count; and whether it is a share."""
    return reading.unit, reading.noun if reading.unit is None else None, reading.kind in SHARES


def _without_stop(words: str) -> str:
    """Words without the stop that ends their sentence; that of an abbreviation such as U.S. stays."""
    return words.removesuffix(".") if "." not in words.rpartition(" ")[2][:-1] else words
