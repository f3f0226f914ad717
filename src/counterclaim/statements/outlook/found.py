"""What the readers of the outlook find in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Act, Place
from counterclaim.statements.who import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """A forecast at tokens ``start`` to ``end``: what is said to come, and by which words of estimation."""

    value: str
    words: str
    speaker: Who
    start: int
    end: int
    probability: float
    """How sure the grammar is of its reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A statement about an actor's hold on a place, at tokens ``start`` to ``end``."""

    change: str
    actor: Who
    place: Place
    act: Act
    speaker: Who
    words: str
    start: int
    end: int
    certainty: float = 1.0
    probability: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place at tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int
    place: Place
    meant: bool = False
    """Whether the words name it only by what was named before: "the town"."""
