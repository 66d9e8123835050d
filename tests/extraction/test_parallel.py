"""Several processes give the rows of one, in the same order, however they are started."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from figures import Document, Extractor, Grammar, read
from figures.errors import GrammarError
from figures.extraction import extract_each, parallel

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def documents() -> list[Document]:
    once = list(read([SEEDS]))
    return [Document(f"{turn}/{one.id}", one.text, published=one.published) for turn in range(5) for one in once]


def rows(extractor: Extractor, jobs: int) -> list[object]:
    tables = list(extract_each(extractor, documents(), jobs))
    return [row for table in tables for part in (table, table.ledger, table.documents) for row in part]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "BATCH_CHARACTERS", 3_000)


@pytest.mark.usefixtures("small_batches")
def test_any_number_of_jobs_gives_the_same_rows(extractor: Extractor) -> None:
    alone = rows(extractor, 1)
    assert len(alone) > 500
    assert rows(extractor, 2) == alone
    assert rows(extractor, 3) == alone


@pytest.mark.usefixtures("small_batches")
def test_workers_that_cannot_be_forked_load_the_grammar(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert rows(extractor, 2) == rows(extractor, 1)


def test_a_recipe_makes_the_same_extractor(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "mine"\nversion = "1"\n', encoding="utf-8")
    made = Extractor(Grammar.load(tmp_path), date_order="dmy", currency="CAD")
    again = Extractor.of(made.recipe)
    assert again.recipe == made.recipe
    assert again.grammar.version == made.grammar.version


def test_a_reader_that_stops_early_ends_the_workers(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "BATCH_CHARACTERS", 1_000)
    each = extract_each(extractor, documents(), 2)
    next(each)
    each.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_an_error_among_the_documents_ends_the_workers(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "BATCH_CHARACTERS", 1_000)

    def failing():  # type: ignore[no-untyped-def]
        yield from documents()[:3]
        raise GrammarError("stop")

    with pytest.raises(GrammarError, match="stop"):
        list(extract_each(extractor, failing(), 2))
    assert multiprocessing.active_children() == []


def test_a_worker_leaves_what_nobody_waits_for(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else Ctrl-C waits for every batch that is under way."""
    monkeypatch.setattr(parallel, "_extractor", extractor)
    monkeypatch.setattr(parallel, "_ended", multiprocessing.RawValue("b", 0))
    assert len(parallel._work(documents(), False)) == len(documents())
    parallel._ended.value = 1
    assert parallel._work(documents(), False) == []
