"""What weighing would have said of a resolved question from all but what settled it."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.ballots import Electorate
from counterclaim.assessments.calibration import Forecast
from counterclaim.assessments.case import Case
from counterclaim.assessments.learning import agrees, true_answer
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.open_answers import ELSE_KEY
from counterclaim.assessments.records import Records
from counterclaim.assessments.weighing import weigh_property
from counterclaim.model import Evidence, Property, Resolution, SpeakerKind


def forecast(
    evidence: Sequence[Evidence], resolution: Resolution, numbers: Numbers, records: Records
) -> Forecast | None:
    """The leading answer and whether it was right; None where nothing but courts speaks of the property.

    What courts say is left out, so that a verdict does not foretell itself, and so is what was published after the
    judgement.
    """
    left = [e for e in evidence if e.statement.speaker_kind is not SpeakerKind.COURT and not _later(e, resolution)]
    if resolution.property is Property.PERPETRATOR:
        return _on_perpetrator(left, resolution, numbers, records)
    voters = Electorate(numbers=numbers, records=records, event_id=resolution.event_id)
    weighed = weigh_property(resolution.event_id, resolution.property, left, voters)
    if weighed is None or not weighed.candidates:
        return None
    leading = weighed.candidates[0]
    right = agrees(resolution.property, leading.value, resolution.value)
    return Forecast(str(resolution.property), leading.probability, right)


def _later(e: Evidence, resolution: Resolution) -> bool:
    told = (e.published.earliest or e.published.latest) if e.published else None
    return bool(told and resolution.on and told > resolution.on)


def _on_perpetrator(
    left: Sequence[Evidence], resolution: Resolution, numbers: Numbers, records: Records
) -> Forecast | None:
    case = Case.of(left, numbers, records, resolution.event_id)
    if not case.voices:
        return None
    chances = case.method.predict(case.question)
    truth = true_answer(case, resolution)
    if truth not in chances:
        truth = ELSE_KEY
    leading = max(sorted(chances), key=lambda key: chances[key])
    squares = sum((p - (key == truth)) ** 2 for key, p in chances.items())
    return Forecast(str(Property.PERPETRATOR), chances[leading], leading == truth, squares)
