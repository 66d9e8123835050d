"""What was worked out once → a dictionary that stays small: what has not been asked for lately is forgotten."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A dictionary of at most `limit` entries, asked by `memo[key]`, which raises KeyError for what it does not know.

    Two generations stand in for a queue of uses: when the new one is half of the limit, it becomes the old one, and
    what is asked for again moves over. Looking up what is known costs what it costs in a dictionary.
    """

    __slots__ = ("_half", "_old")

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._half = limit // 2
        self._old: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._old[key]
        return value

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= self._half:
            self._old = self.copy()
            self.clear()
        super().__setitem__(key, value)
