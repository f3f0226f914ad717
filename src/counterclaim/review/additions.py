"""Statements that a person added: made anew in every run from the text and the judgement."""

from __future__ import annotations

from counterclaim.model import (
    Act,
    ActorName,
    Anchor,
    Coding,
    Document,
    Judgement,
    Mention,
    Passage,
    Property,
    Role,
    SpeakerKind,
    Statement,
)
from counterclaim.model.identity import sha256_hex
from counterclaim.review.anchoring import match_mention, overlap
from counterclaim.review.corrections import Lookup
from counterclaim.review.opinions import Slot

WORDS = "words_sha256"
"""In the changes of an addition: the digest of the passage's words."""

_SUSPICION = 0.5
"""Certainty of a speaker who only suspects or doubts, as coders have it."""


def added(judgement: Judgement, passage: Passage, mention: Mention, known: Lookup) -> Statement:
    """The statement that a person added at a passage, with actors and places looked up as for every coder."""
    anchor = judgement.anchors[0]
    prop, act, given = Property(anchor.property), Act(anchor.act), {name: word for name, _, word in judgement.changes}
    is_actor = prop is Property.PERPETRATOR
    actor = known.actor(anchor.value) if is_actor else ActorName(name=anchor.value)
    place = known.place(anchor.value) if prop is Property.PLACE else None
    return Statement(
        mention_id=mention.id,
        property=prop,
        act=act,
        value=place.name if place else anchor.value,
        passage=passage,
        speaker=known.actor(anchor.speaker),
        speaker_kind=SpeakerKind(given["speaker_kind"]),
        value_aliases=actor.aliases,
        value_id=actor.actor_id,
        value_kind=given.get("value_kind", "description") if is_actor else "",
        place=place,
        words=anchor.value,
        certainty=_SUSPICION if act in (Act.SUSPECTS, Act.DOUBTS) else 1.0,
        coder=f"human/{judgement.by}",
    )


class Folder:
    """What a coder and people have found in one document."""

    def __init__(self, coding: Coding, document: Document, known: Lookup) -> None:
        self.document = document
        self.slots = [Slot(fresh=statement) for statement in coding.statements]
        self._coding = coding
        self._known = known
        self._new: dict[Mention, str] = {}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All events of the document."""
        return (*self._coding.mentions, *self._new)

    @property
    def additions(self) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
        """Events that only people have found, and the statements that they added, as they now stand."""
        statements = tuple(slot.now for slot in self.slots if slot.adder)
        used = {statement.mention_id for statement in statements}
        return tuple(mention for mention in self._new if mention.id in used), statements

    def tells_of(self, judgement: Judgement, slot: Slot) -> bool:
        """Whether a statement tells of the event that an addition is to tell of."""
        wanted = judgement.anchors[1:]
        mention = match_mention(wanted[0], self.mentions) if wanted else None
        return mention is None or mention.id == slot.fresh.mention_id

    def add(self, judgement: Judgement) -> tuple[Slot | None, str]:
        """The added statement among the others, or why it cannot be there."""
        anchor, text = judgement.anchors[0], self.document.text
        words = text[anchor.start : anchor.end]
        if not words.strip() or anchor.end > len(text):
            return None, "the document's text, as it is kept, has no such place"
        told = {field: new for field, _, new in judgement.changes}.get(WORDS, "")
        if told and told != sha256_hex(words.encode()):
            return None, "other words stand at its place now"
        passage = Passage.cut(self.document.id, text, anchor.start, anchor.end)
        mention = self._mention(judgement, passage)
        slot = Slot(fresh=added(judgement, passage, mention, self._known), adder=judgement.by)
        self.slots.append(slot)
        return slot, ""

    def _mention(self, judgement: Judgement, passage: Passage) -> Mention:
        """The mention that was named, or the nearest where it is no longer made; a new one where none was named."""
        wanted, known = judgement.anchors[1:], self.mentions
        if wanted and known:
            nearest = min(known, key=lambda m: (_distance(m.anchor, wanted[0]), m.number))
            return match_mention(wanted[0], known) or nearest
        for mention, adder in self._new.items():
            # Two people who each add what one passage tells mean one event; one who adds two means two.
            if overlap(judgement.anchors[0], mention.anchor) > 0 and adder != judgement.by:
                return mention
        number = max((mention.number for mention in known), default=0) + 1
        fresh = Mention(document_id=passage.document_id, number=number, role=Role.MAIN, anchor=passage)
        self._new[fresh] = judgement.by
        return fresh


def _distance(passage: Passage, anchor: Anchor) -> int:
    return max(passage.start - anchor.end, anchor.start - passage.end, 0)
