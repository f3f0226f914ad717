"""Probabilities in ICD 203's words."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.codebooks.scales import estimative
from counterclaim.model import Candidate

_FLOOR, _CEILING = 0.01, 0.99
"""ICD 203 has no words for certainty, and no assessment here is certain."""


def candidate(value: str, probability: float, seen: Iterable[float]) -> Candidate:
    """A candidate whose bounds are the least and greatest of the probabilities ``seen``."""
    bounds = [probability, *seen]
    return Candidate(
        value=value,
        probability=probability,
        low=min(bounds),
        high=max(bounds),
        estimative=estimative(min(max(probability, _FLOOR), _CEILING)),
    )
