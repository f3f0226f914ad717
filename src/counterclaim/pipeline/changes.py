"""What the last run found otherwise than the one before."""

from __future__ import annotations

from counterclaim.assessments.changes import Change, changes
from counterclaim.backends.storage.base import Storage


def changes_of(storage: Storage) -> tuple[Change, ...]:
    """All assessments that moved, by event and property; empty before the second run."""
    was = storage.previous_manifest()
    if was is None:
        return ()
    before = storage.previous_assessments()
    present = {a.event_id: storage.redirect(a.event_id) for a in before}
    return changes(before, storage.assessments(), present, (was, storage.manifest()))
