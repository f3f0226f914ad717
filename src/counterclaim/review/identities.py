"""Whose a name is after people's judgements."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.model import Judgement, Verdict
from counterclaim.review.rules import OPEN
from counterclaim.review.undoing import in_force


def identities(judgements: Iterable[Judgement]) -> dict[str, str]:
    """By name, as it was judged, what the last judgement says: an actor's id or name, or `rules.APART`.

    A judgement concerns a name, not a passage, so it holds for every text and every later run.
    """
    standing: dict[str, str] = {}
    for judgement in in_force(tuple(judgements)):
        if judgement.verdict is Verdict.IDENTIFY:
            name, (_, _, actor) = judgement.anchors[0].value, judgement.changes[0]
            standing.pop(name, None)
            if actor != OPEN:
                standing[name] = actor
    return standing
