"""What a tally's answer has that the one before it had not."""

from __future__ import annotations

from counterclaim.model.tally import TallyCase, TallyChange, TallyState, between


def change(tally_id: str, before: TallyState, after: TallyState) -> TallyChange:
    """How two answers of one tally differ, event by event."""
    old = {case.event_id: case for case in before.cases}
    new = {case.event_id: case for case in after.cases}
    return TallyChange(
        tally_id=tally_id,
        before=before.total,
        after=after.total,
        entered=tuple((e, c.title, str(c.standing)) for e, c in new.items() if e not in old),
        left=tuple((e, c.title, str(c.standing)) for e, c in old.items() if e not in new),
        moved=tuple((e, c.title, how) for e, c in new.items() if e in old and (how := _moved(old[e], c))),
        rules=before.rules != after.rules,
    )


def _moved(before: TallyCase, after: TallyCase) -> str:
    if before.standing is not after.standing:
        return f"{before.standing} -> {after.standing}"
    if (before.low, before.high) != (after.low, after.high):
        return f"{between(before.low, before.high)} -> {between(after.low, after.high)}"
    return "; ".join(after.reasons) or "settled" if before.reasons != after.reasons else ""
