"""What reading packs gives, kept between runs: TOML tables and parsed patterns, as JSON, by the hash of the packs'
text.

In: a digest. Out: a `Store` to look up and to fill. It is data alone, it is only ever looked up by the text that it was
made from, and whatever goes wrong with the file (no folder to write in, a file cut short) means that the work is done
again.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

FORM = 1
"""The form of what is kept; raise it when `notation.to_data` changes."""


def folder() -> Path | None:
    """The user's cache folder (XDG Base Directory Specification), or None where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME")
    if base:
        return Path(base) / "prose-figures"
    try:
        return Path.home() / ".cache" / "prose-figures"
    except RuntimeError:
        return None


KEPT = 8
"""Files that are kept, the newest: whoever writes a pack makes one at each change."""


class Store:
    """Results by key, for one set of packs."""

    def __init__(self, digest: str) -> None:
        where = folder()
        self._path = None if where is None else where / f"{FORM}-{digest[:32]}.json"
        self._data: dict[str, Any] = {}
        self._changed = False
        if self._path is not None:
            with suppress(OSError, ValueError):
                found = json.loads(self._path.read_bytes())
                self._data = found if isinstance(found, dict) else {}

    def get(self, key: str, make: Callable[[], Any]) -> Any:
        """What is kept under a key, or what `make` gives, which is kept from now on."""
        if key not in self._data:
            self._data[key] = make()
            self._changed = True
        return self._data[key]

    def save(self) -> None:
        """Keep what is new, beside and renamed into place; where that cannot be, nothing happens."""
        if self._path is None or not self._changed:
            return
        with suppress(OSError, ValueError, TypeError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._data, ensure_ascii=False, separators=(",", ":"))
            descriptor, name = tempfile.mkstemp(dir=self._path.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(text)
                os.replace(name, self._path)
                self._prune()
            except BaseException:
                os.unlink(name)
                raise

    def _prune(self) -> None:
        if self._path is not None:
            files = sorted(self._path.parent.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in files[KEPT:]:
                old.unlink(missing_ok=True)
