"""The English pack keeps its own promises: every example holds, every rule has some, every word class is used."""

from __future__ import annotations

from pathlib import Path

from figures import Grammar
from figures.examples import check
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
