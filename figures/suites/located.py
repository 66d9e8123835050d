"""The text of a TOML file → its values, and where each table and key stands, so that a mistake can be shown.

`tomllib` gives values without places. What it accepted is walked here once more, by the few rules that tell where a
key or a table begins: comments, strings, brackets.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from figures.errors import FiguresError

_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*\]\]?")
_KEY = re.compile(r"""[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=""")
_OPAQUE = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.S)
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class SuiteError(FiguresError):
    """A suite file is at fault: `file:line`, what is wrong there, and the key or value that was meant."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the file: its name, its number among those of that name, and where it and its keys stand."""

    name: str
    number: int
    line: int
    keys: dict[str, int]
    """Key → its line."""
    spans: dict[str, tuple[int, int]]
    """Key → start and end of its value in the text."""


@dataclass(frozen=True, slots=True)
class Located:
    """A TOML file: its text, its values and its blocks, the first of which (named "") precedes all headers."""

    text: str
    data: dict[str, Any]
    blocks: tuple[Block, ...]

    def block(self, name: str, number: int = 0) -> Block:
        """The block that opens the nth table of a name, or the file's own where none does."""
        for block in self.blocks:
            if (block.name, block.number) == (name, number):
                return block
        return self.blocks[0]


def locate(text: str, label: str) -> Located:
    """The values of a TOML file and their places. Raises SuiteError, with its line, for what is no TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        what = _PLACE.sub("", str(error))
        remedy = "see toml.io for the notation"
        raise SuiteError(f"is no TOML: {what[:1].lower()}{what[1:]}", where=f"{label}:{line}", remedy=remedy) from None
    except RecursionError:
        raise SuiteError(
            "is nested too deeply", where=label, remedy="a suite needs no more than three levels"
        ) from None
    text = text.replace("\r\n", "\n")
    return Located(text, data, tuple(_blocks(text)))


def _blocks(text: str) -> list[Block]:
    blocks = [Block("", 0, 1, {}, {})]
    seen: dict[str, int] = {}
    position, line = 0, 1
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        key = _KEY.match(text, position, end)
        header = None if key else _HEADER.match(text, position, end)
        if header is not None:
            name = _plain(header[2])
            number = seen[name] = seen.get(name, -1) + 1
            blocks.append(Block(name, number, line, {}, {}))
        elif key is not None:
            start = key.end() + len(text[key.end() : end]) - len(text[key.end() : end].lstrip(" \t"))
            end = _value_end(text, start)
            blocks[-1].keys[_plain(key[1])] = line
            blocks[-1].spans[_plain(key[1])] = (start, end)
            past = text.find("\n", end)
            end = len(text) if past < 0 else past
        line += text.count("\n", position, end + 1)
        position = end + 1
    return blocks


def _plain(name: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in name.split("."))


def _value_end(text: str, position: int) -> int:
    """Where the value that begins here ends: at the end of its line, unless brackets or strings hold it open."""
    depth, last = 0, position
    while position < len(text):
        opaque = _OPAQUE.match(text, position)
        if opaque is not None:
            position = opaque.end()
            last = last if opaque[0][0] == "#" else position
            continue
        sign = text[position]
        if sign == "\n" and depth <= 0:
            break
        depth += (sign in "[{") - (sign in "]}")
        position += 1
        last = last if sign.isspace() else position
    return last
