"""A statement as a person corrected it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from counterclaim.model import (
    Act,
    ActorName,
    Anchor,
    Judgement,
    Place,
    Property,
    SpeakerKind,
    Statement,
)
from counterclaim.review.fields import decided


class Lookup(Protocol):
    """What codebooks know of names and places."""

    def actor(self, name: str) -> ActorName:
        """The name with its other forms and its id, where it is known."""

    def place(self, words: str) -> Place:
        """The place, located where it is known."""


class Unknowing:
    """A lookup that knows nothing."""

    def actor(self, name: str) -> ActorName:
        """The name as it stands."""
        return ActorName(name=name)

    def place(self, words: str) -> Place:
        """The words, not located."""
        return Place(name=words, words=words)


def corrected(statement: Statement, judgement: Judgement) -> Statement:
    """The statement with the new values of a correction or adjudication; passage and the text's words stay.

    A new value or speaker is unresolved: what a codebook or gazetteer made of the old one falls away.
    """
    new = {field: value for field, _, value in decided(judgement)[1]}
    prop = Property(new.get("property", statement.property))
    revalued = "value" in new and new["value"] != statement.value
    respoken = "speaker" in new and new["speaker"] != statement.speaker.name
    return replace(
        statement,
        property=prop,
        act=Act(new.get("act", statement.act)),
        value=new.get("value", statement.value),
        value_aliases=() if revalued else statement.value_aliases,
        value_id="" if revalued else statement.value_id,
        value_kind=statement.value_kind if prop is Property.PERPETRATOR else "",
        place=None if revalued else statement.place,
        speaker=ActorName(name=new["speaker"]) if respoken else statement.speaker,
        speaker_kind=SpeakerKind(new.get("speaker_kind", statement.speaker_kind)),
        words=statement.words or statement.value,
        probability=1.0,
        coder=f"human/{judgement.by}",
    )


def corrected_anchor(judgement: Judgement) -> Anchor:
    """Where the corrected statement would be found if a coder now read it as the person does."""
    anchor = judgement.anchors[0]
    new = {field: value for field, _, value in decided(judgement)[1]}
    return replace(
        anchor,
        property=new.get("property", anchor.property),
        act=new.get("act", anchor.act),
        value=new.get("value", anchor.value),
        speaker=new.get("speaker", anchor.speaker),
    )
