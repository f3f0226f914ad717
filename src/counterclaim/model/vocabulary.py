"""The closed vocabularies of the ledger. Their definitions for people are in ``codebooks/``."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What a speaker does with the question of responsibility."""

    CLAIMS = "claims"
    DENIES = "denies"
    ATTRIBUTES = "attributes"
    SUSPECTS = "suspects"
    REPORTS_AS_FACT = "reports_as_fact"
    DOUBTS = "doubts"
    RETRACTS = "retracts"


class SpeakerKind(StrEnum):
    """What kind of voice a speaker is."""

    ARMED_GROUP = "armed_group"
    STATE = "state"
    AUTHORITY = "authority"
    MEDIA = "media"
    RIVAL_GROUP = "rival_group"
    WITNESS = "witness"
    COURT = "court"
    EXPERT = "expert"
    UNKNOWN = "unknown"


class Property(StrEnum):
    """Which property of an event a statement speaks about."""

    PERPETRATOR = "perpetrator"
    INVOLVEMENT = "involvement"
    FATALITIES = "fatalities"
    INJURED = "injured"
    DATE = "date"
    PLACE = "place"
    TYPE = "type"
    TARGET = "target"
    WEAPON = "weapon"
    EVIDENCE = "evidence"
    UNCLAIMED = "unclaimed"
    """A statement that nobody has claimed the event: a fact of its own."""
    CONTROL = "control"
    FORECAST = "forecast"


class Involvement(StrEnum):
    """How far an actor was involved in an event."""

    DIRECTED = "directed"
    INSPIRED = "inspired"
    NONE = "none"


class EventType(StrEnum):
    """The kind of violent incident."""

    ATTACK = "attack"
    BOMBING = "bombing"
    SHOOTING = "shooting"
    AIRSTRIKE = "airstrike"
    KIDNAPPING = "kidnapping"
    ASSASSINATION = "assassination"
    ARSON = "arson"
    SABOTAGE = "sabotage"
    BATTLE = "battle"
    DESTRUCTION = "destruction"
    CHEMICAL = "chemical"
    OTHER = "other"


class Role(StrEnum):
    """Whether a document is about an event or mentions it in passing."""

    MAIN = "main"
    BACKGROUND = "background"
    OUTLOOK = "outlook"
    """No event: what a document says of who holds which place, and of what is to come."""


class Hosting(StrEnum):
    """What is kept of an outlet's items."""

    FULL = "full"
    DIGEST = "digest"
    """Read in memory; only digest, metadata and coded quotes of at most 300 characters are kept."""


class Handling(StrEnum):
    """Who may see a document, after the Traffic Light Protocol (FIRST, version 2.0); what has no mark is clear."""

    CLEAR = "clear"
    """Everybody; it may be quoted in what is published."""
    GREEN = "green"
    """Everybody of the team; it is not published."""
    AMBER = "amber"
    """Those who code, adjudicate or administer."""
    RED = "red"
    """Those who adjudicate or administer."""

    @property
    def rank(self) -> int:
        """0 for what everybody may see."""
        return list(Handling).index(self)

    def covers(self, other: Handling) -> bool:
        """Whether who may see this may see ``other``."""
        return self.rank >= other.rank


class Verdict(StrEnum):
    """What a person decides in a judgement."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    """A statement that the coder did not find: it counts until the judgement is taken back."""
    MERGE = "merge"
    SPLIT = "split"
    UNMASK = "unmask"
    """Lift the mask from a private person's name, for a stated reason."""
    RESOLVE = "resolve"
    """What turned out to be true of one property of an event: others' records learn from it."""
    CONSENT = "consent"
    """Let texts be sent to a model on another machine; a rejection of the same address takes it back."""
    IDENTIFY = "identify"
    """Which actor a name means, or that it is none of the known ones."""
    UNDO = "undo"
    """Take an earlier judgement back: it stays in the chain and no longer counts."""
    ADJUDICATE = "adjudicate"
    """What holds of a statement that people read differently; final until it is taken back."""
    SAMPLE = "sample"
    """Draw documents or statements that several people code, by a seed that is on record before they begin."""
    FINISH = "finish"
    """A person has coded a document whole: what they left out, they did not find in it."""
    MARK = "mark"
    """Who may see a document, and until when it is kept."""
    FORGET = "forget"
    """A document was removed, with all that was kept of it: the tombstone. It cannot be taken back."""
    FORECAST = "forecast"
    """Register a forecast, or give one that is registered another probability."""
    SETTLE = "settle"
    """What came of a forecast's question."""


DISPUTED = "disputed"
UNKNOWN = "unknown"
"""Outcomes that are not an actor: incompatible answers stand, or no answer does."""

THE_TEXT = "the text"
"""The speaker of what a document says in its own voice."""

UNNAMED = "unnamed"
"""The speaker where the passive hides who speaks."""
