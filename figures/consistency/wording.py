"""Two figures of two texts that may be of one thing → what the words around them say to that, whatever their values.

In: `Placed`s, figures with what stands around them. The same words around both quote one
statement; words of the classes `way` and `turn` tell them apart: what rose and what fell, what was born and what died.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from figures.documents.markup import RISING, blanked
from figures.grammar.tokens import MARKS
from figures.linking.scale import COUNTED, DATED
from figures.linking.words import CLAUSE_MARKS, EVENT, Context, Words, alike, dates, places
from figures.table import Bound, Figure, Modality, Role, Statistic

WAY, TURN, UNLIKE, CLAIM = "way", "turn", "unlike", "claim"
RISES = ("+", *RISING)
UP, DOWN = "up", "down"
"""What words of the first of them say, and the sign of a change."""
"""Classes: which way something went, where two cannot both be right; what came about, and nouns that are each other's
opposites, where two figures are of two things."""
ASKED = "asked"
"""What a word of the class `claim` says of what nobody got or gave."""
DENIALS = ("not-word", "negated-aux", "denial-word")
"""Classes of the words that deny a sentence."""
SHIFTS, SHIFT_BEHIND = ("shift", "anaphor"), "anaphor-after"
"""Classes of the words that point to a period before or after another: last, the preceding, the year before."""
PERSONS, THINGS = "person-noun", "noun"
CONTRARY_NOUN, GENERAL = "contrary-noun", "made-of"
"""Classes of the nouns that the pack knows contraries of, and of those that are general words for others."""
QUOTED, LEAST_QUOTED = 3, 4
"""So many words on either side are the same where one statement is quoted, fewer where a sentence begins or ends: of
both sides together LEAST_QUOTED at least."""
OPENING = 5
"""As one statement is quoted, too, what begins with the same words, so many at least, as far as the figure."""
PIECES_KEPT = 4_000
"""Pieces of sentences whose words are remembered: each figure is laid beside many."""
WIDER = frozenset((Bound.GT, Bound.GE, Bound.LT, Bound.LE, Bound.RANGE))
"""Bounds that hold many values, so that another bound of that kind may hold them and yet misquote it."""

SENTENCES_KEPT = 1_000
"""Sentences, and pairs of them, that are remembered: several figures of one ask for the same."""
_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure, and what stands around it."""

    figure: Figure
    """It, under the name that stands for all that writers call what it counts."""
    written: Figure
    """It, as its text has it."""
    context: Context
    place: float
    """How far into its text it stands, from 0 to 1."""
    within: int
    """Where it stands in its sentence."""

    @property
    def end(self) -> int:
        """Where it ends in its sentence."""
        return self.within + len(self.figure.text)

    @property
    def before(self) -> str:
        """What stands before it in its sentence."""
        return self.figure.sentence[: self.within]

    @property
    def behind(self) -> str:
        """What stands behind it."""
        return self.figure.sentence[self.end :]

    def away(self, start: int, end: int, before: int = 0, behind: int = 0) -> int:
        """How many words stand between it and what stands at a place of its sentence before it or behind it, where a
        comma counts so much; less than none, if that is its own."""
        if start < self.end and end > self.within:
            return -1
        between, comma = (
            (self.figure.sentence[self.end : start], behind)
            if start >= self.end
            else (self.figure.sentence[end : self.within], before)
        )
        return len(between.split()) + comma * sum(between.count(mark) for mark in CLAUSE_MARKS)

    def told(self, kind: str, words: Words) -> Mapping[str, str]:
        """What the words of a class beside it say."""
        return words.told(kind, self.figure.sentence, self.within, self.end)

    def told_outside(self, kind: str, words: Words) -> Mapping[str, str]:
        """The same of those outside it and no comma away; the sign of a change says which way it went."""
        said = words.told_outside(kind, self.figure.sentence, self.within, self.end)
        sign = self._signed if kind == WAY else None
        return said if sign is None else {**said, WAY: sign}

    @property
    def _signed(self) -> str | None:
        if self.written.statistic != Statistic.CHANGE:
            return None
        return DOWN if (self.written.value or 0.0) < 0 else UP if self.written.text.startswith(RISES) else None

    def words_beside(self, words: Words) -> list[str]:
        """The content words of its sentence but for its own."""
        return [word for start, end, word in words.of(self.figure.sentence) if end <= self.within or start >= self.end]


def placed(figures: Sequence[Figure], words: Words) -> list[Placed]:
    """The figures of one text, in order, with what stands around them."""
    end = max((figure.end for figure in figures), default=1)
    where = places(figures)
    dated = dates(figures, where)
    return [
        Placed(
            figure=figure if figure.noun is None else figure._replace(noun=words.known_as(figure.noun)),
            written=figure,
            context=words.context(figure, within, dated.get(figure.sentence, ())),
            place=figure.start / end,
            within=within,
        )
        for figure, within in zip(figures, where, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a numeral, of a sentence, and where it stands in it."""

    start: int
    end: int
    said: str


def with_way(ones: Sequence[Placed], others: Sequence[Placed], words: Words) -> list[Placed]:
    """The figures of one text, where a fall is told by its sign as those of the other tell it in words: -2.4% is 2.4%,
    and fell.
    """
    fallen = {
        (one.figure.unit, one.figure.value)
        for one in others
        if one.figure.statistic == Statistic.CHANGE and one.told_outside(WAY, words).get(WAY) == DOWN
    }
    return [
        replace(one, figure=_unsigned(one.figure))
        if one.figure.statistic == Statistic.CHANGE
        and (one.figure.value or 0.0) < 0
        and (one.figure.unit, -(one.figure.value or 0.0)) in fallen
        else one
        for one in ones
    ]


def _unsigned(figure: Figure) -> Figure:
    value, low, high, base, base_low, base_high = (
        None if end is None else -end
        for end in (figure.value, figure.high, figure.low, figure.base_value, figure.base_high, figure.base_low)
    )
    return figure._replace(
        value=value,
        low=low,
        high=high,
        low_closed=figure.high_closed,
        high_closed=figure.low_closed,
        base_value=base,
        base_low=base_low,
        base_high=base_high,
    )


def apart(kind: str, one: Placed, other: Placed, words: Words) -> bool:
    """Whether words of this class, the nearest to either, tell the two apart: `rose` and `fell`."""
    ours, theirs = (each.told_outside(kind, words) if kind == WAY else each.told(kind, words) for each in (one, other))
    return any(ours[of] != theirs[of] for of in ours.keys() & theirs.keys())


def only_claimed(one: Placed, other: Placed, words: Words) -> bool:
    """Whether the one was asked for, offered or threatened, and the other got, paid or decided; or the one is an
    average and the other a total."""
    ours, theirs = (_claims(each, words) for each in (one, other))
    return any(ours[of] != theirs[of] for of in ours.keys() & theirs.keys())


def _claims(one: Placed, words: Words) -> Mapping[str, str]:
    said = {**one.told_outside(CLAIM, words), **words.told(CLAIM, one.figure.text, 0, 0)}
    return {**said, CLAIM: ASKED} if CLAIM in said and one.figure.modality == Modality.HYPOTHETICAL else said


def denied(one: Placed, words: Words) -> bool:
    """Whether a word before a figure, no comma away, denies what is said of it: may not fall below 40."""
    start = max(one.before.rfind(mark) for mark in CLAUSE_MARKS) + 1
    return any(words.lexicon.find(word, *DENIALS) is not None for word in _plain(one.before[start:]))


def tells_difference(one: Placed, words: Words) -> bool:
    """Whether a figure is told as how far two others are apart: fell by 40, 40 more than before."""
    if one.figure.statistic == Statistic.CHANGE or one.figure.role == Role.CHANGE:
        return True
    behind = _plain(one.behind)[:1]
    return bool(behind) and words.lexicon.find(behind[0], WAY) is not None


def unlike(one: Figure, other: Figure, words: Words) -> bool:
    """Whether they count what is the opposite of each other: sons and daughters."""
    ours, theirs = (words.lexicon.find(each.noun or "", UNLIKE) for each in (one, other))
    if ours is None or theirs is None:
        return False
    return bool(ours.meaning["of"] == theirs.meaning["of"] and ours.meaning["is"] != theirs.meaning["is"])


def persons_and_things(one: Figure, other: Figure, words: Words) -> bool:
    """Whether the one counts persons and the other things, each by a name that the packs know."""
    ours, theirs = one.noun or "", other.noun or ""
    return any(
        words.lexicon.find(person, PERSONS) is not None
        and words.lexicon.find(thing, PERSONS) is None
        and words.lexicon.find(thing, THINGS) is not None
        for person, thing in ((ours, theirs), (theirs, ours))
    )


def of_others(known: Figure, asked: Figure, words: Words) -> bool:
    """Whether the second counts others than the first: those to whom something else happened, 35 missing of 35 rescued,
    their contraries, or a kind of the people that the first counts: 31 children, of 31 people."""
    if known.kind not in COUNTED or asked.kind not in COUNTED:
        return False
    if known.event is not None and asked.event is not None and known.event != asked.event:
        return not _is_vague(asked.event, words)
    one, two = (words.lexicon.find(each.noun or "", CONTRARY_NOUN) for each in (known, asked))
    if one is not None and two is not None:
        return bool(one.meaning["of"] == two.meaning["of"] and one.meaning["is"] != two.meaning["is"])
    return two is not None and is_kind(asked.noun or "", words.known_as(known.noun or ""), words)


def is_kind(noun: str, whole: str, words: Words) -> bool:
    """Whether a noun is a kind of what a more general one counts: children, of people."""
    found = words.lexicon.find(whole, GENERAL)
    return found is not None and words.lexicon.find(noun, str(found.meaning["is"])) is not None


def _is_vague(event: str, words: Words) -> bool:
    """Whether it says little of what happened: the affected may be the stranded."""
    told = words.lexicon.find(event, EVENT)
    return told is not None and bool(told.meaning.get("vague"))


def among(figure: Figure, other: Figure, words: Words) -> bool:
    """Whether a count may be of some of those that another counts: two men of three people."""
    told, whole = (words.lexicon.find(each.noun or "", UNLIKE) for each in (figure, other))
    return told is not None and whole is None and other.noun is not None and (figure.value or 0) < (other.value or 0)


def same_shift(one: Figure, other: Figure, words: Words) -> bool:
    """Whether both name the period before, or after, in other words: `last year`, `the preceding year`."""
    ours, theirs = _shift(one.text, words), _shift(other.text, words)
    return ours is not None and ours == theirs


def tells_both(one: Figure, other: Figure) -> bool:
    """Whether the sentence of a date has the words, too, by which another is told: 4% this year and 2% next."""
    said = {word for word in _plain(other.text) if word not in _plain(one.text)}
    return bool(said) and said <= {*_plain(one.sentence)} and not any(map(numeral, said))


def _shift(text: str, words: Words) -> tuple[int, str] | None:
    said = text.split()
    for length in (2, 1):
        told = words.lexicon.find(" ".join(said[:length]), *SHIFTS)
        if told is not None and len(said) > length:
            return int(str(told.meaning["value"])), " ".join(said[length:]).lower()
    behind = words.lexicon.find(said[-1].lower(), SHIFT_BEHIND) if len(said) > 1 else None
    return None if behind is None else (int(str(behind.meaning["value"])), said[-2].lower())


def quoted(one: Placed, other: Placed) -> bool:
    """Whether the same words stand before both, and the same after both; and what is counted goes by the same."""
    if (one.figure.subject or "").lower() != (other.figure.subject or "").lower():
        return False  # 340 Russian soldiers, 120 Ukrainian soldiers
    (before, after), (known_before, known_after) = _beside(one), _beside(other)
    return before == known_before and after == known_after and len(before) + len(after) >= LEAST_QUOTED


def begun_alike(one: Placed, other: Placed) -> bool:
    """Whether two sentences are the same words up to the two."""
    if one.figure.kind in DATED or one.figure.sentence == other.figure.sentence:
        return False
    ours, theirs = _plain(one.before), _plain(other.before)
    return len(ours) >= OPENING and ours == theirs


def followed_alike(one: Placed, other: Placed) -> bool:
    """Whether the word behind the second stands right behind the first as well, if there is one."""
    (_, ours), (_, theirs) = _beside(one), _beside(other)
    return bool(theirs) and theirs[0] in ours


def misquoted(known: Figure, asked: Figure) -> bool:
    """Whether of two bounds of one kind the second is at another number, and not at the first one rounded.

    A wider bound holds all that the first holds, and is yet not what was said: `more than 9%` for `more than 10%`.
    """
    if known.bound != asked.bound or known.bound not in WIDER or known.unit != asked.unit:
        return False
    ends = [(known.low, asked.low), (known.high, asked.high)]
    place = asked.precision or 0.0
    rounded = place if place > (known.precision or 0.0) else 0.0
    return any(None not in (one, two) and abs((one or 0.0) - (two or 0.0)) > rounded for one, two in ends)


def in_common(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether a word stands in both."""
    return any(alike(one, other) for one in ours for other in theirs)


def numeral(word: str) -> bool:
    """Whether a word has a digit."""
    return any(char.isdigit() for char in word)


@lru_cache(SENTENCES_KEPT)
def tokens(sentence: str) -> tuple[Token, ...]:
    """The words and numerals of a sentence, in order."""
    return tuple(Token(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(blanked(sentence)))


def _beside(one: Placed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _plain(one.before)[-QUOTED:], _plain(one.behind)[:QUOTED]


@lru_cache(PIECES_KEPT)
def _plain(text: str) -> tuple[str, ...]:
    return tuple([word for word in (each.strip(MARKS).lower() for each in blanked(text).split()) if word])
