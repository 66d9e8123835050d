"""What a check of partitioned tables does in each part, on Arrow tables; `spark` and `dask` bring the parts together.

figures → `packed`: those of a document in one cell
documents with their cells → `blocked`: each once for each window of time that it is in
a block → `close`: its pairs of documents that are close, each in one block alone
all pairs of an owner → `chosen`: those to be weighed
a block and its pairs → `weighed`: rows of comparisons

The owner of a pair is the document that comes first. Links need nothing but the two documents and their figures: the
verdicts are those of `figures.check`. The figures of a document are unpacked where its block is, and not for each pair.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from figures.consistency.policy import Policy
from figures.consistency.weigh import weigh
from figures.engines.needs import needed
from figures.engines.packs import Kit, lock
from figures.errors import UsageError
from figures.linking.closeness import Closeness, Known, candidates, closeness, nearest, windows
from figures.linking.links import Standing, links_between, links_inside, standings
from figures.linking.scale import as_date
from figures.linking.words import Words
from figures.table import COMPARISONS, FIGURES, DocumentRow, Figure, arrow_schema

ANY = "any"
"""The window of documents of which nobody knows when they were published."""
WANTED = ("document", "published", "sha256", "names", "shingles")
"""The columns of documents that linking needs."""
CELL, SIZE, HOME = "figures", "size", "home"
"""Of a document: its packed figures, their number, and whether a block is the one where it is held to itself."""
CELLS = {"document": "string", CELL: "binary", SIZE: "int64"}
PAIRS = {"block": "string", "owner": "string", "document": "string", "distance": "double", SIZE: "int64"}
CHOSEN = {"block": "string", "owner": "string", "document": "string"}
"""The columns of what `packed`, `close` and `chosen` give, with their types in Arrow."""
HELD = 2048
"""How many documents of a block are held unpacked."""
TOGETHER = 50
"""How many owners are weighed at a time."""
DOCUMENT = Figure._fields.index("document")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A check, to be run wherever the tables are."""

    kit: Kit
    policy: Policy

    def weighed(self, blocks: Any, pairs: Any) -> Any:
        """The comparisons of some blocks, whole ones, and of the pairs that were chosen in them."""
        cells: dict[str, dict[str, list[bytes]]] = {}
        homes: dict[str, set[str]] = {}
        for block, document, cell, home in _rows(blocks, "block", "document", CELL, HOME):
            cells.setdefault(block, {}).setdefault(document, []).append(cell)
            if home:
                homes.setdefault(block, set()).add(document)
        beside: dict[str, list[tuple[str, str]]] = {}
        for block, owner, document in _rows(pairs, *CHOSEN):
            beside.setdefault(block, []).append((owner, document))
        return _table(
            row
            for block in sorted(cells)
            for row in self._block(cells[block], homes.get(block, set()), beside.get(block, []))
        )

    def _block(
        self, cells: dict[str, list[bytes]], homes: set[str], pairs: list[tuple[str, str]]
    ) -> Iterator[tuple[Any, ...]]:
        with lock:
            words = Words(self.kit.extractor().grammar)

        @lru_cache(HELD)
        def unpacked(document: str) -> tuple[list[Figure], list[Standing]]:
            rows = [
                as_date(Figure._make(row)) for cell in cells[document] for row in pickle.loads(zlib.decompress(cell))
            ]
            rows.sort(key=lambda one: (one.start, one.end, one.figure_id))
            return rows, standings(rows, words)[document]

        partners: dict[str, list[str]] = {owner: [] for owner in sorted(homes)}
        for owner, document in sorted(pairs):
            partners.setdefault(owner, []).append(document)
        owners = sorted(partners)
        for start in range(0, len(owners), TOGETHER):
            those = owners[start : start + TOGETHER]
            near = [(owner, document) for owner in those for document in partners[owner]]
            held = {name: unpacked(name) for name in {*those, *(document for _, document in near)}}
            standing = {name: found for name, (_, found) in held.items()}
            found = chain(links_between(standing, near), links_inside(standing, homes.intersection(those)))
            yield from (one.row for one in weigh(found, self.policy, {name: rows for name, (rows, _) in held.items()}))


def packed(table: Any) -> Any:
    """The figures of each document of a part in one cell; CELLS are its columns. Of a document that stands in several
    parts there are several."""
    documents: dict[str, list[tuple[Any, ...]]] = {}
    for row in _rows(table, *Figure._fields):
        documents.setdefault(row[DOCUMENT], []).append(row)
    return _made(CELLS, ((name, zlib.compress(pickle.dumps(rows), 1), len(rows)) for name, rows in documents.items()))


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
    needed("pyarrow", "arrow")
    return arrow_schema(COMPARISONS, plain=True)


def _table(rows: Iterable[tuple[Any, ...]]) -> Any:
    pa = needed("pyarrow", "arrow")
    names = compared().names
    plain = [dict(zip(names, (None if v is None else str(v) for v in row), strict=True)) for row in rows]
    return pa.Table.from_pylist(plain, schema=compared())


def blocked(table: Any) -> Any:
    """Documents with their cells, each once for each `block` that it is in: one for each window of time, and one with
    all others, for those that are not dated. The first of them is its home."""
    pa = needed("pyarrow", "arrow")
    blocks: list[tuple[str, bool]] = []
    places: list[int] = []
    for place, row in enumerate(table.to_pylist()):
        found = [*map(str, windows(known(row))), ANY]
        blocks += ((block, number == 0) for number, block in enumerate(found))
        places += [place] * len(found)
    given = table.select([*WANTED, CELL, SIZE]).take(pa.array(places, pa.int64()))
    names, homes = [block for block, _ in blocks], [home for _, home in blocks]
    return given.add_column(0, "block", pa.array(names, pa.string())).append_column(HOME, pa.array(homes, pa.bool_()))


def close(table: Any) -> Any:
    """The pairs of documents that are close, of all blocks of a table; PAIRS are its columns.

    A pair is found in one block alone: of two windows in which both are, in the later one of the two that are theirs.
    """
    documents: dict[str, Known] = {}
    blocks: dict[str, dict[str, int]] = {}
    columns = table.select(list(WANTED))
    for place, (block, document, size) in enumerate(_rows(table, "block", "document", SIZE)):
        if document not in documents:
            documents[document] = known(columns.slice(place, 1).to_pylist()[0])
        there = blocks.setdefault(block, {})
        there[document] = there.get(document, 0) + size
    return _made(PAIRS, (row for block in blocks for row in _close(block, blocks[block], documents)))


def _close(block: str, sizes: dict[str, int], documents: dict[str, Known]) -> Iterator[tuple[Any, ...]]:
    there = [documents[name] for name in sorted(sizes)]
    for first, second in candidates(there, undated=block == ANY):
        one, other = there[first], there[second]
        if block != ANY and str(max(windows(one)[0], windows(other)[0])) != block:
            continue
        found = closeness(one, other)
        if found.close:
            name = other.row.document
            yield block, one.row.document, name, found.distance, sizes[name]


def chosen(table: Any) -> Any:
    """Of the pairs of some owners, all pairs of theirs, those to be weighed; CHOSEN are its columns."""
    blocks, sizes, near = {}, {}, []
    for block, owner, document, distance, size in _rows(table, *PAIRS):
        blocks[owner, document], sizes[document] = block, size
        near.append((_alone(owner), _alone(document), Closeness(True, False, (), distance)))
    kept = ((one.row.document, other.row.document) for one, other, _ in nearest(near, sizes))
    return _made(CHOSEN, ((blocks[pair], *pair) for pair in kept))


def _rows(table: Any, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def _made(columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> Any:
    """A table of columns with their types in Arrow."""
    pa = needed("pyarrow", "arrow")
    cells = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in columns.items()])
    return pa.table(cells, schema=schema)


def known(row: dict[str, Any]) -> Known:
    """A row of the documents table as linking needs it."""
    names, shingles = row["names"], row["shingles"]
    if isinstance(names, str) or isinstance(shingles, str):
        remedy = 'hand over what extract gives; in Dask, dask.config.set({"dataframe.convert-string": False}) before'
        raise UsageError("names and shingles are text, not lists", where="documents", remedy=remedy)
    return Known.of(
        DocumentRow(
            *(row["document"], None, row["published"], None, None, None, row["sha256"] or row["document"], 0),
            *(() if names is None else tuple(names), () if shingles is None else tuple(shingles)),
        )
    )
