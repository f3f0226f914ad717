"""The manifest and the judgements, to rows and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from counterclaim.backends.storage.rows import Read, Row
from counterclaim.model import Anchor, Judgement, RunManifest, Verdict


def manifest_row(manifest: RunManifest) -> Row:
    """Columns of the one manifest."""
    return {"id": 1, **{name: getattr(manifest, name) for name in RunManifest.__slots__}}


def manifest(row: Read) -> RunManifest:
    """The manifest of a row."""
    return RunManifest(**{name: row[name] for name in RunManifest.__slots__})


def judgement_row(judgement: Judgement, number: int) -> Row:
    """Columns of a judgement; its time exactly as it goes into the digest."""
    return {
        "number": number,
        "digest": judgement.digest,
        "previous": judgement.previous,
        "verdict": str(judgement.verdict),
        "judge": judgement.by,
        "judged_at": judgement.at.isoformat(),
        "reason": judgement.reason,
    }


def anchor_rows(judgement: Judgement, number: int) -> list[Row]:
    """Rows of a judgement's anchors."""
    return [
        {
            "judgement": number,
            "position": position,
            "item_sha256": anchor.item_sha256,
            "start_offset": anchor.start,
            "end_offset": anchor.end,
            "property": anchor.property,
            "act": anchor.act,
            "value": anchor.value,
            "speaker": anchor.speaker,
        }
        for position, anchor in enumerate(judgement.anchors)
    ]


def change_rows(judgement: Judgement, number: int) -> list[Row]:
    """Rows of a correction's changes."""
    return [
        {"judgement": number, "position": position, "field": field, "old_value": old, "new_value": new}
        for position, (field, old, new) in enumerate(judgement.changes)
    ]


def judgement(row: Read, anchors: Iterable[Read], changes: Iterable[Read]) -> Judgement:
    """The judgement of a row, with its anchors and changes."""
    return Judgement(
        verdict=Verdict(row["verdict"]),
        anchors=tuple(_anchor(anchor) for anchor in anchors),
        by=row["judge"],
        at=datetime.fromisoformat(row["judged_at"]),
        reason=row["reason"],
        changes=tuple((change["field"], change["old_value"], change["new_value"]) for change in changes),
        previous=row["previous"],
        # No judgement is recorded without a reason: where none is left, it was struck out.
        struck="" if row["reason"] else row["digest"],
    )


def _anchor(row: Read) -> Anchor:
    return Anchor(
        item_sha256=row["item_sha256"],
        start=row["start_offset"],
        end=row["end_offset"],
        property=row["property"],
        act=row["act"],
        value=row["value"],
        speaker=row["speaker"],
    )
