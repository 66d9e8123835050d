"""What a check of partitioned tables does in each part, on Arrow tables; `spark` and `dask` bring the parts together.

documents → `blocked`: each once for each window of time that it is in
all of some blocks → `close`: the pairs of documents of one block that are close
figures → `packed`: those of a document in one cell
owner, and the packed figures of its documents → `weighed`: rows of comparisons

An owner is a document that is judged with those that are close to it and come after it, so that each pair is judged
once. Links need nothing but the two documents and their figures: the verdicts are those of `figures.check`.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from figures.consistency.policy import Policy
from figures.consistency.weigh import weigh
from figures.engines.needs import needed
from figures.engines.packs import Kit, lock
from figures.errors import UsageError
from figures.linking.closeness import Closeness, Known, candidates, closeness, nearest, windows
from figures.linking.links import links
from figures.table import COMPARISONS, FIGURES, DocumentRow, Figure, arrow_schema

ANY = "any"
"""The window of documents of which nobody knows when they were published."""
WANTED = ("document", "published", "sha256", "names", "shingles")
"""The columns of documents that linking needs."""
DISTANCE = "distance"
PACKED = "figures"
DOCUMENT = Figure._fields.index("document")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A check, to be run wherever the tables are."""

    kit: Kit
    policy: Policy

    def weighed(self, table: Any) -> Any:
        """The comparisons of the owners of a part: `table` has for each `owner` the packed `figures` of each
        `document`, and its `distance` from the owner. The cells of one owner all stand in one part."""
        owners: dict[str, list[tuple[str, float, bytes]]] = {}
        columns = (table.column(name).to_pylist() for name in ("owner", "document", DISTANCE, PACKED))
        for owner, document, distance, cell in zip(*columns, strict=True):
            owners.setdefault(owner, []).append((document, distance, cell))
        return _table(row for owner in sorted(owners) for row in self._owned(owner, owners[owner]))

    def _owned(self, owner: str, cells: list[tuple[str, float, bytes]]) -> Iterator[tuple[Any, ...]]:
        rows = [Figure._make(row) for _, _, cell in cells for row in pickle.loads(zlib.decompress(cell))]
        rows.sort(key=lambda one: (one.document, one.start, one.end, one.figure_id))
        distances = {document: distance for document, distance, _ in cells}
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
        for found in weigh(links(rows, pairs, grammar, inside=(owner,)), self.policy, beside):
            yield found.row


def packed(table: Any) -> Any:
    """The figures of each document of a part in one cell: `document`, `figures`. What travels between the parts is a
    fraction of the rows, which stand once beside each owner."""
    pa = needed("pyarrow", "arrow")
    documents: dict[str, list[tuple[Any, ...]]] = {}
    columns = (table.column(name).to_pylist() for name in Figure._fields)
    for row in zip(*columns, strict=True):
        documents.setdefault(row[DOCUMENT], []).append(row)
    cells = [zlib.compress(pickle.dumps(rows), 1) for rows in documents.values()]
    return pa.table([pa.array(documents, pa.string()), pa.array(cells, pa.binary())], names=["document", PACKED])


def arrow_figures(table: Any) -> Any:
    """Figures as pandas hands them over, of the contract's types again: dates are dates."""
    pa = needed("pyarrow", "arrow")
    own = {field.name: field.type for field in arrow_schema(FIGURES)}
    kinds = [own[name] for name in table.schema.names]
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
    """Each document once for each `block` that it is in, with the columns that closeness needs: one for each window of
    time, and one with all others, for those that are not dated."""
    pa = needed("pyarrow", "arrow")
    blocks: list[str] = []
    places: list[int] = []
    for place, row in enumerate(table.to_pylist()):
        found = [*map(str, windows(known(row))), ANY]
        blocks += found
        places += [place] * len(found)
    given = table.select(list(WANTED)).take(pa.array(places, pa.int64()))
    return given.add_column(0, "block", pa.array(blocks, pa.string()))


def close(table: Any) -> Any:
    """The pairs of one block that are close, for all blocks of a table: `owner`, `document`, `distance`.

    A pair is found in one block alone: of two windows in which both are, in the later one of the two that are theirs.
    """
    pa = needed("pyarrow", "arrow")
    documents: dict[str, Known] = {}
    blocks: dict[str, list[str]] = {}
    names, columns = table.column("block").to_pylist(), table.select(list(WANTED))
    for place, (block, document) in enumerate(zip(names, columns.column("document").to_pylist(), strict=True)):
        if document not in documents:
            documents[document] = known(columns.slice(place, 1).to_pylist()[0])
        blocks.setdefault(block, []).append(document)
    rows: list[tuple[str, str, float]] = []
    for block, those in blocks.items():
        there = [documents[name] for name in sorted(those)]
        for first, second in candidates(there, undated=block == ANY):
            one, other = there[first], there[second]
            if block != ANY and str(max(windows(one)[0], windows(other)[0])) != block:
                continue
            found = closeness(one, other)
            if found.close:
                rows.append((one.row.document, other.row.document, found.distance))
    columns_of = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    schema = pa.schema([("owner", pa.string()), ("document", pa.string()), (DISTANCE, pa.float64())])
    return pa.table(columns_of, schema=schema)


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
