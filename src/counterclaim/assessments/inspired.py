"""What voices say of how far an organisation was involved, as evidence on "inspired, not directed"."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.open_answers import INSPIRED_KEY
from counterclaim.assessments.position import Position
from counterclaim.assessments.ratios import read_right
from counterclaim.assessments.roles import Named
from counterclaim.assessments.voices import Voice, plain_voices, standing
from counterclaim.model import Act, Evidence, Involvement, Property

_OBJECTIONS = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})


def inspirations(evidence: Sequence[Evidence], numbers: Numbers) -> tuple[Position, ...]:
    """One position per voice that calls the event inspired or directed; sorted by voice."""
    told = standing(evidence, Property.INVOLVEMENT)
    made = []
    for voice in plain_voices(told, Named.by(standing(evidence, Property.PERPETRATOR))):
        values = {e.statement.value for e in voice.evidence if e.statement.act not in _OBJECTIONS}
        if len(values & {Involvement.INSPIRED, Involvement.DIRECTED}) == 1:
            made.append(_position(voice, Involvement.INSPIRED in values, numbers))
    return tuple(made)


def _position(voice: Voice, inspired: bool, numbers: Numbers) -> Position:
    rule = f"attributes.{voice.role}"
    ratio, flat = numbers.value(f"lr.{rule}"), numbers.value("lr.attributes.other")
    said = [e for e in voice.evidence if e.statement.value in (Involvement.INSPIRED, Involvement.DIRECTED)]
    return Position(
        voice=voice.name,
        hypothesis=INSPIRED_KEY,
        act=Act.ATTRIBUTES if inspired else Act.DOUBTS,
        ratio=ratio if inspired else 1 / ratio,
        flat=flat if inspired else 1 / flat,
        sureness=max(read_right(e) * e.statement.certainty for e in said),
        said=max(e.statement.certainty for e in said),
        read=max(map(read_right, said)),
        dependence=1.0,
        basis="involvement",
        stake="party" if voice.party else "none",
        reason="calls it inspired" if inspired else "calls it directed",
        statement_ids=tuple(sorted({e.statement.id for e in said})),
        origins=tuple(sorted({e.origin_id for e in said})),
        rule=rule,
    )
