"""What may be published up to a handling mark: nothing in it rests on a document above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from counterclaim.events import event_title
from counterclaim.model import Assessment, Citation, Event, EventView, Source
from counterclaim.pipeline.deriving import weigh_all
from counterclaim.pipeline.evidence import Context, evidence_by_event, keyed
from counterclaim.pipeline.progress import Silent
from counterclaim.pipeline.views import Reading
from counterclaim.review import resolutions


@dataclass(frozen=True)
class Published:
    """What of a ledger may be published up to a mark: nothing in it rests on a document above it."""

    reading: Reading
    hidden: frozenset[str]
    """Ids of documents that are left out."""

    def views(self, views: Sequence[EventView]) -> list[EventView]:
        """The events, those that rest on hidden documents weighed anew without them, or left out if nothing stays."""
        if not self.hidden:
            return list(views)
        touched = {view.event.id: view for view in views if self._rests_on_hidden(view)}
        weighed = self._weighed([event for view in touched.values() if (event := self._event(view)).mention_ids])
        found = []
        for view in views:
            if view.event.id not in touched:
                found.append(view)
            elif view.event.id in weighed:
                found.append(self._view(view, weighed[view.event.id]))
        return found

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Citations in documents that are not hidden."""
        return tuple(c for c in self.reading.citations if c.document_id not in self.hidden)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Outlets of documents that are not hidden."""
        seen = {d.source_id for d in self.reading.documents.values() if d.id not in self.hidden}
        return tuple(s for s in self.reading.sources.values() if s.id in seen or not self.hidden)

    def _rests_on_hidden(self, view: EventView) -> bool:
        return any(mention.document_id in self.hidden for mention in view.mentions)

    def _event(self, view: EventView) -> Event:
        kept = {m.id for m in view.mentions if m.document_id not in self.hidden}
        return replace(
            view.event,
            mention_ids=tuple(m for m in view.event.mention_ids if m in kept),
            links=tuple(link for link in view.event.links if {link.left, link.right} <= kept),
        )

    def _view(self, view: EventView, assessments: tuple[Assessment, ...]) -> EventView:
        statements = tuple(s for s in view.statements if s.document.id not in self.hidden)
        return EventView(
            event=self._event(view),
            title=event_title(assessments, [s.statement for s in statements]),
            mentions=tuple(m for m in view.mentions if m.document_id not in self.hidden),
            statements=statements,
            assessments=assessments,
            persons=tuple(p for p in view.persons if p.document_id not in self.hidden),
        )

    def _weighed(self, events: Sequence[Event]) -> dict[str, tuple[Assessment, ...]]:
        """Assessments of events without the hidden documents, by speakers' records without them too."""
        reading, storage = self.reading, self.reading.storage
        kept = [c for c in reading.applied.codings if c.document_id not in self.hidden]
        context = Context.of(reading.documents, reading.sources, storage.relations(), reading.codebook.actors)
        every = storage.events()
        evidence = evidence_by_event(every, kept, context, reading.resolver, reading.applied.verdicts)
        settled = keyed(resolutions(storage.judgements(), kept, reading.documents, every), reading.resolver)
        found: dict[str, list[Assessment]] = {event.id: [] for event in events}
        for made in weigh_all(events, evidence, reading.codebook.priors, Silent(), settled):
            found[made.event_id].append(made)
        return {event: tuple(made) for event, made in found.items()}
