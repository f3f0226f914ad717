"""Conflicting counts: low, best and high of the dead and the injured.

Every figure is kept. A newer figure of the same voice supersedes its older one; low and high are the smallest and
largest that stand and come from a voice without stake, where there is one; best is the weighted median of the voices'
latest, taken over ranges: the figure with the least weighted distance to all of them (CRH's loss for counts, Li et al.
2014), so that "at least 20" pulls a figure up to 20 and no further.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.ballots import Ballot, Electorate, ballots, basis, candidates_of, unreadable, weights_of
from counterclaim.model import Assessment, CountRange, Evidence, Property
from counterclaim.model.vocabulary import DISPUTED


def weigh_counts(event_id: str, prop: Property, evidence: Sequence[Evidence], numbers: Electorate) -> Assessment | None:
    """Weigh fatalities or injured; None where nobody gives a figure."""
    cast, beyond = _plausible(ballots(evidence, prop, numbers, CountRange.parse), numbers.value("toll.most"))
    if not cast:
        return None
    figures = {value: CountRange.parse(value) for b in cast for value in b.values}
    best = weighted_best([(figures[v], b.weight / len(b.values)) for b in cast for v in b.values])
    found = candidates_of(cast, {value: [value] for value in figures})
    believed = {v: sum(c.probability for c in found if figures[c.value].compatible(f)) for v, f in figures.items()}
    bounds = _bounding(cast, figures)
    fitting = [c for c in found if figures[c.value].compatible(best)]
    share = sum(c.probability for c in fitting)
    agreed = len(fitting) == len(found) or share > numbers.value("outcome.least_share")
    outcome = _nearest(best, [figures[c.value] for c in fitting]) if agreed and fitting else DISPUTED
    return Assessment(
        event_id=event_id,
        property=prop,
        candidates=found,
        outcome=outcome,
        weights=weights_of(cast, believed, numbers),
        voices=len(cast),
        method="weighted median of standing figures",
        confidence=basis(cast),
        low=str(min(_low(f) for f in bounds)),
        best=str(best),
        high=_highest(bounds),
        explanation=_explain(cast, best, share) + beyond + unreadable(evidence, prop, CountRange.parse),
    )


def _plausible(cast: tuple[Ballot, ...], most: float) -> tuple[tuple[Ballot, ...], str]:
    """Ballots without those whose every figure is beyond belief, and a sentence on them; all where no other is told."""
    beyond = [b for b in cast if all(_low(CountRange.parse(v)) > most for v in b.values)]
    if not beyond:
        return cast, ""
    told = ", ".join(sorted({v for b in beyond for v in b.values}))
    if len(beyond) == len(cast):
        return cast, f" No figure but {told} is told, which is more than {most:,.0f} and hardly one event's."
    return tuple(
        b for b in cast if b not in beyond
    ), f" {told} is kept and does not count: it is more than {most:,.0f}."


def weighted_best(figures: Sequence[tuple[CountRange, float]]) -> CountRange:
    """The figure nearest to all, by weighted distance to each range; of equal ones the smallest.

    Where all figures but "at least" are lacking, the best is "at least" too.
    """
    points = sorted({n for f, _ in figures for n in (f.low, f.high) if n is not None})
    best = min(points, key=lambda n: (sum(w * _distance(n, f) for f, w in figures), n))
    if len({f for f, _ in figures}) == 1:
        return figures[0][0]
    if all(f.high is None for f, _ in figures):
        return CountRange(low=best, high=None)
    if all(f.low is None for f, _ in figures):
        return CountRange(low=None, high=best)
    return CountRange.exactly(best)


def _distance(n: int, f: CountRange) -> int:
    return max((f.low or 0) - n, 0) + (max(n - f.high, 0) if f.high is not None else 0)


def _bounding(cast: Sequence[Ballot], figures: dict[str, CountRange]) -> list[CountRange]:
    """The figures that may set the bounds: those of voices without stake, else all."""
    free = [figures[v] for b in cast if not b.voice.party for v in b.values]
    return free or list(figures.values())


def _low(f: CountRange) -> int:
    return f.low if f.low is not None else 0


def _highest(figures: Sequence[CountRange]) -> str:
    """The largest figure; "n+" where an "at least" reaches beyond every closed one."""
    closed = max((f.high for f in figures if f.high is not None), default=-1)
    opened = max((f.low or 0 for f in figures if f.high is None), default=-1)
    return str(closed) if closed >= opened else f"{opened}+"


def _nearest(best: CountRange, fitting: Sequence[CountRange]) -> str:
    """The candidate that says most precisely what the best figure says."""
    width = {str(f): (f.high - (f.low or 0)) if f.high is not None else 10**9 for f in fitting}
    return str(best) if str(best) in width else min(width, key=lambda v: (width[v], v))


def _explain(cast: Sequence[Ballot], best: CountRange, share: float) -> str:
    values = sorted({v for b in cast for v in b.values})
    if len(values) == 1:
        return f"{len(cast)} voice{'s give' if len(cast) > 1 else ' gives'} {values[0]}."
    voices = f"{len(cast)} voice{'s give' if len(cast) > 1 else ' gives'}"
    return (
        f"{voices} {len(values)} figures ({', '.join(values)}); {best} lies nearest to all of them, "
        f"and figures with {share:.0%} of the weight agree with it. Older figures of the same voice are superseded."
    )
