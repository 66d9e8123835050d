"""A text → why each of its figures was read as it was: the rule, the tokens and their classes, the parts, the rivals.

In: text. Out: `Explanation`, one `Step` a mention in the order of the text, and the numerals that became no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from figures.context.mention import Decision
from figures.documents import Document
from figures.extraction import Extractor, Mention, lent, publication
from figures.extraction.extractor import DateOrder
from figures.grammar import Grammar, Rule
from figures.scan.shapes import Shape
from figures.table import Figure, Numeral

RIVALS = 6
"""How many of the readings that lost are shown."""

_SHOWN = (
    *(
        "value_text",
        "low",
        "high",
        "bound",
        "near",
        "modifier",
        "precision",
        "unit",
        "dimension",
        "base_value",
        "base_unit",
    ),
    *("timex", "date_start", "date_end", "per", "quoted", "doubt"),
)
_CONTEXT = (
    *(
        "noun",
        "subject",
        "event",
        "scope",
        "place",
        "attribution",
        "modality",
        "statistic",
        "as_of",
        "role",
        "group_id",
    ),
)
_PLAIN = (None, False, "eq", "asserted", "point")


@dataclass(frozen=True, slots=True)
class Rival:
    """A reading that lost: its rule, its words, and why it was refused."""

    rule: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One mention: its row (None if it is ignored), its rule, its tokens with their classes, its parts, its rivals."""

    text: str
    row: Figure | None
    reason: str | None
    rule: Rule
    tokens: tuple[tuple[str, tuple[str, ...]], ...]
    parts: tuple[tuple[str, str], ...]
    frames: tuple[tuple[str, Decision], ...]
    rivals: tuple[Rival, ...]

    def lines(self) -> list[str]:
        """The step as text, a fact a line."""
        kind = "ignored" if self.row is None else self.row.kind
        found = [
            f"{self.text!r} is {_article(kind)} {kind}" if self.row else f"{self.text!r} is ignored: {self.reason}"
        ]
        if self.row is not None:
            found.append("  says    " + "  ".join(_facts(self.row, _SHOWN)))
            if context := _facts(self.row, _CONTEXT):
                found.append("  context " + "  ".join(context))
        found.append(f"  rule    {self.rule.name} ({self.rule.label}:{self.rule.line})")
        if self.rule.says:
            found.append(f"          {self.rule.says}")
        found.append(f"  pattern {self.rule.pattern}")
        for text, classes in self.tokens:
            found.append(f"  token   {text}  {' '.join(f'<{name}>' for name in classes) or '(no class)'}")
        for name, text in self.parts:
            found.append(f"  part    {name} = {text!r}")
        for column, (rule, words) in self.frames:
            none = "no " if self.row and getattr(self.row, column, "") is None else ""
            found.append(f"  frame   {none}{column} by {rule}" + (f": {words!r}" if words else ""))
        for rival in self.rivals:
            found.append(f"  refused {rival.rule} {rival.text!r}: {rival.why}")
        return found


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps of one text, and its numerals that became no figure, as (text, status, reason)."""

    steps: tuple[Step, ...]
    numerals: tuple[tuple[str, str, str | None], ...]

    def to_text(self, width: int = 100) -> str:
        """The explanation for a terminal; lines longer than `width` are cut with an ellipsis."""
        lines: list[str] = []
        for step in self.steps:
            lines += [*step.lines(), ""]
        for text, status, reason in self.numerals:
            lines.append(f"{text!r} is {status}" + (f": {reason}" if reason else ": no rule reads it"))
        if not lines:
            lines.append("no numeral and no date here")
        return "\n".join(line if len(line) <= width else line[: width - 1] + "…" for line in lines).rstrip() + "\n"

    __str__ = to_text


def explain(
    text: str,
    *,
    published: datetime | str | None = None,
    grammar: Grammar | None = None,
    date_order: DateOrder = "mdy",
    currency: str = "USD",
) -> Explanation:
    """Say how each figure of a text was read. Arguments as for `extract`."""
    document = Document("text", text, published=publication(published))
    with lent(grammar, date_order=date_order, currency=currency) as extractor:
        return _explained(extractor, document)


def _explained(extractor: Extractor, document: Document) -> Explanation:
    read = extractor.document(document)
    rows = {(row.start, row.end): row for row in map(Figure._make, read.figures)}
    steps: list[Step] = []
    told: set[int] = set()
    for _, shape, mentions in extractor.blocks(document):
        for mention in () if isinstance(mentions, str) else mentions:
            steps.append(_step(extractor, shape, mention, rows.get((mention.start, mention.end))))
            told.update(range(mention.start, mention.end))
    numerals = [Numeral._make(row) for row in read.ledger]
    left = [(one.text, str(one.status), one.reason) for one in numerals if one.start not in told]
    return Explanation(tuple(steps), tuple(left))


def _step(extractor: Extractor, shape: Shape, mention: Mention, row: Figure | None) -> Step:
    hit = mention.hit
    matched = shape.text[slice(*shape.span(hit.start, hit.end))]
    tokens = tuple(
        (text, tuple(sorted(name for name in classes if not name.startswith("="))))
        for text, classes in extractor.tokens(matched)
    )
    frames = tuple(sorted(mention.frames.items()))
    rivals = tuple(_rivals(extractor, shape, mention))[:RIVALS]
    return Step(
        mention.text, row, mention.reading.reason, hit.rule, tokens, mention.parts, frames, rivals
    )  # fmt: skip


def _rivals(extractor: Extractor, shape: Shape, mention: Mention) -> list[Rival]:
    hit, found = mention.hit, []
    for start in range(hit.start, hit.end):
        if shape.shape[start] == " ":
            continue
        for rival in extractor.scanner.readings_at(shape.shape, start):
            if rival.rule is hit.rule:
                continue
            text = shape.text[slice(*shape.span(*rival.mention))]
            if start > hit.start:
                why = "begins later"
            elif rival.end < hit.end:
                why = "is shorter"
            else:
                why = f"is listed after {hit.rule.name}"
            found.append(Rival(rival.rule.name, text, why))
    return found


def _facts(row: Figure, columns: tuple[str, ...]) -> list[str]:
    values = ((name, getattr(row, name)) for name in columns)
    return [f"{name}={_plain(value)}" for name, value in values if value not in _PLAIN or name == "bound"]


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, str) and " " in value else str(value)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
