"""What makes a judgement well-formed, and which values each field and property can take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterclaim.errors import ConfigError
from counterclaim.model import (
    Act,
    CountRange,
    DateInterval,
    EventType,
    Involvement,
    Judgement,
    Property,
    SpeakerKind,
    Verdict,
)

CORRECTABLE = ("value", "act", "speaker", "speaker_kind", "property")
"""Fields of a statement that a correction may change."""

REST, PART = "rest", "part"
"""Sides of a split, in the ``property`` of its anchors: what stays one event, and what is set apart from all of it.

Anchors without a side: the first one is the rest.
"""

ENDPOINT = "endpoint"
"""``property`` of the anchor of a consent, or of the rejection that takes it back; ``value`` is the address."""

ACTOR = "actor"
"""``property`` of the anchor of an identification, and the field that it settles."""

APART = "apart"
"""What an identification says of a name that is nobody's of whom the codebook knows."""

JUDGEMENT = "judgement"
"""``property`` of the anchor of an undoing; ``value`` is the digest of the judgement that is taken back."""

_WORDS: Mapping[str, Callable[[str], object]] = {"act": Act, "speaker_kind": SpeakerKind, "property": Property}

_VALUES: Mapping[Property, Callable[[str], object]] = {
    Property.FATALITIES: CountRange.parse,
    Property.INJURED: CountRange.parse,
    Property.DATE: DateInterval.parse,
    Property.TYPE: EventType,
    Property.INVOLVEMENT: Involvement,
}


def check_judgement(judgement: Judgement) -> None:
    """Raise ConfigError where a judgement could not be understood later, or says too little to be one."""
    if not judgement.reason.strip():
        raise ConfigError("a judgement needs a reason", remedy="say why, with --reason")
    if not judgement.by.strip():
        raise ConfigError("a judgement needs an author", remedy="say who decides, with --by")
    if judgement.at.tzinfo is None:
        raise ConfigError("a judgement's time needs a time zone", remedy="give it in UTC")
    _check_anchors(judgement)
    fault = misfit(judgement)
    if fault:
        raise ConfigError(fault, remedy=f"see `counterclaim judge {judgement.verdict} --help`")


def _check_anchors(judgement: Judgement) -> None:
    verdict, count = judgement.verdict, len(judgement.anchors)
    if verdict in (Verdict.MERGE, Verdict.SPLIT) and count < 2:
        raise ConfigError(f"{verdict} concerns at least two mentions, not {count}")
    if verdict is Verdict.RESOLVE and not count:
        raise ConfigError("a resolution concerns an event's mentions")
    if verdict is Verdict.ADD and count not in (1, 2):
        raise ConfigError(f"an addition concerns one statement and at most one event, not {count} things")
    if verdict not in (Verdict.MERGE, Verdict.SPLIT, Verdict.RESOLVE, Verdict.ADD) and count != 1:
        raise ConfigError(f"{verdict} concerns one thing, not {count}")
    sides = {anchor.property for anchor in judgement.anchors}
    if verdict is Verdict.SPLIT and sides not in ({""}, {REST, PART}):
        raise ConfigError("a split needs what stays and what is set apart", remedy="leave at least one mention in it")
    for anchor in judgement.anchors:
        named = bool(anchor.value.strip()) and not anchor.item_sha256
        placed = bool(anchor.item_sha256) and 0 <= anchor.start < anchor.end
        if verdict is Verdict.UNMASK and not named:
            raise ConfigError("an unmasking concerns a name", remedy="give the person's name as the text has it")
        if verdict is Verdict.CONSENT and not (named and anchor.property == ENDPOINT):
            raise ConfigError("a consent concerns a model's address", remedy="write it as https://models.example/v1")
        if verdict is Verdict.IDENTIFY and not (named and anchor.property == ACTOR):
            raise ConfigError("an identification concerns a name", remedy="give the name as the texts have it")
        if verdict is Verdict.UNDO and not (named and anchor.property == JUDGEMENT):
            raise ConfigError("an undoing concerns a judgement", remedy="give its digest, as `judge list` shows it")
        if (
            verdict not in (Verdict.UNMASK, Verdict.CONSENT, Verdict.IDENTIFY, Verdict.UNDO)
            and not placed
            and not (verdict is Verdict.REJECT and named)
        ):
            raise ConfigError(f"{verdict} needs a place in a document")


def misfit(judgement: Judgement) -> str:
    """What is wrong with the changes of a judgement; empty where they fit."""
    changes = judgement.changes
    if judgement.verdict is Verdict.RESOLVE:
        return _unresolvable(changes)
    if judgement.verdict is Verdict.IDENTIFY:
        fits = len(changes) == 1 and changes[0][0] == ACTOR and changes[0][2].strip()
        return "" if fits else "an identification says whose the name is"
    if judgement.verdict is Verdict.ADD:
        return _unaddable(judgement)
    if bool(changes) != (judgement.verdict is Verdict.CORRECT):
        return "a correction, and nothing else, changes fields"
    fields = [field for field, _, _ in changes]
    if len(set(fields)) < len(fields):
        return "a correction changes each field once"
    try:
        new = {field: new for field, _, new in changes}
        for field, word in new.items():
            if field not in CORRECTABLE:
                return f"{field!r} cannot be corrected; these can: {', '.join(CORRECTABLE)}"
            _WORDS.get(field, str)(word)
        if not changes:
            return ""
        prop = Property(new.get("property") or judgement.anchors[0].property)
        if new.get("value"):
            _VALUES.get(prop, str)(new["value"])
    except ValueError as error:
        return f"the correction does not fit: {error}"
    for field in ("value", "speaker"):
        if not new.get(field, "-").strip():
            return f"a statement needs a {field}"
    return ""


KINDS = ("organisation", "state", "person", "description")
"""What a perpetrator's name can be a name of."""


def _unaddable(judgement: Judgement) -> str:
    """What is wrong with an added statement; empty where nothing is."""
    said, given = judgement.anchors[0], {name: new for name, _, new in judgement.changes}
    if not given.keys() <= {"speaker_kind", "value_kind"} or "speaker_kind" not in given:
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


RESOLVABLE = frozenset(
    {
        Property.PERPETRATOR, Property.INVOLVEMENT, Property.FATALITIES, Property.INJURED, Property.DATE,
        Property.PLACE, Property.TYPE, Property.TARGET, Property.WEAPON,
    }
)  # fmt: skip
"""Properties that are weighed, and that a judgement can therefore settle."""

OPEN = "open"
"""The value by which a later judgement takes a resolution back."""


def _unresolvable(changes: tuple[tuple[str, str, str], ...]) -> str:
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
