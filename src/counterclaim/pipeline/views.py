"""Events assembled for readers: statements, documents, assessments and judgements in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from counterclaim.backends.storage.base import Storage
from counterclaim.events import ActorResolver, event_title
from counterclaim.events.profiles import day_within_year
from counterclaim.model import (
    Assessment,
    Citation,
    Coding,
    DateInterval,
    Document,
    Event,
    EventView,
    Mention,
    PersonMention,
    Property,
    Source,
    Statement,
    StatementView,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.naming import OpenName, open_names, resolver_of
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.standing import Evidential
from counterclaim.review import Applied

FEW = 200
"""Events whose documents are looked up one by one; for more, the whole ledger is read at once."""


@dataclass(frozen=True)
class EventFilter:
    """Which events are asked for; every condition that is given must hold."""

    contested: bool = False
    since: DateInterval | None = None
    until: DateInterval | None = None
    place: str = ""
    actor: str = ""

    def admits(self, view: EventView, actor_keys: Iterable[str]) -> bool:
        """Whether the event meets every condition."""
        return (
            (not self.contested or view.contested)
            and self._in_period(view)
            and (not self.place or _names_place(view, self.place))
            and (not self.actor or bool(set(actor_keys)))
        )

    def _in_period(self, view: EventView) -> bool:
        if self.since is None and self.until is None:
            return True
        period = DateInterval(
            earliest=self.since.earliest if self.since else None,
            latest=self.until.latest if self.until else None,
        )
        when = event_date(view)
        return when is not None and period.overlaps(when)


def event_date(view: EventView) -> DateInterval | None:
    """The weighed date of an event; where none is told, None."""
    weighed = view.assessment(Property.DATE)
    if weighed is None or not weighed.candidates:
        return None
    return DateInterval.parse(weighed.best or weighed.candidates[0].value)


def _names_place(view: EventView, wanted: str) -> bool:
    key = name_key(wanted)
    for item in view.statements:
        statement = item.statement
        if statement.property is not Property.PLACE:
            continue
        countries = {c.casefold() for c in statement.place.countries} if statement.place else set()
        if key in name_key(statement.value) or wanted.casefold() in countries:
            return True
    return False


@dataclass(frozen=True)
class Reading:
    """One consistent look at a ledger: what is stored, with judgements applied."""

    storage: Storage
    codebook: Codebook

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents, without text."""
        return {d.id: d for d in self.storage.documents()}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources by id."""
        return {s.id: s for s in self.storage.sources()}

    @cached_property
    def captures(self) -> Mapping[str, str]:
        """SHA-256 of the captured bytes by capture id."""
        return {c.id: c.sha256 for c in self.storage.captures()}

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The document that each copy repeats."""
        return {r.document_id: r.origin_id for r in self.storage.relations() if r.kind != "partial"}

    @cached_property
    def evidential(self) -> Evidential:
        """What counts as evidence."""
        return Evidential(self.storage, self.codebook, self.documents)

    @cached_property
    def applied(self) -> Applied:
        """Codings with people's corrections in them, and what was decided about each statement."""
        return self.evidential.applied

    @cached_property
    def resolver(self) -> ActorResolver:
        """Who is who."""
        return resolver_of(self.codebook.actors, self.applied.codings, self.storage.judgements())

    def open_names(self, *, every: bool = False) -> list[OpenName]:
        """Names that stay apart because it cannot be told whose they are; ``every``: also those without candidates."""
        book, codings, judgements = self.codebook.actors, self.applied.codings, self.storage.judgements()
        return open_names(book, self.resolver, codings, judgements, every=every)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation found in any document."""
        return tuple(c for coding in self.applied.codings for c in coding.citations)

    def views(self, events: Sequence[Event]) -> list[EventView]:
        """Assemble the views of some events, sorted by date, then id; of few events, from their documents alone."""
        basis: Basis = self if len(events) > FEW else self._part(events)
        weighed = self.storage.assessments([event.id for event in events])
        return sorted(assembled(basis, events, weighed), key=_by_date)

    def views_apart(self, events: Sequence[Event]) -> list[EventView]:
        """As ``views``, however many they are from their own documents alone, ``FEW`` at a time."""
        found: list[EventView] = []
        for start in range(0, len(events), FEW):
            found += self.views(events[start : start + FEW])
        return sorted(found, key=_by_date)

    def _part(self, events: Sequence[Event]) -> Part:
        told = self.storage.mentioned_in(mention for event in events for mention in event.mention_ids)
        return Part(self.storage, self.codebook, frozenset(told.values()))

    def matching(self, wanted: EventFilter) -> list[EventView]:
        """The views of all events that a filter admits."""
        key = self.resolver.key(wanted.actor, (), "") if wanted.actor else ""
        return [v for v in self.views(self.storage.events()) if wanted.admits(v, self._actors(v, key, wanted.actor))]

    def _actors(self, view: EventView, key: str, name: str) -> set[str]:
        """Keys of the event's perpetrators, by any act, that are the wanted actor or contain its name."""
        if not name:
            return set()
        wanted, on = name_key(name), day_within_year(event_date(view))
        found = set()
        for item in view.statements:
            statement = item.statement
            if statement.property is not Property.PERPETRATOR:
                continue
            own = self.resolver.key(statement.value, statement.value_aliases, statement.value_id, on)
            if own == key or any(wanted == name_key(form) for form in (statement.value, *statement.value_aliases)):
                found.add(own)
        return found


class Basis(Protocol):
    """Documents, with what was coded and decided about them."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""
        ...

    @property
    def captures(self) -> Mapping[str, str]:
        """SHA-256 of the captured bytes by capture id."""
        ...

    @property
    def origins(self) -> Mapping[str, str]:
        """The document that each copy repeats."""
        ...

    @property
    def applied(self) -> Applied:
        """Codings with people's decisions in them."""
        ...


def assembled(basis: Basis, events: Iterable[Event], weighed: Iterable[Assessment]) -> Iterator[EventView]:
    """The views of events, one after another in their order."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    mentions: dict[str, Mention] = {}
    persons: dict[str, tuple[PersonMention, ...]] = {}
    for coding in basis.applied.codings:
        _gather(coding, statements, mentions, persons)
    assessments: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in weighed:
        assessments[assessment.event_id].append(assessment)
    for event in events:
        yield _view(basis, event, statements, mentions, persons, assessments[event.id])


def statement_view(basis: Basis, statement: Statement) -> StatementView:
    """A statement with its document, and with what people decided about it."""
    document = basis.documents[statement.passage.document_id]
    return StatementView(
        statement=statement,
        document=document,
        capture_sha256=basis.captures[document.capture_id],
        origin_id=basis.origins.get(document.id, document.id),
        verdict=basis.applied.verdicts.get(statement.id),
    )


def _view(
    basis: Basis,
    event: Event,
    statements: Mapping[str, list[Statement]],
    mentions: Mapping[str, Mention],
    persons: Mapping[str, tuple[PersonMention, ...]],
    assessments: Sequence[Assessment],
) -> EventView:
    told = [mentions[m] for m in event.mention_ids if m in mentions]
    said = [statement_view(basis, s) for mention in told for s in statements.get(mention.id, [])]
    documents = dict.fromkeys(mention.document_id for mention in told)
    return EventView(
        event=event,
        title=event_title(assessments, [view.statement for view in said]),
        mentions=tuple(told),
        statements=tuple(said),
        assessments=tuple(assessments),
        persons=tuple(p for document in documents for p in persons.get(document, ())),
    )


def _gather(
    coding: Coding,
    statements: dict[str, list[Statement]],
    mentions: dict[str, Mention],
    persons: dict[str, tuple[PersonMention, ...]],
) -> None:
    persons[coding.document_id] = coding.persons
    mentions.update((mention.id, mention) for mention in coding.mentions)
    for statement in coding.statements:
        statements[statement.mention_id].append(statement)


def _by_date(view: EventView) -> tuple[str, str, str]:
    when = event_date(view)
    if when is None:
        return ("9999", "", view.event.id)
    first = when.earliest or when.latest
    return (str(first), str(when.latest), view.event.id)
