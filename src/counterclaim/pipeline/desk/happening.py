"""What happened in a ledger, for its people and for streams of events."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.backends.storage.base import Storage
from counterclaim.errors import ConfigError
from counterclaim.model import Capture, Judgement
from counterclaim.model.desk import ActivityItem, LedgerChange, Page
from counterclaim.pipeline.desk.cursors import checked_limit, decode, encode

_NEWEST = 1 << 62


def activity(storage: Storage, cursor: str, limit: int) -> Page[ActivityItem]:
    """What happened, the latest first."""
    checked_limit(limit)
    after = decode(cursor, "activity", "", length=1)
    before = after[0] if after and isinstance(after[0], int) else _NEWEST
    found = storage.changes_before(before, limit + 1)
    shown = found[:limit]
    judged = {j.digest: j for j in storage.judgements_of(c.subject for c in shown if c.kind == "judgement")}
    captured = {c.id: c for c in storage.captures(c.subject for c in shown if c.kind == "add")}
    return Page(
        items=tuple(_item(change, judged, captured) for change in shown),
        next=encode("activity", "", shown[-1].sequence) if len(found) > limit else "",
        total=storage.last_change(),
    )


def changes_since(storage: Storage, sequence: int, limit: int) -> list[LedgerChange]:
    """What happened after a sequence, in order."""
    if not 0 <= sequence < _NEWEST:
        raise ConfigError(f"{sequence} is no sequence of a change", where="sequence", remedy="begin with 0")
    return storage.changes_since(sequence, checked_limit(limit))


def _item(change: LedgerChange, judged: Mapping[str, Judgement], captured: Mapping[str, Capture]) -> ActivityItem:
    judgement, capture = judged.get(change.subject), captured.get(change.subject)
    if judgement is not None:
        words = f"{judgement.verdict}: {judgement.reason}"
        return ActivityItem(
            sequence=change.sequence, kind=change.kind, subject=change.subject, at=judgement.at, by=judgement.by,
            words=words, judgement=judgement,
        )  # fmt: skip
    told = {
        "add": f"added {capture.uri if capture else change.subject}",
        "code": f"coded by {change.subject}",
        "run": f"run of version {change.subject}",
        "forget": "texts were taken out",
    }
    return ActivityItem(
        sequence=change.sequence, kind=change.kind, subject=change.subject, at=capture.retrieved if capture else None,
        by="", words=told.get(change.kind, change.kind),
    )  # fmt: skip
