"""Which of several places of one name a text means: each with its probability, by what the text speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.gazetteer import Candidate
from counterclaim.model import OtherPlace, Place

_AT_HOME = 500.0
"""How much likelier a homonym is in the country that the text speaks of most (ours)."""
_METROPOLIS = 1_000_000
"""A name of so large a town means it nearly wherever it is read: the pull of the text's countries is a tenth."""
_NAMED_REGION = 20.0
"""How much likelier a homonym is in an administrative area that the text names (ours)."""
_RANKED = 50.0
"""How much likelier it is of the rank that stands beside the name, as in "X province" (ours)."""
_STATE = 1000.0
"""How readily a bare name means the state of that name, people for people, before a town or region (ours)."""
_AREA_WEIGHT = 1e9
_FEWEST = 0.01
_MOST = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text speaks of: countries by how often, and administrative areas that it names."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: frozenset[str] = frozenset()
    """Folded names of first-order areas."""


def weighed(
    candidates: Sequence[Candidate], around: Surroundings, rank: str = ""
) -> tuple[tuple[Candidate, float], ...]:
    """The candidates with probabilities that sum to one, the likeliest first.

    Proportional to the people who live there, by kind of place and by how good the name is, times what the text's
    countries and areas and a word for its ``rank`` (region, district or city) add. A ledger's own place is certain.
    """
    own = next((c for c in candidates if c.place.gazetteer_id.startswith("own:")), None)
    if own is not None:
        return ((own, 1.0),)
    large = any(c.kind == "city" and c.population >= _METROPOLIS for c in candidates[:3])
    pull = _AT_HOME / 10 if large else _AT_HOME
    most = max(around.countries.values(), default=0)
    found: list[tuple[Candidate, float]] = []
    for candidate in candidates[:40]:
        share = max((around.countries[code] / most for code in candidate.place.countries), default=0.0) if most else 0.0
        named = _NAMED_REGION if candidate.parent and fold(candidate.parent) in around.regions else 1.0
        ranked = _RANKED if rank and candidate.kind == rank else 1.0
        found.append((candidate, _base(candidate) * (1 + pull * share) * named * ranked))
    total = sum(weight for _, weight in found)
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0].place.gazetteer_id))
    return tuple((candidate, weight / total) for candidate, weight in ordered)


def _base(candidate: Candidate) -> float:
    if candidate.kind == "country":
        return _STATE * max(candidate.population, 1000)
    return min(candidate.weight, _AREA_WEIGHT)


def with_alternatives(choice: Sequence[tuple[Candidate, float]]) -> Place:
    """The likeliest place with the others that the name may mean."""
    (best, probability), *others = choice
    alternatives = tuple(_other(c, p) for c, p in others[:_MOST] if p >= _FEWEST)
    return replace(best.place, probability=round(probability, 3), alternatives=alternatives)


def _other(candidate: Candidate, probability: float) -> OtherPlace:
    place = candidate.place
    return OtherPlace(
        name=place.name,
        probability=round(probability, 3),
        region=place.region,
        countries=place.countries,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.radius_m,
        gazetteer_id=place.gazetteer_id,
    )
