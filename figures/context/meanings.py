"""Words of the pack → what they say of what is counted: which event, whether they are true of it, and of what.

A word's entry says which event it means, and may say of which nouns alone that is true (`counts`, `of`, `not`: one
claims lives, not houses), and of which it says something else (`instead`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from figures.context.mention import Mention
from figures.grammar.words import Lexicon

WORD_CLASSES = (
    *("event-participle", "event-intransitive", "event-verb", "event-noun", "toll-noun", "state", "measured-noun"),
    *("gathering-noun", "event-judged", "disease"),
)
AMOUNTS = ("amount-verb",)
OBJECTS = ("event-verb", *AMOUNTS, "event-participle")
VERBS_FIRST = (*OBJECTS, *WORD_CLASSES)
"""Before what is counted, a word that is a participle as well is a verb: hit 12 targets."""
PART_CLASSES = {"event": WORD_CLASSES, "measured": ("toll-noun", "gathering-noun", "measured-noun")}
EVENT = "event"
COUNTED_EVENTS = "counted-event"
"""Nouns that say what happened themselves: 40 deaths."""
PERSON = "person"
"""In a list of nouns: whoever is a person."""
TOLLS = "toll-noun"
NOUN_KINDS = "noun-kind"
"""Nouns that are alike to many words, under a name by which their lists call them."""


class Meanings:
    """What the pack's words for events say of a noun."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.people = lexicon.entries("person-noun")
        self._kinds = {name: kind.meaning["nouns"] for name, kind in lexicon.entries(NOUN_KINDS).items()}

    def holds(self, meaning: Mapping[str, Any], noun: str | None) -> bool:
        """Whether a word is true of what is counted: always, of what it `counts`, or not of others; `not` of some."""
        if "not" in meaning and self.among(noun, meaning["not"]):
            return False
        if "counts" in meaning:
            return self.among(noun, meaning["counts"])
        return noun is None or "of" not in meaning or self.among(noun, meaning["of"])

    def of_noun(self, meaning: Mapping[str, Any], column: str, noun: str | None) -> object:
        """What a word says of a noun: lost jobs are another event than lost seats."""
        others: Mapping[str, Any] = meaning.get("instead", {}) if column == "event" else {}
        return next((event for event, nouns in others.items() if self.among(noun, nouns)), meaning[column])

    def excluded(self, event: str | None, whole: str | None) -> bool:
        """Whether that can have happened to no part of a whole: of 22 who were killed, none were hurt."""
        return event in self._listed(whole, "excludes")

    def never(self, event: str | None, noun: str | None) -> bool:
        """Whether an event befalls nobody of a noun: of one dead and one survivor, the second is not dead."""
        return noun in self._listed(event, "never")

    def among(self, noun: str | None, nouns: str | Sequence[str | None]) -> bool:
        listed = (nouns,) if isinstance(nouns, str) else nouns
        return noun in listed or any(
            noun in self.people if one == PERSON else one in self._kinds and self.among(noun, self._kinds[one])
            for one in listed
        )

    def meant(self, text: str, classes: Sequence[str], mention: Mention) -> Any:
        """What a text means in the first of `classes` in which it is true of a figure, or else in the first at all.

        What is done to a figure is not what it does: gathered 90,000 signatures.
        """
        first = alone = None
        bare = mention.reading.kind == "measure" and mention.reading.noun is None
        if classes is VERBS_FIRST and bare:
            classes = AMOUNTS  # cleared 6 metres: nobody was freed
        for word_class in classes:
            word = self._lexicon.find(text, word_class)
            held = None if word is None or not bare else word.meaning.get("dimensions")
            if held is not None and mention.reading.dimension not in held:
                continue  # gives 90 kW, won the 200 metres: no gift, and no prize
            if first is not None and classes is VERBS_FIRST and word_class not in OBJECTS:
                break
            if alone is not None and word_class == "event-verb":
                continue  # 183 points, to close at 38,905: what it says of a subject is not true, and it has no object
            if word is not None and self.holds(word.meaning, mention.reading.noun):
                return word
            first = first or word
            alone = word if word_class == "event-intransitive" else alone
        return first

    def counts_things(self, mention: Mention, noun: str, word: Any) -> bool:
        """Whether what is counted is no person, where only persons can be: a station with 5,000 tonnes of coal was
        evacuated, a book on the killings has 12 chapters.
        """
        kind, tolls = mention.reading.kind, self._lexicon.find(word.lemma, TOLLS) is not None
        things = noun not in self.people and noun != word.meaning.get("noun")
        return things and (kind == "measure" or (tolls and self._lexicon.find(noun, COUNTED_EVENTS) is None))

    def of_persons(self, event: object) -> bool:
        """Whether an event befalls persons: six tanks were destroyed and 40 killed, but no tanks."""
        word = None if event is None else self._lexicon.find(str(event), "event")
        return word is not None and word.meaning.get("noun") == PERSON

    def befalls(self, event: str | None, noun: str | None) -> bool:
        """Whether an event of persons befalls such things as well: 22 soldiers were captured, and seven tanks."""
        return self.among(noun, self._listed(event, "also"))

    def _listed(self, event: str | None, key: str) -> Sequence[str]:
        word = None if event is None else self._lexicon.find(event, EVENT)
        return () if word is None else word.meaning.get(key, ())
