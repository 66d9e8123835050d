"""The English pack keeps its own promises: every example holds, every rule has some, every word class is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from figures import Grammar
from figures.examples import check
from figures.grammar import notation
from figures.grammar.pattern import class_names
from tests.strategies import surfaces


def test_every_example_holds(grammar: Grammar) -> None:
    report = check(grammar)
    assert report.failures == []
    assert report.examples >= 2 * report.rules


def test_the_pack_is_data_only() -> None:
    folder = Path(__file__).resolve().parents[2] / "grammars"
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".toml", ".examples"}


def test_every_class_that_rules_ask_for_can_be_written(grammar: Grammar) -> None:
    asked = class_names(*(rule.node for rule in grammar.rules))
    assert sorted(name for name in asked if not surfaces(grammar, name)) == []


def test_a_pattern_reads_alike_however_it_is_cut(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = sorted({rule.pattern for rule in (*grammar.rules, *grammar.frames)})[::5]
    at_once = [notation.parse(pattern) for pattern in patterns]
    notation._grammar.cache_clear()
    monkeypatch.setattr(notation, "_ROW", "(?!)")
    monkeypatch.setattr(notation, "_FLAT", "(?!)")
    piece_by_piece = [notation.parse(pattern) for pattern in patterns]
    notation._grammar.cache_clear()
    assert at_once == piece_by_piece
