"""Judgements that are taken back: they stay in the chain and no longer count."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Judgement, Verdict
from counterclaim.review.striking import legible


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those that count, in the order of the chain: nobody took them back, or whoever did was taken back in turn.

    Of what was struck out when a document was forgotten, what is left counts.
    """
    undone: set[str] = set()
    standing: list[Judgement] = []
    for judgement in reversed(judgements):
        if judgement.verdict is Verdict.UNDO:
            if judgement.digest not in undone:
                undone.update(anchor.value for anchor in judgement.anchors)
        elif judgement.digest not in undone and (left := legible(judgement)) is not None:
            standing.append(left)
    return tuple(reversed(standing))


def undone_by(judgements: Sequence[Judgement]) -> dict[str, Judgement]:
    """The judgement that takes back another, by the other's digest; only what stands."""
    found: dict[str, Judgement] = {}
    for judgement in reversed(judgements):
        if judgement.verdict is Verdict.UNDO and judgement.digest not in found:
            found.update({anchor.value: judgement for anchor in judgement.anchors})
    return found
