"""Pattern trees → one lazy automaton over shapes, which finds where the longest match of any rule ends.

In: the patterns of all rules, in order. Out: `longest(shape, start)` → (end, rule, stop). A state is a set of what may
still follow (partial derivatives: Antimirov 1996); a transition is worked out the first time that a text asks for it,
and the derivatives of a part are shared by all rules that use it. What it accepts is the regular reading of each
pattern, a superset of what pyparsing reads there, so a hit is a proposal and a miss is final.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq

from figures.grammar.alphabet import Alphabet
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term, first_names


class _Accept(Node):
    """The end of a rule."""

    __slots__ = ("rule",)

    def __init__(self, rule: int) -> None:
        self.rule, self.nullable, self.first, self.hands_on = rule, False, None, False


Pair = tuple[Node, "Tail"]
Tail = Pair | None
"""What must still be matched: a linked list of nodes, interned, so that equal tails are one object."""

STRIDE = 48
"""How many characters are cut out at once to be walked over: most runs die within them."""


class State(dict[str, "State | None"]):
    """Character → the state that it leads to, None where every rule has died; worked out when first asked for.

    What may follow are `tails`; `spaced` says that a blank has been read before them, so nothing glued can follow.
    """

    __slots__ = ("_alike", "_automaton", "_firsts", "accepts", "rules", "spaced", "tails")

    def __init__(self, automaton: Automaton, tails: Seq[Pair], spaced: bool) -> None:
        super().__init__()
        self._automaton, self.tails, self.spaced = automaton, tails, spaced
        self._alike: dict[int, State | None] = {}
        self._firsts = automaton.firsts_of(tails)
        self.rules = frozenset() if spaced else automaton.rules_of(tails)
        """The rules that end here."""
        self.accepts = min(self.rules, default=-1)

    def __missing__(self, char: str) -> State | None:
        # Characters that differ only in classes which nothing here asks for lead to the same state.
        found: State | None
        if char == " ":
            found = self if self.spaced else self._automaton.state(self.tails, spaced=True)
        else:
            alike = self._automaton.bits.of[char] & self._firsts
            if not alike:
                found = None
            elif alike in self._alike:
                found = self._alike[alike]
            else:
                found = self._alike[alike] = self._automaton.derived(self, alike)
        self[char] = found
        return found


class Automaton:
    """The recogniser of several patterns; pattern i is `rule` i in the answers."""

    STATE_LIMIT = 20_000
    """States kept before the automaton starts afresh: a long run over hostile text must not fill the memory."""

    def __init__(self, patterns: Seq[Node], alphabet: Alphabet) -> None:
        self.bits = alphabet.bits
        self._patterns = _factored(patterns)
        self._fewer: dict[tuple[Node, int, int], Repeat] = {}
        self._ends: dict[Node, frozenset[int]] = {}
        self._first_bits: dict[Node, int] = {}
        self._clear()

    def _clear(self) -> None:
        # Tails are interned, so their identities tell states apart.
        self._tails: dict[tuple[int, int], Pair] = {}
        self._joined: dict[tuple[int, int], Tail] = {}
        self._firsts: dict[int, int] = {}
        self._derived: dict[tuple[Node, int, bool], tuple[Tail, ...]] = {}
        self._states: dict[tuple[bool, frozenset[int]], State] = {}
        self._first = self.state([self._tail(node, None) for node in self._patterns])

    def __len__(self) -> int:
        return len(self._states)

    def longest(self, shape: str, start: int) -> tuple[int, int, int]:
        """(end, rule, stop): where the longest match that begins at `start` ends (-1 if none does), the first rule
        listed of those that end there, and where every rule has died: what stands from `stop` on changes nothing.
        """
        if len(self._states) > self.STATE_LIMIT:
            self._clear()
        state, end, rule, base = self._first, -1, -1, start
        while base < len(shape):
            for position, char in enumerate(shape[base : base + STRIDE], base):
                following = state[char]
                if following is None:
                    return end, rule, position
                state = following
                if state.accepts >= 0:
                    end, rule = position + 1, state.accepts
            base += STRIDE
        return end, rule, len(shape)

    def candidates(self, shape: str, start: int) -> list[int]:
        """Every rule that could match from `start`, whatever its end: no other rule's expression can."""
        found: set[int] = set()
        state = self._first
        for position in range(start, len(shape)):
            following = state[shape[position]]
            if following is None:
                break
            state = following
            found |= state.rules
        return sorted(found)

    def ending(self, shape: str, start: int, end: int) -> list[int]:
        """Every rule that could match from `start` and end at `end`: more than one is a tie, which the first wins."""
        state = self._first
        for char in shape[start:end]:
            following = state[char]
            if following is None:
                return []
            state = following
        return sorted(state.rules)

    def starts(self, char: str) -> bool:
        """Whether some rule can begin with a token of this character."""
        return self._first[char] is not None

    # ------------------------------------------------------------------------------------------- states
    def state(self, tails: Seq[Pair], spaced: bool = False) -> State:
        """The state of these tails, made when first asked for."""
        key = (spaced, frozenset(map(id, tails)))
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = State(self, tails, spaced)
        return found

    def firsts_of(self, tails: Seq[Pair]) -> int:
        """The classes with which some tail can go on, as bits."""
        found = 0
        for tail in tails:
            found |= self._first_of(tail)
        return found

    def rules_of(self, tails: Seq[Pair]) -> frozenset[int]:
        """The rules that end before one of the tails."""
        return frozenset().union(*map(self._accepted, tails))

    def derived(self, state: State, bits: int) -> State | None:
        """The state that a token leads to which has these classes, of those that matter there."""
        found: dict[int, Pair] = {}
        spaced = state.spaced
        for tail in state.tails:
            open_: Tail = tail
            while open_ is not None:
                node, rest = open_
                for derived in self._derivatives(node, bits, spaced):
                    joined = self._join(derived, rest)
                    if joined is not None:
                        found[id(joined)] = joined
                if not node.nullable:
                    break
                open_ = rest
        return self.state(tuple(found.values())) if found else None

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

    def _first_of(self, tail: Pair) -> int:
        """The classes with which a tail can go on, as bits."""
        known = self._firsts.get(id(tail))
        if known is None:
            node, rest = tail
            known = self._bits(node)
            if node.nullable and rest is not None:
                known |= self._first_of(rest)
            self._firsts[id(tail)] = known
        return known

    def _bits(self, node: Node) -> int:
        """The classes with which a node can begin, as bits."""
        known = self._first_bits.get(node)
        if known is None:
            known = self._first_bits[node] = self.bits.joined(first_names(node))
        return known

    def _tail(self, node: Node, rest: Tail) -> Pair:
        key = (id(node), id(rest))
        tail = self._tails.get(key)
        if tail is None:
            tail = self._tails[key] = (node, rest)
        return tail

    def _join(self, tail: Tail, rest: Tail) -> Tail:
        if tail is None or rest is None:
            return rest if tail is None else tail
        key = (id(tail), id(rest))
        joined = self._joined.get(key)
        if joined is None:
            joined = self._joined[key] = self._tail(tail[0], self._join(tail[1], rest))
        return joined

    # -------------------------------------------------------------------------------------- derivatives
    def _derivatives(self, node: Node, bits: int, spaced: bool) -> tuple[Tail, ...]:
        """What may follow a token with these classes that begins a match of the node."""
        bits &= self._bits(node)
        if not bits:
            return ()
        if isinstance(node, Term):
            return () if spaced and node.glued else (None,)
        key = (node, bits, spaced)
        known = self._derived.get(key)
        if known is None:
            known = self._derived[key] = tuple(dict.fromkeys(self._derive(node, bits, spaced)))
        return known

    def _derive(self, node: Node, bits: int, spaced: bool) -> list[Tail]:
        match node:
            case Named():
                return list(self._derivatives(node.item, bits, spaced))
            case Choice():
                return [tail for item in node.items for tail in self._derivatives(item, bits, spaced)]
            case Sequence():
                return self._derive_sequence(node, bits, spaced)
            case Repeat():
                fewer = self._repeat(node.item, max(node.least - 1, 0), node.most - 1)
                rest = None if fewer is None else self._tail(fewer, None)
                return [self._join(tail, rest) for tail in self._derivatives(node.item, bits, spaced)]
        return []

    def _derive_sequence(self, node: Sequence, bits: int, spaced: bool) -> list[Tail]:
        found = []
        for index, item in enumerate(node.items):
            derived = self._derivatives(item, bits, spaced)
            if derived:
                rest: Tail = None
                for later in reversed(node.items[index + 1 :]):
                    rest = self._tail(later, rest)
                found += [self._join(tail, rest) for tail in derived]
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
