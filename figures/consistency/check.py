"""Tables of figures and documents → findings, comparisons, quantities: do the sources agree?

In: a figures table, from an extraction or a file. Out: `Findings`, a table that is empty where nothing is wrong; with
it every pair that was weighed, and every quantity with its range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from figures.consistency.arithmetic import slips
from figures.consistency.intake import sound
from figures.consistency.listed import Slip
from figures.consistency.policy import DEFAULT, Policy, load
from figures.consistency.reconcile import Joined, joined, quantity
from figures.consistency.weigh import SAME, Weighed, weigh
from figures.errors import UsageError
from figures.grammar import Grammar
from figures.lending import Lender
from figures.linking.closeness import close_pairs, nearest, voices
from figures.linking.links import Link, documents_of, links
from figures.linking.scale import as_date
from figures.table import FINDINGS, Comparison, Figure, Finding, Mode, Quantity, Severity, Table, Verdict

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

    __slots__ = ("comparisons", "details", "documents_known", "figures", "mode", "policy", "quantities")

    def __init__(self, policy: Policy, mode: Mode) -> None:
        super().__init__(FINDINGS, Finding)
        self.policy, self.mode = policy, mode
        self.comparisons: Table[Comparison] = Table.of(Comparison)
        self.quantities: Table[Quantity] = Table.of(Quantity)
        self.figures: dict[str, Figure] = {}
        self.details: dict[tuple[str, ...], str] = {}
        self.documents_known = True

    @property
    def errors(self) -> list[Finding]:
        """The findings of severity error: conflicts and arithmetic slips."""
        return [finding for finding in self if finding.severity == Severity.ERROR]

    def detail(self, finding: Finding) -> str | None:
        """Why, with its values."""
        return self.details.get((finding.code, *finding.figure_ids))

    def without(self, accepted: frozenset[str]) -> Findings:
        """The findings that no baseline accepts; see `figures.consistency.baseline`."""
        from figures.consistency.baseline import fingerprint

        left = Findings(self.policy, self.mode)
        left.comparisons, left.quantities = self.comparisons, self.quantities
        left.figures, left.documents_known, left.details = self.figures, self.documents_known, self.details
        left.append_rows(finding for finding in self if fingerprint(finding, self.figures) not in accepted)
        return left


def check(
    table: Any,
    documents: Any = None,
    *,
    grammar: Grammar | None = None,
    policy: str | Policy = DEFAULT,
    reconcile: str | Mode = Mode.RANGE,
    priority: Sequence[str] = (),
) -> Findings:
    """Whether the figures of a table agree, across its documents and within each.

    `table` is a table of figures: what `figures.extract` returns, a polars or pandas DataFrame, a pyarrow Table.
    `documents` is the table that an extraction writes beside the figures (taken from `table` if it has one); without
    it, figures are linked by their sentences alone. A row that breaks a law of its table is told as a finding, and left
    out. Raises UsageError for what is no table, and for a policy or mode that is not there.
    """
    by, mode = load(policy), _mode(reconcile)
    if mode is Mode.PRIORITY and not priority:
        raise UsageError("reconciling by priority: whose, is not said", remedy="name sources by priority (--priority)")
    with _bundled.lend(None) if grammar is None else nullcontext(grammar) as pack:
        return _checked(table, documents, pack, by, mode, priority)


def _load(_: None) -> Grammar:
    return Grammar.load()


_bundled = Lender(_load)


def _checked(table: Any, documents: Any, pack: Grammar, by: Policy, mode: Mode, priority: Sequence[str]) -> Findings:
    rows, broken_rows = sound("documents", _documents(table, documents))
    known = {"documents.document": frozenset(row.document for row in rows)} if len(rows) and not broken_rows else None
    whole, broken = sound("figures", table, known)
    figures = sorted(map(as_date, whole), key=lambda one: (one.document, one.start, one.end, one.figure_id))
    found = Findings(by, mode)
    found.documents_known = len(rows) > 0 or not figures
    found.figures = {figure.figure_id: figure for figure in figures}
    beside: dict[str, list[Figure]] = {}
    for figure in figures:
        beside.setdefault(figure.document, []).append(figure)
    told = documents_of(figures, rows)
    pairs = list(close_pairs(told))
    chosen = nearest(pairs, {name: len(those) for name, those in beside.items()})
    weighed = list(weigh(links(figures, chosen, pack), by, beside))
    found.comparisons.append_rows(one.row for one in weighed)
    quantities, speaker = joined(figures, weighed), voices(told, pairs)
    found.quantities.append_rows(quantity(one, by, mode, speaker, priority) for one in quantities)
    told_of = [pair for one in quantities for pair in _disputes(one)]
    within: dict[str, list[Link]] = {}
    for each in weighed:
        if each.link.within and each.link.left.modality == each.link.right.modality:
            within.setdefault(each.link.left.document, []).append(each.link)
    for document, those in beside.items():
        told_of += [(_slip(slip), slip.detail) for slip in slips(those, within.get(document, ()), pack)]
    told_of.sort(key=lambda pair: _order(pair[0]))
    found.append_rows([*broken_rows, *broken])
    found.append_rows(finding for finding, _ in told_of)
    found.details = {(finding.code, *finding.figure_ids): detail for finding, detail in told_of}
    return found


def _documents(table: Any, documents: Any) -> Any:
    given = getattr(table, "documents", ()) if documents is None else documents
    return list(given) if isinstance(given, Iterator) else given


def _mode(name: str | Mode) -> Mode:
    try:
        return Mode(name)
    except ValueError:
        modes = ", ".join(mode.value for mode in Mode)
        raise UsageError(f"no reconcile mode is called {name!r}", remedy=f"there are {modes}") from None


def _order(finding: Finding) -> tuple[Any, ...]:
    return finding.document, finding.start or 0, finding.code, finding.figure_ids


def _slip(slip: Slip) -> Finding:
    first = slip.figures[0]
    said = " / ".join(figure.text for figure in slip.figures)
    return _error(slip.code, f"{said} ({first.document}:{first.line}): {slip.detail}", slip.figures)


def _error(code: str, message: str, figures: Sequence[Figure]) -> Finding:
    """A finding at the place of the first of its figures."""
    first = figures[0]
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        document=first.document,
        line=first.line,
        start=first.start,
        end=first.end,
        figure_ids=tuple(figure.figure_id for figure in figures),
        suggestion=ADVICE.get(code),
    )


def _disputes(one: Joined) -> Iterator[tuple[Finding, str]]:
    """The findings of a quantity: what no more than a bound joins, `over 100 dead` in one town, is disputed apart."""
    if any(link.judgement.verdict is Verdict.CONFLICT for link in one.links):
        sure = [link for link in one.links if link.judgement.verdict in (*SAME, Verdict.CONFLICT)]
        for each in joined(one.figures, sure):
            yield from _conflicts(each)


def _conflicts(one: Joined) -> list[tuple[Finding, str]]:
    """One finding for the conflicts between documents, and one for those within a document."""
    conflicts = [link for link in one.links if link.judgement.verdict is Verdict.CONFLICT]
    found = []
    for code, those in (
        (ACROSS, [link for link in conflicts if not link.link.within]),
        (WITHIN, [link for link in conflicts if link.link.within]),
    ):
        if those:
            surest = max(those, key=_surest)
            found.append((_disagreement(code, surest), surest.judgement.detail or ""))
    return found


def _surest(one: Weighed) -> tuple[float, str, str]:
    return one.link.likeness, one.link.left.figure_id, one.link.right.figure_id


def _disagreement(code: str, one: Weighed) -> Finding:
    left, right = one.link.left, one.link.right
    message = f"{left.text} ({left.document}:{left.line}) ≠ {right.text} ({right.document}:{right.line})"
    return _error(code, message, (left, right))
