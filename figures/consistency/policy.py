"""The name of a policy, or a TOML file → `Policy`: how much a hedge lets pass, and which of several values is best.

Policies are data in `policies/`; the one used is recorded with what was judged by it. A file of one's own gives the
keys that differ from `news`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from figures.errors import UsageError
from figures.grammar.source import nearest

NAMES = ("news", "strict", "acled", "ucdp")
DEFAULT = "news"
CHOICES = {"approximate": ("near", "nothing"), "best": ("majority", "lowest", "range")}


@dataclass(frozen=True, slots=True)
class Policy:
    """How figures are judged. The fields are the keys of `policies/news.toml`, which explains them."""

    name: str
    near_share: float
    near_places: float
    bounds_touch: bool
    approximate: str
    rounding_share: float
    best: str

    def reach(self, value: float, precision: float | None) -> float:
        """How far from a stated number `nearly` or `about` reaches, in its own unit."""
        return max(abs(value) * self.near_share, (precision or 0.0) * self.near_places)


def load(policy: str | Path | Policy = DEFAULT) -> Policy:
    """The policy of this name, or in this file. Raises UsageError for one that is not there or not right."""
    if isinstance(policy, Policy):
        return policy
    if str(policy) in NAMES:
        return _named(str(policy))
    path = Path(policy)
    if not path.suffix:
        hint = nearest(str(policy), NAMES) or f"there are {', '.join(NAMES)}, or a TOML file"
        raise UsageError(f"no policy is called {str(policy)!r}", remedy=hint)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", where=str(path), remedy="name a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no TOML ({error})", where=str(path)) from None
    return _checked(path.stem, given, str(path), _named(DEFAULT))


@lru_cache
def _named(name: str) -> Policy:
    text = (resources.files("figures.consistency") / "policies" / f"{name}.toml").read_text(encoding="utf-8")
    return _checked(name, tomllib.loads(text), name, None)


def _checked(name: str, given: dict[str, Any], where: str, base: Policy | None) -> Policy:
    kinds = {field.name: field.type for field in fields(Policy) if field.name != "name"}
    for key, value in given.items():
        if key not in kinds:
            remedy = nearest(key, kinds) or f"the keys are {', '.join(kinds)}"
            raise UsageError(f"knows no key {key!r}", where=where, remedy=remedy)
        wanted = CHOICES.get(key)
        if wanted is not None and value not in wanted:
            raise UsageError(f"{key} is {value!r}", where=where, remedy=f"it is {' or '.join(wanted)}")
        if kinds[key] == "bool" and not isinstance(value, bool):
            raise UsageError(f"{key} is {value!r}", where=where, remedy="it is true or false")
        if kinds[key] == "float" and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise UsageError(f"{key} is {value!r}", where=where, remedy="it is a number, 0 or more")
    return Policy(name, **given) if base is None else replace(base, name=name, **given)
