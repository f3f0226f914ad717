"""The last word on a speaker's kind: an armed group that speaks of another group's deed is its rival."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.who import ARMED, Who


def settled_kind(speaker: Who, perpetrator: Who, act: Act) -> SpeakerKind:
    """The kind of ``speaker`` for a statement about ``perpetrator``."""
    if speaker.kind == "organisation" and speaker.speaker_kind in (ARMED, SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP):
        if speaker.speaks_for(perpetrator) or act is Act.CLAIMS:
            return ARMED
        return (
            SpeakerKind.RIVAL_GROUP
            if perpetrator.kind in ("organisation", "person") and perpetrator.speaker_kind is not SpeakerKind.STATE
            else ARMED
        )
    return speaker.speaker_kind
