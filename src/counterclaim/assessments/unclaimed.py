"""That nobody claimed an attack is a fact of its own, until a claim is told."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.ballots import Electorate, ballots, basis, weights_of
from counterclaim.assessments.terms import candidate
from counterclaim.assessments.voices import standing
from counterclaim.codebooks.intervals import wilson
from counterclaim.model import Act, Assessment, Evidence, Property

YES, NO = "yes", "no"


def weigh_unclaimed(event_id: str, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh whether nobody claimed it; None where no voice says that nobody did. A later claim ends it."""
    cast = ballots(evidence, Property.UNCLAIMED, numbers)
    if not cast:
        return None
    claims = [e for e in standing(evidence, Property.PERPETRATOR) if e.statement.act is Act.CLAIMS]
    read = [1.0 if e.verdict is not None else e.statement.probability for e in claims]
    claimed = max(read, default=0.0)
    low, high = wilson(1 - claimed, sum(b.weight for b in cast))
    found = [candidate(YES, 1 - claimed, (low, high)), candidate(NO, claimed, (1 - high, 1 - low))]
    claimants = sorted({e.statement.value for e in claims})
    told = f"{len(cast)} voice{' says' if len(cast) == 1 else 's say'} that nobody has claimed it"
    return Assessment(
        event_id=event_id,
        property=Property.UNCLAIMED,
        candidates=tuple(sorted(found, key=lambda c: (-c.probability, c.value))),
        outcome=NO if claims else YES,
        weights=weights_of(cast, {YES: 1 - claimed}, numbers),
        voices=len(cast),
        method="told until a claim is told",
        confidence=basis(cast),
        best=NO if claims else YES,
        explanation=f"{told}; a claim is told all the same: {', '.join(claimants)}." if claims else f"{told}.",
    )
