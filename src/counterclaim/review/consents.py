"""Where texts may be sent: consents that stand."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.model import Judgement, Verdict
from counterclaim.review.rules import ENDPOINT
from counterclaim.review.undoing import in_force


def consents(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Addresses of models to which somebody consented and nobody, later in the chain, took it back."""
    standing: set[str] = set()
    for judgement in in_force(tuple(judgements)):
        addresses = {anchor.value for anchor in judgement.anchors if anchor.property == ENDPOINT}
        if judgement.verdict is Verdict.CONSENT:
            standing |= addresses
        elif judgement.verdict is Verdict.REJECT:
            standing -= addresses
    return frozenset(standing)
