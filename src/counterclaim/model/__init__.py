"""The types that every room speaks: frozen, keyword-only, with content-hashed ids."""

from counterclaim.model.assessment import Assessment, Candidate, Pivot, Resolution, Weight
from counterclaim.model.calibration import UNCALIBRATED, Calibration, CalibrationBand
from counterclaim.model.document import Capture, Document, DocumentRelation
from counterclaim.model.event import Event, LinkExplanation, MentionProfile
from counterclaim.model.judgement import GENESIS, STRUCK, STRUCK_OUT, Anchor, Judgement, Receipt
from counterclaim.model.manifest import RunManifest
from counterclaim.model.passage import Passage
from counterclaim.model.problem import Problem
from counterclaim.model.publication import CorrectedBrief, Correction, Footnote, Publication, PublishedBrief
from counterclaim.model.reading import CodingInput, Fetched, Hints, ReadItem, ReadResult, RefusedRow, Segment
from counterclaim.model.release import Release
from counterclaim.model.source import Source
from counterclaim.model.statement import Citation, Coding, Mention, PersonMention, Statement
from counterclaim.model.values import ActorName, CountRange, DateInterval, OtherPlace, Place
from counterclaim.model.view import EventView, Evidence, StatementView
from counterclaim.model.vocabulary import (
    DISPUTED,
    THE_TEXT,
    UNKNOWN,
    UNNAMED,
    Act,
    EventType,
    Handling,
    Hosting,
    Involvement,
    Property,
    Role,
    SpeakerKind,
    Verdict,
)

__all__ = [
    "DISPUTED",
    "GENESIS",
    "STRUCK",
    "STRUCK_OUT",
    "THE_TEXT",
    "UNCALIBRATED",
    "UNKNOWN",
    "UNNAMED",
    "Act",
    "ActorName",
    "Anchor",
    "Assessment",
    "Calibration",
    "CalibrationBand",
    "Candidate",
    "Capture",
    "Citation",
    "Coding",
    "CodingInput",
    "CorrectedBrief",
    "Correction",
    "CountRange",
    "DateInterval",
    "Document",
    "DocumentRelation",
    "Event",
    "EventType",
    "EventView",
    "Evidence",
    "Fetched",
    "Footnote",
    "Handling",
    "Hints",
    "Hosting",
    "Involvement",
    "Judgement",
    "LinkExplanation",
    "Mention",
    "MentionProfile",
    "OtherPlace",
    "Passage",
    "PersonMention",
    "Pivot",
    "Place",
    "Problem",
    "Property",
    "Publication",
    "PublishedBrief",
    "ReadItem",
    "ReadResult",
    "Receipt",
    "RefusedRow",
    "Release",
    "Resolution",
    "Role",
    "RunManifest",
    "Segment",
    "Source",
    "SpeakerKind",
    "Statement",
    "StatementView",
    "Verdict",
    "Weight",
]
