"""Short reports as newspapers write them: each pair gets the verdict and the reason of a careful reader, and no other
pair of its reports is called a conflict. What is known to be wrong is a strict xfail, listed in `known-misses.toml`."""

from __future__ import annotations

from typing import Any

import pytest

from figures import Extractor
from figures.table import Verdict
from tests.agreement.reports import Case, cases, checked, known_misses, read, told

CASES = list(cases())
KNOWN = known_misses()


def _marked(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=KNOWN[case.id], strict=True)] if case.id in KNOWN else []
    return pytest.param(case, id=case.id, marks=marks)


def test_there_are_enough_cases_and_a_third_are_traps() -> None:
    traps = [case for case in CASES if case.trap]
    assert len(CASES) >= 150
    assert len(traps) >= len(CASES) / 3
    assert all(case.verdict is not Verdict.CONFLICT for case in traps)
    assert sum(case.verdict is Verdict.CONFLICT for case in CASES) >= 30


def test_each_case_has_a_name_of_its_own_and_each_known_miss_is_a_case() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))
    assert KNOWN.keys() <= set(names)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_the_reports_agree_or_not_as_a_careful_reader_finds(case: Case, extractor: Extractor) -> None:
    table = read(case, extractor)
    assert told(case, table, checked(table, extractor)) == []
