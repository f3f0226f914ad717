"""Whom a name that the codebook does not settle may mean: candidates with scores, for people to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from counterclaim.codebooks.actor_types import Actor, Alias
from counterclaim.codebooks.actors import ActorBook, is_abbreviation
from counterclaim.codebooks.names.scripts import bones, likeness, plain, unvowelled

_LEAST = 0.85
_COARSE = 55
_MOST = 200
_OUT_OF_TIME = 0.8
"""What is left of a score where the years speak against it."""


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """One actor that a name may mean; ``score`` is how alike the names are, lowered by what speaks against it."""

    actor_id: str
    name: str
    """The actor's main name."""
    alias: str
    """The name of the actor that is alike."""
    score: float
    why: str


class ActorCandidates:
    """Finds candidates among all names of a codebook; built once, asked often."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self._names = [(actor, alias) for actor in book for alias in actor.names if not is_abbreviation(alias.name)]
        self._forms = [plain(alias.name) for _, alias in self._names]
        self._bones = [bones(alias.name) for _, alias in self._names]

    def of(self, name: str, on: date | None = None, most: int = 5) -> tuple[ActorCandidate, ...]:
        """The best candidates, best first; empty where no name of the codebook is alike."""
        told = [*self._exact(name, on), *self._alike(name, on)]
        best: dict[str, ActorCandidate] = {}
        for candidate in sorted(told, key=lambda c: (-c.score, c.actor_id, c.alias)):
            best.setdefault(candidate.actor_id, candidate)
        return tuple(best.values())[:most]

    def _exact(self, name: str, on: date | None) -> Iterable[ActorCandidate]:
        told = self._book.bearers(name)
        several = len({actor.id for actor, _ in told}) > 1
        for actor, alias in told:
            reason = (
                f"{alias.name} is a name of it, from memory only"
                if alias.unverified
                else f"{alias.name} is a name of it"
            )
            if alias.basis == "letters":
                reason = f"a data set writes {alias.name} and does not tell whose it is"
            yield self._candidate(actor, alias, 1.0, f"{reason}; it is one of others too" if several else reason, on)

    def _alike(self, name: str, on: date | None) -> Iterable[ActorCandidate]:
        bare = unvowelled(name)
        form = bones(name) if bare else plain(name)
        if is_abbreviation(name) or not form:
            return
        forms = self._bones if bare else self._forms
        near = process.extract(
            form, forms, scorer=fuzz.token_sort_ratio, processor=None, limit=_MOST, score_cutoff=_COARSE
        )
        for _, _, at in near:
            actor, alias = self._names[at]
            score = likeness(name, alias.name)
            if score >= _LEAST:
                yield self._candidate(actor, alias, min(score, 0.99), f"spelled like {alias.name}", on)

    @staticmethod
    def _candidate(actor: Actor, alias: Alias, score: float, why: str, on: date | None) -> ActorCandidate:
        if on is not None and not (actor.period.holds(on) and alias.period.holds(on)):
            unsure = actor.period.unverified or alias.period.unverified
            score, why = (
                score * _OUT_OF_TIME,
                f"{why}, though not in {on.year}{', as far as memory goes' if unsure else ''}",
            )
        return ActorCandidate(actor.id, actor.name, alias.name, round(score, 3), why)
