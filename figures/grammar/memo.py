"""What was worked out once → a dictionary that stays small: what has not been asked for lately is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Asked = ParamSpec("Asked")


class Keeper(Protocol):
    """What keeps memos of functions, by the function: a grammar."""

    @property
    def memos(self) -> dict[object, Callable[..., Any]]:
        """One function's memo is its own."""


def of_grammar(
    limit: int,
) -> Callable[[Callable[Concatenate[Any, Asked], Value]], Callable[Concatenate[Keeper, Asked], Value]]:
    """What a function of a grammar and more gives is remembered by that grammar, `limit` results at most, and freed
    with it: a memo of the function's own would keep every grammar for good."""

    def kept(function: Callable[Concatenate[Any, Asked], Value]) -> Callable[Concatenate[Keeper, Asked], Value]:
        @wraps(function)
        def ask(grammar: Keeper, /, *args: Asked.args, **named: Asked.kwargs) -> Value:
            if function not in grammar.memos:
                grammar.memos[function] = lru_cache(limit)(partial(function, grammar))
            found: Value = grammar.memos[function](*args, **named)
            return found

        return ask

    return kept


class Known(dict[Key, Value]):
    """A dictionary asked by `known[key]`: what it does not hold, `make` works out, and it stays."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._make(key)
        return value


class Memo(dict[Key, Value]):
    """A dictionary of at most `limit` entries, asked by `memo[key]`: what it does not know, `make` works out; without
    `make` it raises KeyError.

    Two generations stand in for a queue of uses: when the new one is half of the limit, it becomes the old one, and
    what is asked for again moves over. Looking up what is known costs what it costs in a dictionary. A key longer than
    `longest` is worked out each time: hostile text makes such keys, and they do not come again.
    """

    __slots__ = ("_half", "_longest", "_make", "_old")

    def __init__(self, limit: int, make: Callable[[Key], Value] | None = None, longest: int | None = None) -> None:
        super().__init__()
        self._half, self._longest, self._make = limit // 2, longest, make
        self._old: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        old = self._old
        if key in old or self._make is None:
            value = old[key]
        else:
            value = self._make(key)
            if self._longest is not None and len(key) > self._longest:  # type: ignore[arg-type]
                return value
        self[key] = value
        return value

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= self._half:
            self._old = self.copy()
            self.clear()
        super().__setitem__(key, value)
