"""The reports of a run → an HTML page of its checks, those that failed first. Whatever stands in it is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

KIND = "figures"
"""The property that tells a check of figures from other tests."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One check on the page."""

    name: str
    line: str
    outcome: str
    report: str
    told: tuple[tuple[str, str], ...]


class Page:
    """A plugin of one run: collects the reports of checks, in any process, and writes the page at the end."""

    def __init__(self, config: pytest.Config, path: Path) -> None:
        self.config, self.path = config, path
        self.checks: list[Shown] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in the report of a check."""
        told = dict(report.user_properties)
        if KIND not in told or report.when != "call":
            return
        outcome = report.outcome
        if hasattr(report, "wasxfail"):
            outcome = "xfailed" if report.skipped else "xpassed"  # type: ignore[assignment]
        rest = tuple((key, str(value)) for key, value in told.items() if key not in (KIND, "line", "found"))
        name = report.nodeid.rpartition("::")[2]
        self.checks.append(Shown(name, str(told.get("line", "")), outcome, report.longreprtext, rest))

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write the page, whole or not at all, and say where it is."""
        import jinja2

        from figures.suites.items import header
        from figures.table import Transaction

        text = (resources.files("figures.suites") / "report.html").read_text(encoding="utf-8")
        template = jinja2.Environment(autoescape=True).from_string(text)
        order = {"failed": 0, "xpassed": 1, "xfailed": 2, "skipped": 3, "passed": 4}
        checks = sorted(self.checks, key=lambda check: (order.get(check.outcome, 0), check.line, check.name))
        failed = sum(check.outcome == "failed" for check in checks)
        page = template.render(checks=checks, failed=failed, header=header(self.config))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with Transaction() as transaction:
            transaction.open(self.path).write(page.encode("utf-8", "replace"))
        terminalreporter.write_line(f"figures: {self.path} written")
