"""One document → its figures, its ledger of numerals and its row of the documents table, as rows of the contract.

documents → blocks → shapes → hits → readings (values, dates) → frames (events, tense) → rows. One document's rows
depend on nothing but its text, its metadata, the grammar and the settings.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from figures.calendar import Setting, resolve
from figures.context.frames import Framed, Frames
from figures.documents import Document
from figures.errors import UsageError
from figures.extraction.ledger import Ledger
from figures.extraction.rows import Mention, row
from figures.extraction.sketch import document_row
from figures.grammar import Grammar, Rule
from figures.quantities import amounts
from figures.quantities.reading import Reading
from figures.scan.blocks import BLANKS, blocks
from figures.scan.scanner import Hit, Scanner
from figures.scan.sentences import Sentences
from figures.scan.shapes import Shape, Shaper

CALENDAR_KINDS = frozenset(("date", "time", "recurrence"))
TENSED_PARTS = frozenset(("weekday", "weekend", "month", "quarter"))
FRAMED_KINDS = frozenset(("count", "number"))
MEMO_LIMIT = 100_000

Scanning = Literal["fast", "reference"]
DateOrder = Literal["mdy", "dmy"]


@dataclass(slots=True)
class DocumentRows:
    """What one document gives: rows of the figures, ledger and documents tables, in the order of their columns."""

    figures: list[tuple[object, ...]] = field(default_factory=list)
    ledger: list[tuple[object, ...]] = field(default_factory=list)
    document: tuple[object, ...] = ()


class Extractor:
    """Reads documents by one grammar. Keep one for many documents: it remembers what it has read.

    `date_order` says how `12/01/2022` reads; `currency` what a bare `$` means (ISO 4217); `scanner="reference"` uses
    pyparsing alone, which is slow and is what the fast way is held to.
    """

    def __init__(
        self,
        grammar: Grammar | None = None,
        *,
        date_order: DateOrder = "mdy",
        currency: str = "USD",
        scanner: Scanning = "fast",
    ) -> None:
        if date_order not in ("mdy", "dmy"):
            raise UsageError(f"no date order {date_order!r}", remedy="it is mdy (12/31/2022) or dmy (31/12/2022)")
        if not re.fullmatch(r"[A-Z]{3}", currency):
            raise UsageError(f"{currency!r} is no currency", remedy="give an ISO 4217 code such as USD, CAD or AUD")
        self.grammar = Grammar.load() if grammar is None else grammar
        self.date_order, self.currency, self.scanning = date_order, currency, scanner
        self._shaper = Shaper(self.grammar)
        self.scanner = Scanner(self.grammar, self.grammar.rules, self.grammar.automaton)
        self._events, self._tenses = Frames(self.grammar, "events"), Frames(self.grammar, "tense")
        self._abbreviations = frozenset(self.grammar.settings.get("abbreviations", ()))
        self._residue = _residue(self.grammar.settings.get("residue", ()))
        self._readings: dict[tuple[object, ...], Reading | None] = {}

    def document(self, document: Document) -> DocumentRows:
        """All rows of one document. Text never raises: what cannot be read is `unparsed` in the ledger."""
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        found = DocumentRows(document=document_row(document, digest, self.grammar.language))
        ledger = Ledger(self.grammar, document.id, found.ledger)
        lines = _Lines(document.text)
        for start, shape, mentions in self.blocks(document):
            if mentions is None:
                ledger.pass_over(shape, start, "boilerplate")
                continue
            for mention in mentions:
                if mention.reading.kind != "ignored":
                    made = row(mention, document, digest, self.grammar.version, lines.of(mention.start))
                    mention.figure_id = str(made[0])
                    found.figures.append(made)
            ledger.account(shape, start, mentions)
        return found

    def blocks(self, document: Document) -> Iterator[tuple[int, Shape, list[Mention] | None]]:
        """Each block of a document: where it starts, its shape, its mentions (None for residue of a web page)."""
        for start, end in blocks(document.text):
            shape = self._shaper.shape(document.text[start:end].translate(BLANKS))
            if self._residue.fullmatch(shape.text.lower()):
                yield start, shape, None
                continue
            mentions = list(self._mentions(document, shape, start))
            self._add_context(shape, mentions)
            yield start, shape, mentions

    def tokens(self, text: str) -> list[tuple[str, frozenset[str]]]:
        """The tokens of a text, each with the word classes that it can be."""
        return [(token.text, classes) for chunk in text.split() for token, classes in self._shaper.tokens(chunk)]

    def hits(self, shape: str) -> Iterator[Hit]:
        """The hits in one shape, by the scanner chosen."""
        return self.scanner.reference_hits(shape) if self.scanning == "reference" else self.scanner.hits(shape)

    def shape(self, text: str) -> Shape:
        """The shape of one block of text."""
        return self._shaper.shape(text.translate(BLANKS))

    # ------------------------------------------------------------------------------------------ readings
    def _mentions(self, document: Document, shape: Shape, offset: int) -> Iterator[Mention]:
        sentences: Sentences | None = None
        for hit in self.hits(shape.shape):
            if sentences is None:
                sentences = Sentences(shape.text, self._abbreviations)
            parts = []
            for name, begin, stop in hit.parts:
                left, right = shape.span(begin, stop)
                parts.append((name, shape.text[left:right]))
            start, end = shape.span(*hit.mention)
            sentence = sentences.at(start)
            frames: dict[str, str] = {}
            if hit.rule.kind in CALENDAR_KINDS:
                reading = self._date(document, shape, hit, tuple(parts), sentence, frames)
            else:
                reading = self._amount(hit, tuple(parts))
            if reading is not None:
                yield Mention(
                    hit=hit,
                    parts=tuple(parts),
                    reading=reading,
                    start=offset + start,
                    end=offset + end,
                    text=document.text[offset + start : offset + end],
                    sentence=document.text[offset + sentence[0] : offset + sentence[1]],
                    sentence_span=sentence,
                    quoted=_is_quoted(shape.text, start),
                    frames=frames,
                )

    def _amount(self, hit: Hit, parts: tuple[tuple[str, str], ...]) -> Reading | None:
        key = (hit.rule.index, parts)
        try:
            return self._readings[key]
        except KeyError:
            if len(self._readings) > MEMO_LIMIT:
                self._readings.clear()
            made = self._readings[key] = amounts.reading(hit.rule, parts, self.grammar, self.currency)
            return made

    def _date(
        self,
        document: Document,
        shape: Shape,
        hit: Hit,
        parts: tuple[tuple[str, str], ...],
        sentence: tuple[int, int],
        frames: dict[str, str],
    ) -> Reading | None:
        tense = None
        if not TENSED_PARTS.isdisjoint(name for name, _ in parts):
            rule = self._tense(shape, hit, sentence)
            if rule is not None:
                tense, frames["tense"] = str(rule.constants["tense"]), rule.name
        setting = Setting(document.published, tense, self.date_order == "dmy")
        return resolve(hit.rule, parts, self.grammar, setting)

    def _tense(self, shape: Shape, hit: Hit, sentence: tuple[int, int]) -> Rule | None:
        """The frame that tells the tense: the nearest before the date in its sentence, or else the first after it."""
        start, end = shape.positions(*sentence)
        found = self._tenses.find(shape.shape, start, end, ())
        before = [frame for frame in found if frame.start < hit.mention[0]]
        nearest = before[-1] if before else found[0] if found else None
        return None if nearest is None else nearest.rule

    # ------------------------------------------------------------------------------------------- context
    def _add_context(self, shape: Shape, mentions: list[Mention]) -> None:
        by_sentence: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            state = dict(mention.parts).get("state")
            if state is not None:
                word = self.grammar.lexicon.find(state, "state")
                mention.event = None if word is None else str(word.meaning["event"])
            if mention.reading.kind in FRAMED_KINDS:
                by_sentence.setdefault(mention.sentence_span, []).append(mention)
        for sentence, those in by_sentence.items():
            start, end = shape.positions(*sentence)
            standing = [(*mention.hit.mention, mention.reading.kind) for mention in those]
            for frame in self._events.find(shape.shape, start, end, standing):
                event = self._event(shape, frame)
                for number in frame.figures:
                    if those[number].event is None:
                        those[number].event, those[number].frames["event"] = event, frame.rule.name

    def _event(self, shape: Shape, frame: Framed) -> str | None:
        classes = ("event-participle", "event-verb", "event-intransitive", "event-noun")
        for name, begin, stop in frame.parts:
            if name == "event":
                left, right = shape.span(begin, stop)
                word = self.grammar.lexicon.find(shape.text[left:right], *classes)
                return None if word is None else str(word.meaning["event"])
        return None


class _Lines:
    """The 1-based line of an offset."""

    def __init__(self, text: str) -> None:
        self._text, self._starts = text, None if "\n" not in text else [0]

    def of(self, offset: int) -> int:
        if self._starts is None:
            return 1
        if len(self._starts) == 1:
            self._starts += [match.end() for match in re.finditer("\n", self._text)]
        return bisect_right(self._starts, offset)


def _is_quoted(text: str, position: int) -> bool:
    before = text[max(0, position - 2000) : position]
    if before.rfind("“") > before.rfind("”"):
        return True
    return before.count('"') % 2 == 1


def _residue(phrases: list[str]) -> re.Pattern[str]:
    """Lines that consist of residue phrases alone, perhaps run together."""
    if not phrases:
        return re.compile(r"(?!)")
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:(?:{listed})[\s.,;:|•*]*)+")
