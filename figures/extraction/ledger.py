"""Shapes and their mentions → the ledger: every numeral of a text, and how it ended.

A numeral is a token of one of the classes that the pack calls numerals. It is `parsed` into the figure whose words hold
it, `ignored` for the reason that its rule gives or that its form shows, or `unparsed`: the tool's honest confession.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from figures.context.mention import Mention
from figures.documents import Document
from figures.documents.markup import Origin
from figures.grammar.alphabet import Chars
from figures.scan.shapes import Shape

_FORM_REASONS = {"tagged": "name", "dotted": "version or reference", "address": "address"}
MARKUP = "markup"
"""Why digits are ignored that are not shown."""
_DIGITS = re.compile(r"\d+")


class Ledger:
    """Collects the numerals of one document as rows of the ledger table."""

    def __init__(self, numerals: Chars, document: Document) -> None:
        self._numerals, self._document = numerals, document
        self._told: list[tuple[int, int, tuple[object, ...]]] = []
        self._hidden: list[tuple[int, int, tuple[object, ...]]] = []

    def pass_over(self, shape: Shape, origin: Origin, reason: str) -> None:
        """Account for a block that is not read."""
        for position, classes in self._numerals.standing(shape.shape):
            self._ignore(shape, origin, shape.span(position, position + 1), classes, reason)

    def account(self, shape: Shape, origin: Origin, mentions: Sequence[Mention]) -> None:
        """Account for every numeral of a block that was read."""
        following = iter(mentions)
        owner = next(following, None)
        for position, classes in self._numerals.standing(shape.shape):
            start, end = shape.span(position, position + 1)
            while owner is not None and owner.hit.mention[1] <= position:
                owner = next(following, None)
            if owner is not None and owner.hit.mention[0] <= position:
                ignored = owner.reading.kind == "ignored"
                status = "ignored" if ignored else "parsed"
                self._add(origin, start, end, status, owner.reading.reason, None if ignored else owner.figure_id)
                continue
            reason = next((why for form, why in _FORM_REASONS.items() if form in classes), None)
            if reason is None:
                self._add(origin, start, end, "unparsed", None, None)
            else:
                self._ignore(shape, origin, (start, end), classes, reason)

    def rows(self) -> list[tuple[object, ...]]:
        """The rows, in the order of the text; digits of the markup that a numeral covers are its own."""
        told = self._told
        if self._hidden:
            covered = {place for begin, end, _ in told for place in range(begin, end)}
            told = told + [one for one in self._hidden if covered.isdisjoint(range(one[0], one[1]))]
            told.sort(key=itemgetter(0))
        return [row for _, _, row in told]

    def _ignore(
        self, shape: Shape, origin: Origin, span: tuple[int, int], classes: frozenset[str], reason: str
    ) -> None:
        """Note that a numeral is ignored: of an address, each of its runs of digits."""
        spans = [match.span() for match in _DIGITS.finditer(shape.text, *span)] if "address" in classes else [span]
        for start, end in spans:
            self._add(origin, start, end, "ignored", reason, None)

    def _add(self, origin: Origin, start: int, end: int, status: str, reason: str | None, figure: str | None) -> None:
        begin, stop = origin.span(start, end)
        row = (self._document.id, begin, stop, self._document.text[begin:stop], status, reason, figure)
        (self._hidden if reason == MARKUP else self._told).append((begin, stop, row))
