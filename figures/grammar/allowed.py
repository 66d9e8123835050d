"""What a pack's files may hold beside patterns: settings, tables, meanings of words. A slip is told, not passed over.

In: a file and what its TOML says. Out: nothing, or a GrammarError at the line at fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from figures.grammar.source import SourceFile, nearest

BOUNDS = ("eq", "gt", "ge", "lt", "le", "approx", "range")
"""What `bound` may say: those of TABLE.md."""

AMOUNTS = ("factor", "times")
"""Keys of a meaning that hold a number, whatever the class."""

SPELLINGS = ("plural", "third", "past", "ing", "participle")
"""Keys of a meaning that hold a form of the word, or say no more than yes or no."""

_FORMS: dict[type, str] = {str: "a string", list: "a list", dict: "a table"}
_SETTINGS: dict[str, type] = {
    **dict.fromkeys(("name", "version", "language", "group", "decimal"), str),
    **dict.fromkeys(("other-groups", "clitics", "contractions", "inflected", "plural-endings", "case-matters"), list),
    **dict.fromkeys(("singular-endings", "numerals", "not-names", "names", "nouns", "residue"), list),
    **dict.fromkeys(("abbreviations", "closing-abbreviations"), list),
    **dict.fromkeys(("conjugated", "verb-endings", "endings"), dict),
}
_TABLES: dict[str, type] = {"parts": dict, "rule": list}


def check_settings(file: SourceFile, settings: Mapping[str, Any]) -> None:
    """Raise GrammarError for a setting of pack.toml that nothing reads, or of another type."""
    for key, value in settings.items():
        _check_key(file, key, value, _SETTINGS, "setting")
    for name, entry in settings.get("endings", {}).items():
        if not (isinstance(entry, dict) and isinstance(entry.get("ends"), list)):
            file.fail(f"the ending {name} has no list `ends`", file.find(_key(name))[0], 1, 'write { ends = ["…"] }')


def check_tables(file: SourceFile, tables: Mapping[str, Any]) -> None:
    """Raise GrammarError for what is neither [[rule]] nor [parts] in a file of rules, and for a part of no text."""
    for key, value in tables.items():
        _check_key(file, key, value, _TABLES, "table", "rules stand under [[rule]], parts under [parts]")
    for name, text in tables.get("parts", {}).items():
        if not isinstance(text, str):
            file.fail(f"part {name} is no pattern", file.find(_key(name))[0], 1, f"write {name} = '…'")


def check_meanings(found: Iterable[tuple[SourceFile, str, str, Mapping[str, Any]]]) -> None:
    """Raise GrammarError for a word's meaning that cannot be read: (file, class, word, meaning), pack after pack.

    In a class whose words are numbers so far every word is one, and a later pack writes no key that earlier ones have
    not, beside in classes of its own.
    """
    known: set[str] = {"plural"}
    numbers: dict[str, bool] = {}
    first: str | None = None
    for file, word_class, word, meaning in found:
        folder = file.label.rsplit("/", 2)[0]
        first = first or folder
        value = meaning.get("value")
        if folder == first:
            known.update(meaning)
            numbers[word_class] = numbers.get(word_class, True) and _is_number(value)
        elif word_class in numbers:
            for key in meaning.keys() - known - {"value"}:
                _fail(file, word, f"unknown key {key!r} of a word in <{word_class}>", nearest(key, known))
            if numbers[word_class] and not _is_number(value):
                _fail(file, word, f"{word!r} of <{word_class}> is {value!r}", "write a number")
        for key in AMOUNTS:
            if key in meaning and not _is_number(meaning[key]):
                _fail(file, word, f"{key} of {word!r} is {meaning[key]!r}", "write a number")
        for key in SPELLINGS:
            if key in meaning and not isinstance(meaning[key], str | bool):
                _fail(file, word, f"{key} of {word!r} is {meaning[key]!r}", "write how it is spelt")
        if "base" in meaning and "factor" not in meaning:
            _fail(file, word, f"{word!r} has a base unit and no factor", "write how many base units it is, factor = 1")
        if meaning.get("bound", BOUNDS[0]) not in BOUNDS:
            said = meaning["bound"]
            hint = nearest(str(said), BOUNDS) or f"known are {', '.join(BOUNDS)}"
            _fail(file, word, f"unknown bound {said!r}", hint)


def _check_key(
    file: SourceFile, key: str, value: object, known: Mapping[str, type], what: str, remedy: str | None = None
) -> None:
    if key not in known:
        hint = nearest(key, known) or remedy or f"known are {', '.join(known)}"
        file.fail(f"unknown {what} {key!r}", file.find(_key(key))[0], 1, hint)
    if not isinstance(value, known[key]):
        remedy = "write [[rule]]" if key == "rule" else f"write {_FORMS[known[key]]}"
        file.fail(f"{key} is {_FORMS.get(type(value), repr(value))}", file.find(_key(key))[0], 1, remedy)


def _key(name: str) -> str:
    """Where a key or the header of a table stands in a line."""
    return rf"^\s*\[*[\"']?{re.escape(name)}[\"']?\s*[\]=]"


def _fail(file: SourceFile, word: str, message: str, remedy: str | None) -> None:
    file.fail(message, file.find(_key(word))[0], 1, remedy)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return False
    return True
