"""Shapes and their mentions → the ledger: every numeral of a text, and how it ended.

A numeral is a token of one of the classes that the pack calls numerals. It is `parsed` into the figure whose words hold
it, `ignored` for the reason that its rule gives or that its form shows, or `unparsed`: the tool's honest confession.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from figures.context.mention import Mention
from figures.grammar import Grammar
from figures.scan.shapes import Shape

_FORM_REASONS = {"tagged": "name", "dotted": "version or reference", "address": "address"}
_DIGITS = re.compile(r"\d+")


class Numerals:
    """Which characters of an alphabet are numerals."""

    def __init__(self, grammar: Grammar) -> None:
        self._sets = grammar.alphabet.sets
        self._classes = frozenset(grammar.settings.get("numerals", ())) | {"address"}
        self._limit = -1
        self._pattern = re.compile("")

    def standing(self, shape: Shape) -> list[tuple[int, frozenset[str]]]:
        """Shape position and classes of every numeral of a block."""
        sets, wanted = self._sets, self._classes
        if len(sets) > self._limit:  # made anew only when the alphabet has grown by a tenth
            others = [char for char, classes in sets.items() if not classes & wanted]
            self._limit = len(sets) + len(sets) // 10
            self._pattern = re.compile(f"[^{''.join(others)}]")
        found = ((match.start(), sets[match[0]]) for match in self._pattern.finditer(shape.shape))
        return [(position, classes) for position, classes in found if classes & wanted]


class Ledger:
    """Collects the numerals of one document as rows of the ledger table."""

    def __init__(self, numerals: Numerals, document: str, rows: list[tuple[object, ...]]) -> None:
        self._document, self._rows = document, rows
        self._numerals = numerals

    def pass_over(self, shape: Shape, offset: int, reason: str) -> None:
        """Account for a block that is not read."""
        for position, _ in self._numerals.standing(shape):
            start, end = shape.span(position, position + 1)
            self._add(shape, offset, start, end, "ignored", reason, None)

    def account(self, shape: Shape, offset: int, mentions: Sequence[Mention]) -> None:
        """Account for every numeral of a block that was read."""
        owners: dict[int, Mention] = {}
        for mention in mentions:
            for position in range(mention.hit.start, mention.hit.end):
                inside = mention.hit.mention[0] <= position < mention.hit.mention[1]
                if inside or position not in owners:
                    owners[position] = mention
        for position, classes in self._numerals.standing(shape):
            start, end = shape.span(position, position + 1)
            owner = owners.get(position)
            reason = next((why for form, why in _FORM_REASONS.items() if form in classes), None)
            if owner is not None and owner.reading.kind != "ignored":
                self._add(shape, offset, start, end, "parsed", None, owner.figure_id)
            elif owner is not None:
                self._add(shape, offset, start, end, "ignored", owner.reading.reason, None)
            elif reason == "address":
                for match in _DIGITS.finditer(shape.text, start, end):
                    self._add(shape, offset, *match.span(), "ignored", reason, None)
            else:
                self._add(shape, offset, start, end, "unparsed" if reason is None else "ignored", reason, None)

    def _add(
        self, shape: Shape, offset: int, start: int, end: int, status: str, reason: str | None, figure: str | None
    ) -> None:
        text = shape.text[start:end]
        self._rows.append((self._document, offset + start, offset + end, text, status, reason, figure))
