"""A mention with its reading and context → one row of the figures table, a tuple in the order of its columns."""

from __future__ import annotations

from fractions import Fraction
from hashlib import blake2b

from figures.context.mention import Mention
from figures.documents import Document
from figures.quantities.numbers import decimal_text
from figures.quantities.reading import Reading


def figure_id(document: str, start: int, end: int, kind: str) -> str:
    """16 hexadecimal digits of BLAKE2b over document id, start, end and kind: the same on any machine."""
    key = f"{document}\0{start}\0{end}\0{kind}".encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=8).hexdigest()


def group_id(document: str, start: int) -> str:
    """16 hexadecimal digits of BLAKE2b over document id and the start of the first figure of a group."""
    key = f"{document}\0{start}\0group".encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=8).hexdigest()


def row(mention: Mention, document: Document, digest: str, grammar: str, line: int) -> tuple[object, ...]:
    """The row of one mention."""
    reading = mention.reading
    return (
        *(figure_id(document.id, mention.start, mention.end, reading.kind), document.id, document.source),
        *(document.published, document.url, mention.start, mention.end, line, mention.text, mention.sentence),
        *(mention.values if mention.noun is None else (*mention.values[:-2], mention.noun, reading.subject)),
        *(mention.scope, mention.event, mention.place, mention.attribution, mention.modality),
        *(mention.statistic or reading.statistic, mention.per or reading.per, mention.as_of, mention.quoted),
        *(None if mention.group is None else group_id(document.id, mention.group), mention.role),
        *(reading.doubt, mention.hit.rule.name, grammar, digest),
    )


def value_columns(reading: Reading) -> tuple[object, ...]:
    """The columns of a row from `kind` to `subject`, which depend on nothing but the reading."""
    return (
        *(reading.kind, _float(reading.value), None if reading.value is None else decimal_text(reading.value)),
        *(_float(reading.low), _float(reading.high), reading.low_closed, reading.high_closed),
        *(reading.bound, reading.near, reading.modifier, _float(reading.precision)),
        *(reading.unit, reading.unit_text, reading.dimension),
        *(_base(reading, reading.value), _base(reading, reading.low), _base(reading, reading.high), reading.base_unit),
        *(reading.timex, reading.date_start, reading.date_end, reading.noun, reading.subject),
    )


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _base(reading: Reading, value: Fraction | None) -> float | None:
    if value is None or reading.base_factor is None:
        return None
    return float(value * reading.base_factor + reading.base_offset)
