"""What pytest collects: suite files with an item a check, and examples of grammar packs with an item an example.

Imported when the first such file is met. An item's outcome is that of the function of its kind; its report is text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from figures.errors import FiguresError, GrammarError
from figures.suites.located import SuiteError
from figures.suites.suite import Check, Suite, read_suite

RUN = pytest.StashKey["object"]()
"""Where a pytest configuration keeps the `Run` of its process."""
MARKER = "figures"


class SuiteFile(pytest.File):
    """One `*.figures.toml`."""

    def collect(self) -> Iterator[pytest.Item]:
        """An item a check, in the order of the file; of a table, an item a law."""
        try:
            suite = read_suite(self.path)
        except SuiteError as error:
            raise self.CollectError(str(error)) from None
        for check in suite.checks:
            if check.kind == "table":
                from figures.suites.tables import laws

                for law in laws(check):
                    yield CheckItem.from_parent(self, name=f"{check.id}[{law}]", suite=suite, check=check, law=law)
            else:
                yield CheckItem.from_parent(self, name=check.id, suite=suite, check=check)


class Shown:
    """The report of a failure as pytest prints it: the text as it is, and its first line for the summary."""

    def __init__(self, text: str, path: Path, line: int) -> None:
        self.text = text
        self.reprcrash = Crash(str(path), line, text.partition("\n")[0])

    def __str__(self) -> str:
        return self.text

    def toterminal(self, writer: Any) -> None:
        """Print it."""
        first, _, rest = self.text.partition("\n")
        writer.line(first, red=True, bold=True)
        if rest:
            writer.line(rest)


class Crash:
    """Where a check stands, and what is wrong with it in one line."""

    def __init__(self, path: str, lineno: int, message: str) -> None:
        self.path, self.lineno, self.message = path, lineno, message

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}"


class FiguresItem(pytest.Item):
    """An item of this plugin: where it stands, and how its failures are shown."""

    line: int

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Path, line (from 0) and name."""
        return self.path, self.line - 1, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Our own reports and errors as they are; anything else as a traceback."""
        from figures.suites.failure import Failure

        if isinstance(excinfo.value, Failure | FiguresError):
            place = f"{self.path.name}:{self.line}: {self.name}"
            return Shown(f"{excinfo.value}\n\n{place}", self.path, self.line)
        return super().repr_failure(excinfo)


class CheckItem(FiguresItem):
    """One check of a suite."""

    def __init__(self, *, suite: Suite, check: Check, law: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.suite, self.check, self.law, self.line = suite, check, law, check.line
        self._mark()

    def _mark(self) -> None:
        from figures.suites.failure import Failure

        asked = self.check.asked
        self.add_marker(MARKER)
        for tag in asked.get("tags", ()):
            self.config.addinivalue_line("markers", f"{tag}: a tag of {self.suite.label}")
            self.add_marker(tag)
        if "skip" in asked:
            self.add_marker(pytest.mark.skip(reason=asked["skip"]))
        if "xfail" in asked:  # a source that is missing is no known failure: only what the check finds is
            self.add_marker(pytest.mark.xfail(reason=asked["xfail"], raises=Failure, strict=True))

    def runtest(self) -> None:
        """Run the check. Raises Failure, or FiguresError where it cannot be run."""
        from figures.suites.failure import Failure

        self.user_properties += [("figures", self.check.kind), ("line", f"{self.suite.label}:{self.line}")]
        try:
            told = _outcome(of_config(self.config), self.suite, self.check, self.law)
        except Failure as failure:
            self.user_properties.append(("found", failure.headline))
            raise
        self.user_properties += list(told.items())


def _outcome(run: Any, suite: Suite, check: Check, law: str | None) -> dict[str, str]:
    from figures.suites.agreement import run_agree
    from figures.suites.arithmetic import run_change, run_share, run_sum
    from figures.suites.claims import run_claim
    from figures.suites.support import run_coverage, run_support

    kinds: dict[str, Callable[[Any, Suite, Check], dict[str, str]]] = {
        "claim": run_claim,
        "agree": run_agree,
        "sum": run_sum,
        "share": run_share,
        "change": run_change,
        "support": run_support,
        "coverage": run_coverage,
    }
    if law is not None:
        from figures.suites.tables import run_law

        return run_law(run, suite, check, law)
    return kinds[check.kind](run, suite, check)


def of_config(config: pytest.Config) -> Any:
    """The `Run` of this process, made when the first check asks for it."""
    run = config.stash.get(RUN, None)
    if run is None:
        from figures.suites.sources import Run

        shared = getattr(config, "workerinput", {}).get("figures_shared")
        run = config.stash[RUN] = Run(
            tuple(str(config.rootpath / folder) for folder in config.getini("figures_grammar")),
            _policy(config),
            shared,
            bool(config.getoption("figures_update")),
        )
    return run


def _policy(config: pytest.Config) -> str:
    name = str(config.getini("figures_policy"))
    return str(config.rootpath / name) if Path(name).suffix else name


class ExamplesFile(pytest.File):
    """One `rules/NAME.examples` of a grammar pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """An item an example, called by the rule it guards and its line."""
        from figures.suites.examples import examples_of

        try:
            for extractor, example in examples_of(self.path):
                rule = example.rule.rpartition(":")[2]
                yield ExampleItem.from_parent(
                    self, name=f"{rule}[{example.line}]", extractor=extractor, example=example
                )
        except GrammarError as error:
            raise self.CollectError(str(error)) from None


class ExampleItem(FiguresItem):
    """One example of a rule."""

    def __init__(self, *, extractor: Any, example: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.extractor, self.example, self.line = extractor, example, example.line
        self.add_marker(MARKER)

    def runtest(self) -> None:
        """Read the example. Raises GrammarError for another reading than it asks for."""
        from figures.suites.examples import hold

        hold(self.extractor, self.example)


def header(config: pytest.Config) -> str:
    """The line that says by what figures are checked."""
    from figures import __version__

    run = of_config(config)
    try:
        grammar = run.grammar.version
    except GrammarError as error:
        grammar = f"at fault: {str(error).splitlines()[0]}"
    return f"figures: {__version__}, grammar {grammar}, policy {config.getini('figures_policy')}"


def summary(counts: dict[str, int], changed: Iterable[str]) -> list[str]:
    """What the terminal says at the end of a run that checked figures."""
    numerals = counts.get("numerals", 0)
    unparsed = counts.get("unparsed", 0)
    said = ", ".join(
        f"{counts.get(key, 0):,} {name}" + ("" if counts.get(key, 0) == 1 or name == "compared" else "s")
        for key, name in (
            *(("sources", "source"), ("mentions", "mention")),
            *(("compared", "compared"), ("conflicts", "conflict")),
        )
    )
    share = unparsed / numerals if numerals else 0.0
    lines = [f"figures: {said}, {unparsed:,} unparsed ({share:.1%})"]
    for name in sorted(changed):
        lines.append(f"figures: {name} changed during the run: checks before and after saw different texts")
    return lines
