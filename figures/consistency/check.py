"""Tables of figures and documents → findings, comparisons, quantities: do the sources agree?

In: a figures table, from an extraction or a file. Out: `Findings`, a table that is empty where nothing is wrong; with
it every pair that was weighed, and every quantity with its range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from figures.consistency.policy import DEFAULT, Policy, load
from figures.consistency.reconcile import Joined, joined, quantity
from figures.consistency.weigh import Weighed, weigh
from figures.errors import UsageError
from figures.grammar import Grammar
from figures.linking.closeness import close_pairs, voices
from figures.linking.links import documents_of, links
from figures.table import FINDINGS, Comparison, DocumentRow, Figure, Finding, Mode, Quantity, Severity, Table, Verdict

ACROSS, WITHIN = "FIG201", "FIG202"
"""Codes: two sources disagree; one text states two values of one quantity."""
ADVICE = {
    ACROSS: "see which source is right; if they speak of different things, accept the finding in the baseline",
    WITHIN: "correct one of the two, or say what differs",
}


class Findings(Table[Finding]):
    """What to look at: an empty table, which is false, where all is consistent.

    `comparisons` has every pair that was weighed, `quantities` every quantity, `figures` the figures by id, and
    `documents_known` whether there was a table of documents to link by.
    """

    __slots__ = ("comparisons", "documents_known", "figures", "mode", "policy", "quantities")

    def __init__(self, policy: Policy, mode: Mode) -> None:
        super().__init__(FINDINGS, Finding)
        self.policy, self.mode = policy, mode
        self.comparisons: Table[Comparison] = Table.of(Comparison)
        self.quantities: Table[Quantity] = Table.of(Quantity)
        self.figures: dict[str, Figure] = {}
        self.documents_known = True

    @property
    def errors(self) -> list[Finding]:
        """The findings of severity error: conflicts and arithmetic slips."""
        return [finding for finding in self if finding.severity == Severity.ERROR]

    def detail(self, finding: Finding) -> str | None:
        """Why, with its values: the detail of the comparison that a finding tells of."""
        if len(finding.figure_ids) != 2:
            return None
        wanted = set(finding.figure_ids)
        return next((one.detail for one in self.comparisons if {one.left_id, one.right_id} == wanted), None)

    def without(self, accepted: frozenset[str]) -> Findings:
        """The findings that no baseline accepts; see `figures.consistency.baseline`."""
        from figures.consistency.baseline import fingerprint

        left = Findings(self.policy, self.mode)
        left.comparisons, left.quantities = self.comparisons, self.quantities
        left.figures, left.documents_known = self.figures, self.documents_known
        left.append_rows(finding for finding in self if fingerprint(finding, self.figures) not in accepted)
        return left


def check(
    table: Table[Figure],
    documents: Iterable[DocumentRow] | None = None,
    *,
    grammar: Grammar | None = None,
    policy: str | Policy = DEFAULT,
    reconcile: str | Mode = Mode.RANGE,
    priority: Sequence[str] = (),
) -> Findings:
    """Whether the figures of a table agree, across its documents and within each.

    `documents` is the table that an extraction writes beside the figures (taken from `table` if it has one); without
    it, figures are linked by their sentences alone. Raises UsageError for a policy or mode that is not there.
    """
    by, mode = load(policy), _mode(reconcile)
    rows = list(documents if documents is not None else getattr(table, "documents", ()))
    figures = sorted(table, key=lambda one: (one.document, one.start, one.end, one.figure_id))
    found = Findings(by, mode)
    found.documents_known = bool(rows) or not figures
    found.figures = {figure.figure_id: figure for figure in figures}
    beside: dict[str, list[Figure]] = {}
    for figure in figures:
        beside.setdefault(figure.document, []).append(figure)
    told = documents_of(figures, rows)
    pairs = list(close_pairs(told))
    weighed = list(weigh(links(figures, pairs, grammar or Grammar.load()), by, beside))
    found.comparisons.append_rows(one.row for one in weighed)
    quantities, speaker = joined(figures, weighed), voices(told, pairs)
    found.quantities.append_rows(quantity(one, by, mode, speaker, priority) for one in quantities)
    conflicts = [finding for one in quantities for finding in _conflicts(one)]
    conflicts.sort(key=_order)
    found.append_rows(conflicts)
    return found


def _mode(name: str | Mode) -> Mode:
    try:
        return Mode(name)
    except ValueError:
        modes = ", ".join(mode.value for mode in Mode)
        raise UsageError(f"no reconcile mode is called {name!r}", remedy=f"there are {modes}") from None


def _order(finding: Finding) -> tuple[Any, ...]:
    return finding.document, finding.start or 0, finding.code, finding.figure_ids


def _conflicts(one: Joined) -> list[Finding]:
    """One finding for the conflicts of a quantity between documents, and one for those within a document."""
    conflicts = [link for link in one.links if link.judgement.verdict is Verdict.CONFLICT]
    found = []
    for code, those in (
        (ACROSS, [link for link in conflicts if not link.link.within]),
        (WITHIN, [link for link in conflicts if link.link.within]),
    ):
        if those:
            found.append(_finding(code, max(those, key=_surest)))
    return found


def _surest(one: Weighed) -> tuple[float, str, str]:
    return one.link.likeness, one.link.left.figure_id, one.link.right.figure_id


def _finding(code: str, one: Weighed) -> Finding:
    left, right = one.link.left, one.link.right
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{left.text} ({left.document}:{left.line}) ≠ {right.text} ({right.document}:{right.line})",
        document=left.document,
        line=left.line,
        start=left.start,
        end=left.end,
        figure_ids=(left.figure_id, right.figure_id),
        suggestion=ADVICE[code],
    )
