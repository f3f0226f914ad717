"""From the evidence on one event to its assessments, one per property."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.counts import weigh_counts
from counterclaim.assessments.dates import weigh_dates
from counterclaim.assessments.kinds import weigh_vote
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.perpetrator import weigh_perpetrator
from counterclaim.assessments.places import weigh_places
from counterclaim.assessments.unclaimed import weigh_unclaimed
from counterclaim.model import Assessment, Evidence, Property


def weigh(event_id: str, evidence: Sequence[Evidence], priors: Numbers) -> tuple[Assessment, ...]:
    """Weigh every property of one event on which a statement speaks; the perpetrator always, if only as unknown.

    The order of ``evidence`` does not matter. Statements that a person rejected are left out; those that a person
    accepted or corrected are taken as read right.
    """
    found = [
        weigh_perpetrator(event_id, evidence, priors),
        weigh_vote(event_id, Property.INVOLVEMENT, evidence, priors),
        weigh_unclaimed(event_id, evidence, priors),
        weigh_counts(event_id, Property.FATALITIES, evidence, priors),
        weigh_counts(event_id, Property.INJURED, evidence, priors),
        weigh_dates(event_id, evidence, priors),
        weigh_places(event_id, evidence, priors),
        *(weigh_vote(event_id, p, evidence, priors) for p in (Property.TYPE, Property.TARGET, Property.WEAPON)),
    ]
    return tuple(assessment for assessment in found if assessment is not None)
