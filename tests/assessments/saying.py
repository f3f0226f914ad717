"""Short ways to write who says what. All names in these tests are invented."""

from __future__ import annotations

from datetime import date

from counterclaim.model import (
    Act,
    ActorName,
    DateInterval,
    Evidence,
    Passage,
    Place,
    Property,
    SpeakerKind,
    Statement,
    Verdict,
)
from counterclaim.model.values.actor_name import name_key


def say(
    speaker: str,
    kind: str,
    act: str,
    value: str,
    *,
    prop: str = "perpetrator",
    document: str = "doc-1",
    origin: str = "",
    outlet: str = "",
    affiliation: str = "",
    day: date | None = None,
    quote: str = "",
    value_kind: str = "organisation",
    place: Place | None = None,
    certainty: float = 1.0,
    probability: float = 1.0,
    verdict: Verdict | None = None,
) -> Evidence:
    """One statement with its surroundings, keyed by folded names."""
    words = quote or f"{speaker} {act} {value}"
    start = sum(ord(c) * (i + 1) for i, c in enumerate(words)) % 9_973
    own = name_key(speaker) in ("text", "unnamed")
    return Evidence(
        statement=Statement(
            mention_id=f"mention-of-{document}",
            property=Property(prop),
            act=Act(act),
            value=value,
            passage=Passage(document_id=document, start=start, end=start + len(words), quote=words),
            speaker=ActorName(name=speaker),
            speaker_kind=SpeakerKind(kind),
            value_kind=value_kind if prop == "perpetrator" else "",
            place=place,
            certainty=certainty,
            probability=probability,
        ),
        origin_id=origin or document,
        outlet=outlet,
        affiliation=affiliation,
        published=DateInterval.of_day(day) if day else None,
        value_key=name_key(value) if prop == "perpetrator" else value,
        speaker_key=f"{speaker}@{origin or document}" if own else name_key(speaker),
        verdict=verdict,
    )


def text(act: str, value: str, **more: object) -> Evidence:
    """The document's own voice."""
    return say("the text", "media", act, value, **more)  # type: ignore[arg-type]
