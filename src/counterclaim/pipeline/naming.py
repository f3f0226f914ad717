"""Names of actors that nobody has settled: who they may be, and what people decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from counterclaim.codebooks import ActorBook
from counterclaim.codebooks.actor_candidates import ActorCandidate, ActorCandidates
from counterclaim.events import ActorResolver, days_told
from counterclaim.model import Coding, Judgement, Property, SpeakerKind
from counterclaim.model.values.actor_name import name_key
from counterclaim.review import identities
from counterclaim.review.rules import APART

_NO_NAME = ("description", "person")
_SPEAKERS = (SpeakerKind.ARMED_GROUP, SpeakerKind.RIVAL_GROUP, SpeakerKind.STATE)


def resolver_of(
    book: ActorBook,
    codings: Iterable[Coding],
    judgements: Iterable[Judgement],
    told: Collection[tuple[str, ...]] = (),
) -> ActorResolver:
    """Who is who: the codebook, what the texts themselves say, and before both what people decided about names.

    ``codings`` are gone through twice where somebody decided anything. ``told`` are names that further statements give
    to one actor.
    """
    plain = ActorResolver(book, codings, told=told)
    judged = identities(judgements)
    if not judged:
        return plain
    decided = {}
    for name, actor in judged.items():
        known = book.get(actor) is not None
        decided[name_key(name)] = (
            plain.own_key(name_key(name)) if actor == APART else actor if known else plain.key(actor)
        )
    return ActorResolver(book, codings, decided, told)


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that stays apart because it cannot be told whose it is."""

    name: str
    statements: int
    """In how many statements it stands as perpetrator or speaker."""
    years: tuple[int, ...]
    """Years of the events that it is told of, as far as they are told."""
    candidates: tuple[ActorCandidate, ...]

    @property
    def why(self) -> str:
        """Whom it may mean, in one line."""
        told = (f"{c.name} ({c.actor_id}, {c.score:.2f}: {c.why})" for c in self.candidates)
        return "; ".join(told) or "no name of the codebook is like it"


@dataclass(slots=True)
class _Seen:
    name: str
    statements: int = 0
    days: set[date] = field(default_factory=set)


def open_names(
    book: ActorBook, resolver: ActorResolver, codings: Iterable[Coding], judgements: Iterable[Judgement], *, every: bool
) -> list[OpenName]:
    """Names that have no entry of the codebook and that no person has judged, those with candidates first.

    Args:
        book: the codebook.
        resolver: as the run uses it.
        codings: with people's corrections in them.
        judgements: in the order of the chain.
        every: also names that are like no name of the codebook; such names are mostly the texts' own.
    """
    seen = NamesSeen(book, resolver, {name_key(name) for name in identities(judgements)})
    for coding in codings:
        seen.add(coding)
    return seen.found(every=every)


class NamesSeen:
    """Gathers open names, a coding at a time."""

    def __init__(self, book: ActorBook, resolver: ActorResolver, judged: Container[str] = ()) -> None:
        """``judged``: folded names that people have settled."""
        self._book = book
        self._resolver = resolver
        self._judged = judged
        self._seen: dict[str, _Seen] = {}

    def add(self, coding: Coding) -> None:
        """Take in the names of one coding."""
        for name, key, on in _named(self._resolver, [coding]):
            if name_key(name) in self._judged or self._book.get(key) is not None:
                continue
            told = self._seen.setdefault(name_key(name), _Seen(name))
            told.statements += 1
            told.days |= {on} if on else set()

    def found(self, *, every: bool) -> list[OpenName]:
        """The open names so far, those with candidates first; ``every``: also those without."""
        if not self._seen:
            return []
        finder, found = ActorCandidates(self._book), []
        for told in self._seen.values():
            years = tuple(sorted({day.year for day in told.days}))
            candidates = finder.of(told.name, min(told.days) if len(years) == 1 else None)
            if candidates or every:
                found.append(OpenName(told.name, told.statements, years, candidates))
        return sorted(found, key=lambda n: (-max((c.score for c in n.candidates), default=0.0), -n.statements, n.name))


def _named(resolver: ActorResolver, codings: Iterable[Coding]) -> Iterable[tuple[str, str, date | None]]:
    """Each name that stands for an organisation or state, with its key and the day of the event."""
    for coding in codings:
        days: dict[str, date | None] = defaultdict(lambda: None, days_told(coding))
        for s in coding.statements:
            on = days[s.mention_id]
            if s.property is Property.PERPETRATOR and s.value and s.value_kind not in _NO_NAME:
                yield s.value, resolver.key(s.value, s.value_aliases, s.value_id, on), on
            if s.speaker_kind in _SPEAKERS and s.speaker.name:
                yield s.speaker.name, resolver.key(s.speaker.name, s.speaker.aliases, s.speaker.actor_id, on), on
