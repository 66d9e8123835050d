"""Findings → JSON, SARIF 2.1.0 and GitHub's workflow commands.

SARIF: OASIS, Static Analysis Results Interchange Format, version 2.1.0. GitHub: "Workflow commands", `::error file=…`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from figures import __version__
from figures.table import Figure, Finding, Severity

RULES = {
    "FIG101": "A row of the table breaks a law of its schema.",
    "FIG201": "Two sources state values of one quantity that cannot both be.",
    "FIG202": "One text states two values of one quantity that cannot both be.",
    "FIG301": "A total is not the sum of its parts.",
    "FIG302": "A share is not what its number is of the whole.",
    "FIG303": "A change does not follow from its ends.",
    "FIG304": "A conversion in parentheses does not equal what it converts.",
    "FIG305": "A duration, an age or a day of the week does not fit its dates.",
    "FIG306": "Two amounts differ by a scale word only.",
    "FIG307": "A running total is lower on a later day.",
    "FIG308": "A rate does not follow from its count and the population.",
}
"""What each code stands for."""


def as_json(findings: Iterable[Finding]) -> str:
    """A list of findings, one object each with the columns of the findings table; `[]` where there are none."""
    rows = [{**finding._asdict(), "figure_ids": list(finding.figure_ids)} for finding in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Iterable[Finding]) -> str:
    """One workflow command a finding."""
    lines = []
    for finding in findings:
        level = "error" if finding.severity == Severity.ERROR else "notice"
        place = f"file={_property(finding.document)}" + (f",line={finding.line}" if finding.line else "")
        lines.append(f"::{level} {place},title={finding.code}::{_data(finding.message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Iterable[Finding], figures: dict[str, Figure], fingerprint: Any) -> str:
    """A SARIF log of one run. `fingerprint` gives a finding's stable name."""
    results: list[dict[str, Any]] = []
    for finding in findings:
        others = [figures[name] for name in finding.figure_ids[1:] if name in figures]
        results.append(
            {
                "ruleId": finding.code,
                "level": "error" if finding.severity == Severity.ERROR else "note",
                "message": {"text": finding.message},
                "locations": [_location(finding.document, finding.line, finding.start, finding.end)],
                "relatedLocations": [
                    {
                        "id": number,
                        "message": {"text": one.text},
                        **_location(one.document, one.line, one.start, one.end),
                    }
                    for number, one in enumerate(others)
                ],
                "partialFingerprints": {"figures/v1": fingerprint(finding)},
            }
        )
    used = sorted({result["ruleId"] for result in results})
    driver = {
        "name": "figures",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": RULES.get(code, code)}} for code in used],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _location(document: str, line: int | None, start: int | None, end: int | None) -> dict[str, Any]:
    region: dict[str, int] = {}
    if line is not None:
        region["startLine"] = line
    if start is not None and end is not None:
        region |= {"charOffset": start, "charLength": end - start}
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(document)}}
    return {"physicalLocation": place | ({"region": region} if region else {})}
