"""Pattern trees → one lazy automaton over shapes, which finds where the longest match of any rule ends.

In: the patterns of all rules, in order. Out: `longest(shape, start)` → (end, rule number). A state is a set of what may
still follow (partial derivatives: Antimirov 1996); a transition is worked out the first time that a text asks for it,
and the derivatives of a part are shared by all rules that use it. What it accepts is the regular reading of each
pattern, a superset of what pyparsing reads there, so a hit is a proposal and a miss is final.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq

from figures.grammar.alphabet import Alphabet
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term


class _Accept(Node):
    """The end of a rule."""

    __slots__ = ("rule",)

    def __init__(self, rule: int) -> None:
        self.rule, self.nullable = rule, False


class _Spaced(Node):
    """A term before which a blank has been read."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name, self.nullable = name, False


Tail = tuple[Node, "Tail"] | None
"""What must still be matched: a linked list of nodes, interned, so that equal tails are one object."""


class Automaton:
    """The recogniser of several patterns; pattern i is `rule` i in the answers."""

    STATE_LIMIT = 60_000
    """States kept before the automaton starts afresh: a long run over hostile text must not fill the memory."""

    def __init__(self, patterns: Seq[Node], alphabet: Alphabet) -> None:
        self._sets = alphabet.sets
        self._patterns = tuple(patterns)
        self._tails: dict[tuple[int, int], tuple[Node, Tail]] = {}
        self._spaced: dict[str, _Spaced] = {}
        self._fewer: dict[tuple[Node, int, int], Repeat] = {}
        self._derived: dict[tuple[Node, str], tuple[Tail, ...]] = {}
        self._clear()

    def _clear(self) -> None:
        self._states: dict[frozenset[int], int] = {}  # by identity: tails are interned
        self._members: list[tuple[tuple[Node, Tail], ...]] = []
        self.steps: list[dict[str, int]] = []
        self.accepts: list[int] = []
        self._state([self._tail(node, self._tail(_Accept(rule), None)) for rule, node in enumerate(self._patterns)])

    def longest(self, shape: str, start: int) -> tuple[int, int] | None:
        """(end, rule) of the longest match that begins at `start`, the first rule listed where several end there."""
        if len(self.accepts) > self.STATE_LIMIT:
            self._clear()
        steps, accepts = self.steps, self.accepts
        state, best, position = 0, None, start
        for char in shape[start : start + 64]:
            following = steps[state].get(char)
            if following is None:
                following = self._step(state, char)
            if following < 0:
                return best
            position += 1
            state = following
            if accepts[state] >= 0:
                best = (position, accepts[state])
        for position in range(start + 64, len(shape)):
            following = steps[state].get(shape[position])
            if following is None:
                following = self._step(state, shape[position])
            if following < 0:
                return best
            state = following
            if accepts[state] >= 0:
                best = (position + 1, accepts[state])
        return best

    def starts(self, char: str) -> bool:
        """Whether some rule can begin with a token of this character."""
        following = self.steps[0].get(char)
        return (self._step(0, char) if following is None else following) >= 0

    # ------------------------------------------------------------------------------------------- states
    def _state(self, tails: list[tuple[Node, Tail]]) -> int:
        key = frozenset(map(id, tails))
        number = self._states.get(key)
        if number is None:
            number = self._states[key] = len(self.steps)
            self._members.append(tuple(tails))
            self.steps.append({})
            self.accepts.append(min((rule for tail in tails for rule in _accepted(tail)), default=-1))
        return number

    def _step(self, state: int, char: str) -> int:
        found: dict[int, tuple[Node, Tail]] = {}
        for tail in self._members[state]:
            open_: Tail = tail
            while open_ is not None:
                node, rest = open_
                for derived in self._derivatives(node, char):
                    joined = self._join(derived, rest)
                    if joined is not None:
                        found[id(joined)] = joined
                if not node.nullable:
                    break
                open_ = rest
        number = self._state(list(found.values())) if found else -1
        self.steps[state][char] = number
        return number

    def _tail(self, node: Node, rest: Tail) -> tuple[Node, Tail]:
        key = (id(node), id(rest))
        tail = self._tails.get(key)
        if tail is None:
            tail = self._tails[key] = (node, rest)
        return tail

    def _join(self, tail: Tail, rest: Tail) -> Tail:
        return rest if tail is None else self._tail(tail[0], self._join(tail[1], rest))

    # -------------------------------------------------------------------------------------- derivatives
    def _derivatives(self, node: Node, char: str) -> tuple[Tail, ...]:
        key = (node, char)
        known = self._derived.get(key)
        if known is None:
            known = self._derived[key] = tuple(dict.fromkeys(self._derive(node, char)))
        return known

    def _derive(self, node: Node, char: str) -> list[Tail]:
        match node:
            case Term():
                if char == " ":
                    return [] if node.glued else [self._tail(self._after_blank(node.name), None)]
                return [None] if node.name in self._sets[char] else []
            case _Spaced():
                if char == " ":
                    return [self._tail(node, None)]
                return [None] if node.name in self._sets[char] else []
            case Named():
                return list(self._derivatives(node.item, char))
            case Choice():
                return [tail for item in node.items for tail in self._derivatives(item, char)]
            case Sequence():
                return self._derive_sequence(node, char)
            case Repeat():
                fewer = self._repeat(node.item, max(node.least - 1, 0), node.most - 1)
                rest = None if fewer is None else self._tail(fewer, None)
                return [self._join(tail, rest) for tail in self._derivatives(node.item, char)]
        return []

    def _derive_sequence(self, node: Sequence, char: str) -> list[Tail]:
        found = []
        for index, item in enumerate(node.items):
            rest: Tail = None
            for later in reversed(node.items[index + 1 :]):
                rest = self._tail(later, rest)
            found += [self._join(tail, rest) for tail in self._derivatives(item, char)]
            if not item.nullable:
                break
        return found

    def _after_blank(self, name: str) -> _Spaced:
        return self._spaced.setdefault(name, _Spaced(name))

    def _repeat(self, item: Node, least: int, most: int) -> Repeat | None:
        if most == 0:
            return None
        key = (item, least, most)
        if key not in self._fewer:
            self._fewer[key] = Repeat(item, least, most)
        return self._fewer[key]


def _accepted(tail: Tail) -> list[int]:
    while tail is not None:
        node, tail = tail
        if isinstance(node, _Accept):
            return [node.rule]
        if not node.nullable:
            return []
    return []
