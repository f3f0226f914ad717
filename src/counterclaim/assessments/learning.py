"""From resolved questions to speakers' records: who was right about what turned out to be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.assessments.ballots import Electorate, ballots, class_of
from counterclaim.assessments.case import Case
from counterclaim.assessments.hypotheses import SUPPORTS
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.open_answers import NAMES
from counterclaim.assessments.records import Records, Trial, TrialKey
from counterclaim.assessments.shared_errors import leaning
from counterclaim.model import Act, CountRange, DateInterval, EventType, Evidence, Property, Resolution
from counterclaim.model.values.actor_name import name_key

COURT = "court"
"""``Resolution.by`` of what a court in the texts found."""
_SURE = 0.9
_VAGUE = frozenset({EventType.ATTACK.value, EventType.OTHER.value})


def court_findings(evidence: Mapping[str, Sequence[Evidence]], numbers: Numbers) -> tuple[Resolution, ...]:
    """What courts in the texts found, unhedged and of one mind, for events on which nobody's judgement stands."""
    found = []
    for event_id in sorted(evidence):
        if not any(e.statement.speaker_kind == "court" for e in evidence[event_id]):
            continue
        case = Case.of(evidence[event_id], numbers)
        convicted = {p.hypothesis for p in case.question.positions if p.basis == "court" and p.sureness >= _SURE}
        for key in convicted if len(convicted) == 1 else ():
            found.append(
                Resolution(
                    event_id=event_id,
                    property=Property.PERPETRATOR,
                    value=case.names[key],
                    value_key=key,
                    by=COURT,
                    reason="a court found so",
                )
            )
    return tuple(found)


def learn(evidence: Mapping[str, Sequence[Evidence]], resolutions: Sequence[Resolution], numbers: Numbers) -> Records:
    """Everybody's record on the resolved questions, and who copies whom; a court's finding is no trial of the court."""
    trials: list[tuple[TrialKey, Trial]] = []
    claims: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for resolution in resolutions:
        said = evidence.get(resolution.event_id, ())
        if resolution.property is Property.PERPETRATOR:
            case = Case.of(said, numbers)
            trials.extend(_on_perpetrator(case, resolution))
            for actor, claimed in _claims(case, resolution):
                claims[actor].append((resolution.event_id, claimed))
        else:
            trials.extend(_on_value(said, resolution, numbers))
    return replace(Records.of(trials, claims), leaning=leaning(evidence, resolutions))


def true_answer(case: Case, resolution: Resolution) -> str:
    """The key of the answer that turned out true, one that nobody names included."""
    open_names = {name_key(name): key for key, name in NAMES.items()}
    if name_key(resolution.value) in open_names:
        return open_names[name_key(resolution.value)]
    for h in case.hypotheses:
        if resolution.value_key in h.parts or name_key(resolution.value) in {name_key(h.name), *h.parts}:
            return h.key
    return resolution.value_key


def _on_perpetrator(case: Case, resolution: Resolution) -> Iterator[tuple[TrialKey, Trial]]:
    truth = true_answer(case, resolution)
    days = {v.key: v.day for v in case.voices}
    for p in case.question.positions:
        if p.basis in ("silence", "involvement") or (p.basis == "court" and resolution.by == COURT):
            continue
        supports = p.ratio > 1
        right = (p.hypothesis == truth) == supports
        trial = Trial(resolution.event_id, right, p.sureness, days.get(p.voice), p.rule)
        yield (p.voice, Property.PERPETRATOR, supports), trial


def _claims(case: Case, resolution: Resolution) -> Iterator[tuple[str, bool]]:
    truth = true_answer(case, resolution)
    claimed = any(p.hypothesis == truth and p.act is Act.CLAIMS for p in case.question.positions)
    parts = next((h.parts for h in case.hypotheses if h.key == truth), frozenset({truth}))
    for actor in sorted(parts - NAMES.keys()):
        yield actor, claimed


def _on_value(said: Sequence[Evidence], resolution: Resolution, numbers: Numbers) -> Iterator[tuple[TrialKey, Trial]]:
    prop = resolution.property
    for ballot in ballots(said, prop, Electorate(numbers=numbers), PARSERS.get(prop, str)):
        right = any(agrees(prop, value, resolution.value) for value in ballot.values)
        power = max(e.statement.probability for e in ballot.evidence if e.statement.act in SUPPORTS)
        rule = f"{prop}.{class_of(ballot.voice)}"
        yield (ballot.voice.key, prop, True), Trial(resolution.event_id, right, power, ballot.voice.day, rule)


PARSERS: Mapping[Property, Callable[[str], object]] = {
    Property.FATALITIES: CountRange.parse,
    Property.INJURED: CountRange.parse,
    Property.DATE: DateInterval.parse,
}


def agrees(prop: Property, value: str, truth: str) -> bool:
    """Whether a value of a property says what turned out true: a range holds it, a month holds the day."""
    try:
        if prop in (Property.FATALITIES, Property.INJURED):
            return CountRange.parse(value).compatible(CountRange.parse(truth))
        if prop is Property.DATE:
            return DateInterval.parse(value).overlaps(DateInterval.parse(truth))
    except ValueError:
        return False
    if prop is Property.TYPE and value in _VAGUE:
        return True
    return name_key(value) == name_key(truth)
