"""Properties on which voices simply give a value: each voice has one weight, and says what it says last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from counterclaim.assessments.grades import admiralty
from counterclaim.assessments.leaning import tells
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.records import NO_RECORDS, NOTHING_TRIED, Records, Score, reliability
from counterclaim.assessments.relays import told
from counterclaim.assessments.roles import Named, Role
from counterclaim.assessments.terms import candidate
from counterclaim.assessments.voices import Voice, plain_voices, standing
from counterclaim.codebooks.intervals import wilson
from counterclaim.model import Act, Candidate, Evidence, Property, Weight

_LEAST = 1e-9
"""Weight of a voice that was read with no certainty at all, so that shares are always defined."""
AGAINST = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What one voice gives last: its values (one, or several that stand side by side) and its weight."""

    voice: Voice
    evidence: tuple[Evidence, ...]
    weight: float
    record: Score = NOTHING_TRIED
    """How its voice did on this property in other, resolved events."""
    leans: str = ""
    """Why it counts less than alone, where it leans on another; empty where it does not."""

    @property
    def values(self) -> tuple[str, ...]:
        """The distinct values, sorted."""
        return tuple(sorted({e.statement.value for e in self.evidence}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """What decides how much a voice counts: the book of priors, and how voices did in other events."""

    numbers: Numbers
    records: Records = NO_RECORDS
    event_id: str = ""

    def value(self, key: str) -> float:
        """The number under ``key``."""
        return self.numbers.value(key)

    def value_for(self, key: str, actor: str) -> float:
        """The number under ``key`` for one actor."""
        return self.numbers.value_for(key, actor)

    def experience(self, voice: Voice, prop: Property) -> tuple[float, Score]:
        """How much more than a beginner a voice counts by its record, and that record."""
        if not self.records.own:
            return 1.0, NOTHING_TRIED
        start = self.value("reliability.C")
        own = self.records.score((voice.key, prop, True), voice.day, self.event_id, self.numbers)
        pool = self.records.pool(f"{prop}.{class_of(voice)}", self.event_id)
        return reliability(start, own, pool, self.numbers) / start, own


def ballots(
    evidence: Sequence[Evidence], prop: Property, numbers: Electorate, parse: Callable[[str], object] = str
) -> tuple[Ballot, ...]:
    """One ballot per voice: a newer figure of the same voice supersedes its older ones; objections are no figures.

    What ``parse`` cannot read (it raises ValueError) counts for nothing; ``unreadable`` names it.
    """
    said = [e for e in standing(evidence, prop) if e.statement.value and e.statement.act not in AGAINST]
    kept = [e for e in said if _readable(e.statement.value, parse)]
    named = Named.by(standing(evidence, Property.PERPETRATOR))
    return _leaning([_ballot(voice, prop, numbers) for voice in plain_voices(kept, named)], numbers)


def _leaning(cast: Sequence[Ballot], numbers: Electorate) -> tuple[Ballot, ...]:
    """Of ballots with a value in common that copy each other, the later count for what they add."""
    lean = numbers.records.leaning
    if not lean.share:
        return tuple(cast)
    first = {b.voice.key: (min(told(e) for e in b.evidence), b.voice.key) for b in cast}
    names = {b.voice.key: b.voice.name for b in cast}
    made = []
    for b in cast:
        before = {
            o.voice.key for o in cast if set(o.values) & set(b.values) and first[o.voice.key] < first[b.voice.key]
        }
        adds, whom = lean.left(b.voice.key, before)
        made.append(replace(b, weight=b.weight * adds, leans=tells(names[whom], adds)) if whom else b)
    return tuple(made)


def unreadable(evidence: Sequence[Evidence], prop: Property, parse: Callable[[str], object]) -> str:
    """A sentence on the values that could not be read, empty where all could."""
    said = [e.statement.value for e in standing(evidence, prop) if e.statement.value]
    wrong = sorted({value for value in said if not _readable(value, parse)})
    return f" Left out, as they could not be read: {', '.join(map(repr, wrong))}." if wrong else ""


def _readable(value: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _ballot(voice: Voice, prop: Property, numbers: Electorate) -> Ballot:
    first_told: dict[str, date] = {}
    for e in voice.evidence:
        told = _day(e)
        value = e.statement.value
        first_told[value] = min(told, first_told.get(value, told))
    newest = max(first_told.values())
    kept = tuple(e for e in voice.evidence if first_told[e.statement.value] == newest)
    read = max(1.0 if e.verdict is not None else e.statement.probability for e in kept)
    factor, record = numbers.experience(voice, prop)
    factor *= numbers.value("relay.circular") if voice.circular else 1.0
    weight = read * factor * numbers.value(f"weight.{class_of(voice)}")
    return Ballot(voice=voice, evidence=kept, weight=weight, record=record)


def _day(e: Evidence) -> date:
    """When it was told; what bears no date was told before all that does."""
    published = e.published
    return (published.latest or published.earliest or date.min) if published else date.min


def class_of(voice: Voice) -> str:
    """Which line of weights judges a voice."""
    return "text" if voice.text and not voice.party else voice.role.value


def candidates_of(cast: Sequence[Ballot], supports: Mapping[str, Sequence[str]]) -> tuple[Candidate, ...]:
    """Candidates by share of the weight, with Wilson's 90 % interval for so much weight, and by a plain count.

    ``supports`` says which candidates a given value supports; a ballot's weight is split between all of them.
    """
    values = sorted({c for found in supports.values() for c in found})
    column = {value: i for i, value in enumerate(values)}
    given = np.zeros((len(cast), len(values)))
    for row, ballot in enumerate(cast):
        backed = sorted({c for value in ballot.values for c in supports[value]})
        given[row, [column[c] for c in backed]] = 1 / len(backed)
    weight = np.array([max(ballot.weight, _LEAST) for ballot in cast])
    whole = np.clip(weight @ given / weight.sum(), 0, 1)
    flat = given.sum(axis=0) / len(cast)
    made = [
        replace(candidate(v, float(whole[i]), wilson(float(whole[i]), float(weight.sum()))), flat=float(flat[i]))
        for v, i in column.items()
    ]
    return tuple(sorted(made, key=lambda c: (-c.probability, c.value)))


def weights_of(cast: Sequence[Ballot], believed: Mapping[str, float], numbers: Electorate) -> tuple[Weight, ...]:
    """What each voice gave, with its grade; a share of votes has no decibans, so they are 0."""
    made = []
    givers = {value: [b for b in cast if value in b.values] for value in {v for b in cast for v in b.values}}
    for ballot in cast:
        for value in ballot.values:
            said = [e for e in ballot.evidence if e.statement.value == value]
            origins = {e.origin_id for e in said}
            confirmed = any(o is not ballot and not origins & set(o.voice.origins) for o in givers[value])
            made.append(
                Weight(
                    speaker=ballot.voice.name,
                    statement_ids=tuple(sorted({e.statement.id for e in said})),
                    origin_documents=tuple(sorted(origins)),
                    hypothesis=value,
                    decibans=0.0,
                    reason=_reason(ballot),
                    admiralty=admiralty(
                        ballot.voice,
                        stake="party" if ballot.voice.party else "none",
                        act=Act.ATTRIBUTES,
                        believed=believed.get(value, 0.0),
                        confirmed=confirmed,
                        numbers=numbers,
                    ),
                )
            )
    return tuple(sorted(made, key=lambda w: (w.hypothesis, w.speaker)))


def _reason(ballot: Ballot) -> str:
    record = ballot.record
    tried = f"; right in {record.right:.1f} of {record.tried:.1f} resolved cases" if record.tried else ""
    circle = "; told by outlets only of each other" if ballot.voice.circular else ""
    leans = f"; {ballot.leans}" if ballot.leans else ""
    return f"gives it, with weight {ballot.weight:.2g}{tried}{circle}{leans}"


def basis(cast: Sequence[Ballot]) -> str:
    """Confidence in the basis: how many voices, and how many of them have no stake."""
    disinterested = [b for b in cast if b.voice.role not in (Role.PARTY, Role.UNNAMED)]
    origins = {origin for b in cast for origin in b.voice.origins}
    if len(disinterested) > 2 and len(origins) > 1:
        return "high"
    return "moderate" if len(disinterested) > 1 else "low"
