"""The same words in another typography, or with what a wire or a page puts round them, are the same figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from figures import Document, Extractor, Figure

SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPHS = [
    " ".join(paragraph.split())
    for path in sorted(SEEDS.glob("*.txt"))
    for paragraph in path.read_text(encoding="utf-8").split("\n\n")
    if paragraph.strip().endswith(".")
]

Change = Callable[[str], str]
CHANGES: dict[str, Change] = {
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "blanks that do not break": lambda text: re.sub(r"(?<=\d) ", "\u00a0", text),
    "two blanks behind a sentence": lambda text: text.replace(". ", ".  "),
    "soft hyphens": lambda text: re.sub(r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4})", "\u00ad", text),
    "no thousands' comma": lambda text: re.sub(r"(?<![\d,.])(\d\d+),(\d{3})(?![\d,])", r"\1\2", text),
    "a sign of percent": lambda text: re.sub(r" per ?cent\b", "%", text),
    "a dateline": lambda text: text if "—" in text else f"LONDON (Alder Wire) — {text}",
    "a bullet": lambda text: f"• {text}",
    "no full stop at the end": lambda text: text.removesuffix("."),
}


def plain(text: str) -> str:
    return text.replace("’", "'").replace("\u00ad", "")


def read(extractor: Extractor, text: str) -> list[tuple[object, ...]]:
    rows = [Figure._make(row) for row in extractor.document(Document("a", text)).figures]
    assert all(row.text == text[row.start : row.end] for row in rows)
    return [
        (
            *(row.kind, row.value, row.low, row.high, row.bound, row.unit, row.timex),
            *(row.noun, row.event, row.modality, row.statistic, row.role, plain(row.attribution or "")),
        )
        for row in rows
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_words_are_the_same_figures(extractor: Extractor, change: str) -> None:
    changed = [(paragraph, CHANGES[change](paragraph)) for paragraph in PARAGRAPHS]
    assert any(other != paragraph for paragraph, other in changed)
    for paragraph, other in changed:
        assert read(extractor, other) == read(extractor, paragraph)
