"""A pack's examples → whether they hold. Each `rules/NAME.toml` has `rules/NAME.examples` beside it:

    published 2022-01-19                     what relative dates resolve against, from here on
    [counted]                                the examples that follow guard the rule `counted` of NAME.toml
    More than 14,000 people => count "More than 14,000 people" low=14000 bound=gt; date "2014"
    He may go =>                             no figure at all
    Boeing 747 => ignored "Boeing 747"       a numeral passed over
    100 and so => count "100" ?? why         a known miss: this is right, and figures does not read it yet

A reading names the kind, the words (the whole text where left out) and any columns; the readings of an example are all
figures of its text, in order. Every rule needs an example that it reads and one that it leaves alone; a known miss that
no longer misses must lose its `??`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from figures.context import CONTEXT_CLASSES
from figures.documents import Document
from figures.errors import GrammarError
from figures.extraction import Extractor, Mention, publication
from figures.extraction.apposed import AGE_SIDE, END_JOINING, LIST_JOINING
from figures.extraction.asides import HELD_AGAINST, ORIGIN
from figures.extraction.extractor import COMPARING
from figures.grammar import Grammar, Rule
from figures.grammar.source import SourceFile, nearest
from figures.quantities.letters import TOLD, TOLD_IN_UNITS
from figures.quantities.numbers import ROLES
from figures.quantities.units import UNIT_CLASSES
from figures.table import Figure

LINKING_CLASSES = (
    *("facet", "hint", "way", "turn", "unlike", "synonym", "synonym-name", "denial-word", "scale-name"),
    *("pointing-word", "partitive", "partitive-after"),
    *("other-name", "made-of", "contrary", "contrary-noun", "mood-word", "in-turn"),
    *("claim", "party-word", "quantifier", "amount-word"),
)
PYTHON_CLASSES = frozenset((
    *(*ROLES, *UNIT_CLASSES, "number-prefix", "decade-word", "singular", "plural", "stop"),
    *(TOLD, TOLD_IN_UNITS, COMPARING, HELD_AGAINST, ORIGIN, LIST_JOINING, AGE_SIDE, END_JOINING),
    *(*LINKING_CLASSES, *CONTEXT_CLASSES),
))  # fmt: skip
"""Word classes that count without being named in a pattern: the code looks words up in them, or, for `stop`, that a
word is listed at all is what keeps it from being taken for an unknown noun."""

_READING = re.compile(r"\s*([a-z]+)((?:\s+(?:\"[^\"]*\"|[a-z_]+=(?:\"[^\"]*\"|[^\s;]+)))*)\s*(;|$)")
_DETAIL = re.compile(r"\"([^\"]*)\"|([a-z_]+)=(?:\"([^\"]*)\"|([^\s;]+))")


@dataclass(frozen=True, slots=True)
class Expected:
    """One reading that an example asks for: the kind, the words, and columns as written."""

    kind: str
    text: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One line of an examples file."""

    file: SourceFile
    line: int
    rule: str
    text: str
    readings: tuple[Expected, ...]
    published: datetime | None
    known_miss: str | None


@dataclass(slots=True)
class Report:
    """What a run of the examples found. `failures` are messages to print: file:line:column, what, the line, a caret."""

    rules: int = 0
    examples: int = 0
    known: int = 0
    failures: list[str] = field(default_factory=list)
    ties: dict[tuple[str, str], str] = field(default_factory=dict)
    """The rule that won and the one that reads as far and is listed later → the first words on which they tie."""


def check(grammar: Grammar) -> Report:
    """Run every example of a grammar both ways, and check that every rule has some and every word class is used."""
    report = Report(rules=len(grammar.labels))
    extractor = Extractor(grammar)
    reads: dict[str, list[bool]] = {name: [] for name in grammar.labels}
    for rule in {rule.path: rule for rule in grammar.labels.values()}.values():
        companion = rule.path.with_suffix(".examples")
        if not companion.is_file():
            report.failures.append(f"{rule.label}: has no examples; write {companion.name} beside it")
            reads = {name: seen for name, seen in reads.items() if grammar.labels[name].path != rule.path}
            continue
        try:
            for example in read_examples(grammar, rule):
                run_example(extractor, example, reads, report)
        except GrammarError as error:
            report.failures.append(str(error))
    for name, seen in reads.items():
        _check_rule(grammar.labels[name], seen, report)
    for word_class in grammar.unused(PYTHON_CLASSES):
        report.failures.append(f"word class <{word_class}> is used by no rule; use it or delete it")
    return report


def of_rule(grammar: Grammar, name: str) -> list[str]:
    """The example lines that guard one rule, as written. Raises GrammarError for a rule that is not there."""
    rule = grammar.labels.get(name)
    if rule is None:
        raise GrammarError(f"no rule {name!r}", remedy=nearest(name, grammar.labels))
    if not rule.path.with_suffix(".examples").is_file():
        return []
    examples = list(read_examples(grammar, rule))
    return [example.file.lines[example.line - 1] for example in examples if example.rule == name]


def read_examples(grammar: Grammar, rule: Rule) -> Iterator[Example]:
    """The examples beside the file of a rule, which guard all rules of that file."""
    path = rule.path.with_suffix(".examples")
    file = SourceFile.open(path, rule.label.removesuffix(".toml") + ".examples")
    names = {name.rpartition(":")[2]: name for name, other in grammar.labels.items() if other.path == rule.path}
    section, published = "", None
    for number, line in enumerate(file.lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[([^\]\s]+)\]\s*", line):
            if heading[1] not in names:
                hint = nearest(heading[1], names) or f"rules here are {', '.join(names)}"
                file.fail(f"no rule {heading[1]!r} in {rule.path.name}", number, 2, hint)
            section = names[heading[1]]
        elif line.startswith("published "):
            try:
                published = publication(line.removeprefix("published ").strip())
            except Exception as error:
                file.fail(str(error), number, 11)
        else:
            if not section:
                file.fail("an example before any [rule]", number, 1, "name the rule it guards above it")
            yield _example(file, number, line, section, published)


def _example(file: SourceFile, number: int, line: str, rule: str, published: datetime | None) -> Example:
    text, arrow, right = line.partition(" =>")
    if not arrow:
        file.fail("an example needs ` => ` between text and reading", number, len(line) + 1)
    right, known, why = right.partition("??")
    readings: list[Expected] = []
    position, offset = 0, len(text) + len(arrow)
    while right[position:].strip():
        match = _READING.match(right, position)
        if match is None or match.end() == position:
            column = offset + position + 1 + len(right[position:]) - len(right[position:].lstrip())
            file.fail("this is no reading", number, column, 'write: kind "words" column=value; …')
        words, columns = text, []
        for quoted, name, quoted_value, value in _DETAIL.findall(match[2]):
            if not name:
                words = quoted
            elif name not in Figure._fields:
                column = offset + position + match[0].find(name) + 1
                file.fail(f"no column {name!r}", number, column, nearest(name, Figure._fields))
            else:
                columns.append((name, quoted_value or value))
        readings.append(Expected(match[1], words, tuple(columns)))
        position = match.end()
    return Example(file, number, rule, text.strip(), tuple(readings), published, why.strip() if known else None)


def run_example(extractor: Extractor, example: Example, reads: dict[str, list[bool]], report: Report) -> None:
    document = Document("example", example.text, published=example.published)
    read = [(shape, found) for _, shape, found in extractor.blocks(document) if not isinstance(found, str)]
    mentions = [mention for _, found in read for mention in found]
    for shape, found in read:
        for mention in found:
            for rule in extractor.scanner.ties(shape.shape, mention.hit):
                report.ties.setdefault((mention.hit.rule.name, rule.name), mention.text)
    rows = [Figure._make(row) for row in extractor.document(document).figures]
    wrong = _difference(example, rows, mentions)
    report.examples += 1
    if example.known_miss is not None:
        report.known += 1
        if wrong is None:
            _fail(report, example, "this known miss is read right now", "delete the ?? and its reason")
        return
    if wrong is not None:
        _fail(report, example, wrong, None)
    used = {mention.hit.rule.name for mention in mentions}
    used |= {decision.rule for mention in mentions for decision in mention.frames.values()}
    reads[example.rule].append(example.rule in used)


def _difference(example: Example, rows: list[Figure], mentions: list[Mention]) -> str | None:
    """What is wrong with the readings of an example, or None."""
    wanted = [expected for expected in example.readings if expected.kind != "ignored"]
    ignored = [mention.text for mention in mentions if mention.reading.kind == "ignored"]
    for expected in example.readings:
        if expected.kind == "ignored" and expected.text not in ignored:
            return f"expected {expected.text!r} ignored, got {ignored or 'nothing ignored'}"
    got = [f'{row.kind} "{row.text}"' for row in rows]
    if [(row.kind, row.text) for row in rows] != [(expected.kind, expected.text) for expected in wanted]:
        return f"read as {'; '.join(got) or 'no figure'}"
    for row, expected in zip(rows, wanted, strict=True):
        for name, value in expected.columns:
            if not _holds(getattr(row, name), value):
                return f"{row.text!r} has {name}={_plain(getattr(row, name))}, not {value}"
    return None


def _holds(actual: object, written: str) -> bool:
    if actual is None or isinstance(actual, bool):
        return _plain(actual) == written
    if isinstance(actual, float):
        try:
            return float(Fraction(written)) == actual
        except ValueError:
            return False
    return str(actual) == written


def _plain(value: object) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _check_rule(rule: Rule, seen: list[bool], report: Report) -> None:
    for holds, lack in ((True, "that it reads"), (False, "that it leaves alone")):
        if holds not in seen:
            companion = rule.path.with_suffix(".examples").name
            report.failures.append(
                f"{rule.label}:{rule.line}: rule {rule.name} has no example {lack}; "
                f"add one under [{rule.name.rpartition(':')[2]}] in {companion}"
            )


def _fail(report: Report, example: Example, message: str, remedy: str | None) -> None:
    try:
        example.file.fail(f"[{example.rule}] {message}", example.line, 1, remedy)
    except GrammarError as error:
        report.failures.append(str(error))
