"""Answers that name no actor: somebody else, nobody yet known, accident or crime, inspired and not directed.

Every question of who did it has all four. Before anything is heard they share odds of 1 by the shares of the book of
priors; what voices say of them moves them like any other answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.position import Position
from counterclaim.codebooks.answers import describes
from counterclaim.model import Evidence, Property

SOMEBODY_ELSE = "somebody else"
"""An actor that nobody names here."""
NOT_YET_KNOWN = "nobody yet known"
"""A perpetrator of whom no source knows anything."""
ACCIDENT = "accident or crime"
"""Nobody's political violence: an accident, or a crime for gain or out of a quarrel."""
INSPIRED = "inspired, not directed"
"""Somebody acted on his own in the spirit of an organisation."""

ELSE_KEY, UNKNOWN_KEY, ACCIDENT_KEY, INSPIRED_KEY = "", "?unknown", "?accident", "?inspired"
NAMES = {
    ELSE_KEY: SOMEBODY_ELSE,
    UNKNOWN_KEY: NOT_YET_KNOWN,
    ACCIDENT_KEY: ACCIDENT,
    INSPIRED_KEY: INSPIRED,
}
"""Keys of the open answers to their names."""
_SHARES = {
    ELSE_KEY: "open.somebody_else",
    UNKNOWN_KEY: "open.nobody_yet_known",
    ACCIDENT_KEY: "open.accident_or_crime",
    INSPIRED_KEY: "open.inspired",
}


def shares(numbers: Numbers, found: Sequence[Position] = ()) -> tuple[tuple[str, float], ...]:
    """Prior odds of each open answer, "somebody else" first; before anybody speaks of one they sum to 1.

    An open answer for which a voice speaks has no less beforehand than any other that somebody names.
    """
    given = {key: numbers.value(entry) for key, entry in _SHARES.items()}
    total = sum(given.values()) or 1.0
    told = {p.hypothesis for p in found if p.ratio > 1}
    named = numbers.value("prior_odds.named")
    return tuple((k, max(share / total, named) if k in told else share / total) for k, share in given.items())


def folded(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence in which descriptions such as "unknown gunmen" or "a gas leak" stand for the open answer they mean."""
    return [replace(e, value_key=_meant(e)) for e in evidence]


def _meant(e: Evidence) -> str:
    statement = e.statement
    if statement.property is not Property.PERPETRATOR or statement.value_kind not in ("description", ""):
        return e.value_key
    if describes("accident_or_crime", statement.value):
        return ACCIDENT_KEY
    return UNKNOWN_KEY if describes("nobody_yet_known", statement.value) else e.value_key
