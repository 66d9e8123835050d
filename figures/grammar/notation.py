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

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from figures.grammar.pattern import REPEAT_LIMIT, Choice, Named, Node, Repeat, Sequence, glued

if TYPE_CHECKING:
    import pyparsing as pp


class NotationError(Exception):
    """A pattern that cannot be read: `message`, and the 0-based `column` in the pattern."""

    def __init__(self, message: str, column: int) -> None:
        self.message, self.column = message, column
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Reference:
    """`<name>` as written, before it is known whether it names a word class or a part."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Literal:
    """`"words"` as written."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class _Glue:
    item: Any


@dataclass(frozen=True, slots=True)
class _Group:
    kind: str
    items: tuple[Any, ...]
    name: str = ""
    column: int = 0


_ELEMENT = '<class>, "literal", [optional] or (group)'


@cache
def _grammar() -> pp.ParserElement:
    import pyparsing as pp  # not before: patterns that are kept from the last run need no parsing

    # Each parse action returns a plain value; trees are made in `build`, once names are known.
    pattern = pp.Forward().set_name("a pattern")
    name = pp.Regex(r"[a-z][a-z0-9-]*").set_name("a name (lower case, digits, hyphens)")
    label = pp.Regex(r"[a-z][a-z0-9-]*").set_name("a name (lower case, digits, hyphens)")
    label.set_parse_action(lambda s, column, t: Reference(t[0], column))
    reference = pp.Suppress("<") - name - pp.Suppress(">")
    reference.set_parse_action(lambda s, column, t: Reference(t[0], column))
    literal = pp.Regex(r'"[^"]+"').set_name('a "literal"')
    literal.set_parse_action(lambda s, column, t: Literal(t[0][1:-1], column))
    optional = pp.Suppress("[") - pattern - pp.Suppress("]")
    optional.set_parse_action(lambda t: _Group("optional", tuple(t)))
    group = pp.Suppress("(") - pattern - pp.Suppress(")")
    primary = (reference | literal | optional | group).set_name(_ELEMENT)
    element = primary + pp.Opt(pp.Literal("+")) + pp.Opt(pp.Suppress(":") - label)

    def of_element(tokens: pp.ParseResults) -> Any:
        item, *suffixes = tokens
        if suffixes and suffixes[0] == "+":
            optional_item = isinstance(item, _Group) and item.kind == "optional"
            item = _Group("any" if optional_item else "many", item.items if optional_item else (item,))
            suffixes = suffixes[1:]
        return _Group("named", (item,), suffixes[0].name, suffixes[0].column) if suffixes else item

    element.set_parse_action(of_element)
    glue = (pp.Suppress("~") - element).set_parse_action(lambda t: _Glue(t[0]))
    sequence = (glue | element).set_name(_ELEMENT)[1, ...].set_parse_action(lambda t: _Group("sequence", tuple(t)))
    pattern <<= (sequence + (pp.Suppress("|") - sequence)[...]).set_parse_action(lambda t: _Group("choice", tuple(t)))
    whole: pp.ParserElement = pattern + pp.StringEnd().set_name("the end of the pattern")
    return whole


def parse(text: str) -> Any:
    """The syntax of one pattern; raises NotationError with the column and what would have been right."""
    grammar = _grammar()
    import pyparsing as pp

    try:
        return grammar.parse_string(text)[0]
    except pp.ParseBaseException as error:
        column = error.loc
        while column < len(text) and text[column] == " ":
            column += 1
        found = f"found {text[column]!r}" if column < len(text) else "the pattern ends"
        expected = error.msg.removeprefix("Expected ").replace("'", '"')
        raise NotationError(f"expected {expected}, {found}", column) from None


def check_names(syntax: Any, check: Callable[[str, int], None]) -> None:
    """Tell `check` each name under which a pattern hands a part on, and its column."""
    if isinstance(syntax, _Glue):
        check_names(syntax.item, check)
    elif isinstance(syntax, _Group):
        if syntax.name:
            check(syntax.name, syntax.column)
        for item in syntax.items:
            check_names(item, check)


def to_data(syntax: Any) -> list[Any]:
    """A parsed pattern as lists and strings."""
    match syntax:
        case Reference():
            return ["<", syntax.name, syntax.column]
        case Literal():
            return ['"', syntax.text, syntax.column]
        case _Glue():
            return ["~", to_data(syntax.item)]
    return [syntax.kind, syntax.name, syntax.column, *map(to_data, syntax.items)]


def from_data(data: list[Any]) -> Any:
    """The parsed pattern that `to_data` wrote."""
    match data[0]:
        case "<":
            return Reference(data[1], data[2])
        case '"':
            return Literal(data[1], data[2])
        case "~":
            return _Glue(from_data(data[1]))
    return _Group(data[0], tuple(map(from_data, data[3:])), data[1], data[2])


def build(syntax: Any, resolve: Callable[[Reference | Literal], Node]) -> Node:
    """The tree of a parsed pattern; `resolve` turns a reference or a literal into its node (and may raise)."""
    if isinstance(syntax, Reference | Literal):
        return resolve(syntax)
    if isinstance(syntax, _Glue):
        return glued(build(syntax.item, resolve))
    items = [build(item, resolve) for item in syntax.items]
    match syntax.kind:
        case "choice":
            return items[0] if len(items) == 1 else Choice(items)
        case "sequence":
            return items[0] if len(items) == 1 else Sequence(items)
        case "named":
            return Named(items[0], syntax.name)
        case "optional":
            return Repeat(items[0], 0, 1)
    least = 0 if syntax.kind == "any" else 1
    if items[0].nullable:
        raise NotationError("what + repeats can be nothing at all; make it match at least one word", 0)
    return Repeat(items[0], least, REPEAT_LIMIT)
