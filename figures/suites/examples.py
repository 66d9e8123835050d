"""A `*.examples` file of a grammar pack → its examples, and whether each is read as it asks.

The pack is the folder above the one that the file lies in; its rules are read on top of the English ones, unless it is
of another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from figures.errors import GrammarError
from figures.examples import Example, Report, read_examples, run_example
from figures.extraction import Extractor
from figures.grammar import Grammar
from figures.grammar.source import SourceFile


def examples_of(path: Path) -> Iterator[tuple[Extractor, Example]]:
    """The examples of a file, each with what reads it. Raises GrammarError for a pack or a file at fault."""
    folder = path.resolve().parent.parent
    if not (folder / "pack.toml").is_file():
        where, remedy = path.name, "examples lie beside the rules they guard, in PACK/rules or PACK/frames"
        raise GrammarError("belongs to no grammar pack", where=where, remedy=remedy)
    extractor = _extractor(folder)
    rules = [rule for rule in extractor.grammar.labels.values() if rule.path.resolve().parent == path.resolve().parent]
    mine = [rule for rule in rules if rule.path.stem == path.stem]
    if not mine:
        remedy = f"write them beside {path.with_suffix('.toml').name}"
        raise GrammarError("are examples of no rules", where=path.name, remedy=remedy)
    for example in read_examples(extractor.grammar, mine[0]):
        yield extractor, example


@lru_cache(maxsize=8)
def _extractor(folder: Path) -> Extractor:
    english = Grammar.load()
    if any(rule.path.resolve().parent.parent == folder for rule in english.labels.values()):
        return Extractor(english)
    settings = SourceFile.open(folder / "pack.toml", f"{folder.name}/pack.toml").toml()
    alone = settings.get("language", english.language) != english.language
    return Extractor(Grammar.load(folder, default=not alone))


def hold(extractor: Extractor, example: Example) -> None:
    """Hold one example to what is read. Raises GrammarError with its line and what is wrong."""
    report = Report()
    run_example(extractor, example, {example.rule: []}, report)
    if report.failures:
        raise GrammarError(report.failures[0])
