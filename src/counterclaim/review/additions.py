"""Statements that a person added: made anew in every run from the text and the judgement."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import (
    Act,
    ActorName,
    Anchor,
    Coding,
    Judgement,
    Mention,
    Passage,
    Property,
    Role,
    SpeakerKind,
    Statement,
)
from counterclaim.review.anchoring import match_mention

_SUSPICION = 0.5
"""Certainty of a speaker who only suspects or doubts, as coders have it."""


def added(judgement: Judgement, coding: Coding, text: str, new: Sequence[Mention]) -> tuple[Statement, Mention] | None:
    """The statement, and the mention that it belongs to; None where the text has no such place.

    Args:
        judgement: an addition.
        coding: what the coder finds in the document now.
        text: the document's text.
        new: mentions that earlier additions made in it.
    """
    anchor = judgement.anchors[0]
    if not text[anchor.start : anchor.end].strip() or anchor.end > len(text):
        return None
    passage = Passage.cut(coding.document_id, text, anchor.start, anchor.end)
    mention = _mention(judgement.anchors[1:], passage, (*coding.mentions, *new))
    prop, act, given = Property(anchor.property), Act(anchor.act), {name: word for name, _, word in judgement.changes}
    statement = Statement(
        mention_id=mention.id,
        property=prop,
        act=act,
        value=anchor.value,
        passage=passage,
        speaker=ActorName(name=anchor.speaker),
        speaker_kind=SpeakerKind(given["speaker_kind"]),
        value_kind=given.get("value_kind", "description") if prop is Property.PERPETRATOR else "",
        words=anchor.value,
        certainty=_SUSPICION if act in (Act.SUSPECTS, Act.DOUBTS) else 1.0,
        coder=f"human/{judgement.by}",
    )
    return statement, mention


def _mention(wanted: Sequence[Anchor], passage: Passage, known: Sequence[Mention]) -> Mention:
    """The mention that was named, or the nearest where it is no longer made; a new one where none was named."""
    if wanted and known:
        nearest = min(known, key=lambda m: (_distance(m.anchor, wanted[0]), m.number))
        return match_mention(wanted[0], known) or nearest
    number = max((mention.number for mention in known), default=0) + 1
    return Mention(document_id=passage.document_id, number=number, role=Role.MAIN, anchor=passage)


def _distance(passage: Passage, anchor: Anchor) -> int:
    return max(passage.start - anchor.end, anchor.start - passage.end, 0)
