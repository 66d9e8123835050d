"""In: nothing. Out: the contract, every table's columns with type, vocabulary and meaning, in the order of the files.

The row types below are the one place that states them; readers, writers, Arrow schemas, data packages and the
documentation are derived. To add a column, add a line here.
"""

# Annotations are evaluated here, not postponed: they are data that `columns_of` reads.
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from figures.errors import UsageError
from figures.table import column as _column
from figures.table.column import Column, about, columns_of


class Kind(StrEnum):
    NUMBER = "number"
    COUNT = "count"
    ORDINAL = "ordinal"
    RATIO = "ratio"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    AGE = "age"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    RECURRENCE = "recurrence"
    SCORE = "score"


class Bound(StrEnum):
    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"
    RANGE = "range"


class Modality(StrEnum):
    """Where several hold: negated, question, hypothetical, target, forecast, asserted, in that order."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FORECAST = "forecast"
    TARGET = "target"
    QUESTION = "question"


class Statistic(StrEnum):
    POINT = "point"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    SHARE = "share"
    CHANGE = "change"


class Role(StrEnum):
    """What a figure is within its group."""

    FROM = "from"
    TO = "to"
    CHANGE = "change"
    PART = "part"
    WHOLE = "whole"
    BASE = "base"
    CONVERSION = "conversion"


class Status(StrEnum):
    """How a numeral ends."""

    PARSED = "parsed"
    IGNORED = "ignored"
    UNPARSED = "unparsed"


class Verdict(StrEnum):
    EQUAL = "equal"
    ROUNDS_TO = "rounds_to"
    WITHIN = "within"
    OVERLAPS = "overlaps"
    EXPLAINED = "explained"
    NOT_COMPARABLE = "not_comparable"
    CONFLICT = "conflict"

    @property
    def fails(self) -> bool:
        """Whether a check with this verdict fails."""
        return self is Verdict.CONFLICT


class Severity(StrEnum):
    ERROR = "error"
    NOTE = "note"


class Mode(StrEnum):
    """How sources are reconciled."""

    RANGE = "range"
    MAJORITY = "majority"
    PRIORITY = "priority"


_VALUE = (
    "the number as stated, scale applied; null for a range and for a vague word; of a date, the length that says it: "
    "25 of the past 25 years"
)


class Figure(NamedTuple):
    """One mention of a quantity in a text."""

    figure_id: Annotated[str, about("stable hash of document, start, end and kind", key=True)]
    document: Annotated[str, about("the document's id: its path or its row's id", refers="documents.document")]
    source: Annotated[str | None, about("who published it, e.g. an outlet")]
    published: Annotated[datetime | None, about("when it was published: the wall clock, without an offset")]
    url: Annotated[str | None, about("where it was published")]
    start: Annotated[int, about("code-point offset of the mention in the document's text", minimum=0)]
    end: Annotated[int, about("code-point offset just after the mention", minimum=1)]
    line: Annotated[int, about("line of start, counted from 1", minimum=1)]
    text: Annotated[str, about("the mention as written: modifier, number, unit, counted noun, and any markup within")]
    sentence: Annotated[str, about("the sentence it stands in, without the dateline or the bullet before it")]
    kind: Annotated[Kind, about("what sort of quantity it is")]
    value: Annotated[float | None, about(_VALUE)]
    value_text: Annotated[str | None, about("value as an exact decimal or fraction: 2500000000, 2/3")]
    low: Annotated[float | None, about("lower bound that the words state; null where they state none")]
    high: Annotated[float | None, about("upper bound that the words state; null where they state none")]
    low_closed: Annotated[bool, about("whether low itself is included")]
    high_closed: Annotated[bool, about("whether high itself is included")]
    bound: Annotated[Bound, about("how the words bound the value")]
    near: Annotated[bool, about("the words say that the value is close to the number")]
    modifier: Annotated[str | None, about("the words that set the bound, as written")]
    precision: Annotated[float | None, about("place value of the last stated digit: 100000 for 100,000; 0.1 for 12.5")]
    unit: Annotated[str | None, about("UCUM code, ISO 4217 for money, %, [pp] or [bp]; null for a bare count")]
    unit_text: Annotated[str | None, about("the unit as written")]
    dimension: Annotated[str | None, about("length, mass, time, currency, energy, …", open_vocabulary=True)]
    base_value: Annotated[float | None, about("value in base_unit, by an exact factor")]
    base_low: Annotated[float | None, about("low in base_unit")]
    base_high: Annotated[float | None, about("high in base_unit")]
    base_unit: Annotated[str | None, about("base unit of the dimension; money is never converted")]
    timex: Annotated[str | None, about("ISO 8601, EDTF or TIMEX3 value: 2022-01, 2022-W03, 2014/2022, BC0044, P8Y")]
    date_start: Annotated[date | None, about("first day covered")]
    date_end: Annotated[date | None, about("last day covered, included")]
    noun: Annotated[str | None, about("head of what is counted, singular, lower-case: troop, person, oil")]
    subject: Annotated[str | None, about("the whole noun phrase as written")]
    scope: Annotated[str | None, about("who or what is counted in or out, as written: including the gunman")]
    event: Annotated[str | None, about("what happened to it, from the pack's closed list: killed, injured, …")]
    place: Annotated[str | None, about("place words tied to the figure, as written")]
    attribution: Annotated[str | None, about("who said it, as written")]
    modality: Annotated[Modality, about("whether it is asserted, denied, forecast, …")]
    statistic: Annotated[Statistic, about("what it measures: a level, a running total, a rate, a share, a change")]
    per: Annotated[str | None, about("denominator of a rate: day, 100,000 people")]
    as_of: Annotated[date | None, about("the date that the figure speaks of, when stated")]
    quoted: Annotated[bool, about("inside quotation marks")]
    group_id: Annotated[str | None, about("joins figures that belong together")]
    role: Annotated[Role | None, about("what the figure is in its group")]
    doubt: Annotated[str | None, about("what else the words could mean, or by what anchor a date was resolved")]
    rule: Annotated[str, about("the grammar rule that read it: en/counts:killed-passive")]
    grammar: Annotated[str, about("version and hash of the grammar packs used")]
    document_sha256: Annotated[str, about("SHA-256 of the document's text")]


class DocumentRow(NamedTuple):
    """One document, with what linking needs of its text."""

    document: Annotated[str, about("the document's id", key=True)]
    source: Annotated[str | None, about("who published it")]
    published: Annotated[datetime | None, about("when it was published: the wall clock, without an offset")]
    url: Annotated[str | None, about("where it was published")]
    title: Annotated[str | None, about("its title")]
    language: Annotated[str | None, about("language of its text: en")]
    sha256: Annotated[str, about("SHA-256 of its text")]
    characters: Annotated[int, about("length of its text in code points", minimum=0)]
    names: Annotated[tuple[str, ...], about("the names that occur in it")]
    shingles: Annotated[tuple[int, ...], about("sketch of its 5-word shingles: hashes below 2**53, exact as JSON")]


class Numeral(NamedTuple):
    """One numeral of a text and how it ended."""

    document: Annotated[str, about("the document's id", key=True, refers="documents.document")]
    start: Annotated[int, about("code-point offset of the numeral in the document's text", key=True, minimum=0)]
    end: Annotated[int, about("code-point offset just after it", key=True, minimum=1)]
    text: Annotated[str, about("the numeral as written")]
    status: Annotated[Status, about("whether it was read, passed over for a reason, or not read")]
    reason: Annotated[str | None, about("why it was ignored: page number, address, citation, …")]
    figure_id: Annotated[str | None, about("the figure it was read into", refers="figures.figure_id")]


class Quantity(NamedTuple):
    """One quantity of the world that one or more figures speak of, reconciled."""

    quantity_id: Annotated[str, about("stable hash of the figures it joins", key=True)]
    about: Annotated[str, about("what it is about: the key in words")]
    low: Annotated[float | None, about("lowest value under the policy; null where nothing bounds it")]
    best: Annotated[float | None, about("best value under the mode; null where the mode chooses none")]
    high: Annotated[float | None, about("highest value under the policy; null where nothing bounds it")]
    unit: Annotated[str | None, about("unit of low, best and high; null for a bare count")]
    as_of: Annotated[date | None, about("the date that it speaks of, when known")]
    mentions: Annotated[int, about("number of figures", minimum=1)]
    documents: Annotated[int, about("number of documents", minimum=1)]
    voices: Annotated[int, about("number of independent voices: copies of one wire count once", minimum=1)]
    mode: Annotated[Mode, about("how its figures were reconciled")]
    verdict: Annotated[Verdict | None, about("verdict over all its figures; null for a single one")]


class Comparison(NamedTuple):
    """One compared pair of figures."""

    left_id: Annotated[str, about("the one figure", key=True, refers="figures.figure_id")]
    right_id: Annotated[str, about("the other figure", key=True, refers="figures.figure_id")]
    key: Annotated[str | None, about("what both are about; null where they share nothing")]
    verdict: Annotated[Verdict, about("how they stand to one another; only a conflict fails a check")]
    reason: Annotated[str | None, about("why, in a few fixed words; null where the verdict says it all")]
    detail: Annotated[str | None, about("the reason with its values")]
    left_text: Annotated[str, about("the one mention as written")]
    right_text: Annotated[str, about("the other mention as written")]


class Finding(NamedTuple):
    """One thing to look at."""

    code: Annotated[str, about("FIG1xx reading, FIG2xx across sources, FIG3xx arithmetic")]
    severity: Annotated[Severity, about("error for conflicts and arithmetic slips, note for everything else")]
    message: Annotated[str, about("one line holding both values and both locations")]
    document: Annotated[str, about("the document to look at", refers="documents.document")]
    line: Annotated[int | None, about("line of start; null where the whole document is meant", minimum=1)]
    start: Annotated[int | None, about("code-point offset into the document's text", minimum=0)]
    end: Annotated[int | None, about("code-point offset just after", minimum=0)]
    figure_ids: Annotated[tuple[str, ...], about("the figures concerned")]
    suggestion: Annotated[str | None, about("what to do about it")]


class Unread(NamedTuple):
    """One document, or row of a table of documents, that could not be read."""

    document: Annotated[str | None, about("the document's id, where it has one")]
    place: Annotated[str | None, about("the file, or the file and line, that it stands in")]
    error: Annotated[str, about("what is wrong with it")]
    remedy: Annotated[str | None, about("what to do about it")]


class Differing(StrEnum):
    """How a figure differs between two extractions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(NamedTuple):
    """One figure that differs between two extractions."""

    change: Annotated[Differing, about("added, removed, or changed: read otherwise")]
    document: Annotated[str, about("the document's id")]
    line: Annotated[int, about("line of the newer mention, of a removed one the older", minimum=1)]
    text: Annotated[str, about("the mention as written, the newer where both are")]
    columns: Annotated[tuple[str, ...], about("the columns that differ; none of a figure added or removed")]
    old: Annotated[tuple[str, ...], about("their older values, a null as an empty string")]
    new: Annotated[tuple[str, ...], about("their newer values, a null as an empty string")]
    old_id: Annotated[str | None, about("the figure's id in the older table")]
    new_id: Annotated[str | None, about("the figure's id in the newer table")]


FIGURES, DOCUMENTS, LEDGER = columns_of(Figure), columns_of(DocumentRow), columns_of(Numeral)
QUANTITIES, COMPARISONS, FINDINGS = columns_of(Quantity), columns_of(Comparison), columns_of(Finding)

ROW_TYPES: dict[str, type[tuple[Any, ...]]] = {
    "figures": Figure,
    "documents": DocumentRow,
    "ledger": Numeral,
    "quantities": Quantity,
    "comparisons": Comparison,
    "findings": Finding,
}
"""The tables by name."""

CORE = (
    *("document", "line", "text", "kind", "value", "low", "high", "bound", "near", "unit", "noun", "event"),
    *("timex", "attribution", "modality", "rule"),
)
"""The columns of `figures` that a terminal shows, in the order it shows them."""


def choose(table_columns: tuple[Column, ...], spec: str) -> tuple[Column, ...]:
    """The columns that `core`, `all` or `a,b,c` asks for; see `figures.table.column.choose`."""
    return _column.choose(table_columns, spec, CORE)


def table_columns(name: str) -> tuple[Column, ...]:
    """The columns of the table called `name`. Raises UsageError, naming the tables there are."""
    if name not in ROW_TYPES:
        raise UsageError(f"no table is called {name!r}", remedy=f"the tables are {', '.join(ROW_TYPES)}")
    return columns_of(ROW_TYPES[name])
