"""The columns of context on sentences marked by hand: the kept half above its floors, the others as known."""

from __future__ import annotations

from pathlib import Path

import pytest

from figures import Extractor
from tests.contexts.marks import COLUMNS, FOLDER, HALVES, SETS, Score, score, sentences

FLOORS = {
    **{"noun": 0.935, "subject": 0.95, "event": 0.895, "scope": 0.97, "place": 0.885, "attribution": 0.945},
    **{"modality": 0.95, "statistic": 0.945, "per": 0.975, "as_of": 0.98, "role": 0.96, "group_id": 0.96},
}
"""What the kept half reached, less the weight of two or three figures, so that other rules may move."""
KNOWN = FOLDER / "known-misses.txt"
"""What is known to be read otherwise than marked where rules are made by it: strict, so that a cure is noted."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    extractor = Extractor()
    return {half: score(half, extractor) for half in SETS}


def test_there_are_enough_sentences_and_both_halves_weigh_alike() -> None:
    counts = [len(list(sentences(half))) for half in HALVES]
    assert sum(counts) >= 300
    assert abs(counts[0] - counts[1]) <= 10


@pytest.mark.parametrize("column", COLUMNS)
def test_the_kept_half_stays_above_its_floor(scores: dict[str, Score], column: str) -> None:
    reached = scores["kept"].columns[column].accuracy
    assert reached >= FLOORS[column], f"{column}: {reached:.3f} of the kept half is right, {FLOORS[column]} was reached"


def test_what_rules_are_made_by_is_read_as_marked_but_for_its_known_misses(
    scores: dict[str, Score], request: pytest.FixtureRequest
) -> None:
    wrong = [one for half in SETS if half != "kept" for one in scores[half].wrong]
    missed = sorted({f"{column}: {words!r}   {place}" for place, column, _, _, words in wrong})
    if request.config.getoption("--update-goldens"):
        KNOWN.write_text("".join(f"{line}\n" for line in missed), encoding="utf-8")
    known = _lines(KNOWN)
    assert missed == known, "read the difference; if it is right, write it anew with --update-goldens"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
