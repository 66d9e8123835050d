"""Shapes → hits: which rule reads which tokens, and its named parts.

In: a shape. Out: `Hit`s from left to right: at each place the longest reading of any rule, the rule listed first where
two are equally long; the next hit is sought after the mention. The automaton proposes the end and the rule, the rule's
reader reads the parts; where the two differ, every rule that the automaton passed is tried. What was read is remembered
by the characters up to where the automaton died: no rule looks further. `reference_hits` does the same with pyparsing
alone, and is what the fast way is held to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count

from figures.grammar import Rule
from figures.grammar.automaton import Automaton
from figures.grammar.memo import Known, Memo
from figures.grammar.reader import Capture
from figures.scan.shapes import Place, place

MEMO_LIMIT = 4_000
HEAD, DEAD_LIMIT = 7, 6_000
"""How many characters of a false start are remembered, four words mostly, and how many of those."""
LONGEST_REMEMBERED = 64
"""The longest run of tokens that is remembered: hostile text makes longer ones, and they do not come again."""
MENTION = "mention"
"""The part that a rule names when its pattern also holds words that are no part of the mention."""


@dataclass(slots=True)
class Found:
    """What one run of tokens reads as: the rule, how far it reaches, the mention in it and the named parts. All
    positions count from where the run begins.
    """

    rule: Rule
    end: int
    mention: tuple[int, int]
    parts: tuple[Capture, ...]
    places: tuple[Place, ...]
    """Where the mention and then each part lies, in chunks and their tokens."""


@dataclass(slots=True)
class Hit:
    """One reading at one place of a shape."""

    start: int
    found: Found

    @property
    def rule(self) -> Rule:
        """The rule that read it."""
        return self.found.rule

    @property
    def end(self) -> int:
        """Where its tokens end in the shape."""
        return self.start + self.found.end

    @property
    def mention(self) -> tuple[int, int]:
        """The shape positions of the mention among its tokens."""
        begin, stop = self.found.mention
        return self.start + begin, self.start + stop

    @property
    def parts(self) -> tuple[Capture, ...]:
        """The named parts, in shape positions."""
        return tuple([(name, self.start + begin, self.start + stop) for name, begin, stop in self.found.parts])


class Scanner:
    """Finds the hits of one set of rules, by their automaton or by pyparsing alone."""

    def __init__(self, rules: Sequence[Rule], automaton: Automaton) -> None:
        self._rules = rules
        self._automaton = automaton
        self._dead: set[str] = set()
        self._known: Memo[str, Found | None] = Memo(MEMO_LIMIT)
        self._starts: Known[str, bool] = Known(lambda char: char != " " and automaton.starts(char))
        """Character → whether some rule can begin with it."""

    def hits(self, shape: str, position: int = 0, ahead: Sequence[int] | None = None) -> Iterator[Hit]:
        """The hits in a shape from a position on, by the automaton. `ahead` are the classes of what stands in it from
        each position on: with them, most false starts are passed over.
        """
        automaton, known, dead = self._automaton, self._known, self._dead
        begins, longest = automaton.begins, automaton.longest
        chars = shape if position == 0 else map(shape.__getitem__, range(position, len(shape)))
        for start in compress(count(position), map(self._starts.__getitem__, chars)):
            if start < position:
                continue
            if ahead is not None:
                behind = ahead[start + 1]
                cue, figures = begins[shape[start]]
                if not (figures & behind and cue & behind):
                    continue
            try:  # nearly all starts are false, and most are seen to be within three tokens
                state = automaton.first[shape[start]]
                if state is None or (ahead is not None and not (state.figures & behind and state.cue & behind)):
                    continue
                if state.accepts < 0:
                    state = state[shape[start + 1]]
                    if state is None:
                        continue
                    if state.accepts < 0 and state[shape[start + 2]] is None:
                        continue
            except (KeyError, IndexError):
                pass
            head = shape[start : start + HEAD]
            if head in dead:
                continue
            end, rule, stop = longest(shape, start, ahead)
            if end < 0:
                if 0 <= stop < start + len(head):
                    self._bury(head)
                continue
            run = shape[start:stop]
            try:
                found = known[run]
            except KeyError:
                found = self._read(shape, start, end, rule)
                if len(run) <= LONGEST_REMEMBERED:
                    known[run] = found
            if found is not None:
                position = start + found.mention[1]
                yield Hit(start, found)

    def reference_hits(self, shape: str, position: int = 0) -> Iterator[Hit]:
        """The same hits by pyparsing alone, every rule at every token."""
        while position < len(shape):
            matches = [] if shape[position] == " " else [(r, r.expression.match(shape, position)) for r in self._rules]
            found = [Hit(position, _found(rule, shape, position, *match)) for rule, match in matches if match]
            hit = min(found, key=_longest_first, default=None)
            position = position + 1 if hit is None else max(hit.mention[1], position + 1)
            if hit is not None:
                yield hit

    def ties(self, shape: str, hit: Hit) -> list[Rule]:
        """The rules that read as far as the one that won, and lost because they are listed later."""
        return [
            rule
            for rule in map(self._rules.__getitem__, self._automaton.ending(shape, hit.start, hit.end))
            if rule is not hit.rule and rule.reader(shape, hit.start, []) == hit.end
        ]

    def readings_at(self, shape: str, start: int) -> list[Hit]:
        """Every rule's own reading at one place, longest first: what `explain` shows of the losers."""
        found = []
        for number in self._automaton.candidates(shape, start):
            captures: list[Capture] = []
            end = self._rules[number].reader(shape, start, captures)
            if end >= 0:
                found.append(Hit(start, _found(self._rules[number], shape, start, end, captures)))
        return sorted(found, key=_longest_first)

    def next_best(self, shape: str, hit: Hit, ties: bool = False) -> Hit | None:
        """The longest reading of another rule where one hit came to nothing, and no longer than that: shorter, or with
        `ties` as long and of a rule that is listed later.
        """
        best: Found | None = None
        for number in self._automaton.candidates(shape, hit.start):
            captures: list[Capture] = []
            end = self._rules[number].reader(shape, hit.start, captures)
            longest = hit.end if ties and self._rules[number].index > hit.rule.index else hit.end - 1
            if 0 <= end <= longest and (best is None or end - hit.start > best.end):
                best = _found(self._rules[number], shape, hit.start, end, captures)
        return None if best is None else Hit(hit.start, best)

    def _read(self, shape: str, start: int, end: int, number: int) -> Found | None:
        """What the rule that the automaton proposes reads up to `end`, or else the longest reading of any it passed."""
        captures: list[Capture] = []
        rule = self._rules[number]
        if rule.reader(shape, start, captures) == end:
            return _found(rule, shape, start, end, captures)
        return next((hit.found for hit in self.readings_at(shape, start)), None)

    def _bury(self, head: str) -> None:
        """Remember characters within which every rule dies."""
        if len(self._dead) >= DEAD_LIMIT:
            self._dead.clear()
        self._dead.add(head)


def _longest_first(hit: Hit) -> tuple[int, int]:
    return -hit.end, hit.rule.index


def _found(rule: Rule, shape: str, start: int, end: int, captures: Sequence[Capture]) -> Found:
    parts = tuple([(name, begin - start, stop - start) for name, begin, stop in captures])
    mention = next(((begin, stop) for name, begin, stop in parts if name == MENTION), (0, end - start))
    run = shape[start:end]
    places = (place(run, *mention), *(place(run, begin, stop) for _, begin, stop in parts))
    return Found(rule, end - start, mention, parts, places)
