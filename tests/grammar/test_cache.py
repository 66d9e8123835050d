"""What is kept between runs changes nothing but the time that loading takes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from figures import Extractor, Grammar
from figures.grammar import cache

TEXT = "More than 14,000 people have been killed in nearly eight years, officials said on Friday."


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "prose-figures"


def rows() -> list[tuple[object, ...]]:
    from figures import Document

    return Extractor(Grammar.load()).document(Document("a", TEXT)).figures


def test_the_second_load_parses_nothing_and_reads_the_same(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rows()
    assert len(list(own_folder.iterdir())) == 1
    monkeypatch.setattr("figures.grammar.notation.parse", None)
    monkeypatch.setattr("figures.grammar.source.SourceFile.toml", None)
    assert rows() == first


@pytest.mark.parametrize(
    "damage",
    [lambda whole: b"", lambda whole: whole[:10], lambda whole: whole[:-1], lambda whole: whole[:-9] + bytes(9)],
    ids=["empty", "no hash", "cut off", "other bytes"],
)
def test_a_damaged_file_is_made_anew(own_folder: Path, damage: Callable[[bytes], bytes]) -> None:
    first = rows()
    (kept,) = own_folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert rows() == first
    assert kept.stat().st_size == len(whole)


def test_without_a_folder_to_write_in_everything_works(own_folder: Path) -> None:
    own_folder.write_text("a file where the folder should be", encoding="utf-8")
    assert rows()


def test_without_a_home_everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert cache.folder() is None
    assert rows()


def test_a_changed_pack_is_read_anew(tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    (pack / "words").mkdir(parents=True)
    (pack / "pack.toml").write_text('name = "mine"\nversion = "1"\n', encoding="utf-8")
    words = pack / "words" / "more.toml"
    words.write_text('hedge = { "bang on" = { bound = "eq" } }\n', encoding="utf-8")
    assert Grammar.load(pack).lexicon.find("bang on", "hedge") is not None
    words.write_text('hedge = { "spot on" = { bound = "eq" } }\n', encoding="utf-8")
    changed = Grammar.load(pack).lexicon
    assert changed.find("bang on", "hedge") is None
    assert changed.find("spot on", "hedge") is not None


def test_old_files_go(own_folder: Path) -> None:
    own_folder.mkdir()
    for age in range(20):
        old = own_folder / f"{age}.{'json' if age % 2 else 'bin'}"
        old.write_bytes(b"")
        os.utime(old, (1_000_000 - age, 1_000_000 - age))
    rows()
    assert len(list(own_folder.iterdir())) == cache.KEPT
