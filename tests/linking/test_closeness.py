"""Which documents are close, and which of many close ones are laid beside each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from figures.linking.closeness import FEWEST, LAID, close_pairs, nearest
from figures.table import DocumentRow

NAMES = ("Alderton", "Bramley", "Corwen", "Marlow")


def _row(number: int, names: tuple[str, ...] = NAMES, shingles: tuple[int, ...] = ()) -> DocumentRow:
    day = datetime(2022, 1, 3) + timedelta(days=number % 5)
    return DocumentRow(f"d{number:03}", None, day, None, None, None, f"{number:064}", 0, names, shingles)


def test_of_few_documents_every_close_pair_is_weighed() -> None:
    rows = [_row(number) for number in range(FEWEST + 1)]
    pairs = list(close_pairs(rows))
    assert len(pairs) == FEWEST * (FEWEST + 1) / 2
    assert nearest(pairs, {row.document: 10 * LAID for row in rows}) == pairs


def test_the_pairs_to_weigh_grow_with_the_documents_and_not_with_their_square() -> None:
    size = LAID // 20
    counts = []
    for many in (50, 100):
        rows = [_row(number) for number in range(many)]
        counts.append(len(nearest(close_pairs(rows), {row.document: size for row in rows})))
    assert counts[1] < 2.3 * counts[0]


def test_the_nearest_go_first_and_copies_last() -> None:
    rows = [_row(0, shingles=tuple(range(40)))]
    rows += [_row(number, shingles=tuple(range(40))) for number in range(5, 5 + LAID, 5)]  # copies, of the same day
    rows.append(_row(901))
    chosen = nearest(close_pairs(rows), {row.document: LAID for row in rows})
    with_first = [other.row.document for one, other, _ in chosen if one.row.document == "d000"]
    assert len(with_first) == FEWEST
    assert "d901" in with_first


def test_a_stranger_changes_no_choice() -> None:
    rows = [_row(number) for number in range(40)]
    sizes = {row.document: LAID // 5 for row in rows}
    stranger = _row(999, ("Zurich", "Ostend", "Malmo", "Turin"))
    chosen = nearest(close_pairs(rows), sizes)
    assert nearest(close_pairs([*rows, stranger]), sizes | {"d999": 5}) == chosen
    assert nearest(close_pairs(rows[::-1]), sizes) == chosen
