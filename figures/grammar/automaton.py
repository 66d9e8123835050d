"""Pattern trees → one lazy automaton over shapes, which finds where the longest match of any rule ends.

In: the patterns of all rules, in order. Out: `longest(shape, start)` → (end, rule, stop). A state is a set of what may
still follow (partial derivatives: Antimirov 1996); a transition is worked out the first time that a text asks for it,
and the derivatives of a part are shared by all rules that use it. What it accepts is the regular reading of each
pattern, a superset of what pyparsing reads there, so a hit is a proposal and a miss is final.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Seq

from figures.grammar.alphabet import Alphabet
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term, first_names


class _Accept(Node):
    """The end of a rule."""

    __slots__ = ("rule",)

    def __init__(self, rule: int) -> None:
        self.rule, self.nullable, self.first, self.hands_on = rule, False, None, False


Tail = tuple[Node, "Tail"] | None
"""What must still be matched: a linked list of nodes, interned, so that equal tails are one object."""


class Automaton:
    """The recogniser of several patterns; pattern i is `rule` i in the answers."""

    STATE_LIMIT = 20_000
    """States kept before the automaton starts afresh: a long run over hostile text must not fill the memory."""

    def __init__(self, patterns: Seq[Node], alphabet: Alphabet) -> None:
        self._sets = alphabet.sets
        self._patterns = _factored(patterns)
        self._tails: dict[tuple[int, int], tuple[Node, Tail]] = {}
        self._fewer: dict[tuple[Node, int, int], Repeat] = {}
        self._ends: dict[Node, frozenset[int]] = {}
        self._firsts: dict[int, frozenset[str]] = {}
        self._choices: dict[Choice, dict[str, dict[int, None]]] = {}
        self._derived: dict[tuple[Node, str, bool], tuple[Tail, ...]] = {}
        self._clear()

    def _clear(self) -> None:
        # A state is what may follow, and whether a blank has been read before it: then nothing glued can follow. Tails
        # are interned, so their identities tell states apart.
        self._states: dict[tuple[bool, frozenset[int]], int] = {}
        self._members: list[tuple[tuple[Node, Tail], ...]] = []
        self._spaced: list[bool] = []
        self._rules: list[frozenset[int]] = []
        self._alike: list[dict[frozenset[str], int]] = []
        self._names: list[frozenset[str]] = []
        self._same_names: dict[frozenset[str], frozenset[str]] = {}
        self.steps: list[dict[str, int]] = []
        self.accepts: list[int] = []
        self._state([self._tail(node, None) for node in self._patterns])

    def longest(self, shape: str, start: int) -> tuple[int, int, int]:
        """(end, rule, stop): where the longest match that begins at `start` ends (-1 if none does), the first rule
        listed of those that end there, and where every rule has died: what stands from `stop` on changes nothing.
        """
        if len(self.accepts) > self.STATE_LIMIT:
            self._clear()
        steps, accepts = self.steps, self.accepts
        state, end, rule = 0, -1, -1
        for position in range(start, len(shape)):
            char = shape[position]
            following = steps[state].get(char)
            if following is None:
                following = self._step(state, char)
            if following < 0:
                return end, rule, position
            state = following
            if accepts[state] >= 0:
                end, rule = position + 1, accepts[state]
        return end, rule, len(shape)

    def candidates(self, shape: str, start: int) -> list[int]:
        """Every rule that could match from `start`, whatever its end: no other rule's expression can."""
        found: set[int] = set()
        state = 0
        for position in range(start, len(shape)):
            following = self.steps[state].get(shape[position])
            state = self._step(state, shape[position]) if following is None else following
            if state < 0:
                break
            found |= self._rules[state]
        return sorted(found)

    def ending(self, shape: str, start: int, end: int) -> list[int]:
        """Every rule that could match from `start` and end at `end`: more than one is a tie, which the first wins."""
        state = 0
        for char in shape[start:end]:
            following = self.steps[state].get(char)
            state = self._step(state, char) if following is None else following
            if state < 0:
                return []
        return sorted(self._rules[state])

    def starts(self, char: str) -> bool:
        """Whether some rule can begin with a token of this character."""
        following = self.steps[0].get(char)
        return (self._step(0, char) if following is None else following) >= 0

    # ------------------------------------------------------------------------------------------- states
    def _state(self, tails: Seq[tuple[Node, Tail]], spaced: bool = False) -> int:
        key = (spaced, frozenset(map(id, tails)))
        number = self._states.get(key)
        if number is None:
            number = self._states[key] = len(self.steps)
            self._members.append(tuple(tails))
            self._spaced.append(spaced)
            self._alike.append({})
            names = frozenset().union(*map(self._first_names, tails))
            self._names.append(self._same_names.setdefault(names, names))
            self.steps.append({})
            ends = frozenset() if spaced else frozenset().union(*map(self._accepted, tails))
            self._rules.append(ends)
            self.accepts.append(min(ends, default=-1))
        return number

    def _step(self, state: int, char: str) -> int:
        # Characters that differ only in classes which nothing here asks for lead to the same state.
        alike = self._sets[char] & self._names[state]
        if char == " ":
            number: int | None = state if self._spaced[state] else self._state(self._members[state], spaced=True)
        elif not alike:
            number = -1
        else:
            number = self._alike[state].get(alike)
        if number is None:
            number = self._alike[state][alike] = self._derived_state(state, char)
        self.steps[state][char] = number
        return number

    def _derived_state(self, state: int, char: str) -> int:
        found: dict[int, tuple[Node, Tail]] = {}
        spaced = self._spaced[state]
        for tail in self._members[state]:
            open_: Tail = tail
            while open_ is not None:
                node, rest = open_
                for derived in self._derivatives(node, char, spaced):
                    joined = self._join(derived, rest)
                    if joined is not None:
                        found[id(joined)] = joined
                if not node.nullable:
                    break
                open_ = rest
        return self._state(list(found.values())) if found else -1

    def _accepted(self, tail: Tail) -> frozenset[int]:
        """The rules that end here: those whose `_Accept` is reached without another token."""
        found: frozenset[int] = frozenset()
        while tail is not None:
            node, tail = tail
            found |= self._accepts_at(node)
            if not node.nullable:
                break
        return found

    def _accepts_at(self, node: Node) -> frozenset[int]:
        known = self._ends.get(node)
        if known is None:
            known = frozenset()
            if isinstance(node, _Accept):
                known = frozenset((node.rule,))
            elif isinstance(node, Choice):
                known = known.union(*map(self._accepts_at, node.items))
            elif isinstance(node, Sequence):
                for item in node.items:
                    known |= self._accepts_at(item)
                    if not item.nullable:
                        break
            self._ends[node] = known
        return known

    def _first_names(self, tail: tuple[Node, Tail]) -> frozenset[str]:
        """The classes with which a tail can go on."""
        known = self._firsts.get(id(tail))
        if known is None:
            node, rest = tail
            names = first_names(node)
            if node.nullable and rest is not None:
                names |= self._first_names(rest)
            known = self._firsts[id(tail)] = names
        return known

    def _tail(self, node: Node, rest: Tail) -> tuple[Node, Tail]:
        key = (id(node), id(rest))
        tail = self._tails.get(key)
        if tail is None:
            tail = self._tails[key] = (node, rest)
        return tail

    def _join(self, tail: Tail, rest: Tail) -> Tail:
        return rest if tail is None else self._tail(tail[0], self._join(tail[1], rest))

    # -------------------------------------------------------------------------------------- derivatives
    def _derivatives(self, node: Node, char: str, spaced: bool) -> tuple[Tail, ...]:
        if isinstance(node, Named):
            return self._derivatives(node.item, char, spaced)
        if self._sets[char].isdisjoint(first_names(node)):
            return ()
        if isinstance(node, Term):
            return () if spaced and node.glued else (None,)
        key = (node, char, spaced)
        known = self._derived.get(key)
        if known is None:
            known = self._derived[key] = tuple(dict.fromkeys(self._derive(node, char, spaced)))
        return known

    def _derive(self, node: Node, char: str, spaced: bool) -> list[Tail]:
        match node:
            case Choice():
                return [tail for item in self._able(node, char) for tail in self._derivatives(item, char, spaced)]
            case Sequence():
                return self._derive_sequence(node, char, spaced)
            case Repeat():
                fewer = self._repeat(node.item, max(node.least - 1, 0), node.most - 1)
                rest = None if fewer is None else self._tail(fewer, None)
                return [self._join(tail, rest) for tail in self._derivatives(node.item, char, spaced)]
        return []

    def _able(self, node: Choice, char: str) -> Iterable[Node]:
        """The items of a choice that can begin with this character: word lists of hundreds are not all asked."""
        by_class = self._choices.get(node)
        if by_class is None:
            by_class = self._choices[node] = {}
            for number, item in enumerate(node.items):
                for name in first_names(item):
                    by_class.setdefault(name, {})[number] = None
        numbers = {number for name in self._sets[char] if name in by_class for number in by_class[name]}
        return [node.items[number] for number in sorted(numbers)]

    def _derive_sequence(self, node: Sequence, char: str, spaced: bool) -> list[Tail]:
        found = []
        for index, item in enumerate(node.items):
            rest: Tail = None
            for later in reversed(node.items[index + 1 :]):
                rest = self._tail(later, rest)
            found += [self._join(tail, rest) for tail in self._derivatives(item, char, spaced)]
            if not item.nullable:
                break
        return found

    def _repeat(self, item: Node, least: int, most: int) -> Repeat | None:
        if most == 0:
            return None
        key = (item, least, most)
        if key not in self._fewer:
            self._fewer[key] = Repeat(item, least, most)
        return self._fewer[key]


# ------------------------------------------------------------------------------------------------ left factors
BRANCHES = 64
"""How many ways a rule is unfolded at most to find what it shares with others."""


class _Trie(dict[Node, "_Trie"]):
    """Rules by the nodes they begin with; `rules` end here."""

    def __init__(self) -> None:
        super().__init__()
        self.rules: list[int] = []


def _factored(patterns: Seq[Node]) -> tuple[Node, ...]:
    """The patterns with what several begin with (hedges, a number) written once: states stay small."""
    trie = _Trie()
    for rule, pattern in enumerate(patterns):
        for branch in _branches([pattern]):
            here = trie
            for node in branch:
                here = here.setdefault(node, _Trie())
            here.rules.append(rule)
    return _alternatives(trie)


def _alternatives(trie: _Trie) -> tuple[Node, ...]:
    found: list[Node] = [_Accept(rule) for rule in trie.rules]
    for node, rest in trie.items():
        following = _alternatives(rest)
        found.append(Sequence([node, following[0] if len(following) == 1 else Choice(following)]))
    return tuple(found)


def _branches(nodes: list[Node]) -> list[list[Node]]:
    """A sequence of nodes with names dropped, sequences flattened and small choices unfolded."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        match node:
            case Named():
                ways = _branches([node.item])
            case Sequence():
                ways = _branches(list(node.items))
            case Choice() if len(node.items) <= 4:
                ways = [way for item in node.items for way in _branches([item])]
            case _:
                ways = [[node]]
        if len(found) * len(ways) > BRANCHES:
            ways = [[node]]
        found = [[*before, *way] for before in found for way in ways]
    return found
