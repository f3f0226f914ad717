"""From events to a tally's answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from counterclaim.model import CountRange, EventView, Property, Statement, Verdict
from counterclaim.model.tally import (
    Measure,
    Standing,
    Tally,
    TallyCase,
    TallyResult,
    TallyRules,
    ToldTotal,
    between,
)
from counterclaim.model.vocabulary import Act
from counterclaim.narratives.tallies.criteria import Finding, Known, counting, findings

_FIGURE = {Measure.KILLED: Property.FATALITIES, Measure.INJURED: Property.INJURED}
_CONTRARY = (Act.DENIES, Act.DOUBTS, Act.RETRACTS)


def count(tally: Tally, views: Iterable[EventView], known: Known, told: Sequence[ToldTotal] = ()) -> TallyResult:
    """A tally's answer.

    ``low`` sums what events add for certain that meet every rule; ``high`` sums what those and the contested cases
    add at most. A case is contested where a rule is open: sources disagree, or none tells. Events that one rule
    excludes for certain are left out, and the rules that did are counted.
    """
    cases: list[TallyCase] = []
    left_out: Counter[str] = Counter()
    for view in views:
        found = list(findings(view, tally.rules, known))
        out = [f.rule for f in found if f.standing is Standing.OUT]
        if out:
            left_out.update(out)
        else:
            cases.append(_case(tally, view, found))
    members = tuple(c for c in cases if c.standing is Standing.IN)
    highs = [c.high for c in cases]
    return TallyResult(
        tally=tally,
        low=sum(c.low for c in members),
        high=None if None in highs else sum(h for h in highs if h is not None),
        members=members,
        contested=tuple(c for c in cases if c.standing is Standing.OPEN),
        left_out=tuple(sorted(left_out.items(), key=lambda item: (-item[1], item[0]))),
        told=tuple(told),
    )


def _case(tally: Tally, view: EventView, found: Sequence[Finding]) -> TallyCase:
    unsettled = [f for f in found if f.standing is Standing.OPEN]
    low, high, reason, figures = _adds(tally, view)
    cited = dict.fromkeys(i for f in found for i in f.statement_ids)
    cited.update(dict.fromkeys(figures))
    if not cited:
        cited.update(dict.fromkeys(item.statement.id for item in counting(view, tally.rules)[:1]))
    reasons = [f"{f.rule}: {f.reason}" for f in unsettled]
    return TallyCase(
        event_id=view.event.id,
        title=view.title,
        standing=Standing.OPEN if unsettled else Standing.IN,
        low=low,
        high=high,
        reasons=tuple([*reasons, reason] if reason else reasons),
        statement_ids=tuple(cited),
    )


def _adds(tally: Tally, view: EventView) -> tuple[int, int | None, str, tuple[str, ...]]:
    """Least, most (None: unbounded), why they are not one figure, and the statements with the figures."""
    prop = _FIGURE.get(tally.measure)
    if prop is None:
        return 1, 1, "", ()
    told = [s for item in counting(view, tally.rules) if (s := item.statement).property is prop and _figure(s)]
    if not told:
        return 0, None, "figure: none is told", ()
    ids = tuple(s.id for s in told)
    weighed = view.assessment(prop)
    ranges = [CountRange.parse(s.value) for s in told]
    if weighed is not None and not _narrowed(tally.rules) and not _rejected(view, prop):
        ranges = [CountRange.parse(t) for t in (weighed.low, weighed.high) if t]
    lows = [r.low or 0 for r in ranges]
    highs = [r.high for r in ranges]
    low, high = min(lows, default=0), None if None in highs else max((h for h in highs if h is not None), default=None)
    if high == low:
        return low, high, "", ids
    return low, high, f"figure: {between(low, high)}", ids


def _figure(statement: Statement) -> bool:
    return bool(statement.value) and statement.act not in _CONTRARY


def _narrowed(rules: TallyRules) -> bool:
    """Whether only some statements count, so that the figure weighed from all of them does not answer."""
    return bool(rules.speakers or rules.read or rules.accepted)


def _rejected(view: EventView, prop: Property) -> bool:
    """Whether a figure was rejected since it was weighed: then the statements themselves answer."""
    return any(i.verdict is Verdict.REJECT and i.statement.property is prop for i in view.statements)
