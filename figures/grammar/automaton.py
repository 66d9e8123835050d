"""Pattern trees → one lazy automaton over shapes, which finds where the longest match of any rule ends.

In: the patterns of all rules, in order. Out: `longest(shape, start)` → (end, rule, stop). A state is a set of what may
still follow (partial derivatives: Antimirov 1996); a transition is worked out the first time that a text asks for it,
and the derivatives of a part are shared by all rules that use it. What it accepts is the regular reading of each
pattern, a superset of what pyparsing reads there, so a hit is a proposal and a miss is final.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Sequence as Seq
from itertools import chain
from sys import intern
from weakref import WeakSet

from figures.grammar.alphabet import ones
from figures.grammar.derivatives import Derivatives
from figures.grammar.memo import Known
from figures.grammar.needs import Need, Needs
from figures.grammar.pattern import Choice, Named, Node, Sequence, alternatives


class Tail:
    """What must still be matched: a node, and then the `rest`. Tails are interned: equal ones are one object.

    `firsts` are the classes with which it can go on, as bits; `need` is what it needs, once that has been asked for.
    """

    __slots__ = ("firsts", "need", "node", "rest")

    def __init__(self, node: Node, rest: Tail | None, firsts: int) -> None:
        self.node, self.rest, self.firsts = node, rest, firsts
        self.need: Need | None = None

    def row(self) -> Iterator[Tail]:
        """It, its rest, the rest of that, and so on."""
        tail: Tail | None = self
        while tail is not None:
            yield tail
            tail = tail.rest


UNKNOWN = -1
"""The masks of a state that has not been asked what it needs: whatever is ahead meets them."""
STRIDE = 12
"""How many characters are cut out at once to be walked over: most runs die within them."""


class State(dict[str, "State | None"]):
    """Character → the state that it leads to, None where every rule has died, as far as texts have asked (`learn`).

    What may follow are `tails`; `spaced` says that a blank has been read before them, so nothing glued can follow.
    """

    __slots__ = ("_automaton", "accepts", "cue", "figures", "rules", "spaced", "tails")

    def __init__(self, automaton: Automaton, tails: tuple[Tail, ...], spaced: bool) -> None:
        super().__init__()
        self._automaton, self.tails, self.spaced = automaton, tails, spaced
        self.cue = self.figures = UNKNOWN
        self.rules: tuple[int, ...] = () if spaced else automaton.rules_of(tails)
        """The rules that end here."""
        self.accepts = min(self.rules, default=-1)

    def hopes(self, ahead: int) -> bool:
        """Whether any rule can still match from here, where tokens of these classes are ahead."""
        if self.cue == UNKNOWN:
            self.cue, self.figures = self._automaton.masks(self.tails)
        return bool(self.figures & ahead and self.cue & ahead)

    def learn(self, char: str) -> State | None:
        """Work out where a character leads to, and keep it."""
        found: State | None
        if char == " ":
            found = self if self.spaced else State(self._automaton, self.tails, spaced=True)
        else:
            found = self._automaton.derived(self, char)
            if found is not None and self is self._automaton.first:
                found.hopes(0)
        self[intern(char)] = found
        return found

    @property
    def ways(self) -> int:
        """How many characters texts have gone on with from here, behind a blank as well."""
        spaced = self.get(" ")
        return len(self) + (0 if spaced is None else len(spaced))

    def keep(self, kept: Collection[int]) -> None:
        """Let go of what leads nowhere, and of the states it leads to, but for those kept, by their identities. One
        that keeps none goes itself: some states lead back to themselves, and would stay until cycles are looked for.
        """
        for state in (self, self.get(" ")):
            if state is not None:
                for char, to in [*state.items()]:
                    if to is None or not (id(to) in kept or (kept and to.spaced)):
                        del state[char]


class Room:
    """The states that the automata of one grammar have learned, within bounds: a long run must not fill the memory."""

    STATES = 23_500
    """States that they keep together; when there are more, the automaton that has most forgets half of its own."""

    def __init__(self) -> None:
        self.automata: WeakSet[Automaton] = WeakSet()
        self.taken = 0

    def make(self) -> None:
        """Have the largest of the automata forget."""
        max(self.automata, key=len).forget()
        self.taken = sum(map(len, self.automata))


class Automaton:
    """The recogniser of several patterns; pattern i is `rule` i in the answers."""

    def __init__(self, patterns: Seq[Node], needs: Needs, derivatives: Derivatives, room: Room) -> None:
        self._derivatives = derivatives
        self.needs, self.bits, self._room = needs, needs.bits, room
        self.begins = Known(self._begin)
        """Character → what must stand behind a token of it, where a rule is to begin."""
        ways = [(rule, (way,)) for rule, pattern in enumerate(patterns) for way in alternatives(pattern)]
        self._root = _Fork(tuple(ways), {})
        self._states: dict[tuple[Tail, ...], State] = {}
        self._tails: dict[tuple[Node, Tail | None], Tail] = {}
        self._same: dict[int, int] = {}
        self._opened: Known[int, tuple[Tail, ...]] = Known(self._open)
        self._begun: Known[int, Need] = Known(lambda one: self.needs.either(self._behind(self._root, one)))
        """Class → what may follow a first token of it, and what the rules need that begin with one."""
        self.first = self._state([self._tail(self._root, None)])
        room.automata.add(self)

    def forget(self) -> None:
        """Keep the half of the states from which texts have gone on in most ways, and their tails."""
        states = sorted(self._states.items(), key=lambda known: (known[1] is not self.first, -known[1].ways))
        self._states = dict(states[: (len(states) + 1) // 2])
        kept = {id(state) for state in self._states.values()}
        for _, state in states:
            state.keep(kept if id(state) in kept else ())
        tails: set[Tail] = set()
        for state in self._states.values():
            for tail in state.tails:
                tails.update(tail.row())
        self._tails = {key: tail for key, tail in self._tails.items() if tail in tails}
        self._same = {}
        self._opened.clear()

    def __len__(self) -> int:
        return len(self._states)

    def longest(self, shape: str, start: int, ahead: Seq[int] | None = None) -> tuple[int, int, int]:
        """(end, rule, stop): where the longest match that begins at `start` ends (-1 if none does), the first rule
        listed of those that end there, and where every rule has died: what stands from `stop` on changes nothing.

        `ahead` are the classes of what stands in the line from each position on. Where by them nothing can match that
        has not matched yet, `stop` is -1: it may be another matter in another line.
        """
        state, end, rule, base = self.first, -1, -1, start
        while base < len(shape):
            for position, char in enumerate(shape[base : base + STRIDE], base):
                try:
                    following = state[char]
                except KeyError:
                    if end < 0 and ahead is not None and not state.hopes(ahead[position]):
                        return -1, -1, -1
                    if self._room.taken > self._room.STATES:
                        self._room.make()
                        return self.longest(shape, start, ahead)
                    following = state.learn(char)
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
        for state in self._passed(shape, start, len(shape)):
            found.update(state.rules)
        return sorted(found)

    def ending(self, shape: str, start: int, end: int) -> list[int]:
        """Every rule that could match from `start` and end at `end`: more than one is a tie, which the first wins."""
        passed = [*self._passed(shape, start, end)]
        return list(passed[-1].rules) if len(passed) == end - start else []

    def _passed(self, shape: str, start: int, end: int) -> Iterator[State]:
        """The states that the characters of a stretch lead to, until every rule has died."""
        state = self.first
        for char in shape[start:end]:
            following = state[char] if char in state else state.learn(char)
            if following is None:
                return
            state = following
            yield state

    def starts(self, char: str) -> bool:
        """Whether some rule can begin with a token of this character."""
        return bool(self.first.tails[0].firsts & self.bits.of[char])

    # ------------------------------------------------------------------------------------------- states
    def _state(self, tails: Iterable[Tail]) -> State:
        """The state of these tails, made when first asked for."""
        key = tuple(sorted(tails, key=id))
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = State(self, key, spaced=False)
            self._room.taken += 1
        return found

    def masks(self, tails: Iterable[Tail]) -> tuple[int, int]:
        """Two sets of classes of each of which something must be ahead, for one of the tails to match."""
        cue, figures = self.needs.masks(self.needs.either([self._need(tail) for tail in tails]))
        return self.shared(cue), self.shared(figures)

    def _need(self, tail: Tail) -> Need:
        if tail.need is None:
            node = tail.node
            tail.need = node.need(self.needs) if isinstance(node, _Fork) else self.needs.of(node)
            if tail.rest is not None:
                tail.need = self.needs.both(tail.need, self._need(tail.rest))
        return tail.need

    def _begin(self, char: str) -> tuple[int, int]:
        """What must stand behind a token of this character, for a rule to match that begins with it."""
        starting = ones(self.bits.of[char] & self.first.tails[0].firsts)
        cue, figures = self.needs.masks(self.needs.either(map(self._begun.__getitem__, starting)))
        return self.bits.shared(cue), self.bits.shared(figures)

    def _behind(self, fork: _Fork, bits: int) -> Iterator[Need]:
        """What the rests of the ways need that can begin with these classes."""
        for item in self.bits.able(fork, bits):
            first, rest = item.items  # type: ignore[attr-defined]
            if self.bits.first[first] & bits:
                yield rest.need(self.needs)
            if first.nullable and self.bits.first[rest] & bits:
                yield from self._behind(rest, bits)

    def rules_of(self, tails: Iterable[Tail]) -> tuple[int, ...]:
        """The rules that end before one of the tails, in order."""
        found: set[int] = set()
        for one in tails:
            tail: Tail | None = one
            while tail is not None:
                if isinstance(tail.node, _Fork):
                    found.update(tail.node.ends)
                tail = tail.rest if tail.node.nullable else None
        return tuple(sorted(found))

    def shared(self, bits: int) -> int:
        """The same bits as one object for all that are equal: they are long numbers."""
        return self._same.setdefault(bits, bits)

    def derived(self, state: State, char: str) -> State | None:
        """The state that a token of a character leads to."""
        bits = self.bits.of[char]
        if state is self.first:  # every class of words by itself: many sets of them hold the same
            found = set(chain.from_iterable(map(self._opened.__getitem__, ones(bits & state.tails[0].firsts))))
        else:
            found = self._derived(state.tails, bits, state.spaced)
        return self._state(found) if found else None

    def _open(self, one: int) -> tuple[Tail, ...]:
        return tuple(self._derived(self.first.tails, one, spaced=False))

    def _derived(self, tails: Iterable[Tail], bits: int, spaced: bool) -> set[Tail]:
        """What may follow a token of these classes."""
        rows, known, first = self._derivatives.rows, self._tails, self.bits.first
        found: set[Tail] = set()
        for tail in tails:
            alike = tail.firsts & bits
            open_: Tail | None = tail if alike else None
            while open_ is not None:
                node, rest = open_.node, open_.rest
                if first[node] & alike:
                    for row in rows(node, alike, spaced):
                        joined = rest
                        for one in row:
                            joined = known.get((one, joined)) or self._tail(one, joined)
                        if joined is not None:
                            found.add(joined)
                open_ = rest if node.nullable else None
        return found

    def _tail(self, node: Node, rest: Tail | None) -> Tail:
        """A node, and then the rest, as the one object for all that are equal."""
        tail = self._tails.get((node, rest))
        if tail is None:
            firsts = self.bits.first[node]
            if node.nullable and rest is not None:
                firsts = self.shared(firsts | rest.firsts)
            tail = self._tails[node, rest] = Tail(node, rest, firsts)
        return tail


# ------------------------------------------------------------------------------------------------ left factors
FEW = 4
"""How many items a choice has at most that is unfolded to find what rules share."""

Way = tuple[int, tuple[Node, ...]]
"""A rule, and what of it must still be matched."""


class _Fork(Choice):
    """The ways on of several rules, with what several begin with (hedges, a number) written once: states stay small.
    Its items are worked out when first asked for, as texts demand; forks of the same ways are one. `ends` are the rules
    of which nothing must still be matched.
    """

    __slots__ = ("_known", "_need", "_ways", "ends")

    def __init__(self, ways: tuple[Way, ...], known: dict[tuple[Way, ...], _Fork]) -> None:
        self._ways, self._known, self.nullable, self.hands_on = ways, known, False, False
        self._need: Need | None = None
        self.ends = [rule for rule, nodes in ways if all(node.nullable for node in nodes)]

    def need(self, needs: Needs) -> Need:
        """What the ways on need, of which one must be taken."""
        if self._need is None:
            self._need = needs.shared(needs.either([needs.row(nodes) for _, nodes in self._ways]))
        return self._need

    def __getattr__(self, name: str) -> tuple[Node, ...]:
        if name != "items":
            raise AttributeError(name)
        shared: dict[Node, dict[Way, None]] = {}
        for rule, nodes in self._ways:
            for first, rest in _firsts(nodes):
                shared.setdefault(first, {})[rule, rest] = None
        self.items = tuple([Sequence([first, self._fork(tuple(ways))]) for first, ways in shared.items()])
        return self.items

    def _fork(self, ways: tuple[Way, ...]) -> _Fork:
        if ways not in self._known:
            self._known[ways] = _Fork(ways, self._known)
        return self._known[ways]


def _firsts(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """What a sequence of nodes can begin with, and the rest behind it: without names, with small choices unfolded."""
    if not nodes:
        return
    match nodes[0]:
        case Named() as named:
            yield from _firsts((named.item, *nodes[1:]))
        case Sequence() as sequence:
            yield from _firsts((*sequence.items, *nodes[1:]))
        case Choice() as choice if len(choice.items) <= FEW:
            for item in choice.items:
                yield from _firsts((item, *nodes[1:]))
        case first:
            yield first, nodes[1:]
