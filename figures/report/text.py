"""Findings → small reports: both values and both places first, a sketch of the intervals, the sentences with carets.

In: what `figures.check` found. Out: text for a terminal, whose sentences are cut round their figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from figures.consistency.interval import interval
from figures.consistency.policy import Policy
from figures.linking.scale import DATED
from figures.linking.words import places
from figures.report.strip import strips
from figures.table import Figure, Finding

if TYPE_CHECKING:
    from figures.consistency.check import Findings

WIDTH, CUT = 100, "…"
"""How wide a quoted sentence may be, and what stands where it is cut."""


def as_text(findings: Findings) -> str:
    """All findings, a blank line between them; an empty text where there are none."""
    return "\n".join(
        block(finding, findings.figures, findings.policy, findings.detail(finding)) for finding in findings
    )


def block(finding: Finding, figures: dict[str, Figure], policy: Policy, detail: str | None = None) -> str:
    """The report of one finding."""
    concerned = [figures[name] for name in finding.figure_ids if name in figures]
    lines = [f"{finding.code} {finding.message}", ""]
    lines += sketch(concerned, policy)
    if detail:
        lines += [f"  {detail}", ""]
    for figure in concerned:
        lines += quoted(figure)
    if finding.suggestion:
        lines += [*([""] if concerned else []), f"  {finding.suggestion}"]
    return "\n".join(lines) + "\n"


def sketch(figures: Sequence[Figure], policy: Policy) -> list[str]:
    """The intervals of figures that can be drawn on one axis, and a blank line."""
    drawn = [figure for figure in figures if figure.kind not in DATED]
    if len(drawn) < 2:
        return []
    where = [f"{figure.document}:{figure.line}" for figure in drawn]
    column = max(map(len, where))
    rows = zip(where, strips([interval(figure, policy) for figure in drawn]), drawn, strict=True)
    return [*(f"  {place:<{column}}  {strip}  {figure.text}".rstrip() for place, strip, figure in rows), ""]


def quoted(figure: Figure, width: int = WIDTH) -> list[str]:
    """The sentence of a figure with carets below the figure, cut round it where it would be wider than `width`."""
    head = f"  {figure.document}:{figure.line}: "
    (place,) = places([figure])
    sentence, room = figure.sentence.replace("\n", " "), max(width - len(head), len(figure.text) + 2 * len(CUT))
    if len(sentence) > room:
        begin = max(0, min(place - (room - len(figure.text)) // 2, len(sentence) - room))
        before, after = CUT if begin else "", CUT if begin + room < len(sentence) else ""
        sentence = before + sentence[begin + len(before) : begin + room - len(after)] + after
        place -= begin
    return [head + sentence, " " * (len(head) + place) + "^" * len(figure.text)]
