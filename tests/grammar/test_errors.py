"""A pack with each kind of mistake says what is wrong, where, and what would have been right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from figures import Grammar
from figures.errors import GrammarError
from figures.examples import check

PACK = 'name = "mine"\nversion = "1"\n'
RULE = """\
[[rule]]
id = "sheep"
kind = "count"
pattern = '<cardinal>:number "bleet"'
"""
EXAMPLES = "[sheep]\n7 bleet => count value=7\nbleet =>\n"

FLOCK = "[parts]\nflock = '\"b\"'\n"
CIRCLE = "[parts]\nup = '\"a\" <down>'\ndown = '\"b\" [<up>]'\n"

# name → what to write over the sound pack, and whether the mistake is found when the examples run
MISTAKES: dict[str, dict[str, str]] = {
    "no-pack": {"pack.toml": ""},
    "no-version": {"pack.toml": 'name = "mine"\n'},
    "bad-toml": {"rules/sheep.toml": RULE.replace('kind = "count"', "kind = count")},
    "toml-cut-off": {"rules/sheep.toml": RULE + "[parts\n"},
    "unknown-class": {"rules/sheep.toml": RULE.replace("<cardinal>", "<cardnial>")},
    "unknown-class-far": {"rules/sheep.toml": RULE.replace("<cardinal>", "<zyx>")},
    "unbalanced-bracket": {"rules/sheep.toml": RULE.replace('number "bleet"', 'number ["bleet"')},
    "unclosed-class": {"rules/sheep.toml": RULE.replace("<cardinal>", "<cardinal")},
    "stray-bracket": {"rules/sheep.toml": RULE.replace('number "bleet"', 'number "bleet")')},
    "empty-choice": {"rules/sheep.toml": RULE.replace('number "bleet"', 'number ("bleet" | )')},
    "duplicate-id": {"rules/sheep.toml": RULE + RULE},
    "duplicate-part": {"rules/goat.toml": FLOCK, "rules/sheep.toml": FLOCK},
    "part-as-a-class": {"words/mine.toml": 'flock = ["herd"]\n', "rules/sheep.toml": FLOCK},
    "recursive-part": {"rules/sheep.toml": CIRCLE + RULE.replace("<cardinal>", "<up>")},
    "matches-nothing": {"rules/sheep.toml": RULE.replace("""'<cardinal>:number "bleet"'""", "'[<cardinal>:number]'")},
    "unknown-kind": {"rules/sheep.toml": RULE.replace('"count"', '"cuont"')},
    "unknown-key": {"rules/sheep.toml": RULE.replace("kind", "knid")},
    "no-pattern": {"rules/sheep.toml": '[[rule]]\nid = "sheep"\nkind = "count"\n'},
    "ignored-without-reason": {"rules/sheep.toml": RULE.replace('"count"', '"ignored"')},
    "unknown-part-name": {"rules/sheep.toml": RULE.replace(":number", ":nubmer")},
    "words-for-a-form": {"words/mine.toml": '[title]\nSir = true\n'},
    "words-not-a-list": {"words/mine.toml": 'hedge = "about"\n'},
    "no-examples": {"rules/sheep.examples": ""},
    "no-miss": {"rules/sheep.examples": "[sheep]\n7 bleet => count value=7\n"},
    "example-does-not-hold": {"rules/sheep.examples": EXAMPLES.replace("value=7", "value=8")},
    "example-reads-other": {"rules/sheep.examples": EXAMPLES.replace("\nbleet =>", "\n9 bleet =>")},
    "example-without-arrow": {"rules/sheep.examples": EXAMPLES + "8 bleet\n"},
    "example-of-no-rule": {"rules/sheep.examples": EXAMPLES + "[shep]\n8 bleet => count\n"},
    "example-unknown-column": {"rules/sheep.examples": EXAMPLES.replace("value=7", "vlaue=7")},
    "example-no-reading": {"rules/sheep.examples": EXAMPLES.replace("count value=7", "=7")},
    "known-miss-mended": {"rules/sheep.examples": EXAMPLES + "8 bleet => count value=8 ?? not yet\n"},
    "unknown-setting": {"pack.toml": PACK + 'langauge = "en"\n'},
    "setting-of-another-type": {"pack.toml": PACK + 'abbreviations = "Bros."\n'},
    "ending-without-ends": {"pack.toml": PACK + '[endings]\nsheepish = { end = ["sh"] }\n'},
    "unknown-table": {"rules/sheep.toml": RULE.replace("[[rule]]", "[[rules]]")},
    "rule-in-single-brackets": {"rules/sheep.toml": RULE.replace("[[rule]]", "[rule]")},
    "rule-by-its-name": {"rules/sheep.toml": RULE.replace("[[rule]]", "[sheep]")},
    "part-no-pattern": {"rules/sheep.toml": "[parts]\nflock = 7\n" + RULE},
    "set-no-table": {"rules/sheep.toml": RULE + 'set = "approx"\n'},
    "hedge-unknown-bound": {"words/mine.toml": '[hedge]\n"sort of" = { bound = "aprox" }\n'},
    "hedge-unknown-key": {"words/mine.toml": '[hedge]\n"sort of" = { bund = "approx" }\n'},
    "number-without-value": {"words/mine.toml": '[unit-word]\nyan = "one"\n'},
    "plural-no-word": {"words/mine.toml": "[person-noun]\nbleeter = { plural = 5 }\n"},
    "unit-base-no-factor": {
        "words/mine.toml": '[unit-name]\nbleet = { code = "{bleet}", dimension = "loudness", base = "{bleet}" }\n'
    },
    "unit-factor-no-number": {
        "words/mine.toml": '[unit-name]\nbleet = { code = "m", dimension = "length", factor = "1 m", base = "m" }\n'
    },
    "unused-class": {"words/mine.toml": 'idle = ["idle"]\n'},
}  # fmt: skip


def write_pack(folder: Path, changes: dict[str, str]) -> Path:
    files = {"pack.toml": PACK, "rules/sheep.toml": RULE, "rules/sheep.examples": EXAMPLES} | changes
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    return folder


def complaints(folder: Path) -> str:
    try:
        grammar = Grammar.load(folder)
    except GrammarError as error:
        return f"{error}\n"
    return "".join(f"{failure}\n" for failure in check(grammar).failures)


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "mine", MISTAKES[name])
    said = complaints(Path("mine"))
    assert said.strip()
    golden(f"grammar-errors/{name}.txt", said)


def test_a_sound_pack_passes_and_adds_its_rule(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", {})
    assert complaints(folder) == ""
    grammar = Grammar.load(folder)
    assert "mine/sheep:sheep" in grammar.labels
    assert grammar.version.startswith("en@") and " mine@1+" in grammar.version


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    folder = write_pack(tmp_path / "mine", {"rules/sheep.toml": "\ufeff" + RULE})
    assert complaints(folder) == ""


def test_not_utf8_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", {})
    (folder / "words").mkdir()
    (folder / "words" / "x.toml").write_bytes(b'x = ["caf\xe9"]\n')
    with pytest.raises(GrammarError, match=r"x\.toml: is not UTF-8 \(byte offset 9\); save it as UTF-8 text"):
        Grammar.load(folder)


def test_loading_a_pack_executes_nothing(tmp_path: Path) -> None:
    """A pack from a stranger is data: Python beside it is not even looked at."""
    folder = write_pack(tmp_path / "mine", {"rules/evil.py": "raise SystemExit", "__init__.py": "raise SystemExit"})
    assert complaints(folder) == ""
