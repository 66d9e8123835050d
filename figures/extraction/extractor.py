"""One document → its figures, its ledger of numerals and its row of the documents table, as rows of the contract.

documents → blocks → shapes → hits → readings (values, dates) → frames (events, tense) → rows. One document's rows
depend on nothing but its text, its metadata, the grammar and the settings.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from itertools import chain
from typing import Literal

from figures.calendar import FUTURE, TENSED_PARTS, Anchors, Setting, resolve, spans_a_story
from figures.context.mention import Decision, Mention
from figures.context.sentences import Context
from figures.context.stance import LATE, PARTS_OF_PERIODS
from figures.context.tense import NOW, TENSE, Tense
from figures.documents import Document
from figures.documents.markup import Heads, Origin, parted, unmarked
from figures.errors import DocumentError, UsageError
from figures.extraction.apposed import Ages, Apposed
from figures.extraction.asides import CLOSING, Asides
from figures.extraction.collecting import uncollected
from figures.extraction.ledger import MARKUP, Ledger
from figures.extraction.rows import row, value_columns
from figures.extraction.sketch import Sketcher
from figures.grammar import Grammar, Rule
from figures.grammar.alphabet import Chars
from figures.grammar.memo import Memo
from figures.quantities import amounts
from figures.quantities.letters import Parts, as_scale
from figures.quantities.reading import Reading
from figures.scan.blocks import blocks, marker, with_plain_blanks
from figures.scan.scanner import MENTION, Hit, Scanner
from figures.scan.sentences import Sentences
from figures.scan.shapes import Shape, Shaper

DATED_KINDS = frozenset(("date", "time", "recurrence"))
CALENDAR_KINDS = DATED_KINDS | {"duration", "age"}
COUNTED_NAMES = frozenset(("direction", "anaphor"))
"""Parts of a date that is counted from one before it."""
ABSOLUTE_PARTS = frozenset(
    ("year", "month", "day", "begin", "end", "first", "second", "short-year", "modifier", "mention")
)
"""Parts that, with a year among them, say a date whole."""
DAILY_PARTS = ABSOLUTE_PARTS | {"weekday", "shift", "period", "relative-day", "weekend", "quarter", "half", "season"}
"""Parts whose resolution asks for the day of publication, and not for the hour."""
FROM, COMPARING = "from", "comparing"
METRES, COMPARED, NEAREST = "metres", "compared", "nearest"
"""What a rule sets whose `m` is no million, whatever stands before it: won the 100m final; whose date something is
compared with, so that the text does not go on from it: below its 2007 peak; whose date is the nearest of its name, as
news tells of it: February sales.
"""
FRAMES = "frames"
"""What a rule sets whose year holds for the months behind it in its sentence: in 2022, peaking at 8% in June."""
BULLETS = " \t•*·-–"
ENTRY_MARKS = frozenset(":-–—")
BULLET_REACH = 8
"""Characters before a date within which its line begins, if it heads an entry."""
MARK_REACH = 3
"""Characters behind a date within which the mark of an entry stands."""
BEHIND = "behind"
"""The constant of a rule that reads only what a figure of that kind goes on with."""
RANGE_PARTS = frozenset(("low", "high", "whole"))
"""Parts that may come to nothing together, and are figures each by itself then."""
COMPARED_KINDS = frozenset(("number", "count", "percent", "ratio", "money", "measure"))
"""Kinds that what stands right behind may compare."""
RESIDUE_LIMIT = 300
"""Longer blocks are prose, whatever they begin with."""
QUOTED_LIMIT = 2000
"""How many characters before a figure are looked at to see whether it is quoted."""
MEMO_LIMIT = 8_000

Read = tuple[Reading, tuple[object, ...]]

Scanning = Literal["fast", "reference"]
DateOrder = Literal["mdy", "dmy"]


@dataclass(slots=True)
class DocumentRows:
    """What one document gives: rows of the figures, ledger and documents tables, in the order of their columns."""

    figures: list[tuple[object, ...]] = field(default_factory=list)
    ledger: list[tuple[object, ...]] = field(default_factory=list)
    document: tuple[object, ...] = ()
    fault: DocumentError | None = None
    """Why there are none: figures itself failed on the document, and the others were to be read all the same."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an extractor is made of, as a worker process can be told it: pack folders and settings."""

    folders: tuple[str, ...]
    default: bool
    date_order: DateOrder
    currency: str
    scanner: Scanning


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
        with uncollected():
            self.grammar = Grammar.load() if grammar is None else grammar
            self._shaper = Shaper(self.grammar)
            self.scanner = Scanner(self.grammar.rules, self.grammar.automaton)
            self._context, self._tense = Context(self.grammar), Tense(self.grammar)
        self.date_order, self.currency, self.scanning = date_order, currency, scanner
        self._abbreviations = frozenset(self.grammar.settings.get("abbreviations", ()))
        self._asides = Asides(self.grammar.lexicon)
        self._closing = frozenset(self.grammar.settings.get("closing-abbreviations", ()))
        self._residue = _residue(self.grammar.settings.get("residue", ()))
        self._ages = Ages(self.grammar)
        self._sketcher = Sketcher(self.grammar)
        numerals = frozenset(self.grammar.settings.get("numerals", ())) | {"address"}
        self._numerals = Chars(self.grammar.alphabet, numerals)
        self._readings: Memo[tuple[int, Parts, Setting | None], Read | None] = Memo(MEMO_LIMIT)

    @property
    def recipe(self) -> Recipe:
        """How to make the same extractor elsewhere."""
        return Recipe(self.grammar.folders, self.grammar.with_default, self.date_order, self.currency, self.scanning)

    @classmethod
    def of(cls, recipe: Recipe) -> Extractor:
        """The extractor of a recipe. Raises GrammarError."""
        grammar = Grammar.load(*recipe.folders, default=recipe.default)
        return cls(grammar, date_order=recipe.date_order, currency=recipe.currency, scanner=recipe.scanner)

    def document(self, document: Document) -> DocumentRows:
        """All rows of one document. Text never raises: what cannot be read is `unparsed` in the ledger."""
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        found = DocumentRows()
        ledger = Ledger(self._numerals, document)
        lines = [0, *(match.end() for match in re.finditer("\n", document.text))]
        self._sketcher.begin()
        for origin, shape, mentions in self.blocks(document):
            if isinstance(mentions, str):
                ledger.pass_over(shape, origin, mentions)
                continue
            self._sketcher.add(shape.chunks)
            for mention in mentions:
                if mention.reading.kind != "ignored":
                    made = row(mention, document, digest, self.grammar.version, bisect_right(lines, mention.start))
                    mention.figure_id = str(made[0])
                    found.figures.append(made)
            ledger.account(shape, origin, mentions)
        found.ledger = ledger.rows()
        found.document = self._sketcher.row(document, digest, self.grammar.language)
        return found

    def blocks(self, document: Document) -> Iterator[tuple[Origin, Shape, list[Mention] | str]]:
        """Each block of a document: where its characters stand, its shape, its mentions; or why it is not read: residue
        of a web page (`boilerplate`), the number of a list's item (`list marker`), digits of tags (`markup`).
        """
        published = None if document.published is None else document.published.date()
        anchors = Anchors(published)
        shown, behind, heads = parted(document.text), 0, Heads()
        for begin, end in blocks(shown):
            if shown is not document.text:
                yield Origin(behind), self.shape(document.text[behind:begin]), MARKUP
                behind = end
            start = marker(document.text, begin, end)
            if start > begin:
                yield Origin(begin), self.shape(document.text[begin:start]), "list marker"
            block = document.text[start:end]
            plain, origin = unmarked(block, start, heads.over(block, start), self.grammar.lexicon.token_classes)
            for left, right in origin.hidden:
                yield Origin(left), self.shape(document.text[left:right]), MARKUP
            shape = self.shape(plain)
            if len(shape.text) <= RESIDUE_LIMIT and self._residue.fullmatch(shape.text.lower()):
                yield origin, shape, "boilerplate"
                continue
            anchors.begin()
            mentions = list(self._mentions(document, shape, origin, anchors))
            if anchors.looked_ahead():
                mentions = list(self._mentions(document, shape, origin, anchors))
            self._context.apply(shape, mentions, published)
            yield origin, shape, mentions
        if shown is not document.text:
            yield Origin(behind), self.shape(document.text[behind:]), MARKUP

    def tokens(self, text: str) -> list[tuple[str, frozenset[str]]]:
        """The tokens of a text, each with the word classes that it can be."""
        return [(token.text, classes) for chunk in text.split() for token, classes in self._shaper.tokens(chunk)]

    def hits(self, shape: str, position: int = 0) -> Iterator[Hit]:
        """The hits in one shape from a position on, by the scanner chosen; in the words that lead to a mention too: the
        driest `three months` in 30 years.
        """
        scan = self.scanner.reference_hits if self.scanning == "reference" else self.scanner.hits
        for hit in scan(shape, position):
            begin, _ = hit.mention
            if begin > hit.start:
                yield from scan(shape[:begin], hit.start + 1)
            yield hit

    def shape(self, text: str) -> Shape:
        """The shape of one block of text."""
        return self._shaper.shape(with_plain_blanks(text))

    # ------------------------------------------------------------------------------------------ readings
    def _mentions(self, document: Document, shape: Shape, origin: Origin, anchors: Anchors) -> Iterator[Mention]:
        sentences: Sentences | None = None
        text, block = document.text, shape.text
        hits, last, dated, ranked, listed, share = self.hits(shape.shape), -2, -1, -1, ("", 0), -1
        apposed = Apposed(self._ages, block)
        while (hit := next(hits, None)) is not None:
            if sentences is None:
                sentences = Sentences(block, self._abbreviations, self._closing)
            found = hit.found
            (start, end), *spans = shape.locate(hit.start, found.places)
            parts = tuple(
                [(part[0], block[begin:stop]) for part, (begin, stop) in zip(found.parts, spans, strict=True)]
            )
            beside = last >= 0 and hit.rule.kind != "duration" and block[last:start] == " "
            comparing = self._compares(parts, block[start:end]) if beside else 0
            if comparing:  # 9% more than a year earlier: no year and more
                hits = self.hits(shape.shape, _behind(shape.shape, hit.start, comparing))
                continue
            if BEHIND in hit.rule.constants and not _goes_on(hit, listed, shape.shape):
                hits = self._alone(shape.shape, hit)
                continue
            if (other := apposed.instead(start, end, hit.rule, parts)) is not None:
                hit, parts = Hit(hit.start, replace(found, rule=other[0])), other[1]
            sentence = sentences.holding(start, end)
            frames: dict[str, Decision] = {}
            if hit.rule.kind in CALENDAR_KINDS:
                anchors.ranked = "" if ranked < 0 else block[ranked:start].strip()
                anchors.counted = "" if last < 0 else block[last:start].strip()
                against = block[share:start].strip() if share >= 0 else ""
                anchors.aside = self._asides.is_aside(block[sentence[0] : start], block[end : end + 1], against)
                anchors.compares = self._asides.counts_back(parts) and (beside or self._asides.holds_against(against))
                anchors.begin_entry(_begins_entry(block, start, end))
                opens = FRAMES in hit.rule.constants or self._asides.opens(block, sentence[0], start, end)
                anchors.opening(sentence[0], opens)
                anchors.beside = block[dated:start].strip() == "," and block[end : end + 1] in CLOSING
                read = self._date(document, shape, hit, parts, sentence, frames, anchors)
            else:
                read = self._amount(hit.rule, parts, block[sentence[0] : start], block[start:end])
            if read is None:  # 29 February 2023: its numerals are unparsed, and no part of it is passed off as more
                if hit.rule.kind not in DATED_KINDS and not RANGE_PARTS.isdisjoint(name for name, _ in parts):
                    hits = self._instead(shape.shape, hit)
                continue
            last = end if read[0].kind in COMPARED_KINDS else -2
            apposed.take(hit.rule, start, end, parts, read[0])
            dated, listed = end if read[0].timex is not None else -1, (read[0].kind, hit.mention[1])
            ranked = end if read[0].kind == "ordinal" else -1
            share = end if read[0].kind == "percent" else -1
            begin, stop = origin.span(start, end)
            if begin == stop:  # in the head of a column
                continue
            yield Mention(
                hit=hit,
                parts=parts,
                reading=read[0],
                values=read[1],
                start=begin,
                end=stop,
                text=text[begin:stop],
                sentence=text[slice(*origin.span(*sentence))],
                sentence_span=sentence,
                quoted=_is_quoted(block, start),
                frames=frames,
            )

    def _compares(self, parts: Parts, words: str) -> int:
        """How many words a hit begins with which, right behind a figure, compare it and bound nothing."""
        name, text = next((part for part in parts if part[0] != MENTION), ("", ""))
        begins = name == "modifier" and words.startswith(text)  # not in: children aged less than 1
        compares = begins and self.grammar.lexicon.find(text, COMPARING) is not None
        return len(text.split()) if compares else 0

    def _instead(self, shape: str, hit: Hit) -> Iterator[Hit]:
        """The hits from where two numbers proved to be no range or share on: two sums, as in `£500 – £20`."""
        if hit.found.parts[0][0] == FROM:  # fell, from 1,250 to 1,000
            hit = next(self.hits(shape, _behind(shape, hit.start, 1)), hit)
        return self._from(shape, self.scanner.next_best(shape, hit, ties=True), hit.end)

    def _from(self, shape: str, other: Hit | None, position: int) -> Iterator[Hit]:
        """The hits from another reading on, or where there is none, from a position on."""
        return self.hits(shape, position) if other is None else chain((other,), self.hits(shape, other.mention[1]))

    def _alone(self, shape: str, hit: Hit) -> Iterator[Hit]:
        """The hits from where one proved to go on from nothing on: `there were over 40`, behind no percentage."""
        return self._from(shape, self.scanner.next_best(shape, hit, ties=True), _behind(shape, hit.start, 1))

    def _amount(self, rule: Rule, parts: Parts, before: str, mention: str) -> Read | None:
        if rule.kind == "measure" and METRES not in rule.constants:
            scale = as_scale(rule, parts, self.grammar, before, mention)
            rule, parts = (rule, parts) if scale is None else scale
        return self._remembered(rule, parts)

    def _date(
        self,
        document: Document,
        shape: Shape,
        hit: Hit,
        parts: Parts,
        sentence: tuple[int, int],
        frames: dict[str, Decision],
        anchors: Anchors,
    ) -> Read | None:
        tense, up_to_now = None, False
        names = {name for name, _ in parts}
        timed, after_noon = anchors.hours(names)
        if timed is not None or not names.isdisjoint(TENSED_PARTS) or spans_a_story(names):
            told = self._tense.at(shape, hit.mention, sentence)
            frames.update({column: Decision(rule.name, "") for column, rule in told.items()})
            telling = told.get(TENSE)
            tense = self._tense.alone(shape, hit.start, hit.end) if telling is None else str(telling.constants[TENSE])
            up_to_now = telling is not None and NOW in telling.constants
        behind = (anchors.ranked, anchors.counted if tense is None else "")
        if dict(parts).get("side", "") in filter(None, behind):  # its second in six months; 212 mm in 24 hours
            tense = "past"
        anchor = anchors.for_parts(parts)
        if anchor is not None and names >= {"shift", "period"} and anchors.is_far(anchor):
            telling = self._tense.at(shape, hit.mention, sentence).get(TENSE)
            tense = None if telling is None or telling.constants[TENSE] == "past" else str(telling.constants[TENSE])
        if up_to_now and "open" in names and anchors.past_year:
            anchor = None  # It slowed in 2021. Prices have risen since March.
        day_first = self.date_order == "dmy"
        if "year" in names and names <= ABSOLUTE_PARTS:
            setting = Setting(day_first=day_first)
        else:
            published = document.published
            if published is not None and names <= DAILY_PARTS:  # one reading for all that was published on the day
                published = datetime.combine(published, time())
            setting = Setting(
                published,
                tense,
                day_first,
                anchor,
                said=anchors.said(parts),
                clock=anchors.clock if "direction" in names else None,
                timed=timed,
                after_noon=after_noon,
                beside=anchor if anchors.beside and not names.isdisjoint(COUNTED_NAMES) else None,
                elsewhere=anchors.elsewhere and not names.isdisjoint(("anaphor", "day")),
                chronicle=anchors.chronicle,
                heading=anchors.heading,
                frame=anchors.frame,
                run=anchors.run,
            )
        read = self._remembered(hit.rule, parts, setting)
        if read is not None and COMPARED not in hit.rule.constants:
            of_news = NEAREST in hit.rule.constants or tense in FUTURE
            anchors.take(parts, read[0], of_news=of_news, late=self._is_late(read[0]))
        return read

    def _is_late(self, reading: Reading) -> bool:
        """Whether a date is what is late in a longer time: late 1996."""
        word = self.grammar.lexicon.find(reading.modifier, PARTS_OF_PERIODS) if reading.modifier else None
        return word is not None and word.meaning.get("value") == LATE

    def _remembered(self, rule: Rule, parts: Parts, setting: Setting | None = None) -> Read | None:
        """The reading of these words by this rule, and its value columns: the same for the same words and setting."""
        key = rule.index, parts, setting
        try:
            return self._readings[key]
        except KeyError:
            if setting is None:
                reading = amounts.reading(rule, parts, self.grammar, self.currency)
            else:
                reading = resolve(rule, parts, self.grammar, setting)
            read = self._readings[key] = None if reading is None else (reading, value_columns(reading))
            return read


def _begins_entry(block: str, start: int, end: int) -> bool:
    """Whether a date stands at the start of a line and a colon or a dash behind it: `Aug. 12: The president …`."""
    near = max(0, start - BULLET_REACH)
    _, parted, before = block[near:start].rpartition("\n")
    begins = bool(parted) or near == 0
    return begins and not before.strip(BULLETS) and block[end : end + MARK_REACH].lstrip()[:1] in ENTRY_MARKS


def _goes_on(hit: Hit, listed: tuple[str, int], shape: str) -> bool:
    """Whether a hit stands right behind a figure of the kind that its rule goes on from: on the 15th and 17th."""
    kind, end = listed
    return kind == hit.rule.constants[BEHIND] and not shape[end : hit.start].strip()


def _behind(shape: str, position: int, chunks: int) -> int:
    """Where in a shape the chunks behind those that begin at a position begin."""
    for _ in range(chunks):
        position = shape.find(" ", position) + 1 or len(shape)
    return position


def _is_quoted(text: str, position: int) -> bool:
    near = max(0, position - QUOTED_LIMIT)
    if text.rfind("“", near, position) > text.rfind("”", near, position):
        return True
    return text.count('"', near, position) % 2 == 1


def _residue(phrases: list[str]) -> re.Pattern[str]:
    """Lines that consist of residue phrases alone, perhaps run together."""
    if not phrases:
        return re.compile(r"(?!)")
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:(?:{listed})[\s.,;:|•*]*)+")
