"""`figures check` and `figures compare`: what they print, their statuses, baselines, and the tables they write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
Run = Callable[..., Any]


def test_the_planted_conflict_is_all_there_is(figures: Run, golden: Callable[[str, str], None]) -> None:
    status, out, err = figures("check", SEEDS)
    assert status == 1
    golden("check/seeds.txt", out)
    assert err.startswith("1 error; ") and err.endswith("; policy news\n")


def test_the_tables_give_what_the_texts_give(figures: Run) -> None:
    _, from_texts, _ = figures("check", SEEDS, "--format", "json")
    assert figures("extract", SEEDS, "-o", "figures.csv", "-q").status == 0
    status, from_tables, _ = figures("check", "figures.csv", "--format", "json")
    assert (status, from_tables) == (1, from_texts)
    Path("figures.documents.csv").unlink()
    status, _, err = figures("check", "figures.csv")
    assert "linked by their sentences alone" in err


def test_clean_is_an_empty_list(figures: Run) -> None:
    Path("a.txt").write_text("Officials said 12 people were killed in Riverton.", encoding="utf-8")
    assert figures("check", "a.txt", "--format", "json", "-q") == (0, "[]\n", "")
    assert figures("check", "a.txt", "-q") == (0, "", "")


@pytest.mark.parametrize("form", ["sarif", "github", "csv"])
def test_other_formats(figures: Run, form: str, golden: Callable[[str, str], None]) -> None:
    status, out, _ = figures("check", SEEDS, "--format", form, "-q")
    assert status == 1
    golden(f"check/seeds.{form}", out)
    if form == "sarif":
        (result,) = json.loads(out)["runs"][0]["results"]
        assert result["ruleId"] == "FIG201" and result["level"] == "error" and len(result["relatedLocations"]) == 1


def test_what_a_baseline_accepts_is_not_reported(figures: Run) -> None:
    status, out, err = figures("check", SEEDS, "--baseline", "accepted.json", "--update-baseline")
    assert (status, out, err) == (0, "", "accepted.json: 1 accepted\n")
    status, out, err = figures("check", SEEDS, "--baseline", "accepted.json")
    assert (status, out) == (0, "") and "0 errors; 1 accepted" in err


def test_every_pair_and_every_quantity_can_be_written(figures: Run) -> None:
    given = ("--comparisons", "pairs.csv", "--quantities", "quantities.jsonl", "--reconcile", "majority", "-q")
    assert figures("check", SEEDS, *given).status == 1
    pairs = Path("pairs.csv").read_text(encoding="utf-8").splitlines()
    assert pairs[0].startswith("left_id,right_id,key,verdict,reason")
    assert sum(",conflict," in line for line in pairs) == 1
    quantities = [json.loads(line) for line in Path("quantities.jsonl").read_text(encoding="utf-8").splitlines()]
    assert max(one["documents"] for one in quantities) >= 4
    assert all(one["voices"] <= one["documents"] for one in quantities)
    assert {one["mode"] for one in quantities} == {"majority"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a.txt", "--policy", "newz"), "no policy is called 'newz'; did you mean news?"),
        (("check", "a.txt", "--update-baseline"), "--update-baseline: which file?; name it with --baseline FILE"),
        (("check", "a.txt", "--baseline", "none.json"), "none.json: cannot be read"),
        (("check", "a.txt", "--baseline", "a.txt"), "a.txt: is no baseline"),
        (("check", "missing.txt"), "missing.txt"),
        (("compare", "a.txt"), "--against"),
    ],
)
def test_what_is_wrong_is_told(figures: Run, arguments: tuple[str, ...], said: str) -> None:
    Path("a.txt").write_text("12 people were killed.", encoding="utf-8")
    status, out, err = figures(*arguments)
    assert (status, out) == (2, "") and said in err


def test_a_draft_is_held_to_its_sources(figures: Run) -> None:
    Path("source.txt").write_text("More than 14,000 people have been killed since 2014.", encoding="utf-8")
    draft = b"Fewer than 9,000 people have been killed since 2014, and 3 were fined."
    status, out, err = figures("compare", "-", "--against", "source.txt", stdin=draft)
    assert status == 1 and err == "conflict: 1 supported, 1 in conflict, 1 not stated\n"
    assert [line.split(": ")[1] for line in out.splitlines()] == ["conflict", "consistent", "unknown"]
    _, out, _ = figures("compare", "-", "--against", "source.txt", "--format", "json", "-q", stdin=draft)
    first = json.loads(out)[0]
    assert draft.decode()[first["start"] : first["end"]] == first["text"] == "Fewer than 9,000 people"
    assert first["against"]["document"] == "source.txt"


def test_a_draft_is_read_as_of_the_day_of_its_sources(figures: Run) -> None:
    Path("source.txt").write_text("The firm was fined $250,000 in 2021 for dumping.", encoding="utf-8")
    draft = b"It was fined $250,000 three years ago."
    _, out, _ = figures("compare", "-", "--against", "source.txt", "--published", "2024-05-14", stdin=draft)
    assert [line.split(": ")[1] for line in out.splitlines()] == ["consistent", "consistent"]
    _, out, _ = figures("compare", "-", "--against", "source.txt", stdin=draft)
    assert [line.split(": ")[1] for line in out.splitlines()] == ["consistent", "unknown"]
    status, _, err = figures("compare", "-", "--against", "source.txt", "--published", "May", stdin=draft)
    assert status == 2 and "--published" in err
