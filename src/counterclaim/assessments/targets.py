"""Whether civilians or soldiers were hit, as far as the texts say: a denial means less after civilian deaths."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.voices import standing
from counterclaim.codebooks.answers import describes
from counterclaim.model import Evidence, Property


def target_kind(evidence: Sequence[Evidence]) -> str:
    """Return "civilian" where any target told is one, else "military" where one is, else empty."""
    told = [e.statement.value for e in standing(evidence, Property.TARGET)]
    for kind in ("civilian", "military"):
        if any(describes(f"{kind}_targets", words) for words in told):
            return kind
    return ""
