"""The documentation says what the code does: generated parts are up to date, and what it shows works.

`--update-goldens` rewrites the generated parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import figures
from figures import Extractor, Grammar
from figures.cli import main
from figures.cli.app import command
from figures.examples import check
from figures.grammar import notation
from figures.grammar.pack import KINDS
from figures.grammar.tokens import FORMS
from figures.table import CORE, schema_text

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

Holds = Callable[[str, str], None]


@pytest.fixture
def holds(request: pytest.FixtureRequest) -> Holds:
    """Compare a text with `docs/NAME`, or rewrite it under `--update-goldens`."""

    def compare(name: str, text: str) -> None:
        path = DOCS / name
        if request.config.getoption("--update-goldens"):
            path.write_text(text, encoding="utf-8")
        hint = f"docs/{name} is out of date: pytest tests/test_docs.py --update-goldens"
        assert path.read_text(encoding="utf-8") == text, hint

    return compare


# ------------------------------------------------------------------------------------------------- docs/table.md
TABLE = """# The tables

What `figures extract` writes. This page is made from `figures schema TABLE --format markdown`; `--format json` gives
the same as a Frictionless Table Schema.

Null always means that the text, or the metadata, does not say it; in CSV it is an empty field. Offsets count
code points of the document's text, and `text == document_text[start:end]` holds for every row.

## figures

One row for each mention of a quantity.

{figures}
`--columns core` is {core}.

## documents

One row for each document, written beside `-o NAME.csv` as `NAME.documents.csv`.

{documents}
## ledger

One row for each numeral, in digits or words: read into a figure, passed over for a reason, or not read. Written beside
`-o NAME.csv` as `NAME.ledger.csv`.

{ledger}"""


def test_the_table_page(holds: Holds) -> None:
    tables = {name: schema_text(name, "markdown") for name in ("figures", "documents", "ledger")}
    core = ", ".join(f"`{name}`" for name in CORE)
    holds("table.md", TABLE.format(**tables, core=core))


# --------------------------------------------------------------------------------------------------- docs/cli.md
CLI = """# The command line

What `--help` says of each command. This page is made from it. The [README](../README.md) shows them at work, each with
its Python twin, and tells what the exit statuses mean.
"""


def commands(each: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(each, click.Group):
        for name, inner in each.commands.items():
            yield from commands(inner, (*path, name))


def test_the_command_line_page(
    holds: Holds, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = CLI
    for path in commands(command):
        assert main([*path, "--help"]) == 0
        page += f"\n## {' '.join(('figures', *path))}\n\n```\n{capsys.readouterr().out}```\n"
    holds("cli.md", page)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [path for path in commands(command) if path and f"figures {' '.join(path)}" not in readme]
    assert not missing


# ----------------------------------------------------------------------------------------------- docs/grammar.md
def test_the_grammar_page(holds: Holds) -> None:
    """What is generated in it stands between a comment that says so and `<!-- end -->`."""
    made = {
        "notation": "```\n" + (notation.__doc__ or "").split("\n\n", 1)[1].strip() + "\n```\n",
        "forms": "| class | what it is |\n|---|---|\n"
        + "".join(f"| `<{name}>` | {what} |\n" for name, what in FORMS.items()),
        "kinds": ", ".join(f"`{kind}`" for kind in KINDS) + "\n",
    }
    page = (DOCS / "grammar.md").read_text(encoding="utf-8")
    for name, text in made.items():
        marked = re.compile(rf"(<!-- {name}: .*?-->\n).*?(<!-- end -->\n)", re.S)
        assert len(marked.findall(page)) == 1
        page = marked.sub(lambda found, text=text: f"{found[1]}\n{text}\n{found[2]}", page)
    holds("grammar.md", page)


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Grammar:
    """The pack that docs/grammar.md shows, written down and loaded."""
    page = (DOCS / "grammar.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w+ (harbour/\S+)\n(.*?)^```$", page, re.S | re.M)
    assert len(blocks) == 4
    for name, text in blocks:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Grammar.load("harbour")


def test_the_pack_of_the_grammar_page_works(harbour: Grammar) -> None:
    assert check(harbour).failures == []
    assert [name for name in harbour.labels if name.startswith("harbour/")] == ["harbour/wind:beaufort"]
    found = figures.extract("Winds of force 9 kept 40 stevedores at home.", grammar=harbour)
    assert [(row.text, row.unit, row.noun) for row in found] == [
        ("Winds of force 9", "[Bft]", None),
        ("40 stevedores", None, "stevedore"),
    ]


def test_a_later_choice_never_has_its_turn(harbour: Grammar, tmp_path: Path) -> None:
    """The page warns of it: of two choices the first that matches is taken, not the longer one."""
    rules = tmp_path / "harbour/rules/wind.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("(<range> | <cardinal>:number)", "(<cardinal>:number | <range>)"), encoding="utf-8")
    found = Extractor(Grammar.load("harbour")).document(figures.Document("a", "gale force 8 to 10"))
    assert [row[8] for row in found.figures] == ["gale force 8", "10"]


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"
