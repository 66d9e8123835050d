"""When the collector of cycles need not look: while grammars are read and rows are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY_MADE = 10_000
"""Objects that a batch has made, and that still live, from which on it is worth while to spare the collector a look."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows make no cycles; looking for some among them, over and over, costs two thirds of what making them does. What
    was made counts as old afterwards (frozen and thawed: no look at each object), unless the program has frozen some.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if gc.get_count()[0] > max(MANY_MADE, gc.get_threshold()[0]) and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
