"""figures pulls quantitative claims out of prose, as a typed table that explains every row, and checks them.

    >>> import figures
    >>> for row in figures.extract("More than 14,000 people have been killed."):
    ...     print(row.text, row.low, row.bound, row.event)
    More than 14,000 people 14000.0 gt killed

Names are imported when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figures.consistency.check import Findings, check
    from figures.consistency.compare import compare, unsupported
    from figures.documents import Document, read
    from figures.errors import FiguresError
    from figures.explanation import Explanation, explain
    from figures.extraction import Extractor, Figures, extract
    from figures.grammar import Grammar
    from figures.table import Figure

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Explanation",
    "Extractor",
    "Figure",
    "Figures",
    "FiguresError",
    "Findings",
    "Grammar",
    "check",
    "compare",
    "explain",
    "extract",
    "read",
    "unsupported",
]

_HOMES = {
    "Document": "figures.documents",
    "Explanation": "figures.explanation",
    "Extractor": "figures.extraction",
    "Figure": "figures.table",
    "Figures": "figures.extraction",
    "FiguresError": "figures.errors",
    "Findings": "figures.consistency.check",
    "check": "figures.consistency.check",
    "compare": "figures.consistency.compare",
    "unsupported": "figures.consistency.compare",
    "Grammar": "figures.grammar",
    "explain": "figures.explanation",
    "extract": "figures.extraction",
    "read": "figures.documents",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'figures' has no attribute {name!r}")
    import importlib

    value: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
