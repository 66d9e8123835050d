"""Pattern trees → pyparsing expressions over shapes (one character a token, blanks kept).

The expression is the definition of what a rule matches: first choice that fits, repeats as long as they go, no way
back. `automaton` and `reader` are derived from the same tree, and are held to what the expression gives.
"""

from __future__ import annotations

from typing import Any

import pyparsing as pp

from figures.grammar.alphabet import Alphabet
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term
from figures.grammar.reader import Capture


class _Token(pp.Token):
    """One character of a shape whose class set holds `name`, after any blanks unless glued."""

    def __init__(self, name: str, glued: bool, alphabet: Alphabet) -> None:
        super().__init__()
        self.class_name, self.is_glued, self.sets = name, glued, alphabet.sets
        self.errmsg = f"Expected <{name}>"
        self.mayReturnEmpty = False
        self.leave_whitespace()

    def _generateDefaultName(self) -> str:
        return f"<{self.class_name}>"

    def parseImpl(self, instring: str, loc: int, do_actions: bool = True) -> tuple[int, Any]:
        end = len(instring)
        if not self.is_glued:
            while loc < end and instring[loc] == " ":
                loc += 1
        if loc < end and self.class_name in self.sets[instring[loc]]:
            return loc + 1, instring[loc]
        raise pp.ParseException(instring, loc, self.errmsg, self)


class _Choice(pp.MatchFirst):
    """A choice that tries only the items that can begin with the token ahead: it guards word lists of hundreds."""

    def __init__(self, node: Choice, items: list[pp.ParserElement], alphabet: Alphabet) -> None:
        super().__init__(items)
        self.leave_whitespace(recursive=False)
        self.pairs = [(alphabet.bits.first[item], made) for item, made in zip(node.items, items, strict=True)]
        self.bits = alphabet.bits
        self.ahead: dict[str, tuple[pp.ParserElement, ...]] = {}

    def parseImpl(self, instring: str, loc: int, do_actions: bool = True) -> tuple[int, Any]:
        place = loc
        while place < len(instring) and instring[place] == " ":
            place += 1
        char = instring[place] if place < len(instring) else " "
        if char not in self.ahead:
            bits = self.bits.of[char]
            self.ahead[char] = tuple(made for firsts, made in self.pairs if firsts & bits)
        for item in self.ahead[char]:
            try:
                return item._parse(instring, loc, do_actions)
            except pp.ParseException:
                continue
        raise pp.ParseException(instring, loc, "no alternative fits", self)


class Expression:
    """A rule's pattern as a pyparsing expression. `memo` has what its grammar has compiled: rules share their parts."""

    def __init__(self, node: Node, alphabet: Alphabet, memo: dict[Node, pp.ParserElement]) -> None:
        self._alphabet, self._memo = alphabet, memo
        self.parser = pp.Located(self._compile(node))

    def _compile(self, node: Node) -> pp.ParserElement:
        if node not in self._memo:
            self._memo[node] = self._made(node)
        return self._memo[node]

    def _made(self, node: Node) -> pp.ParserElement:
        match node:
            case Term():
                return _Token(node.name, node.glued, self._alphabet)
            case Sequence():
                return pp.And([self._compile(item) for item in node.items]).leave_whitespace(recursive=False)
            case Choice():
                items = [self._compile(item) for item in node.items]
                if node.nullable:
                    return pp.MatchFirst(items).leave_whitespace(recursive=False)
                return _Choice(node, items, self._alphabet)
            case Repeat(least=0, most=1):
                return pp.Opt(self._compile(node.item)).leave_whitespace(recursive=False)
            case Repeat():
                repeated: pp.ParserElement = self._compile(node.item)[node.least, node.most]
                return repeated.leave_whitespace(recursive=False)
            case Named():
                located = pp.Located(self._compile(node.item)).leave_whitespace(recursive=False)
                name = node.name
                return located.set_parse_action(lambda s, _, t: _captures(s, name, t))
        raise TypeError(node)

    def match(self, shape: str, start: int) -> tuple[int, tuple[Capture, ...]] | None:
        """The end of the match that begins at `start` and its named parts, or None."""
        try:
            end, tokens = self.parser._parse(shape, start)
        except pp.ParseBaseException:
            return None
        return end, tuple(token for token in tokens[1] if isinstance(token, tuple))


def _captures(shape: str, name: str, tokens: pp.ParseResults) -> list[Capture]:
    start, inner, end = tokens
    while start < end and shape[start] == " ":
        start += 1
    return [(name, start, end), *(token for token in inner if isinstance(token, tuple))]
