"""A check of partitioned tables gives the verdicts of a check on one machine."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest

import figures
from figures import Document
from figures.engines import weighing
from figures.engines.packs import Kit
from figures.errors import UsageError
from figures.linking.closeness import close_pairs

PLACES = ["Alderton", "Bramley", "Corwen", "Dunmore", "Eskdale", "Farnham"]


def _documents() -> list[Document]:
    dice, made = random.Random(7), []
    for number in range(60):
        place, other, man = dice.choice(PLACES), dice.choice(PLACES), dice.choice(["Marlow", "Pryce", "Quill"])
        killed = dice.choice(["12", "14", "at least 12", "more than 10", "about 15"])
        text = (
            f"{killed} people were killed when a ferry sank near {place} on Monday, Captain {man} said. "
            f"The ferry had left {other} with {dice.choice(['80', '85', 'some 80'])} people on board, the harbour of "
            f"{place} said. Wrecks cost {dice.choice(['40', '50'])} lives in the past {dice.choice('345')} years. "
            f"In {other} {dice.choice(['three', '4'])} houses burned in {dice.choice(['2019', '2020'])}."
        )
        day = None if number % 5 == 0 else datetime(2022, 1, 3) + timedelta(days=dice.choice([0, 1, 40, 90]))
        made.append(Document(f"d{number:02}", text, source=dice.choice("xyz"), published=day))
    return made


@pytest.fixture(scope="module")
def found() -> figures.Figures:
    return figures.extract(_documents())


def expected(found: figures.Figures) -> list[tuple[Any, ...]]:
    rows = figures.check(found).comparisons
    assert len(rows) > 500
    return sorted(tuple(None if cell is None else str(cell) for cell in row) for row in rows)


def rows_of(table: Any) -> list[tuple[Any, ...]]:
    return sorted(tuple(row.values()) for row in table.to_pylist())


def blocks_of(found: figures.Figures) -> Any:
    """The documents of an extraction with their cells; a document that stands in two parts has one in each."""
    table, half = found.to_arrow(), len(found) // 2 + 1
    cells = pa.concat_tables([weighing.packed(table[:half]), weighing.packed(table[half:])])
    assert cells.num_rows == len(found.documents) + 1
    documents = found.documents.to_pandas()[list(weighing.WANTED)]
    rows = cells.to_pandas().merge(documents, on="document", how="left")
    return weighing.blocked(pa.Table.from_pandas(rows, preserve_index=False))


def test_blocks_hold_the_close_pairs_of_one_machine(found: figures.Figures) -> None:
    blocks = blocks_of(found)
    near = {(row["owner"], row["document"], row["distance"]) for row in weighing.close(blocks).to_pylist()}
    expected = {(one.row.document, other.row.document, at.distance) for one, other, at in close_pairs(found.documents)}
    assert near == expected
    known = [weighing.known(row._asdict()) for row in found.documents]
    candidates = len(list(combinations(known, 2)))
    assert 0 < len(near) < candidates
    assert weighing.close(blocks.slice(0, 0)).num_rows == 0


def test_blocks_hold_the_comparisons_of_one_machine(found: figures.Figures) -> None:
    from figures.consistency.policy import load

    work = weighing.Weighing(Kit.of(None, "mdy", "USD"), load("news"))
    blocks = blocks_of(found)
    pairs = weighing.chosen(weighing.close(blocks))
    made: list[tuple[Any, ...]] = []
    for block in set(blocks["block"].to_pylist()):
        made += rows_of(work.weighed(*(t.filter(pa.compute.equal(t["block"], block)) for t in (blocks, pairs))))
    assert sorted(made) == expected(found)


def test_documents_that_are_not_in_the_table_are_held_to_themselves(found: figures.Figures) -> None:
    from figures.consistency.policy import load

    cells = weighing.packed(found.to_arrow())
    for name in weighing.WANTED[1:]:
        cells = cells.append_column(name, pa.nulls(len(cells)))
    blocks = weighing.blocked(cells)
    pairs = weighing.chosen(weighing.close(blocks))
    made = weighing.Weighing(Kit.of(None, "mdy", "USD"), load("news")).weighed(blocks, pairs)
    at = {row.figure_id: row.document for row in found}
    inside = [row for row in figures.check(found).comparisons if at[row.left_id] == at[row.right_id]]
    assert pairs.num_rows == 0
    assert made.num_rows == len(inside) > 0


@pytest.mark.cluster
@pytest.mark.filterwarnings("ignore")
def test_on_spark(found: figures.Figures, spark: Any) -> None:
    from figures.engines.spark import comparisons

    data, documents = (spark.createDataFrame(plain(t.to_arrow())) for t in (found, found.documents))
    assert rows_of(comparisons(data.repartition(3), documents.repartition(2)).toArrow()) == expected(found)


@pytest.mark.cluster
@pytest.mark.filterwarnings("ignore")
def test_on_dask(found: figures.Figures) -> None:
    import dask.dataframe
    import pandas

    from figures.engines.dask import comparisons, extract

    texts = pandas.DataFrame([(one.id, one.text, one.source, one.published) for one in _documents()])
    texts.columns = pandas.Index(["id", "text", "source", "published"])
    data = dask.dataframe.from_pandas(texts, npartitions=3)
    asked: Any = {name: name for name in ("id", "text", "source", "published")}
    result = comparisons(extract(data, **asked), extract(data, table="documents", **asked))
    table = pa.Table.from_pandas(result.compute(scheduler="processes", num_workers=2), preserve_index=False)
    assert rows_of(table) == expected(found)


def test_lists_that_became_text_are_told_of(found: figures.Figures) -> None:
    row = next(iter(found.documents))._asdict() | {"names": "('Alderton',)"}
    with pytest.raises(UsageError, match=r"names and shingles are text, not lists; .*convert-string"):
        weighing.known(row)


def plain(table: Any) -> Any:
    kinds = [f.with_type(pa.string()) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return table.cast(pa.schema(kinds))
