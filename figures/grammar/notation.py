"""The pattern notation: one line of text in, a `pattern` tree out. It is itself parsed with pyparsing.

<word-class>   one token (or one entry of several words) of that class
<part>         a pattern that the pack names under [parts]
"literal"      these words; in lower case they match any case, with a capital as written or all in capitals
a b            a, then b; blanks may stand between
a ~ b          a, then b glued to it: no blank between
a | b          a, or else b: the first that matches is taken
[a]            a or nothing
a+  [a]+       a one to eight times; nought to eight times
(a b)          grouping
a:name         the words matched by a are handed on as `name`
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from figures.grammar.pattern import REPEAT_LIMIT, Choice, Named, Node, Repeat, Sequence, glued

if TYPE_CHECKING:
    import pyparsing as pp

Syntax = tuple[Any, ...]
"""A parsed pattern as plain data, which can be kept: what it is, and then what it is made of. A reference `<name>`, of
which it is not yet known whether it names a word class or a part, is ("<", name, column), a literal ('"', words,
column), a name that is handed on ("named", pattern, name, column).
"""


class NotationError(Exception):
    """A pattern that cannot be read: `message`, and the 0-based `column` in the pattern."""

    def __init__(self, message: str, column: int) -> None:
        self.message, self.column = message, column
        super().__init__(message)


_ELEMENT = '<class>, "literal", [optional] or (group)'

# Most of a pattern is classes and literals, in a row or one or the other, in few brackets: such stretches are cut at
# once, which reads a pack many times as fast. What follows a stretch shows that nothing belongs to the last of it.
_NAME = "[a-z][a-z0-9-]*"
_SUFFIX = rf"\+?(?::{_NAME})?"
DEPTH = 2
"""How many brackets deep a stretch is at most."""


def _leaf(depth: int) -> str:
    """A class or a literal, or, up to a depth, brackets round such."""
    plain = rf'<{_NAME}>|"[^"]+"'
    if depth:
        plain += rf"|\({_flat(depth - 1)}\s*\)|\[{_flat(depth - 1)}\s*\]"
    return rf"(?:~\s*)?(?:{plain}){_SUFFIX}"


def _flat(depth: int) -> str:
    return rf"\s*{_leaf(depth)}(?:\s*(?:\|\s*)?{_leaf(depth)})*+"


_ROW = rf"{_leaf(DEPTH)}(?:\s*{_leaf(DEPTH)})*+(?=\s*(?:[|()\[\]]|\Z))"
_FLAT = rf"{_flat(DEPTH)}(?=\s*(?:[)\]]|\Z))"
_CUT = re.compile(
    rf'([|~])|(?:<({_NAME})>|"([^"]+)"|\(({_flat(DEPTH - 1)})\s*\)|\[({_flat(DEPTH - 1)})\s*\])(\+?)(?::({_NAME}))?'
)


@cache
def _grammar() -> pp.ParserElement:
    import pyparsing as pp  # not before: patterns that are kept from the last run need no parsing

    # Each parse action returns a plain value; trees are made in `build`, once names are known.
    pattern = pp.Forward().set_name("a pattern")
    name = pp.Regex(_NAME).set_name("a name (lower case, digits, hyphens)")
    label = pp.Regex(_NAME).set_name("a name (lower case, digits, hyphens)")
    label.set_parse_action(lambda s, column, t: ("<", t[0], column))
    reference = pp.Suppress("<") - name - pp.Suppress(">")
    reference.set_parse_action(lambda s, column, t: ("<", t[0], column))
    literal = pp.Regex(r'"[^"]+"').set_name('a "literal"')
    literal.set_parse_action(lambda s, column, t: ('"', t[0][1:-1], column))
    optional = pp.Suppress("[") - pattern - pp.Suppress("]")
    optional.set_parse_action(lambda t: ("optional", *t))
    group = pp.Suppress("(") - pattern - pp.Suppress(")")
    primary = (reference | literal | optional | group).set_name(_ELEMENT)
    element = primary + pp.Opt(pp.Literal("+")) + pp.Opt(pp.Suppress(":") - label)

    def of_element(tokens: pp.ParseResults) -> Syntax:
        item, *suffixes = tokens
        if suffixes and suffixes[0] == "+":
            item = ("any", *item[1:]) if item[0] == "optional" else ("many", item)
            suffixes = suffixes[1:]
        return ("named", item, *suffixes[0][1:]) if suffixes else item

    element.set_parse_action(of_element)
    row = pp.Regex(_ROW).set_name(_ELEMENT)
    row.set_parse_action(lambda s, column, t: [*_cut(t[0], column)[1][1:]])
    flat = pp.Regex(_FLAT).set_name(_ELEMENT)
    flat.set_parse_action(lambda s, column, t: _cut(t[0], column))
    glue = (pp.Suppress("~") - element).set_parse_action(lambda t: ("~", t[0]))
    sequence = (row | glue | element).set_name(_ELEMENT)[1, ...].set_parse_action(lambda t: ("sequence", *t))
    choice = (sequence + (pp.Suppress("|") - sequence)[...]).set_parse_action(lambda t: ("choice", *t))
    pattern <<= (flat | choice).set_name(_ELEMENT)
    whole: pp.ParserElement = pattern + pp.StringEnd().set_name("the end of the pattern")
    return whole


def _cut(text: str, column: int) -> Syntax:
    """The syntax of a stretch without deep brackets, which begins at a column."""
    rows: list[list[Syntax]] = [[]]
    glue = False
    for match in _CUT.finditer(text):
        mark, known, words, group, optional, many, name = match.groups()
        if mark == "|":
            rows.append([])
        elif mark is None:
            item: Syntax
            if known or words:
                item = ("<", known, column + match.start()) if known else ('"', words, column + match.start())
            elif group:
                item = _cut(group, column + match.start(4))
            else:
                item = ("any" if many else "optional", _cut(optional, column + match.start(5)))
            item = ("many", item) if many and not optional else item
            item = item if name is None else ("named", item, name, column + match.start(7))
            rows[-1].append(("~", item) if glue else item)
        glue = mark == "~"
    return ("choice", *(("sequence", *row) for row in rows))


def parse(text: str) -> Syntax:
    """The syntax of one pattern; raises NotationError with the column and what would have been right."""
    grammar = _grammar()
    import pyparsing as pp

    try:
        return grammar.parse_string(text)[0]  # type: ignore[no-any-return]
    except pp.ParseBaseException as error:
        column = error.loc
        while column < len(text) and text[column] == " ":
            column += 1
        found = f"found {text[column]!r}" if column < len(text) else "the pattern ends"
        expected = error.msg.removeprefix("Expected ").replace("'", '"')
        raise NotationError(f"expected {expected}, {found}", column) from None


def build(syntax: Syntax, resolve: Callable[[str, str, int], Node], check: Callable[[str, int], None]) -> Node:
    """The tree of a parsed pattern. `resolve` turns a reference or a literal, its words and its column, into its node;
    `check` is told each name under which a part is handed on, and its column. Both may raise.
    """
    match syntax:
        case ("<" | '"' as sort, text, column):
            return resolve(sort, text, column)
        case ("~", item):
            return glued(build(item, resolve, check))
        case ("named", item, name, column):
            check(name, column)
            return Named(build(item, resolve, check), name)
    items = [build(item, resolve, check) for item in syntax[1:]]
    match syntax[0]:
        case "choice":
            return items[0] if len(items) == 1 else Choice(items)
        case "sequence":
            return items[0] if len(items) == 1 else Sequence(items)
        case "optional":
            return Repeat(items[0], 0, 1)
    if items[0].nullable:
        raise NotationError("what + repeats can be nothing at all; make it match at least one word", 0)
    return Repeat(items[0], 0 if syntax[0] == "any" else 1, REPEAT_LIMIT)
