"""What one speaker says about one property of one event, and the event as one document tells it."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field

from counterclaim.model.identity import content_id
from counterclaim.model.passage import Passage
from counterclaim.model.values.actor_name import ActorName
from counterclaim.model.values.place import Place
from counterclaim.model.vocabulary import Act, Property, Role, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One value of one property of one reported event, as one passage gives it.

    ``value`` is canonical text: for perpetrator the actor's name in the fullest form of the text, for fatalities and
    injured a ``CountRange``, for date a ``DateInterval``, for type an ``EventType``, for place the place's name (with
    the gazetteer's reading in ``place``), for involvement an ``Involvement``, for unclaimed "yes". ``words`` are the
    text's own. A denial keeps the value that is denied, with ``act`` denies; a retraction of something other than
    an attribution has an empty value.
    """

    mention_id: str
    property: Property
    act: Act
    value: str
    passage: Passage
    speaker: ActorName
    speaker_kind: SpeakerKind
    value_aliases: tuple[str, ...] = ()
    """Other names of the same actor, from a codebook or the text."""
    value_id: str = ""
    """The codebook's id of the actor, empty where the name is not resolved."""
    value_kind: str = ""
    """For a perpetrator: organisation, state, person or description; empty for other properties."""
    place: Place | None = None
    words: str = ""
    reckoning: str = ""
    """How a value was worked out that the words do not give outright: from which day "last Friday" was counted, where
    a missing year comes from, from which calendar a date was turned over and how exactly; empty where as written."""
    certainty: float = 1.0
    """How sure the speaker is, 0 to 1, as the wording has it; not how far we believe it."""
    probability: float = 1.0
    """The coder's own probability that it has read this statement right, 0 to 1."""
    channel: str = ""
    """Through whom or what the speaker spoke: an outlet, agency, spokesman, letter, call; empty where not told."""
    evidence: str = ""
    """What is offered or missing as proof, in the text's words; empty where nothing is said."""
    also: tuple[Passage, ...] = ()
    """Further passages of the same document that carry the same statement."""
    coder: str = ""
    """Name and version of the coder, such as "grammar-en/1"."""

    @builtins.property  # the field `property` hides the decorator of that name
    def id(self) -> str:
        """Content id over what makes it this statement: not probability, certainty or coder version."""
        return content_id(
            "stm",
            self.mention_id,
            self.property,
            self.act,
            self.value,
            self.speaker.name,
            self.passage.document_id,
            self.passage.start,
            self.passage.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event as one document tells it.

    ``date``, ``place`` and ``type`` live in statements; what stands here is the number of the event within the
    document, in order of first appearance, and its anchor: the first passage that tells of it.
    """

    document_id: str
    number: int
    role: Role
    anchor: Passage

    @property
    def id(self) -> str:
        """Content id over document and anchor, so that it survives the finding of further events."""
        return content_id("mtn", self.document_id, self.anchor.start, self.anchor.end, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered source that a document itself cites, tied to the sentence that cites it."""

    document_id: str
    number: int
    text: str
    """The note's own words."""
    passage: Passage | None
    """The sentence that carries the reference mark; None where no mark was found in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person named in a document, so that publications can mask private persons.

    ``role`` is "public" (office holder, spokesman, commander or leader of an armed group, expert, author),
    "convicted" (by a court, as the text has it), "private" (suspect, victim, witness, minor, bystander) or
    "unknown". Only public and convicted persons are ever published by name.
    """

    document_id: str
    name: str
    role: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that a coder finds in one document."""

    document_id: str
    coder: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    abstained: str = ""
    """Why the coder did not read the text, in words for the user; empty where it did."""
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
    """Time by step, for benchmarks only."""
