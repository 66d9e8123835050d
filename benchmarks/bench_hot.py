"""The hot functions one by one, for pytest-benchmark: `make bench` runs them, the tests do not."""

from __future__ import annotations

import pytest
from corpus import documents
from pytest_benchmark.fixture import BenchmarkFixture
from throughput import Nowhere

from figures import Document, Extractor, Figures, Grammar
from figures.extraction import extract_each
from figures.quantities.numbers import number
from figures.scan.blocks import blocks
from figures.scan.shapes import Shaper
from figures.table import Writer, table_columns

GRAMMAR = Grammar.load()
DOCUMENTS = list(documents(50_000))
TEXTS = [document.text[start:end] for document in DOCUMENTS for start, end in blocks(document.text)]
NUMBERS = ["14,000", "2.5 million", "thirty-one", "two and a half million", "three hundred and five thousand", "7"]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """One that has read the documents, so that its memos are warm."""
    made = Extractor(GRAMMAR)
    for _ in extract_each(made, DOCUMENTS):
        pass
    return made


@pytest.fixture(scope="module")
def tables(extractor: Extractor) -> Figures:
    """The tables of the documents."""
    found = Figures()
    for one in extract_each(extractor, DOCUMENTS):
        found.extend(one)
    return found


def test_blocks(benchmark: BenchmarkFixture) -> None:
    assert benchmark(lambda: sum(1 for document in DOCUMENTS for _ in blocks(document.text))) == len(TEXTS)


def test_shapes_new(benchmark: BenchmarkFixture) -> None:
    def shape_all(shaper: Shaper) -> None:
        for text in TEXTS:
            shaper.shape(text)

    benchmark.pedantic(shape_all, setup=lambda: ((Shaper(GRAMMAR),), {}), rounds=5)  # type: ignore[no-untyped-call]


def test_shapes_known(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    benchmark(lambda: [extractor.shape(text) for text in TEXTS])


def test_hits(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    shapes = [extractor.shape(text).shape for text in TEXTS]
    assert benchmark(lambda: sum(len(list(extractor.scanner.hits(shape))) for shape in shapes)) > 100


def test_reference_hits(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    shapes = [extractor.shape(text).shape for text in TEXTS[:3]]

    def scan() -> None:
        for shape in shapes:
            list(extractor.scanner.reference_hits(shape))

    benchmark.pedantic(scan, rounds=2)  # type: ignore[no-untyped-call]


def test_reading_numbers(benchmark: BenchmarkFixture) -> None:
    assert all(benchmark(lambda: [number(text, GRAMMAR) for text in NUMBERS]))


def test_rows(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    assert benchmark(lambda: sum(len(extractor.document(document).figures) for document in DOCUMENTS)) > 100


def test_columns(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    rows = [extractor.document(document).figures for document in DOCUMENTS]

    def build() -> Figures:
        found = Figures()
        for one in rows:
            found.append_rows(one)
        return found

    assert len(benchmark(build)) == sum(map(len, rows))


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_writer(benchmark: BenchmarkFixture, tables: Figures, format: str) -> None:
    def write() -> int:
        sink = Nowhere()
        Writer(sink, table_columns("figures"), format).write(tables)  # type: ignore[arg-type]
        return sink.bytes

    assert benchmark(write) > 1000


def test_one_sentence(benchmark: BenchmarkFixture, extractor: Extractor) -> None:
    document = Document("one", "More than 14,000 people have been killed since 2014.")
    assert len(benchmark(lambda: extractor.document(document)).figures) == 2
