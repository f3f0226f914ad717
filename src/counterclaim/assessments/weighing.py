"""From the evidence on one event to its assessments, one per property."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from counterclaim.assessments.ballots import Electorate
from counterclaim.assessments.counts import weigh_counts
from counterclaim.assessments.dates import weigh_dates
from counterclaim.assessments.kinds import weigh_vote
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.perpetrator import weigh_perpetrator
from counterclaim.assessments.pivots import find_pivots
from counterclaim.assessments.places import weigh_places
from counterclaim.assessments.records import NO_RECORDS, Records
from counterclaim.assessments.unclaimed import weigh_unclaimed
from counterclaim.assessments.voices import standing
from counterclaim.model import Assessment, Evidence, Property

_Weigher = Callable[[str, Property, Sequence[Evidence], Electorate], Assessment | None]

_WEIGHERS: Mapping[Property, _Weigher] = {
    Property.INVOLVEMENT: weigh_vote,
    Property.UNCLAIMED: lambda event, _, evidence, voters: weigh_unclaimed(event, evidence, voters),
    Property.FATALITIES: weigh_counts,
    Property.INJURED: weigh_counts,
    Property.DATE: lambda event, _, evidence, voters: weigh_dates(event, evidence, voters),
    Property.PLACE: lambda event, _, evidence, voters: weigh_places(event, evidence, voters),
    Property.TYPE: weigh_vote,
    Property.TARGET: weigh_vote,
    Property.WEAPON: weigh_vote,
}
_BY_RULE = frozenset({Property.UNCLAIMED})
"""Properties on which no vote is taken, so that no single voice can turn one."""


def weigh(
    event_id: str,
    evidence: Sequence[Evidence],
    priors: Numbers,
    records: Records = NO_RECORDS,
    resolved: Mapping[Property, str] | None = None,
) -> tuple[Assessment, ...]:
    """Weigh every property of one event on which a statement speaks; the perpetrator always, if only as unknown.

    The order of ``evidence`` does not matter. Statements that a person rejected are left out; those that a person
    accepted or corrected are taken as read right. ``records`` say how speakers did in other events; ``resolved`` says
    what turned out to be true here, which is noted beside the result and is no part of it.
    """
    voters = Electorate(numbers=priors, records=records, event_id=event_id)
    made: list[Assessment | None] = [weigh_perpetrator(event_id, evidence, priors, records)]
    made += [_weighed(event_id, prop, evidence, voters) for prop in _WEIGHERS]
    known = resolved or {}
    return tuple(replace(a, resolved=known.get(a.property, "")) for a in made if a is not None)


def weigh_property(
    event_id: str, prop: Property, evidence: Sequence[Evidence], voters: Electorate
) -> Assessment | None:
    """Weigh one property other than the perpetrator; None where nobody speaks of it."""
    return _WEIGHERS[prop](event_id, prop, evidence, voters)


def _weighed(event_id: str, prop: Property, evidence: Sequence[Evidence], voters: Electorate) -> Assessment | None:
    weigher = _WEIGHERS[prop]
    found = weigh_property(event_id, prop, evidence, voters)
    if found is None or found.voices < 2 or prop in _BY_RULE:
        return found

    named = standing(evidence, Property.PERPETRATOR)

    def again(left: Sequence[Evidence]) -> tuple[str, Mapping[str, float]]:
        without = weigher(event_id, prop, [*left, *named], voters)
        return (without.outcome, {c.value: c.probability for c in without.candidates}) if without else ("unknown", {})

    pivots = find_pivots(standing(evidence, prop), again, found.outcome, found.candidates[0].value, {})
    return replace(found, pivots=pivots)
