"""Statements grouped by who really speaks: ten outlets that relay one speaker are one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.assessments.offices import office_of
from counterclaim.assessments.relays import chained, circles, merged_passages
from counterclaim.assessments.roles import Named, Role, role_of
from counterclaim.model import Act, Evidence, Property, SpeakerKind, Verdict
from counterclaim.model.values.actor_name import name_key

_KIND_ORDER = (
    SpeakerKind.COURT,
    SpeakerKind.AUTHORITY,
    SpeakerKind.STATE,
    SpeakerKind.ARMED_GROUP,
    SpeakerKind.RIVAL_GROUP,
    SpeakerKind.EXPERT,
    SpeakerKind.WITNESS,
    SpeakerKind.MEDIA,
    SpeakerKind.UNKNOWN,
)
CIRCLE = "circle of "
"""How the key of a voice begins whose members are known only from each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One distinct speaker with all that it says about one property; relays stand together.

    ``text`` holds for a document's own voice, ``affiliated`` for the own voice of an outlet that speaks for an actor.
    """

    key: str
    name: str
    kind: SpeakerKind
    evidence: tuple[Evidence, ...]
    text: bool = False
    affiliated: bool = False
    role: Role

    @property
    def party(self) -> bool:
        """Whether the speaker has a stake in the answer."""
        return self.role is Role.PARTY

    @property
    def circular(self) -> bool:
        """Whether outlets tell it only of each other, so that nobody is found who knew it first."""
        return self.key.startswith(CIRCLE)

    @property
    def day(self) -> date | None:
        """The last day on which it spoke; None where nothing is dated."""
        told = [e.published.latest or e.published.earliest for e in self.evidence if e.published]
        return max((d for d in told if d), default=None)

    @property
    def origins(self) -> tuple[str, ...]:
        """The documents that independently carry the voice."""
        return tuple(sorted({e.origin_id for e in self.evidence}))


def standing(evidence: Iterable[Evidence], prop: Property) -> list[Evidence]:
    """The evidence about one property that no person has rejected, in an order that does not depend on the input's."""
    kept = (e for e in evidence if e.statement.property is prop and e.verdict is not Verdict.REJECT)
    return sorted(kept, key=lambda e: (e.statement.id, e.origin_id, e.value_key, e.speaker_key))


def is_text(e: Evidence) -> bool:
    """Whether the document speaks in its own voice."""
    return name_key(e.statement.speaker.name) == "text"


def is_unnamed(e: Evidence) -> bool:
    """Whether the passive hides who speaks."""
    return name_key(e.statement.speaker.name).startswith("unnamed")


def actor_keys(evidence: Sequence[Evidence]) -> dict[str, str]:
    """Folded names of speakers and named perpetrators to their keys, to recognise an outlet's affiliation."""
    keys: dict[str, str] = {}
    for e in evidence:
        if not (is_text(e) or is_unnamed(e)):
            keys.update((name_key(form), e.speaker_key) for form in e.statement.speaker.forms)
    for e in evidence:
        if e.statement.property is Property.PERPETRATOR:
            keys.update((name_key(form), e.value_key) for form in (e.statement.value, *e.statement.value_aliases))
    return keys


def voice_keys(evidence: Sequence[Evidence]) -> list[str]:
    """Who speaks in each: the actor that an outlet belongs to, the outlet that wrote the text, else the speaker.

    A copy speaks with the voice of its origin's outlet, an agency's report with the agency's, and a text that takes
    over an earlier text's passage with that text's; a text whose outlet is not known speaks for itself.
    """
    keys = actor_keys(evidence)
    outlets: dict[str, tuple[bool, str]] = {}
    for e in evidence:
        found = (e.statement.passage.document_id != e.origin_id, e.outlet)
        outlets[e.origin_id] = min(found, outlets.get(e.origin_id, found))
    spoken = [_voice_key(e, keys, outlets[e.origin_id][1]) for e in evidence]
    own = [is_text(e) and not e.affiliation for e in evidence]
    spoken = merged_passages(evidence, spoken, own)
    texts = [is_text(e) for e in evidence]
    spoken = chained(evidence, spoken, texts, keys)
    around = circles(evidence, spoken, texts, keys)
    return [f"{CIRCLE}{', '.join(around[key])}" if key in around else key for key in spoken]


def _voice_key(e: Evidence, keys: Mapping[str, str], outlet: str) -> str:
    if is_text(e):
        if e.affiliation:
            return keys.get(name_key(e.affiliation), name_key(e.affiliation))
        writer = e.agency or outlet
        own = f"the text of {name_key(writer)}" if writer else f"the text@{e.origin_id}"
        return keys.get(name_key(writer), own)
    if is_unnamed(e):
        return f"unnamed@{e.origin_id}"
    return e.speaker_key


def plain_voices(evidence: Sequence[Evidence], named: Named) -> tuple[Voice, ...]:
    """Voices on a property on which nobody speaks for another side: tolls, dates, places, types.

    ``named`` are those whom anybody names as perpetrators of the same event: they are parties here too.
    """
    return gather(evidence, voice_keys(evidence), named)


def perpetrator_voices(evidence: Sequence[Evidence]) -> tuple[Voice, ...]:
    """Voices on who did it: whoever claims an attack for X speaks for X, unless X itself denies and never claims it."""
    base = voice_keys(evidence)
    own: dict[Act, set[str]] = defaultdict(set)
    for e, key in zip(evidence, base, strict=True):
        if key == e.value_key:
            own[e.statement.act].add(key)
    disowned = own[Act.DENIES] - own[Act.CLAIMS]
    claims: dict[str, set[str]] = defaultdict(set)
    for e, key in zip(evidence, base, strict=True):
        if e.statement.act is Act.CLAIMS:
            claims[key].add(e.value_key)
    side = {}
    for key, values in claims.items():
        value = min(values)
        joint = len(values) > 1
        side[key] = key if joint or key == value else f"in the name of {value}" if value in disowned else value
    return gather(evidence, [side.get(key, key) for key in base], Named.by(evidence))


def gather(evidence: Sequence[Evidence], keys: Sequence[str], named: Named) -> tuple[Voice, ...]:
    """Group evidence by voice key; the result is sorted by key."""
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for e, key in zip(evidence, keys, strict=True):
        grouped[key].append(e)
    return tuple(_voice(key, grouped[key], named) for key in sorted(grouped))


def _voice(key: str, evidence: Sequence[Evidence], named: Named) -> Voice:
    text = any(is_text(e) for e in evidence)
    affiliated = any(is_text(e) and e.affiliation for e in evidence)
    kinds = {_kind(e) for e in evidence}
    kind = next((k for k in _KIND_ORDER if k in kinds), SpeakerKind.UNKNOWN)
    spoken = {e.affiliation if is_text(e) else e.statement.speaker.name for e in evidence} - {""}
    if kind is SpeakerKind.AUTHORITY:
        told = (office_of(e.statement.speaker.name, e.statement.passage.quote) for e in evidence if not is_text(e))
        spoken |= {office for office in told if office}
    return Voice(
        key=key,
        name=_name(evidence, affiliated=affiliated),
        kind=kind,
        evidence=tuple(evidence),
        text=text and not affiliated,
        affiliated=affiliated,
        role=role_of(kind, key, sorted(spoken), named),
    )


def _kind(e: Evidence) -> SpeakerKind:
    """The speaker's kind; the outlet of an actor of unknown kind is taken for a party to the conflict."""
    if is_text(e) and e.affiliation:
        return e.affiliation_kind or SpeakerKind.ARMED_GROUP
    return e.statement.speaker_kind


def _name(evidence: Sequence[Evidence], *, affiliated: bool) -> str:
    if affiliated:
        names = {e.affiliation for e in evidence if is_text(e) and e.affiliation}
    else:
        names = {e.statement.speaker.name for e in evidence}
    name = min(names, key=lambda n: (-len(n), n))
    outlets = sorted({e.outlet for e in evidence if e.outlet and is_text(e)} - {name})
    return f"{name} ({', '.join(outlets)})" if outlets else name
