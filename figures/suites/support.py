"""A draft and the sources of a suite → whether every figure of the draft stands in them; and how much went unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from figures.consistency.compare import compare_figures
from figures.consistency.judge import judge
from figures.consistency.laying import Item, Outcome
from figures.consistency.policy import Policy
from figures.linking.scale import scale
from figures.linking.words import Words
from figures.suites import claims
from figures.suites.failure import SHOWN, Failure, Said, figures_drawn, flat, headline, quotations
from figures.suites.sources import Run, Source, SourceError
from figures.suites.suite import Check, Suite
from figures.table import Figure, Status, Verdict

ALLOWED = ("rounding", "conversion")


def run_support(run: Run, suite: Suite, check: Check) -> claims.Outcome:
    """Whether the sources support every figure of a draft. Raises Failure."""
    path = suite.folder / check.asked["draft"]
    where = f"{suite.label}:{check.line_of('draft')}"
    if not path.is_file():
        remedy = "give it relative to the suite's folder"
        raise SourceError(f"no draft is called {check.asked['draft']!r}", where=where, remedy=remedy)
    drafts, sources = run.file(suite, path), run.sources(suite, without=path)
    allowed = check.asked.get("allow", ALLOWED)
    policy = run.policy(suite)
    if "rounding" not in allowed:
        policy = replace(policy, rounding_share=0.0)
    figures = [figure for draft in drafts for figure in draft.figures]
    wrong = unsupported(figures, sources, policy, Words(run.grammar), "conversion" in allowed)
    run.counts["compared"] += len(figures)
    run.counts["conflicts"] += sum(item.verdict is Outcome.CONFLICT for item in wrong)
    if wrong:
        raise without_support(wrong, [source.document.id for source in sources], policy)
    return {"draft": check.asked["draft"], "supported": str(len(figures))}


def unsupported(
    figures: Sequence[Figure], sources: Sequence[Source], policy: Policy, words: Words, conversion: bool = True
) -> list[Item]:
    """The figures of a draft that the sources, taken together, contradict or do not state."""
    known = [figure for source in sources for figure in source.figures]
    found = compare_figures(known, figures, words, policy)
    return [item for item in found.items if item.verdict is not Outcome.CONSISTENT or _converted(item, conversion)]


def _converted(item: Item, allowed: bool) -> bool:
    """Whether only a conversion, which is not allowed, supports it."""
    return not allowed and item.against is not None and item.against.unit != item.figure.unit


def without_support(wrong: Sequence[Item], names: Sequence[str], policy: Policy) -> Failure:
    """The report of figures without support, those that are contradicted first."""
    ordered = sorted(wrong, key=lambda item: item.verdict is not Outcome.CONFLICT)
    head, *others = [_told(item, names, policy) for item in ordered]
    first = ordered[0]
    beside = [] if first.against is None else [first.against]
    body = figures_drawn([first.figure, *beside], policy) if beside else []
    body += [f"  nearest is {flat(one.text)}", ""] if (one := first.against) and not _said_of(first, policy) else []
    body += quotations([first.figure, *beside])
    if others:
        body += ["", f"and {len(others)} more without support:", ""]
        body += [f"  {line}" for line in others[:SHOWN]]
        body += [f"  … and {len(others) - SHOWN:,} more"] if len(others) > SHOWN else []
    return Failure(head, body)


def _told(item: Item, names: Sequence[str], policy: Policy) -> str:
    said, sign = Said.by(item.figure), _said_of(item, policy)
    if item.against is not None and sign is not None:
        return headline(said, sign, Said.by(item.against))
    if len(names) == 1:
        return headline(said, "is not in", Said("the source", *names))
    return headline(said, "is in none of", Said(f"{len(names)} sources", ", ".join(names)))


def _said_of(item: Item, policy: Policy) -> str | None:
    """How a figure stands to the one it was laid beside; None where that is not known to be of the same."""
    if item.against is None:
        return None
    if item.verdict is Outcome.CONFLICT:
        return "≠"
    if item.verdict is Outcome.CONSISTENT:
        return "is converted from"
    one = scale(item.figure)
    same = one is not None and one == scale(item.against)
    fits = same and judge(item.against, item.figure, policy).verdict is not Verdict.CONFLICT
    return "is left open by" if fits else None


def run_coverage(run: Run, suite: Suite, check: Check) -> claims.Outcome:
    """Whether no more numerals went unread than allowed. Raises Failure."""
    sources = run.sources(suite)
    limit = float(check.asked["unparsed"])
    total = sum(len(source.ledger) for source in sources)
    unread = [(source, numeral) for source in sources for numeral in source.ledger if numeral.status == Status.UNPARSED]
    share = len(unread) / total if total else 0.0
    told = f"{share:.2%} unparsed, {len(unread):,} of {total:,}"
    if share <= limit:
        return {"unparsed": told}
    rows = []
    for source, numeral in unread:
        text = source.document.text
        line = text.count("\n", 0, numeral.start) + 1
        around = flat(text[max(0, numeral.start - 30) : numeral.end + 30])
        rows.append((f"{source.document.id}:{line}", numeral.text, around))
        if len(rows) == SHOWN:
            break
    head = headline(
        Said(told, rows[0][0]), ">", Said(f"{limit:.2%} allowed", f"{suite.label}:{check.line_of('unparsed')}")
    )
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    body = [f"  {one:<{widths[0]}}  {two:<{widths[1]}}  … {three} …" for one, two, three in rows]
    more = [f"  … and {len(unread) - SHOWN:,} more"] if len(unread) > SHOWN else []
    advice = "  a word or a rule of a grammar pack may read them; see `figures ledger --status unparsed`"
    raise Failure(head, [*body, *more, "", advice])
