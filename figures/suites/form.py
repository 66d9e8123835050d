"""The JSON Schema of suite files → mistakes, each with its line and the key or value that was meant.

`suite.schema.json` is the one statement of the form: editors read it, the documentation is made from it, and suites are
held to it here. Of JSON Schema this knows the keywords that the file uses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from figures.suites.located import Block, Located, SuiteError

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_CALLED = {
    "string": "a string",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of suite files."""
    text = (resources.files("figures.suites") / "suite.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema, its reference followed."""
    reference = part.get("$ref")
    found: dict[str, Any] = part if reference is None else schema()["$defs"][reference.rpartition("/")[2]]
    return found


def validate(file: Located, label: str) -> None:
    """Hold a suite to its schema. Raises SuiteError for the first mistake."""
    known = schema()["properties"]
    for name, value in file.data.items():
        block = _block_of(file, name)
        if name not in known:
            line = file.blocks[0].keys.get(name, block.line)
            raise SuiteError(f"a suite has no [{name}]", where=f"{label}:{line}", remedy=nearest(name, known))
        part = known[name]
        title = f"[[{name}]]" if part["type"] == "array" else f"[{name}]"
        line = file.blocks[0].keys.get(name, block.line)
        if part["type"] == "array":
            if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                raise SuiteError(f"{name} is one table", where=f"{label}:{line}", remedy=f"write {title}: it is a list")
            for number, each in enumerate(value):
                _table(each, part["items"], title, file.block(name, number), label)
        elif not isinstance(value, dict):
            raise SuiteError(f"{name} is no table", where=f"{label}:{line}", remedy=f"write {title}")
        else:
            _table(value, part, title, block, label)


def _block_of(file: Located, name: str) -> Block:
    for block in file.blocks:
        if block.name == name or block.name.startswith(f"{name}."):
            return block
    return file.blocks[0]


def _table(table: dict[str, Any], part: dict[str, Any], title: str, block: Block, label: str) -> None:
    known = part["properties"]
    for key, value in table.items():
        where = f"{label}:{_line(block, key)}"
        if key not in known:
            raise SuiteError(f"{title} has no key {key!r}", where=where, remedy=nearest(key, known))
        wrong = next(_wrong(value, resolved(known[key])), None)
        if wrong is not None:
            remedy = f"{key} is {resolved(known[key])['description']}"
            raise SuiteError(f"{key} in {title} {wrong}", where=where, remedy=remedy)
    for key in part.get("required", ()):
        if key not in table:
            meant = resolved(known[key])["description"]
            raise SuiteError(f"{title} lacks {key!r}", where=f"{label}:{block.line}", remedy=f"{key} is {meant}")
    choices = [choice["required"][0] for choice in part.get("anyOf", ())]
    if choices and not any(key in table for key in choices):
        remedy = f"say which quantity: {', '.join(choices[:-1])} or {choices[-1]}"
        raise SuiteError(f"{title} names no quantity", where=f"{label}:{block.line}", remedy=remedy)


def _line(block: Block, key: str) -> int:
    """The line of a key; a dotted key, `expect.low`, is one of `expect`."""
    inside = [line for name, line in block.keys.items() if name == key or name.startswith(f"{key}.")]
    return min(inside, default=block.line)


def _wrong(value: Any, part: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a value, most telling first."""
    kind = part.get("type")
    dated = part.get("format") == "date" and isinstance(value, date)
    if kind is not None and not dated and not _is(value, kind):
        yield f"is {json.dumps(value, default=str)}, and not {_CALLED[kind]}"
        return
    if "enum" in part and value not in part["enum"]:
        hint = nearest(str(value), part["enum"])
        yield f"is {json.dumps(value, default=str)}; {hint}"
    if "pattern" in part and not re.fullmatch(part["pattern"], value):
        yield f"is {json.dumps(value)}"
    if "minimum" in part and value < part["minimum"]:
        yield f"is {value}, less than {part['minimum']}"
    if "maximum" in part and value > part["maximum"]:
        yield f"is {value}, more than {part['maximum']}"
    length = len(value) if isinstance(value, str | list | dict) and not dated else None
    if length is not None and length < max(part.get(key, 0) for key in ("minLength", "minItems", "minProperties")):
        yield "is empty"
    if kind == "object":
        known = part.get("properties", {})
        for key, each in value.items() if known else ():
            if key not in known:
                yield f"has no key {key!r}; {nearest(key, known)}"
            else:
                yield from (f"{key} {wrong}" for wrong in _wrong(each, resolved(known[key])))
    if kind == "array":
        for each in value:
            yield from (f"holds what {wrong}" for wrong in _wrong(each, resolved(part["items"])))


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _TYPES[kind])


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean …?`, or all that there is to choose from."""
    from figures.grammar.source import nearest as near  # only a mistake pays for it

    choices = list(known)
    return near(name, choices) or f"there are {', '.join(choices)}"
