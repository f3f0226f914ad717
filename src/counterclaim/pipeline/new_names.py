"""Names that a judgement uses and that no text and no codebook has: refused, with those that are near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from counterclaim.assessments.open_answers import NAMES
from counterclaim.codebooks.actor_candidates import ActorCandidates
from counterclaim.errors import ConfigError
from counterclaim.model import Property
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.views import Reading
from counterclaim.review.rules import OPEN

_NEAR = 60.0
_MOST = 5
_NAMED = (Property.PERPETRATOR, Property.PLACE, Property.TARGET, Property.WEAPON)


def check_told(reading: Reading, name: str) -> None:
    """Raise ConfigError where no statement of the ledger has this name as perpetrator or speaker."""
    told = _told(reading)
    if name_key(name) not in told:
        _refuse(name, told.values(), where="NAME")


def check_answer(reading: Reading, prop: Property, value: str) -> None:
    """Raise ConfigError where a resolution names somebody or something that no text and no codebook has."""
    if prop not in _NAMED or not value.strip() or value in (OPEN, *NAMES.values()):
        return  # no name: what it may be is checked by whoever records it
    told = _told(reading, prop)
    if name_key(value) in told:
        return
    near: Iterable[str] = told.values()
    if prop is Property.PERPETRATOR:
        book = reading.codebook.actors
        if book.get(value) is not None or book.resolve(value) is not None:
            return
        near = [*near, *(c.name for c in ActorCandidates(book).of(value))]
    if prop is Property.PLACE and reading.codebook.gazetteer.lookup(value):
        return
    _refuse(value, near, where="--value")


def _told(reading: Reading, prop: Property | None = None) -> Mapping[str, str]:
    """By key the names that statements have: of one property, or of perpetrators and speakers."""
    found: dict[str, str] = {}
    for coding in reading.applied.codings:
        for s in coding.statements:
            names = [s.value, *s.value_aliases] if s.property is (prop or Property.PERPETRATOR) else []
            if prop in (None, Property.PERPETRATOR):
                names += s.speaker.forms
            for name in names:
                found.setdefault(name_key(name), name)
    return found


def _refuse(name: str, near: Iterable[str], where: str) -> None:
    choices = sorted(set(near))
    found = process.extract(name, choices, scorer=fuzz.WRatio, processor=name_key, limit=_MOST, score_cutoff=_NEAR)
    offered = ", ".join(repr(choice) for choice, _, _ in found)
    remedy = (
        f"did you mean {offered}? If it is new, say so with --new" if offered else "if it is new, say so with --new"
    )
    raise ConfigError(f"no text or source has the name {name!r}", where=where, remedy=remedy)
