"""The forms of a word by the endings that a pack gives: plurals of nouns, third person, past and -ing of verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Endings = Iterable[tuple[str, str]]


def inflected(surface: str, endings: Endings) -> str:
    """A surface with its ending changed, by the first of `endings` that fits."""
    for bare, changed in endings:
        if surface.endswith(bare):
            return surface[: len(surface) - len(bare)] + changed
    return surface


def conjugated(surface: str, meaning: Mapping[str, Any], endings: Mapping[str, Endings]) -> Iterator[tuple[str, str]]:
    """The forms of a verb as (form, surface): of several words the first changes.

    What the verb's entry says itself (`past = "shot"`) comes first; the participle is the past, if not said otherwise.
    """
    verb, *rest = surface.split(" ", 1)
    forms = {"base": verb}
    for form in ("third", "past", "ing"):
        forms[form] = meaning.get(form) or inflected(verb, endings[form])
    forms["participle"] = meaning.get("participle") or forms["past"]
    for form, word in forms.items():
        yield form, " ".join((word, *rest))
