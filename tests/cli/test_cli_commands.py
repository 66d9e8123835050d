"""Help, version and the smaller commands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from cli_samples import KILLED

from figures import __version__
from figures.examples import Report

Run = Callable[..., tuple[int, str, str]]
HEAVY = {"pandera", "polars", "pandas", "pyarrow", "numpy"}


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _commands(each, (*path, name))


def _all_commands() -> list[tuple[tuple[str, ...], click.Command]]:
    from figures.cli.app import command

    return list(_commands(command))


@pytest.mark.parametrize(
    ("path", "command_"), _all_commands(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_and_option_is_explained(figures: Run, path: tuple[str, ...], command_: click.Command) -> None:
    assert command_.help
    undocumented = [each.name for each in command_.params if isinstance(each, click.Option) and not each.help]
    assert not undocumented
    status, out, err = figures(*path, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: {' '.join(['figures', *path])} ")
    assert all(option in out for each in command_.params if isinstance(each, click.Option) for option in each.opts)
    assert out == "".join(line.rstrip() + "\n" for line in out.splitlines())  # no blanks at the ends
    assert out.replace("…", "").isascii()  # no boxes, no colours


def _modules(*arguments: str) -> set[str]:
    code = "import sys; from figures.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()} | set(done.stderr.split())


def test_the_version_imports_next_to_nothing() -> None:
    modules = _modules("--version")
    assert not modules & (HEAVY | {"click", "rich", "rich_click", "pyparsing", "figures.table", "figures.grammar"})


def test_help_and_csv_import_no_data_frames(killed: Path) -> None:
    assert not _modules("--help") & (HEAVY | {"pyparsing", "figures.table", "figures.grammar"})
    assert not _modules("extract", str(killed)) & (HEAVY | {"rich.console", "rich.progress"})


def test_the_version(command: Run, figures: Run) -> None:
    assert command("--version") == (0, f"figures {__version__}\n", "")
    assert figures("--version") == (0, f"figures {__version__}\n", "")


@pytest.mark.parametrize("path", [(), ("grammar",)])
def test_a_group_alone_shows_its_help_as_a_usage_error(figures: Run, path: tuple[str, ...]) -> None:
    help_ = figures(*path, "--help").out
    assert figures(*path) == (2, "", help_)


def test_explain_names_the_rule(figures: Run) -> None:
    status, out, err = figures("explain", KILLED.strip())
    assert (status, err) == (0, "")
    assert "More than 14,000 people" in out and "en/counts:" in out


def test_explain_reads_standard_input_and_its_date(figures: Run) -> None:
    given = figures("explain", "They came on Monday.", "--published", "2022-01-19")
    assert "2022-01-17" in given.out
    piped = b"---\npublished: 2022-01-19\n---\nThey came on Monday."
    assert figures("explain", "-", stdin=piped) == given


def test_explain_reads_a_file(figures: Run, tmp_path: Path) -> None:
    text, table = tmp_path / "note.txt", tmp_path / "notes.jsonl"
    text.write_text("They came on Monday.", encoding="utf-8")
    table.write_text('{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n', encoding="utf-8")
    given = figures("explain", "They came on Monday.", "--published", "2022-01-19")
    assert figures("explain", str(text), "--published", "2022-01-19") == given

    status, out, err = figures("explain", str(table))
    assert (status, out) == (2, "")
    assert "notes.jsonl: holds no document, or several; give the text of one of them" in err


def test_explain_tells_the_frame_that_withholds_a_column(figures: Run) -> None:
    _, out, _ = figures("explain", "The fire is 10 percent contained.")
    assert "  frame   no event by en/events:contained\n" in out
    assert "  event by" not in out


def test_an_explanation_can_be_sent_to_another_process() -> None:
    import pickle

    from figures import explain

    told = explain("Six men came on Monday.", published="2022-01-19")
    assert pickle.loads(pickle.dumps(told)).to_text() == told.to_text()


def test_explain_refuses_what_is_no_text(figures: Run) -> None:
    message = "figures: error: standard input: is binary, not text; leave it out, or convert it to plain text\n"
    assert figures("explain", "-", stdin=b"\0") == (3, "", message)


def test_explain_takes_a_grammar(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "words").mkdir(parents=True)
    (tmp_path / "mine" / "pack.toml").write_text('name = "mine"\nversion = "1"\n')
    (tmp_path / "mine" / "words" / "w.toml").write_text('[noun]\nblorp = "blorp"\n')
    assert "blorp" in figures("explain", "Seven blorps came.", "--grammar", "mine").out
    assert "mine@1+" in figures("grammar", "list", "--grammar", "mine").out


def test_grammar_list_counts_words_and_rules(figures: Run) -> None:
    status, out, err = figures("grammar", "list")
    assert (status, err) == (0, "")
    assert out.startswith("packs\n  en@")
    for heading in ("\nrules: ", "\nframes: ", "\nword classes: ", "\n  en/counts ", "\n  month "):
        assert heading in out


def test_grammar_show_a_rule(figures: Run) -> None:
    status, out, _ = figures("grammar", "show", "en/counts:counted")
    first, *lines = out.splitlines()
    assert status == 0
    assert first.startswith("en/counts:counted, a rule of kind count (grammars/en/rules/counts.toml:")
    assert {line.split()[0] for line in lines} >= {"says", "pattern", "example"}
    assert out in figures("grammar", "show", "counted").out


def test_grammar_show_a_class_and_a_part(figures: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out, _ = figures("grammar", "show", "dozen")
    assert out.startswith("<dozen>, a class of 6 words\n  dozen")
    monkeypatch.setattr("figures.cli.inventory.WORDS_SHOWN", 2)
    _, out, _ = figures("grammar", "show", "country")
    assert len(out.splitlines()) == 4 and out.endswith(" more; --all shows them\n")
    assert len(figures("grammar", "show", "country", "--all").out.splitlines()) > 100
    _, out, _ = figures("grammar", "show", "plural-phrase")
    assert out.startswith("<plural-phrase>, a part (grammars/en/rules/counts.toml:")


def test_grammar_show_what_is_not_there(figures: Run) -> None:
    status, out, err = figures("grammar", "show", "moneth")
    assert (status, out) == (2, "")
    assert err.startswith("figures: error: no rule, word class or part is called 'moneth'; did you mean month")


def test_grammar_test_prints_failures_and_one_line(figures: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(rules=3, examples=12, known=1, failures=[])
    monkeypatch.setattr("figures.examples.check", lambda grammar: report)
    assert figures("grammar", "test") == (0, "12 examples of 3 rules; 1 known miss; no failures\n", "")
    report.failures.append("x.examples:1:1: wrong\n    40 came\n    ^")
    expected = "x.examples:1:1: wrong\n    40 came\n    ^\n12 examples of 3 rules; 1 known miss; 1 failure\n"
    assert figures("grammar", "test") == (1, expected, "")


def test_schema_in_three_formats(figures: Run) -> None:
    assert figures("schema").out.startswith("figure_id ")
    assert figures("schema", "ledger").out.startswith("document ")
    assert json.loads(figures("schema", "ledger", "--format", "json").out)["fields"][0]["name"] == "document"
    assert figures("schema", "ledger", "--format", "markdown").out.startswith("| column | Arrow type | meaning |\n")
