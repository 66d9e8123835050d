"""In: the name of an engine's module. Out: the module, or an error that names the extra which brings it."""

from __future__ import annotations

import importlib
from typing import Any

from figures.errors import UsageError


def needed(module: str, extra: str) -> Any:
    """The module. Raises UsageError, naming the extra to install, if it or a part of it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        absent = (error.name or module).partition(".")[0]
        raise UsageError(f"{absent} is not installed", remedy=f'pip install "prose-figures[{extra}]"') from None
