"""Weighed values of one property of one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.vocabulary import Property


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one distinct speaker contributed to one hypothesis."""

    speaker: str
    statement_ids: tuple[str, ...]
    """All statements that carry this voice; relays by several outlets stand together and count once."""
    origin_documents: tuple[str, ...]
    hypothesis: str
    decibans: float
    """10 log10 of the likelihood ratio for the hypothesis; negative speaks against it."""
    reason: str
    """In words: act, interest, relay, silence."""
    admiralty: str = ""
    """Source reliability A to F and credibility 1 to 6, such as "B2"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One hypothesis with its probability; ``low`` and ``high`` bound what is known of it (a 90 % interval)."""

    value: str
    probability: float
    low: float
    high: float
    estimative: str
    """ICD 203 term of ``probability``."""
    flat: float | None = None
    """The probability had all answers been equal beforehand and all speakers alike; None where that is no question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """A statement without which the outcome would be another."""

    statement_id: str
    speaker: str
    outcome: str
    """What the outcome would be without it."""
    probability: float
    """What the answer that now leads would then have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The weighed values of one property of one event, with every reason that went in.

    ``candidates`` are sorted by falling probability and sum to 1 for perpetrator; for counts and dates they are the
    distinct figures. ``outcome`` is a candidate's value, ``disputed`` or ``unknown``.
    """

    event_id: str
    property: Property
    candidates: tuple[Candidate, ...]
    outcome: str
    weights: tuple[Weight, ...]
    voices: int
    """Number of distinct speakers, relays counted once."""
    method: str
    confidence: str
    """low, moderate or high: how good the basis is, not how likely the answer."""
    low: str = ""
    best: str = ""
    high: str = ""
    """For counts and dates: the standing bounds and the weighed best, as canonical text."""
    explanation: str = ""
    pivots: tuple[Pivot, ...] = ()
    """The statements that alone decide the outcome, sorted by id; empty where it is stable when any one is dropped."""
    resolved: str = ""
    """The value that a person's judgement settled, empty where none did. It is no part of what is weighed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What turned out to be true of one property of one event; weighing learns from it, and never about that event."""

    event_id: str
    property: Property
    value: str
    """Canonical text, as in statements; for a perpetrator a name, or the name of an open answer."""
    value_key: str
    """Key of the actor for a perpetrator, else the value."""
    by: str
    """Who settled it: a person's name, or "court" where a court in the texts did."""
    on: date | None = None
    """The day of the judgement; None for a court's finding."""
    reason: str = ""
