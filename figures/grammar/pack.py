"""Folders of TOML → a `Grammar`: words, rules and frames, compiled and ready to recognise.

In: one pack folder or several (a later one adds words and rules to the earlier). Out: `Grammar`. Loading reads data and
executes nothing; whatever is wrong raises a GrammarError that shows the line. A pack is

    pack.toml              name, version, language, separators and other habits of the language
    words/*.toml           word lists: one table a class, one line a word
    rules/*.toml           parts and rules; rules/NAME.examples beside each holds its examples
    frames/*.toml          rules over sentences in which each figure is one token: what happened, who said it
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from figures.errors import GrammarError
from figures.grammar import notation
from figures.grammar.allowed import check_meanings, check_settings, check_tables
from figures.grammar.alphabet import Alphabet
from figures.grammar.automaton import Automaton, Room
from figures.grammar.cache import Store
from figures.grammar.derivatives import Derivatives
from figures.grammar.forms import conjugated, inflected
from figures.grammar.needs import Needs, is_figure
from figures.grammar.pattern import Node, Term, class_names
from figures.grammar.reader import Match, Readers
from figures.grammar.source import SourceFile, nearest
from figures.grammar.tokens import DIGIT_FORMS, FORMS, Tokeniser
from figures.grammar.words import Lexicon, Lists

if TYPE_CHECKING:
    from figures.grammar.compile import Expression

KINDS = (
    *("number", "count", "ordinal", "ratio", "percent", "money", "measure", "age"),
    *("duration", "date", "time", "recurrence", "score", "ignored"),
)
"""What a rule may read: the kinds of TABLE.md, and `ignored` for numerals that are no figures."""

PART_NAMES = frozenset((
    *("mention", "number", "low", "high", "modifier", "vague", "state", "unit", "subject", "noun", "per"),
    *("whole", "error", "sign", "scale"),
    *("year", "month", "day", "weekday", "shift", "period", "relative-day", "weekend", "direction", "decade"),
    *("century", "quarter", "first", "second", "hour", "minute", "meridiem", "begin", "end", "short-year", "every"),
    *("clock-second", "zone", "side", "day-part", "part-now", "era", "half", "season", "reference", "now", "nth"),
    *("clocked", "fiscal", "feast", "anaphor", "open", "count", "week", "week-number", "dotted", "lasting", "either"),
    *("year-before",),
    *("figure", "event", "measured", "cue", "scope", "place", "speaker", "date"),
    *("from", "to", "change", "part", "base", "conversion"),
))  # fmt: skip
"""What a pattern may hand on under a name: whoever reads hits knows these and no others."""

RULE_KEYS = {"id", "kind", "pattern", "set", "reason", "says"}
FRAME_KEYS = {"id", "pattern", "set", "says"}


@dataclass(eq=False)
class Rule:
    """One rule or frame. `name` is how rows cite it: `en/counts:counted`."""

    index: int
    name: str
    kind: str
    pattern: str
    node: Node
    constants: Mapping[str, Any]
    reason: str | None
    says: str
    path: Path
    label: str
    line: int
    _alphabet: Alphabet = field(repr=False)
    _readers: Readers = field(repr=False)
    _compiled: dict[Node, Any] = field(repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """A copy in another process says what the rule says, and reads nothing: no function can be sent."""
        kept = ("index", "name", "kind", "pattern", "constants", "reason", "says", "path", "label", "line")
        return {name: getattr(self, name) for name in kept}

    @cached_property
    def reader(self) -> Match:
        """The rule as a function, made when first needed."""
        return self._readers.reader(self.node)

    @cached_property
    def expression(self) -> Expression:
        """The rule as a pyparsing expression, compiled when first needed."""
        from figures.grammar.compile import Expression  # not before: the fast way does without pyparsing

        return Expression(self.node, self._alphabet, self._compiled)


class Ending(NamedTuple):
    """A class that a word gets by how it ends: `unknown` words only, and `initials` too (GPs), where so marked."""

    name: str
    ends: tuple[str, ...]
    excepted: tuple[str, ...]
    unknown: bool
    initials: bool

    def fits_initials(self, word: str) -> bool:
        """Whether a word that no list has is capitals, two at least, and such an ending."""
        return self.initials and any(
            word.endswith(end) and len(word) - len(end) > 1 and word.removesuffix(end).isupper() for end in self.ends
        )

    def fits(self, word: str, unknown: bool) -> bool:
        """Whether a word of more than three letters ends so; `unknown` says that no list has it."""
        if len(word) < 4 or (self.unknown and not unknown):
            return False
        return word.endswith(self.ends) and not (self.excepted and word.endswith(self.excepted))


class Grammar:
    """Everything that packs say, compiled. `version` names the packs and their hash, as rows cite it."""

    def __init__(self, packs: list[_Pack], store: Store) -> None:
        self._store = store
        self.folders: tuple[str, ...] = ()
        self.with_default = False
        self.settings = _settings(packs)
        self.version = " ".join(f"{pack.name}@{pack.version}+{pack.sources.digest[:12]}" for pack in packs)
        self.language = str(self.settings.get("language", "en"))
        self.tokeniser = Tokeniser(
            (self.settings.get("group", ","), *self.settings.get("other-groups", ())),
            self.settings.get("decimal", "."),
            self.settings.get("clitics", ()),
            self.settings.get("contractions", ()),
        )
        case_matters = self.settings.get("case-matters", ())
        kept = store.get("words", lambda: tuple(_lists(Lexicon(self.tokeniser, case_matters), packs, self.settings)))
        self.lexicon = Lexicon(self.tokeniser, case_matters, Lists(*kept))
        self.tokeniser.prefixes = frozenset(self.lexicon.entries("number-prefix"))
        self.alphabet = Alphabet()
        self.frame_alphabet = Alphabet()
        self._readers = {"rules": Readers(self.alphabet), "frames": Readers(self.frame_alphabet)}
        self._compiled: dict[str, dict[Node, Any]] = {"rules": {}, "frames": {}}
        self.endings = tuple(_endings(self.settings))
        for alphabet in (
            self.alphabet,
            self.frame_alphabet,
        ):  # classes of many words first: their bits make small numbers
            alphabet.bits.joined((*FORMS, *(ending.name for ending in self.endings), *self.lexicon.classes()))
        self.room = Room()
        self.memos: dict[object, Callable[..., Any]] = {}
        self._parts = _parts(packs, self.lexicon)
        self._built: dict[str, Node] = {}
        self._literals: dict[str, Node] = {}
        self._building: list[str] = []
        self.rules = self._rules(packs, "rules")
        self.frames = self._rules(packs, "frames")
        self.labels = {rule.name: rule for rule in (*self.rules, *self.frames)}

    @classmethod
    def load(cls, *folders: str | Path, default: bool = True) -> Grammar:
        """The grammar of the packs in `folders`, on top of the English one unless `default` is False.

        Raises GrammarError for whatever is wrong in a pack.
        """
        places = [(default_folder() / "en", "grammars/en")] if default else []
        places += [(Path(folder), Path(folder).as_posix()) for folder in folders]
        sources = [_Sources.open(*place) for place in places]
        store = Store(hashlib.sha256("".join(one.digest for one in sources).encode()).hexdigest())
        grammar = cls([_Pack.read(one, store) for one in sources], store)
        store.save()
        grammar.folders, grammar.with_default = tuple(str(Path(folder).absolute()) for folder in folders), default
        return grammar

    # ---------------------------------------------------------------------------------------------- rules
    @cached_property
    def used(self) -> frozenset[str]:
        """The classes that some rule, or the settings, ask for: only these are told apart in shapes."""
        found = class_names(*(rule.node for rule in self.rules))
        return found.union(self.settings.get("numerals", ()), DIGIT_FORMS)

    @cached_property
    def used_by_frames(self) -> frozenset[str]:
        """The classes that some frame asks for: frames have their own alphabet, so that rules keep a small one."""
        return class_names(*(rule.node for rule in self.frames))

    @cached_property
    def automaton(self) -> Automaton:
        """The recogniser of all rules."""
        bits = self.alphabet.bits
        return Automaton([rule.node for rule in self.rules], Needs(bits, self._common), Derivatives(bits), self.room)

    @cached_property
    def _of_frames(self) -> tuple[Needs, Derivatives]:
        """What frames need to match, and what may follow in them: files of frames share their patterns."""
        bits = self.frame_alphabet.bits
        bits.joined(filter(is_figure, sorted(self.used_by_frames)))  # the first bits: small numbers, met at every start
        return Needs(bits, self._common), Derivatives(bits)

    @property
    def _common(self) -> Iterable[str]:
        """The classes that most sentences hold."""
        return (
            *FORMS,
            *(ending.name for ending in self.endings),
            *(f"={word}" for word in self.lexicon.entries("stop")),
        )

    def unused(self, elsewhere: frozenset[str]) -> list[str]:
        """The word classes that neither a pattern nor the settings nor `elsewhere` name."""
        listed = (self.settings.get(name, ()) for name in ("numerals", "nouns", "not-names"))
        named = elsewhere.union(self._built, *listed)
        return sorted(name for name in self.lexicon.classes() if name not in named and not name.endswith("-plural"))

    def layer(self, file: str) -> tuple[tuple[Rule, ...], Automaton]:
        """The frames of one file, and their recogniser: frames of different files do not compete."""
        rules = tuple(rule for rule in self.frames if rule.path.stem == file)
        return rules, Automaton([rule.node for rule in rules], *self._of_frames, self.room)

    def _rules(self, packs: list[_Pack], folder: str) -> tuple[Rule, ...]:
        found: list[Rule] = []
        places: dict[str, str] = {}
        for pack in packs:
            for file, table in pack.files(folder):
                entries = table.get("rule", [])
                for entry, line in zip(entries, chain(file.rules(), repeat(1)), strict=False):
                    rule = self._rule(pack, file, entry, line, folder, len(found))
                    if rule.name in places:
                        at, column = file.find(r"^\s*id\s*=\s*", line)
                        remedy = f"it stands at {places[rule.name]} too; give one of them another id"
                        file.fail(f"duplicate rule id {entry['id']!r}", at, column, remedy)
                    places[rule.name] = f"{file.label}:{line}"
                    found.append(rule)
        return tuple(found)

    def _rule(self, pack: _Pack, file: SourceFile, entry: dict[str, Any], line: int, folder: str, index: int) -> Rule:
        keys = RULE_KEYS if folder == "rules" else FRAME_KEYS
        for key in entry:
            if key not in keys:
                at, _ = file.find(rf"^\s*{key}\s*=", line)
                file.fail(f"unknown key {key!r} in a rule", at, 1, nearest(key, keys) or f"known are {sorted(keys)}")
        for key in ("id", "pattern", *(("kind",) if folder == "rules" else ())):
            if not isinstance(entry.get(key), str):
                file.fail(f"this rule has no {key}", line, 1, f'add {key} = "…"')
        kind = entry.get("kind", "frame")
        if folder == "rules" and kind not in KINDS:
            at, column = file.find(r"^\s*kind\s*=\s*", line)
            file.fail(f"unknown kind {kind!r}", at, column, nearest(kind, KINDS) or f"known are {', '.join(KINDS)}")
        if kind == "ignored" and not entry.get("reason"):
            file.fail("this rule ignores numerals without saying why", line, 1, 'add reason = "…"')
        place = _Place(file, "pattern", line)
        node = self._node(entry["pattern"], place)
        if node.nullable:
            place.fail("this pattern can match nothing at all", 0, "make one of its elements not optional")
        name = f"{pack.name}/{file.path.stem}:{entry['id']}"
        texts = (entry.get("reason"), entry.get("says", ""))
        constants = entry.get("set", {})
        if not isinstance(constants, dict):
            at, column = file.find(r"^\s*set\s*=\s*", line)
            file.fail("set is no table", at, column, "write set = { COLUMN = VALUE }")
        return Rule(
            index,
            name,
            kind,
            entry["pattern"],
            node,
            constants,
            *texts,
            file.path,
            file.label,
            line,
            self.alphabet if folder == "rules" else self.frame_alphabet,
            self._readers[folder],
            self._compiled[folder],
        )

    def _node(self, text: str, place: _Place) -> Node:
        def resolve(sort: str, name: str, column: int) -> Node:
            if sort == '"':
                return self._literal(name)
            node = self._named(name)
            if node is None:
                known = [*self._parts, *self.lexicon.classes(), *FORMS, *(ending.name for ending in self.endings)]
                hint = nearest(name, known) or "list its words in words/*.toml, or define it under [parts]"
                place.fail(f"unknown word class or part <{name}>", column, hint)
            return node

        def check(name: str, at: int) -> None:
            if name not in PART_NAMES:
                hint = nearest(name, PART_NAMES) or f"known are {', '.join(sorted(PART_NAMES))}"
                place.fail(f"unknown name :{name}", at, hint)

        try:
            return notation.build(self._store.get(text, lambda: notation.parse(text)), resolve, check)
        except notation.NotationError as error:
            return place.fail(error.message, error.column)

    def _literal(self, text: str) -> Node:
        if text not in self._literals:
            self._literals[text] = self.lexicon.literal(text)
        return self._literals[text]

    def _named(self, name: str) -> Node | None:
        if name not in self._built:
            node = self._part(name) if name in self._parts else self._class(name)
            if node is None:
                return None
            self._built[name] = node
        return self._built[name]

    def _class(self, name: str) -> Node | None:
        if (
            name in FORMS
            or name == "figure"
            or name.startswith("figure-")
            or any(name == ending.name for ending in self.endings)
        ):
            return Term(name)
        return self.lexicon.pattern(name) if name in self.lexicon.classes() else None

    def _part(self, name: str) -> Node:
        text, place = self._parts[name]
        if name in self._building:
            circle = " → ".join([*self._building[self._building.index(name) :], name])
            place.fail(f"part <{name}> refers to itself ({circle})", 0, "patterns cannot be recursive")
        self._building.append(name)
        try:
            return self._node(text, place)
        finally:
            self._building.pop()


# -------------------------------------------------------------------------------------------------- reading packs
class _Place(NamedTuple):
    """Where a pattern stands: the string under a key, in a file from a line on. Looked for only when at fault."""

    file: SourceFile
    key: str
    line: int = 1

    def find(self) -> tuple[int, int]:
        """The line and the column where the pattern begins."""
        return self.file.find(rf"^\s*{self.key}\s*=\s*['\"]{{1,3}}", self.line)

    def fail(self, message: str, column: int, remedy: str | None = None) -> NoReturn:
        """Raise a GrammarError that points at a 0-based column of the pattern."""
        line, begin = self.find()
        self.file.fail(message, line, begin + column, remedy)


class _Sources(NamedTuple):
    """The files of one pack as text, and the SHA-256 over all of them."""

    main: SourceFile
    files: Mapping[str, tuple[SourceFile, ...]]
    digest: str

    @classmethod
    def open(cls, folder: Path, label: str) -> _Sources:
        main = folder / "pack.toml"
        if not main.is_file():
            raise GrammarError("no pack.toml here", where=label, remedy="a grammar pack is a folder with one")
        opened = SourceFile.open(main, f"{label}/pack.toml")
        digest = hashlib.sha256(opened.text.encode())
        files = {}
        for kind in ("words", "rules", "frames"):
            paths = sorted((folder / kind).glob("*.toml"))
            files[kind] = tuple(SourceFile.open(path, f"{label}/{kind}/{path.name}") for path in paths)
            for file in files[kind]:
                digest.update(f"\0{kind}/{file.path.name}\0{file.text}".encode())
        return cls(opened, files, digest.hexdigest())


class _Pack(NamedTuple):
    name: str
    version: str
    settings: Mapping[str, Any]
    sources: _Sources
    store: Store

    @classmethod
    def read(cls, sources: _Sources, store: Store) -> _Pack:
        """The pack of some files; raises GrammarError for what is no TOML, or lacks a name or a version."""
        main = sources.main
        settings = store.get(f"{sources.digest} pack", main.toml)
        for key in ("name", "version"):
            if not isinstance(settings.get(key), str):
                main.fail(f"the pack has no {key}", 1, 1, f'add {key} = "…"')
        check_settings(main, settings)
        return cls(settings["name"], settings["version"], settings, sources, store)

    def files(self, kind: str) -> Iterable[tuple[SourceFile, dict[str, Any]]]:
        """The files of one kind and what they say; raises GrammarError for what is no TOML."""
        for file in self.sources.files[kind]:
            tables = self.store.get(f"{self.sources.digest} {kind}/{file.path.name}", file.toml)
            check_tables(file, tables)
            yield file, tables


def default_folder() -> Path:
    """Where the packs lie: inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).resolve().parent.parent / "grammars"
    return packaged if packaged.is_dir() else packaged.parent.parent / "grammars"


def _settings(packs: list[_Pack]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for pack in packs:
        for key, value in pack.settings.items():
            old = merged.get(key)
            if isinstance(old, dict) and isinstance(value, dict):
                merged[key] = {**old, **value}
            elif isinstance(old, list) and isinstance(value, list):
                merged[key] = [*old, *value]
            else:
                merged[key] = value
    return merged


def _endings(settings: Mapping[str, Any]) -> Iterable[Ending]:
    for name, entry in settings.get("endings", {}).items():
        yield Ending(
            name,
            tuple(entry["ends"]),
            tuple(entry.get("not", ())),
            bool(entry.get("unknown", False)),
            bool(entry.get("initials", False)),
        )


def _parts(packs: list[_Pack], lexicon: Lexicon) -> dict[str, tuple[str, _Place]]:
    found: dict[str, tuple[str, _Place]] = {}
    classes = frozenset(lexicon.classes())
    for pack in packs:
        for folder in ("rules", "frames"):
            for file, table in pack.files(folder):
                for name, text in table.get("parts", {}).items():
                    if name in found:
                        other = found[name][1]
                        line, _ = _Place(file, name).find()
                        remedy = f"it stands at {other.file.label}:{other.find()[0]} too"
                        file.fail(f"duplicate part {name!r}", line, 1, remedy)
                    if name in classes:
                        line, _ = _Place(file, name).find()
                        file.fail(f"part {name!r} has the name of a word class", line, 1, "give it another")
                    found[name] = text, _Place(file, name)
    return found


def _lists(lexicon: Lexicon, packs: list[_Pack], settings: Mapping[str, Any]) -> Lists:
    """The word lists of the packs, in a lexicon that has none yet."""
    plurals = set(settings.get("inflected", ()))
    nouns = set(settings.get("nouns", ()))
    verbs: Mapping[str, Mapping[str, list[str]]] = settings.get("conjugated", {})
    endings = [(singular, ending) for singular, ending in settings.get("plural-endings", ())]
    found = [
        (file, word_class, surface, meaning)
        for pack in packs
        for file in pack.sources.files["words"]
        for word_class, entries in file.toml().items()
        for surface, meaning in _listed(file, word_class, entries)
    ]
    check_meanings(found)
    for _, word_class, surface, meaning in found:
        if word_class in verbs:
            for form, conjugate in conjugated(surface, meaning, settings["verb-endings"]):
                for listed in verbs[word_class].get(form, ()):
                    lexicon.add(listed, conjugate, surface, meaning)
            continue
        lexicon.add(word_class, surface, surface, meaning)
        many = meaning.get("plural", inflected(surface, endings) if word_class in plurals else None)
        if many:
            lexicon.add(word_class, many, surface, meaning)
        if word_class in nouns:
            lexicon.add("singular", surface, surface, meaning)
            if many:
                lexicon.add("plural", many, surface, meaning)
                lexicon.add(f"{word_class}-plural", many, surface, meaning)
    return lexicon.lists


def _listed(file: SourceFile, word_class: str, entries: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    if word_class in FORMS:
        line, _ = file.find(rf"^\s*\[?{word_class}\b")
        file.fail(f"<{word_class}> is a class of forms and takes no words", line)
    if isinstance(entries, list):
        entries = dict.fromkeys(map(str, entries), True)
    if not isinstance(entries, dict):
        line, column = file.find(rf"^\s*{word_class}\s*=\s*")
        file.fail(f"{word_class} is neither a table nor a list of words", line, column)
    for surface, meaning in entries.items():
        if not surface.strip():
            line, _ = file.find(r'^\s*""\s*=')
            file.fail(f"an empty word in <{word_class}>", line)
        yield surface, meaning if isinstance(meaning, dict) else {"value": meaning}
