"""The English pack says each thing once: no word is listed twice, and none says what the endings make of it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from typing import Any

from figures.grammar.forms import inflected
from figures.grammar.pack import default_folder
from figures.grammar.words import normal

PACK = default_folder() / "en"
SETTINGS = tomllib.loads((PACK / "pack.toml").read_text("utf-8"))
WORDS = [
    (word_class, entries)
    for file in sorted((PACK / "words").glob("*.toml"))
    for word_class, entries in tomllib.loads(file.read_text("utf-8")).items()
]


def _forms(word_class: str, surface: str) -> set[str]:
    """How a surface may stand in a text: in lower case for any case, or as written, or all in capitals."""
    text = normal(surface)
    return {text} if word_class in SETTINGS["case-matters"] or text == text.lower() else {text, text.upper()}


def test_no_word_is_listed_twice_in_a_class() -> None:
    listed: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for word_class, entries in WORDS:
        meanings = entries if isinstance(entries, dict) else dict.fromkeys(entries, True)
        assert len(meanings) == len(entries), f"<{word_class}> lists a word twice"
        listed[word_class] += meanings.items()
    twice = []
    for word_class, words in listed.items():
        known: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for word in words:
            for form in _forms(word_class, word[0]):
                known[form].append(word)
        for surface, meaning in words:
            text = normal(surface)
            forms = {text} if word_class in SETTINGS["case-matters"] else {text, text.lower()}
            others = (word for form in forms for word in known[form])
            if any(other != surface and says == meaning for other, says in others):
                twice.append(f"<{word_class}> {surface}")
    assert twice == []


def test_no_entry_says_a_form_that_the_endings_make() -> None:
    said = []
    for word_class, entries in WORDS:
        for surface, meaning in entries.items() if isinstance(entries, dict) else ():
            if not isinstance(meaning, dict):
                continue
            if word_class in SETTINGS["inflected"] and meaning.get("plural") == inflected(
                surface, SETTINGS["plural-endings"]
            ):
                said.append(f"plural of {surface}")
            if word_class in SETTINGS["conjugated"]:
                verb, endings = surface.split(" ", 1)[0], SETTINGS["verb-endings"]
                made = {form: inflected(verb, endings[form]) for form in ("third", "past", "ing")}
                made["participle"] = meaning.get("past", made["past"])
                said += [f"{form} of {surface}" for form, word in made.items() if meaning.get(form) == word]
    assert said == []
