"""`figures grammar`: what the packs hold, one rule or word class of them, and whether their examples hold."""

from __future__ import annotations

from typing import Any

import rich_click as click

from figures.cli.options import Command, Group, load_grammar, pack_options
from figures.cli.streams import put


@click.group(cls=Group)
def grammar() -> None:
    """List, show and test the grammar: words, rules and examples."""


@grammar.command("list", cls=Command)
@pack_options
def list_(packs: tuple[str, ...], no_default_grammar: bool) -> None:
    """List the packs, the rules of each file by kind, and the words of each class."""
    from figures.cli.inventory import inventory

    put(inventory(load_grammar(packs, no_default_grammar)))


@grammar.command(cls=Command)
@click.argument("name")
@click.option("--all", "whole", is_flag=True, help="Every word of a class.")
@pack_options
def show(name: str, whole: bool, packs: tuple[str, ...], no_default_grammar: bool) -> None:
    """Show a rule, a word class or a part by its NAME: en/counts:counted, counted, month, hedges."""
    from figures.cli.inventory import entries

    put("\n".join(entries(load_grammar(packs, no_default_grammar), name, whole)))


@grammar.command(cls=Command)
@click.argument("folders", nargs=-1, metavar="[DIR…]")
@click.option("--ties", is_flag=True, help="List the rules that read equally far, of which the one listed first wins.")
@pack_options
def test(folders: tuple[str, ...], ties: bool, packs: tuple[str, ...], no_default_grammar: bool) -> int:
    """Try every example of the grammar, with the packs in DIR added. Exit status 1 if one fails."""
    from figures.examples import check

    report: Any = check(load_grammar((*packs, *folders), no_default_grammar))
    failures = [f"{failure.rstrip()}\n" for failure in report.failures]
    known = f"; {_counted(report.known, 'known miss', 'known misses')}" if report.known else ""
    tied = f"; {_counted(len(report.ties), 'tie')}" if report.ties else ""
    tried = f"{_counted(report.examples, 'example')} of {_counted(report.rules, 'rule')}{known}{tied}"
    found = _counted(len(failures), "failure") if failures else "no failures"
    listed = [f"{first} before {second}: {text!r}\n" for (first, second), text in sorted(report.ties.items())]
    put("".join(failures + (listed if ties else [])) + f"{tried}; {found}\n")
    return 1 if failures else 0


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
