"""What takes long to make, kept from call to call, so that a loop over small texts pays for it once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
KEPT = 4
"""How many things one lender keeps; each extractor holds some tens of megabytes."""


class Lender(Generic[K, V]):
    """Lends a thing to one user at a time: who asks while it is out gets a new one, so threads share nothing."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make
        self._kept: dict[K, V] = {}
        self._lock = threading.Lock()

    @contextmanager
    def lend(self, key: K) -> Iterator[V]:
        """The thing of this key; it is kept again unless its user failed, who may have left half of a text in it."""
        with self._lock:
            found = self._kept.pop(key, None)
        thing = self._make(key) if found is None else found
        yield thing
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = thing
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
