"""What the index tables hold of an event, a document and a name, and all of it for a whole ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import (
    IndexContent,
    IndexedEvent,
    IndexedName,
    IndexedStatement,
    QueueEntry,
    short,
)
from counterclaim.codebooks import ActorBook
from counterclaim.documents.revisions import standing
from counterclaim.events import ActorResolver
from counterclaim.events.profiles import day_within_year
from counterclaim.model import Assessment, Coding, Document, Event, EventView, Judgement, Property, Statement
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.event_rows import event_row
from counterclaim.pipeline.desk.suspecting import Suspicions, events_apart, queue_entry
from counterclaim.pipeline.evidence import Naming
from counterclaim.pipeline.naming import NamesSeen, OpenName, resolver_of
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.progress import Progress
from counterclaim.pipeline.views import FEW, Reading, assembled, event_date
from counterclaim.review import Applied, identities, review_queue
from counterclaim.review.consequences import Consequences, consequences
from counterclaim.review.queue import NAME

NOBODY = frozenset({"", "text", "unnamed"})
"""Folded names of speakers that are no actor."""

CHUNK = 500


def indexed_event(view: EventView, naming: Naming) -> IndexedEvent:
    """The row of an event, what it can be found by, and who speaks of it or is spoken of."""
    row, on = event_row(view), day_within_year(event_date(view))
    terms: dict[tuple[str, str], None] = dict.fromkeys(("word", word) for word in name_key(row.title).split())
    said: dict[tuple[str, str, bool], IndexedStatement] = {}
    for item in view.statements:
        for kind, key in _terms(item.statement, naming, on):
            terms[kind, key] = None
        for one in _said(item.statement, naming, on):
            said[one.actor, one.statement_id, one.own] = one
    terms.update(dict.fromkeys((("type", row.type), ("outcome", row.outcome))))
    if row.contested:
        terms["contested", "yes"] = None
    return IndexedEvent(row=row, terms=tuple(terms), said=tuple(said.values()))


def _terms(statement: Statement, naming: Naming, on: date | None) -> Iterator[tuple[str, str]]:
    if statement.property is Property.PLACE:
        yield "place", name_key(statement.value)
        yield from (("country", code.casefold()) for code in (statement.place.countries if statement.place else ()))
    if statement.property is Property.PERPETRATOR:
        forms = (statement.value, *statement.value_aliases)
        yield "actor", naming.key(statement.value, statement.value_aliases, statement.value_id, on)
        yield from (("name", name_key(form)) for form in forms)


def _said(statement: Statement, naming: Naming, on: date | None) -> Iterator[IndexedStatement]:
    target = ""
    if statement.property is Property.PERPETRATOR and statement.value:
        target = naming.key(statement.value, statement.value_aliases, statement.value_id, on)
    told = [(target, statement.value, False)] if target else []
    speaker = statement.speaker
    if name_key(speaker.name) not in NOBODY and not speaker.name.casefold().startswith("unnamed"):
        told.append((naming.key(speaker.name, speaker.aliases, speaker.actor_id, on), speaker.name, True))
    for key, name, own in told:
        yield IndexedStatement(
            actor=short(key),
            statement_id=statement.id,
            own=own,
            document_id=statement.passage.document_id,
            act=str(statement.act),
            value=statement.value,
            speaker=speaker.name,
            target=short(target),
            name=short(name),
            year=on.year if on else 0,
        )


def human_ids(codings: Iterable[Coding], applied: Applied) -> Iterator[tuple[str, str, str]]:
    """What of some documents stands in judgements alone, beside ``codings`` as their coders made them."""
    own = {coding.document_id: set(_ids(coding)) for coding in codings}
    told: set[str] = set()
    for coding in applied.codings:
        made = own.get(coding.document_id)
        for key in _ids(coding) if made is not None else ():
            if made is not None and key not in made:
                told.add(key)
                yield key, coding.document_id, applied.corrected_from.get(key, "")
    for key, form in applied.replaced.items():
        made = own.get(form.passage.document_id)
        # What a statement was before is found by the id that it had then.
        if made is not None and key not in made and key not in told:
            yield key, form.passage.document_id, ""


def _ids(coding: Coding) -> list[str]:
    """Ids of all that a coding holds."""
    return [m.id for m in coding.mentions] + [s.id for s in coding.statements]


def book_actor(book: ActorBook) -> Callable[[str], tuple[str, str] | None]:
    """Name and kind of an actor of the codebook by its id."""

    def actor(key: str) -> tuple[str, str] | None:
        known = book.get(key)
        return (known.name, known.kind) if known else None

    return actor


class Names:
    """Open names, as entries of the queue and by their folded form."""

    def __init__(self, seen: NamesSeen, judged: Iterable[str]) -> None:
        self._seen = seen
        self._judged = {name_key(name) for name in judged}

    def add(self, coding: Coding) -> None:
        """Take in the names of one coding."""
        self._seen.add(coding)

    @cached_property
    def _found(self) -> list[OpenName]:
        return [n for n in self._seen.found(every=True) if n.name == short(n.name)]

    def kept(self) -> Iterator[IndexedName]:
        """All of them, those that people have settled included, as these may be opened again."""
        for n in self._found:
            urgency = NAME * max((c.score for c in n.candidates), default=0.0)
            key = short(name_key(n.name))
            yield IndexedName(name_key=key, name=n.name, why=n.why, urgency=urgency, candidates=len(n.candidates))

    def asked(self) -> list[tuple[str, str, float]]:
        """Those with candidates that nobody has settled, as `review_queue` takes them."""
        return [
            (n.name, n.why, max(c.score for c in n.candidates))
            for n in self._found
            if n.candidates and name_key(n.name) not in self._judged
        ]


@dataclass(frozen=True)
class RunContent:
    """The content of the index tables, made from what a run holds in memory anyway."""

    codebook: Codebook
    documents: Mapping[str, Document]
    origins: Mapping[str, str]
    applied: Applied
    coded: Iterable[Coding]
    """The same codings without judgements in them."""
    resolver: ActorResolver
    judgements: Sequence[Judgement]
    retired: Mapping[str, str]
    releases: int

    @property
    def captures(self) -> Mapping[str, str]:
        """No digests of captures: rows show none."""
        return defaultdict(str)

    def content(self, events: Sequence[Event], assessments: Sequence[Assessment]) -> IndexContent:
        """What the tables are filled with, for these events and weights."""
        judged = identities(self.judgements)
        naming = resolver_of(self.codebook.actors, self.applied.codings, ()) if judged else self.resolver
        names = Names(NamesSeen(self.codebook.actors, naming), judged)
        for coding in self.applied.codings:
            names.add(coding)
        suspicions = Suspicions(self.codebook)
        return IndexContent(
            events=self._events(events, assessments, suspicions),
            queue=self._queue(events, assessments, names, suspicions),
            names=names.kept(),
            human=human_ids(self.coded, self.applied) if self.judgements else (),
            retired=self.retired.items(),
            actor=book_actor(self.codebook.actors),
            judgement=len(self.judgements),
            releases=self.releases,
        )

    def _events(
        self, events: Sequence[Event], assessments: Sequence[Assessment], suspicions: Suspicions
    ) -> Iterator[IndexedEvent]:
        for view in assembled(self, events, assessments):
            event = indexed_event(view, self.resolver)
            suspicions.see(view, (event.row.latitude, event.row.longitude))
            yield event

    def _queue(
        self, events: Sequence[Event], assessments: Sequence[Assessment], names: Names, suspicions: Suspicions
    ) -> Iterator[QueueEntry]:
        """What is asked; of events that may be one only after all events have gone by."""
        yield from map(queue_entry, review_queue(self.applied, events, assessments, names.asked()))
        owners = {mention: event.id for event in events for mention in event.mention_ids}
        apart = {frozenset(owners[m] for m in pair if m in owners) for pair in self.applied.apart}
        yield from map(queue_entry, suspicions.items(apart))


class _Codings:
    """All codings that count, with judgements in them, read anew each time one goes through them."""

    def __init__(self, storage: Storage, codebook: Codebook) -> None:
        self._storage = storage
        self._codebook = codebook

    def parts(self) -> Iterator[Part]:
        """The ledger's documents, some at a time."""
        last = ""
        while ids := self._storage.ids_after("document", last, CHUNK):
            yield Part(self._storage, self._codebook, frozenset(ids))
            last = ids[-1]

    def __iter__(self) -> Iterator[Coding]:
        for part in self.parts():
            yield from part.applied.codings


class LedgerContent:
    """The content of the index tables, made from a ledger without holding more than a part of it at a time."""

    def __init__(self, storage: Storage, codebook: Codebook, progress: Progress) -> None:
        self._storage = storage
        self._codebook = codebook
        self._progress = progress
        self._codings = _Codings(storage, codebook)
        self._judgements = storage.judgements()
        self._suspicions = Suspicions(codebook)

    def content(self) -> IndexContent:
        """What the tables are filled with."""
        book = self._codebook.actors
        return IndexContent(
            events=self._events(),
            queue=self._queue(),
            names=self._names.kept(),
            human=self._human(),
            retired=standing(self._storage.releases()).retired.items(),
            actor=book_actor(book),
            judgement=len(self._judgements),
            releases=len(self._storage.releases()),
        )

    @cached_property
    def _naming(self) -> ActorResolver:
        self._progress.stage("names", None)
        return self._resolver(self._judgements)

    def _resolver(self, judgements: Sequence[Judgement]) -> ActorResolver:
        """Who is who; the names of documents that nobody judged come from the statements' rows at once."""
        if self._storage.releases():
            return resolver_of(self._codebook.actors, self._codings, judgements)
        codings = [coding for part in self._judged() for coding in part.applied.codings]
        return resolver_of(self._codebook.actors, codings, judgements, self._storage.names_told())

    @cached_property
    def _names(self) -> Names:
        judged = identities(self._judgements)
        # A name that a person has settled is asked about again where that is taken back.
        naming = self._resolver(()) if judged else self._naming
        return Names(NamesSeen(self._codebook.actors, naming), judged)

    def _events(self) -> Iterator[IndexedEvent]:
        naming = self._naming
        self._progress.stage("index", None)
        for ids in _all_events(self._storage):
            # Each part by itself: a reading would keep all that it has seen.
            for view in Reading(self._storage, self._codebook).views(self._storage.events(ids)):
                event = indexed_event(view, naming)
                self._suspicions.see(view, (event.row.latitude, event.row.longitude))
                yield event
                self._progress.step()

    def _queue(self) -> Iterator[QueueEntry]:
        self._progress.stage("queue", None)
        judged = self._storage.with_items({a.item_sha256 for j in self._judgements for a in j.anchors})
        applied = Part(self._storage, self._codebook, frozenset(judged)).applied if judged else Applied(codings=())
        yield from map(queue_entry, review_queue(Applied(codings=(), lost=applied.lost)))
        yield from map(queue_entry, self._suspicions.items(events_apart(self._storage, applied.apart)))
        for ids in _all_events(self._storage):
            assessments = self._storage.assessments(ids)
            yield from map(queue_entry, review_queue(Applied(codings=()), self._storage.events(ids), assessments))
        for part in self._codings.parts():
            yield from part_queue(self._storage, part)
            for coding in part.applied.codings:
                self._names.add(coding)
        yield from map(queue_entry, review_queue(Applied(codings=()), names=self._names.asked()))

    def _human(self) -> Iterator[tuple[str, str, str]]:
        for part in self._judged():
            yield from human_ids(part.coded, part.applied)

    def _judged(self) -> Iterator[Part]:
        """The documents about whose bytes anybody judged, some at a time."""
        ids = sorted(self._storage.with_items({a.item_sha256 for j in self._judgements for a in j.anchors}))
        for start in range(0, len(ids), CHUNK):
            yield Part(self._storage, self._codebook, frozenset(ids[start : start + CHUNK]))


def part_queue(storage: Storage, part: Part) -> Iterator[QueueEntry]:
    """Entries of the queue about documents and their statements, save those about judgements that were lost."""
    owners = storage.owners(m.id for c in part.applied.codings for m in c.mentions)
    events = [Event(id=event, mention_ids=(mention,)) for mention, event in owners.items()]
    hang = consequences(storage.assessments(sorted(set(owners.values())))) if owners else Consequences()
    yield from map(queue_entry, review_queue(replace(part.applied, lost=()), events, hang=hang))


def _all_events(storage: Storage) -> Iterator[list[str]]:
    last = ""
    while ids := storage.ids_after("event", last, FEW):
        yield ids
        last = ids[-1]
