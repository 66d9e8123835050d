"""In: a Table. Out: its first rows as plain text for a terminal, or as HTML for a notebook.

Cells come from other people's texts: control characters are replaced in the one, markup is escaped in the other.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from typing import Any

from figures.table.columns import CORE
from figures.table.frame import Table

_WIDEST, _NARROWEST = 44, 5
_RIGHT = (int, float)


def as_text(table: Table[Any], width: int, rows: int) -> str:
    """Aligned core columns of at most `rows` rows, in at most `width` terminal cells.

    Where they do not fit, long cells are cut; then columns without a value go, and then the last ones. The first line
    says how many there are.
    """
    shown, part = _shown(table), table[:rows]
    cells = {name: [_cell(value) for value in part.column(name)] for name in shown}
    wide = {name: min(_WIDEST, max(map(_width, [name, *cells[name]]))) for name in shown}
    names = _fitted(shown, wide, {name for name in shown if any(cells[name])}, width)
    lines = [f"{table.title}: {_counted(len(table), 'row')}, {_counted(len(table.columns), 'column')}"]
    if len(names) < len(table.columns):
        lines[0] += f" ({len(names)} shown)"
    numeric = {name for name in names if any(isinstance(value, _RIGHT) for value in part.column(name))}
    lines.append(_line([_padded(name, wide[name], name in numeric) for name in names]))
    lines.append(_line(["─" * wide[name] for name in names]))
    for row in range(len(part)):
        lines.append(_line([_padded(cells[name][row], wide[name], name in numeric) for name in names]))
    if len(table) > len(part):
        lines.append(f"… {_counted(len(table) - len(part), 'more row')}")
    return "\n".join(lines)


def as_html(table: Table[Any], rows: int) -> str:
    """An HTML table of the core columns and at most `rows` rows; every cell is escaped."""
    shown, part = _shown(table), table[:rows]
    head = "".join(f"<th>{html.escape(name)}</th>" for name in shown)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in zip(*(part.column(name) for name in shown), strict=True)
    )
    more = f", the first {len(part)} shown" if len(table) > len(part) else ""
    caption = f"{table.title}: {_counted(len(table), 'row')}{more}"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(table: Table[Any]) -> Sequence[str]:
    return CORE if set(CORE) <= set(table.names) else table.names


def _fitted(names: Sequence[str], wide: dict[str, int], filled: set[str], width: int) -> list[str]:
    """The names that fit, after narrowing `wide` in place."""
    names = list(names)
    while _total(names, wide) > width:
        widest = max(names, key=lambda name: wide[name])
        if wide[widest] > _NARROWEST * 3:
            wide[widest] -= 1
        elif any(name not in filled for name in names):
            names = [name for name in names if name in filled]
        elif wide[widest] > _NARROWEST:
            wide[widest] -= 1
        elif len(names) > 1:
            names.pop()
        else:
            break
    return names


def _total(names: Sequence[str], wide: dict[str, int]) -> int:
    return sum(wide[name] for name in names) + 2 * (len(names) - 1)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Whole numbers as they are; of others what a reader looks at. The files hold every digit.
        return str(value).removesuffix(".0") if value.is_integer() else f"{value:.7g}"
    if isinstance(value, tuple | list):
        text = ", ".join(map(str, value[:20])) + (", …" if len(value) > 20 else "")
    else:
        text = str(value)
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text[:2000])


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        taken, room = [], width - 1
        for character in text:
            room -= _cells(character)
            if room < 0:
                break
            taken.append(character)
        text = "".join(taken) + "…"
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _line(cells: Sequence[str]) -> str:
    return "  ".join(cells).rstrip()


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
