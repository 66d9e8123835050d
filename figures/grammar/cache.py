"""What reading packs gives, kept between runs: word lists, TOML tables and parsed patterns, by the hash of the packs'
text.

In: a digest. Out: a `Store` to look up and to fill. It is data alone, and none of it is ever run; it is only looked up
by the text that it was made from, and used whole or not at all: whatever goes wrong with the file (no folder to write
in, a file cut short, a byte that is not what was written) means that the work is done again.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

CHECK = 16
"""Bytes before the rest, which are its hash."""


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
    """Results by key, for one set of packs; each is packed by itself, so that what nobody asks for costs nothing."""

    def __init__(self, digest: str) -> None:
        where = folder()
        name = f"{sys.implementation.cache_tag}-{_code()}-{digest[:32]}.bin"
        self._path = None if where is None else where / name
        self._packed: dict[str, bytes] = {}
        self._changed = False
        if self._path is not None:
            with suppress(OSError):
                content = self._path.read_bytes()
                if content[:CHECK] == _check(content[CHECK:]):
                    self._packed = marshal.loads(content[CHECK:])

    def get(self, key: str, make: Callable[[], Any]) -> Any:
        """What is kept under a key, or what `make` gives, which is kept from now on."""
        packed = self._packed.get(key)
        if packed is not None:
            return marshal.loads(packed)
        made = make()
        with suppress(ValueError):  # a date in a pack is nothing that can be kept
            self._packed[key] = marshal.dumps(made)
            self._changed = True
        return made

    def save(self) -> None:
        """Keep what is new, beside and renamed into place; where that cannot be, nothing happens. What has been kept is
        let go.
        """
        packed, self._packed = self._packed, {}
        if self._path is None or not self._changed:
            return
        import tempfile  # not before: what is kept is mostly there

        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            content = marshal.dumps(packed)
            descriptor, name = tempfile.mkstemp(dir=self._path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_check(content) + content)
                os.replace(name, self._path)
                self._prune()
            except BaseException:
                os.unlink(name)
                raise

    def _prune(self) -> None:
        if self._path is not None:
            files = [path for form in ("*.bin", "*.json") for path in self._path.parent.glob(form)]
            files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for old in files[KEPT:]:
                old.unlink(missing_ok=True)


def _code() -> str:
    """What the modules that make what is kept are known by: another version of them makes its own."""
    with os.scandir(Path(__file__).parent) as files:
        known = sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file())
    return blake2b(repr(known).encode(), digest_size=8).hexdigest()


def _check(content: bytes) -> bytes:
    return blake2b(content, digest_size=CHECK).digest()
