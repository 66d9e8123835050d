"""Patterns as trees: what a rule's notation says, before anything is matched.

In: nothing. Out: `Term`, `Sequence`, `Choice`, `Repeat` and `Named` nodes over word classes. The same tree is compiled
to pyparsing (`compile`) and to the recogniser (`automaton`), which is why those two can be held to the same answers. A
tree has no recursion, no look-around and no unbounded repeat; `notation` refuses whatever would need them.
"""

from __future__ import annotations

from collections.abc import Iterable

REPEAT_LIMIT = 8
"""How often `+` repeats at most: no counted thing carries more adjectives, and a bound keeps hostile text linear."""


class Node:
    """One node of a pattern. Nodes are compared by identity, so that a part shared by two rules is one node."""

    __slots__ = ("hands_on", "nullable")
    nullable: bool
    hands_on: bool
    """Whether some part of it is named: lists of words, which are most of all nodes, name none."""


class Term(Node):
    """One token of the word class `name`; blanks before it are passed over unless it is `glued` to the token before."""

    __slots__ = ("glued", "name")

    def __init__(self, name: str, glued: bool = False) -> None:
        self.name, self.glued, self.nullable, self.hands_on = name, glued, False, False


class Sequence(Node):
    """All of `items`, one after the other."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[Node]) -> None:
        self.items = tuple(items)
        self.nullable = all([item.nullable for item in self.items])
        self.hands_on = any([item.hands_on for item in self.items])


class Left(Sequence):
    """What is left of a sequence: it needs all its parts, whatever word it begins with."""

    __slots__ = ()

    def __init__(self, items: Iterable[Node]) -> None:
        super().__init__(items)
        self.hands_on = True


class Choice(Node):
    """The first of `items` that matches, in the order written."""

    __slots__ = ("items",)

    def __init__(self, items: Iterable[Node]) -> None:
        self.items = tuple(items)
        self.nullable = any([item.nullable for item in self.items])
        self.hands_on = any([item.hands_on for item in self.items])


class Repeat(Node):
    """From `least` to `most` times `item`, as often as possible. `[x]` is nought to once."""

    __slots__ = ("item", "least", "most")

    def __init__(self, item: Node, least: int, most: int) -> None:
        self.item, self.least, self.most = item, least, most
        self.nullable, self.hands_on = least == 0 or item.nullable, item.hands_on


class Named(Node):
    """`item`, whose span is handed to the reader under `name`."""

    __slots__ = ("item", "name")

    def __init__(self, item: Node, name: str) -> None:
        self.item, self.name, self.nullable, self.hands_on = item, name, item.nullable, True


def glued(node: Node, memo: dict[Node, Node] | None = None) -> Node:
    """The same pattern with its first token glued to whatever stands before it (`~` in the notation)."""
    memo = {} if memo is None else memo
    if node not in memo:
        memo[node] = _glued(node, memo)
    return memo[node]


def _glued(node: Node, memo: dict[Node, Node]) -> Node:
    match node:
        case Term():
            return node if node.glued else Term(node.name, glued=True)
        case Named():
            return Named(glued(node.item, memo), node.name)
        case Choice():
            return Choice(glued(item, memo) for item in node.items)
        case Sequence():
            items, open_ = [], True
            for item in node.items:
                items.append(glued(item, memo) if open_ else item)
                open_ = open_ and item.nullable
            return Sequence(items)
        case Repeat(most=1):
            return Repeat(glued(node.item, memo), node.least, 1)
        case Repeat():
            rest = Repeat(node.item, max(node.least - 1, 0), node.most - 1)
            first = Sequence([glued(node.item, memo), rest])
            return first if node.least else Repeat(first, 0, 1)
    raise TypeError(node)


def alternatives(node: Node) -> tuple[Node, ...]:
    """What a pattern is the choice of, if it is one."""
    return node.items if isinstance(node, Choice) else (node,)


def class_names(*nodes: Node) -> frozenset[str]:
    """Every token class that the patterns can ask for."""
    seen: set[Node] = set()
    names: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        match node:
            case Term():
                names.add(node.name)
            case Named() | Repeat():
                waiting.append(node.item)
            case Sequence() | Choice():
                waiting.extend(node.items)
    return frozenset(names)


def named(node: Node, name: str) -> list[Node]:
    """The nodes that a pattern hands on under one name, each once: patterns share their nodes."""
    found: list[Node] = []
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one in seen or not one.hands_on:
            continue
        seen.add(one)
        if isinstance(one, Named) and one.name == name:
            found.append(one)
        if isinstance(one, Named | Repeat):
            waiting.append(one.item)
        elif isinstance(one, Sequence | Choice):
            waiting.extend(reversed(one.items))
    return found
