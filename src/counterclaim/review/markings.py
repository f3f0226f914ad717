"""What marks say of documents after all judgements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from counterclaim.model import Handling, Judgement, Verdict
from counterclaim.model.handling import Marking
from counterclaim.review.fields import HANDLING, KEEP_UNTIL
from counterclaim.review.undoing import in_force


def markings(judgements: Iterable[Judgement]) -> dict[str, Marking]:
    """By SHA-256 of a document's bytes what the last mark in force says of each field; unmarked ones are left out."""
    found: dict[str, Marking] = {}
    for judgement in in_force(tuple(judgements)):
        if judgement.verdict is Verdict.MARK:
            item = judgement.anchors[0].item_sha256
            found[item] = _marked(found.get(item, Marking()), judgement)
    return found


def _marked(before: Marking, judgement: Judgement) -> Marking:
    new = {field: value for field, _, value in judgement.changes}
    day = new.get(KEEP_UNTIL)
    return replace(
        before,
        handling=Handling(new.get(HANDLING, before.handling)),
        keep_until=before.keep_until if day is None else date.fromisoformat(day) if day else None,
        judgement=judgement,
    )
