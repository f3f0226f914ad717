"""Mentions held to be one event."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.values.date_interval import DateInterval
from counterclaim.model.values.place import Place
from counterclaim.model.vocabulary import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionProfile:
    """What linking sees of a mention: its values gathered from its statements, each None or empty where not told."""

    mention_id: str
    document_id: str
    published: DateInterval | None
    origin_id: str
    """The document that this one repeats, or its own id."""
    date: DateInterval | None
    place: Place | None
    type: EventType | None
    actors: tuple[str, ...] = ()
    """Name keys of perpetrators named in it, by any act."""
    targets: tuple[str, ...] = ()
    fatalities_low: int | None = None
    fatalities_high: int | None = None
    main: bool = True
    anchor_words: str = ""
    """The anchor passage's words, for text comparison."""
    declared_distinct: str = ""
    """Key of the data set that it is a row of, where that declares each of its rows an event of its own; else empty."""
    refers_to: str = ""
    """Id of the mention of its document from which it has day and place, as it tells neither; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkExplanation:
    """Why two mentions were, or were not, held to be one event: weight in bits per field, and their sum."""

    left: str
    right: str
    weights: tuple[tuple[str, float, str], ...]
    """(field, weight in bits, what was compared)."""
    probability: float
    by: str = "linker"
    """"linker", or "judgement" where a person decided."""

    @property
    def weight(self) -> float:
        """Sum of the weights in bits."""
        return sum(weight for _, weight, _ in self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Mentions held to be one event. It has no values of its own: they are weighed from statements."""

    id: str
    """Minted from the founding mention (the first by publication, then id); old ids redirect after merges."""
    mention_ids: tuple[str, ...]
    links: tuple[LinkExplanation, ...] = ()
    """One per mention after the first: its strongest link into the event."""
