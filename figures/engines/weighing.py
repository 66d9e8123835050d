"""What a check of partitioned tables does in each part, on Arrow tables; `spark` and `dask` bring the parts together.

documents → `blocked`: a row for each key that a document is blocked by
blocks → pairs of ids that share one → `close`: those of them that are close
owner, and the figures of its documents → `weighed`: rows of comparisons

An owner is a document that is judged with those that are close to it and come after it, so that each pair is judged
once. Links need nothing but the two documents and their figures: the verdicts are those of `figures.check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from figures.consistency.policy import Policy
from figures.consistency.weigh import weigh
from figures.engines.needs import needed
from figures.engines.packs import Kit, lock
from figures.errors import UsageError
from figures.linking.closeness import Closeness, Known, closeness, keys, nearest, windows
from figures.linking.links import links
from figures.table import COMPARISONS, FIGURES, DocumentRow, Figure, arrow_schema

ANY = "any"
"""The window of documents of which nobody knows when they were published."""
WANTED = ("document", "published", "sha256", "names", "shingles")
"""The columns of documents that linking needs."""
DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A check, to be run wherever the tables are."""

    kit: Kit
    policy: Policy

    def weighed(self, table: Any) -> Any:
        """The comparisons of one owner: `table` has the columns of figures, `owner`, and its `distance` from them."""
        given = table.to_pylist()
        rows = [Figure._make(row[name] for name in Figure._fields) for row in given]
        distances = {row["document"]: row["distance"] for row in given}
        rows.sort(key=lambda one: (one.document, one.start, one.end, one.figure_id))
        (owner,) = set(table.column("owner").to_pylist())
        beside: dict[str, list[Figure]] = {}
        for one in rows:
            beside.setdefault(one.document, []).append(one)
        near = [
            (_alone(owner), _alone(other), Closeness(True, False, (), distances[other]))
            for other in beside
            if other != owner
        ]
        pairs = nearest(near, {name: len(those) for name, those in beside.items()})
        with lock:
            grammar = self.kit.extractor().grammar
        found = weigh(links(rows, pairs, grammar, inside=(owner,)), self.policy, beside)
        return _table(one.row for one in found)


def arrow_figures(table: Any) -> Any:
    """Figures as pandas hands them over, of the contract's types again: dates are dates."""
    pa = needed("pyarrow", "arrow")
    own = {field.name: field.type for field in arrow_schema(FIGURES)} | {DISTANCE: pa.float64()}
    kinds = [own.get(name, pa.string()) for name in table.schema.names]
    kinds = [pa.string() if pa.types.is_dictionary(kind) else kind for kind in kinds]
    columns = [column.cast(kind) for column, kind in zip(table.columns, kinds, strict=True)]
    return pa.table(columns, names=table.schema.names)


def _alone(name: str) -> Known:
    return Known(DocumentRow(name, None, None, None, None, None, "", 0, (), ()), frozenset(), frozenset())


def compared() -> Any:
    """The Arrow schema of comparisons, strings for dictionaries."""
    pa = needed("pyarrow", "arrow")
    schema = arrow_schema(COMPARISONS)
    return pa.schema([f.with_type(pa.string()) if pa.types.is_dictionary(f.type) else f for f in schema])


def _table(rows: Iterable[tuple[Any, ...]]) -> Any:
    pa = needed("pyarrow", "arrow")
    names = compared().names
    plain = [dict(zip(names, (None if v is None else str(v) for v in row), strict=True)) for row in rows]
    return pa.Table.from_pylist(plain, schema=compared())


def blocked(table: Any) -> Any:
    """A row for each block that a document is in: `block`, `document`, `dated`.

    Two that are both dated share a block only in one window of time; one that is not may be close to any.
    """
    pa = needed("pyarrow", "arrow")
    found: list[tuple[str, str, bool]] = []
    for row in table.to_pylist():
        one = known(row)
        times = [*windows(one), ANY]
        dated = len(times) > 1
        found += [(f"{band}:{value}:{time}", one.row.document, dated) for band, value in keys(one) for time in times]
    columns = [list(column) for column in zip(*found, strict=True)] or [[], [], []]
    schema = pa.schema([("block", pa.string()), ("document", pa.string()), ("dated", pa.bool_())])
    return pa.table(columns, schema=schema)


def close(table: Any) -> Any:
    """Of pairs of documents (`left_document`, `left_names`, …, `right_…`), the ids of those that are close, and how."""
    pa = needed("pyarrow", "arrow")
    found: list[tuple[str, str, float]] = []
    for row in table.to_pylist():
        one, other = (known({name: row[f"{side}_{name}"] for name in WANTED}) for side in ("left", "right"))
        near = closeness(one, other)
        if near.close:
            found.append((one.row.document, other.row.document, near.distance))
    columns = [list(column) for column in zip(*found, strict=True)] or [[], [], []]
    schema = pa.schema([("owner", pa.string()), ("document", pa.string()), (DISTANCE, pa.float64())])
    return pa.table(columns, schema=schema)


def known(row: dict[str, Any]) -> Known:
    """A row of the documents table as linking needs it."""
    names, shingles = row["names"], row["shingles"]
    if isinstance(names, str) or isinstance(shingles, str):
        remedy = 'hand over what extract gives; in Dask, dask.config.set({"dataframe.convert-string": False}) before'
        raise UsageError("names and shingles are text, not lists", where="documents", remedy=remedy)
    return Known.of(
        DocumentRow(
            *(row["document"], None, row["published"], None, None, None, row["sha256"], 0),
            *(() if names is None else tuple(names), () if shingles is None else tuple(shingles)),
        )
    )
