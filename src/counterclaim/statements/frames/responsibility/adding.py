"""Whose claim it is, and the claim itself."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import NOBODY, Who


def add_claim(
    c: Context, speaker: Who, phrase: Phrase, begin: int, end: int, trigger: int, probability: float = 0.9
) -> None:
    """The claim by ``speaker``, for its side; of nobody known, for whom the text lets it speak."""
    if not speaker.name or (speaker.place and speaker.kind != "state"):
        return
    side = side_of(c, speaker)
    if side.generic and speaker.generic:
        side = _claimed_for(c, phrase)
        if not side.name:
            return
        speaker = side
    if side.kind == "person" and side.speaker_kind in (
        SpeakerKind.AUTHORITY,
        SpeakerKind.MEDIA,
        SpeakerKind.COURT,
        SpeakerKind.WITNESS,
    ):
        return
    if (
        speaker.speaker_kind in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP, SpeakerKind.EXPERT)
        and side.kind != "state"
        and probability > 0.85
    ):
        speaker = c.registry.as_armed(speaker)
        side = c.registry.as_armed(side)
    c.add(Act.CLAIMS, speaker, side, begin, end, trigger, probability=probability)


def _claimed_for(c: Context, phrase: Phrase) -> Who:
    """Such as "a caller claiming to represent X", "a statement signed by X", "a man who said he spoke for X"."""
    for other in c.s.phrases:
        if phrase.after <= other.start <= phrase.after + 12 and other.kind == "np":
            who = c.registry.who(c.s, other)
            if who.kind == "organisation":
                return who
            if any(v.start >= phrase.after and v.finite and v.start < other.start for v in c.s.verbs):
                break
    return NOBODY


def add_claim_of_named(c: Context, phrase: Phrase, begin: int, end: int, verb: VerbGroup) -> None:
    """The claim by the organisation named behind the phrase, none where there is none."""
    who = _claimed_for(c, phrase)
    if who.name:
        add_claim(c, who, phrase, begin, end, verb.head)
