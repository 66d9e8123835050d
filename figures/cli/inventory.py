"""In: a grammar. Out: text that lists what it holds, or shows one rule, word class or part of it."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Mapping

from figures.errors import UsageError
from figures.grammar import Grammar, Rule

WORDS_SHOWN = 40


def inventory(grammar: Grammar) -> str:
    """The packs, the rules of each file by kind, and the words of each class."""
    words = {name: len(_words(grammar, name)) for name in sorted(grammar.lexicon.classes())}
    blocks = [
        ["packs", *grammar.version.split(" ")],
        [f"rules: {len(grammar.rules):,}", *_rules(grammar.rules)],
        [f"frames: {len(grammar.frames):,}", *_rules(grammar.frames)],
        [f"word classes: {len(words):,}", *_aligned([(name, f"{count:,}") for name, count in words.items()])],
    ]
    return "\n".join(block[0] + "\n" + "".join(f"  {line}\n" for line in block[1:]) for block in blocks)


def entries(grammar: Grammar, name: str, whole: bool = False) -> list[str]:
    """Everything called `name`, each as text. Raises UsageError, with the nearest names, if nothing is."""
    found = [_rule(grammar, rule) for rule in grammar.labels.values() if name in (rule.name, _id(rule))]
    if name in grammar.lexicon.classes():
        found.append(_class(grammar, name, whole))
    if name in grammar._parts:
        pattern, place = grammar._parts[name]
        found.append(f"<{name}>, a part ({place.file.label}:{place.find()[0]})\n  pattern  {pattern}\n")
    if not found:
        known = {*grammar.labels, *map(_id, grammar.labels.values()), *grammar.lexicon.classes(), *grammar._parts}
        near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
        remedy = f"did you mean {' or '.join(near)}?" if near else "figures grammar list names them"
        raise UsageError(f"no rule, word class or part is called {name!r}", remedy=remedy)
    return found


def _id(rule: Rule) -> str:
    return rule.name.rpartition(":")[2]


def _rules(rules: tuple[Rule, ...]) -> list[str]:
    """A line for each file: its rules, by kind."""
    files: dict[str, Counter[str]] = {}
    for rule in rules:
        files.setdefault(rule.name.rpartition(":")[0], Counter())[rule.kind] += 1
    rows: list[tuple[str, ...]] = []
    for file, kinds in files.items():
        said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())) if {*kinds} - {"frame"} else ""
        rows.append((file, f"{kinds.total():,}", said))
    return _aligned(rows)


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    """The first cell to the left, the second to the right, the third as it is."""
    name = max((len(row[0]) for row in rows), default=0)
    number = max((len(row[1]) for row in rows), default=0)
    return [f"{row[0]:{name}}  {row[1]:>{number}}  {''.join(row[2:])}".rstrip() for row in rows]


def _rule(grammar: Grammar, rule: Rule) -> str:
    from figures.examples import of_rule

    sort = "a frame" if rule.kind == "frame" else f"a rule of kind {rule.kind}"
    lines = [f"{rule.name}, {sort} ({rule.label}:{rule.line})"]
    lines += [f"  says     {rule.says}"] if rule.says else []
    lines.append(f"  pattern  {rule.pattern}")
    lines += [f"  reason   {rule.reason}"] if rule.reason else []
    lines += [f"  sets     {name} = {_toml(value)}" for name, value in rule.constants.items()]
    lines += [f"  example  {example}" for example in of_rule(grammar, rule.name)]
    return "\n".join(lines) + "\n"


def _words(grammar: Grammar, name: str) -> dict[str, Mapping[str, object]]:
    """The words of a class as the pack lists them, without their plurals and capitals."""
    return {word.lemma: word.meaning for word in grammar.lexicon.entries(name).values()}


def _class(grammar: Grammar, name: str, whole: bool) -> str:
    words = _words(grammar, name)
    lines = [f"<{name}>, a class of {len(words):,} {'word' if len(words) == 1 else 'words'}"]
    shown = list(words.items())[: len(words) if whole else WORDS_SHOWN]
    for word, meaning in shown:
        bare = meaning.keys() == {"value"}
        said = "" if bare and meaning["value"] is True else f" = {_toml(meaning['value'] if bare else meaning)}"
        lines.append(f"  {word}{said}")
    if more := len(words) - len(shown):
        lines.append(f"  … {more:,} more; --all shows them")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A value as the pack writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
