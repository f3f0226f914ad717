"""What the changes of a judgement may say: fields, values and how they fit its verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from counterclaim.model import (
    Act,
    CountRange,
    DateInterval,
    EventType,
    Handling,
    Involvement,
    Judgement,
    Property,
    SpeakerKind,
    Verdict,
)
from counterclaim.review.foretelling import foretold_wrongly

CORRECTABLE = ("value", "act", "speaker", "speaker_kind", "property")
"""Fields of a statement that a correction may change."""

KINDS = ("organisation", "state", "person", "description")
"""What a perpetrator's name can be a name of."""

ADDED = ("speaker_kind", "value_kind", "words_sha256")
"""What an addition says beside its anchor; the last is the digest of its words, so that it falls on no others."""

ACTOR = "actor"
"""``property`` of the anchor of an identification, and the field that it settles."""

APART = "apart"
"""What an identification says of a name that is nobody's of whom the codebook knows."""

OPEN = "open"
"""The value by which a later judgement takes a resolution back."""

DECISION = "decision"
"""First field of an adjudication: whether the statement is accepted, corrected or rejected."""

HANDLING, KEEP_UNTIL = "handling", "keep_until"
MARKS = (HANDLING, KEEP_UNTIL)
"""What a mark says of a document: its handling, and the last day on which it is kept; an empty day is none."""

RESOLVABLE = frozenset(
    {
        Property.PERPETRATOR, Property.INVOLVEMENT, Property.FATALITIES, Property.INJURED, Property.DATE,
        Property.PLACE, Property.TYPE, Property.TARGET, Property.WEAPON,
    }
)  # fmt: skip
"""Properties that are weighed, and that a judgement can therefore settle."""

Changes = tuple[tuple[str, str, str], ...]
"""(field, old value, new value) of each field."""

_WORDS: Mapping[str, Callable[[str], object]] = {"act": Act, "speaker_kind": SpeakerKind, "property": Property}

_VALUES: Mapping[Property, Callable[[str], object]] = {
    Property.FATALITIES: CountRange.parse,
    Property.INJURED: CountRange.parse,
    Property.DATE: DateInterval.parse,
    Property.TYPE: EventType,
    Property.INVOLVEMENT: Involvement,
}


def misfit(judgement: Judgement) -> str:
    """What is wrong with the changes of a judgement; empty where they fit."""
    verdict, changes = judgement.verdict, judgement.changes
    if verdict is Verdict.RESOLVE:
        return _unresolvable(changes)
    if verdict is Verdict.IDENTIFY:
        fits = len(changes) == 1 and changes[0][0] == ACTOR and changes[0][2].strip()
        return "" if fits else "an identification says whose the name is"
    if verdict is Verdict.ADD:
        return _unaddable(judgement)
    if verdict is Verdict.SAMPLE:
        told = {field: value for field, _, value in changes}
        drawn = {"kind", "seed", "each", "blind", "coder"} <= told.keys() and told["each"].isdecimal()
        return "" if drawn else "a sample says how it was drawn and who codes it"
    if verdict is Verdict.ADJUDICATE:
        return _undecided(changes, judgement.anchors[0].property)
    if verdict is Verdict.MARK:
        return _ill_marked(changes)
    if verdict is Verdict.FORGET:
        return "" if changes else "a forgetting names the documents that are gone"
    if verdict in (Verdict.FORECAST, Verdict.SETTLE):
        return foretold_wrongly(verdict, changes)
    if bool(changes) != (verdict is Verdict.CORRECT):
        return "a correction, and nothing else, changes fields"
    return ill_corrected(changes, judgement.anchors[0].property)


def ill_corrected(changes: Changes, prop: str) -> str:
    """What is wrong with corrected fields of a statement about a property; empty where they fit."""
    new = {field: value for field, _, value in changes}
    if len(new) < len(changes):
        return "a correction changes each field once"
    try:
        for field, word in new.items():
            if field not in CORRECTABLE:
                return f"{field!r} cannot be corrected; these can: {', '.join(CORRECTABLE)}"
            _WORDS.get(field, str)(word)
        if new.get("value"):
            _VALUES.get(Property(new.get("property") or prop), str)(new["value"])
    except ValueError as error:
        return f"the correction does not fit: {error}"
    for field in ("value", "speaker"):
        if not new.get(field, "-").strip():
            return f"a statement needs a {field}"
    return ""


def decided(judgement: Judgement) -> tuple[Verdict, Changes]:
    """What a judgement about a statement comes to: its verdict, or an adjudication's decision, and the new fields."""
    if judgement.verdict is Verdict.ADJUDICATE:
        return Verdict(judgement.changes[0][2]), judgement.changes[1:]
    return judgement.verdict, judgement.changes


def _ill_marked(changes: Changes) -> str:
    """What is wrong with a mark; empty where nothing is."""
    new = {field: value for field, _, value in changes}
    if not changes or len(new) < len(changes) or not new.keys() <= set(MARKS):
        return f"a mark sets {' or '.join(MARKS)}"
    try:
        Handling(new.get(HANDLING, Handling.CLEAR))
        date.fromisoformat(new.get(KEEP_UNTIL) or "2000-01-01")
    except ValueError as error:
        return f"the mark does not fit: {error}"
    return ""


def _undecided(changes: Changes, prop: str) -> str:
    decisions = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)
    if not changes or changes[0][0] != DECISION or changes[0][2] not in decisions:
        return "an adjudication decides: accept, correct or reject"
    if (len(changes) > 1) != (changes[0][2] == Verdict.CORRECT):
        return "an adjudication that corrects, and no other, changes fields"
    return ill_corrected(changes[1:], prop)


def _unaddable(judgement: Judgement) -> str:
    """What is wrong with an added statement; empty where nothing is."""
    said, given = judgement.anchors[0], {name: new for name, _, new in judgement.changes}
    if not given.keys() <= set(ADDED) or "speaker_kind" not in given:
        return "an addition says what kind of voice its speaker is"
    if given.get("value_kind", KINDS[-1]) not in KINDS:
        return f"{given['value_kind']!r} is no kind of actor; these are: {', '.join(KINDS)}"
    try:
        Act(said.act), SpeakerKind(given["speaker_kind"])
        prop = Property(said.property)
        if not said.value.strip() and said.act != Act.RETRACTS:
            return "a statement needs a value"
        if said.value:
            _VALUES.get(prop, str)(said.value)
    except ValueError as error:
        return f"the addition does not fit: {error}"
    return "" if said.speaker.strip() else "a statement needs a speaker"


def _unresolvable(changes: Changes) -> str:
    """What is wrong with what a resolution says; empty where it fits."""
    if len(changes) != 1:
        return "a resolution settles one property"
    prop, _, value = changes[0]
    if prop not in RESOLVABLE:
        return f"{prop!r} cannot be resolved; these can: {', '.join(sorted(RESOLVABLE))}"
    if not value.strip():
        return f'a resolution needs a value, or "{OPEN}" to take an earlier one back'
    try:
        if value != OPEN:
            _VALUES.get(Property(prop), str)(value)
    except ValueError as error:
        return f"the resolution does not fit: {error}"
    return ""
