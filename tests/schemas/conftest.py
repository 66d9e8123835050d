"""All six tables of the seed reports, and rows to break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import figures
from figures import Extractor
from figures.extraction import Figures, extract_each
from figures.table import Table

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.fixture(scope="session")
def extracted(extractor: Extractor) -> Figures:
    found = Figures()
    for batch in extract_each(extractor, figures.read([SEEDS])):
        found.extend(batch)
        found.documents.extend(batch.documents)
        found.ledger.extend(batch.ledger)
    return found


@pytest.fixture(scope="session")
def tables(extracted: Figures) -> dict[str, Table[Any]]:
    """Table name → the seeds' table."""
    findings = figures.check(extracted)
    return {
        "figures": extracted,
        "documents": extracted.documents,
        "ledger": extracted.ledger,
        "quantities": findings.quantities,
        "comparisons": findings.comparisons,
        "findings": findings,
    }
