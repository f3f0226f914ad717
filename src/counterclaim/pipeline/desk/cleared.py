"""The desk of somebody whose role may not see every document: without those, and without what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Judgement, StatementView, Verdict
from counterclaim.model.desk import (
    ActivityItem,
    ActorRow,
    ActorView,
    DocumentView,
    EventHistory,
    EventQuery,
    EventRow,
    LoggedProblem,
    Page,
    Preview,
    SearchFilters,
    SearchPage,
    Spread,
    StatementHistory,
)
from counterclaim.pipeline.desk.desk import Desk
from counterclaim.review import QueueItem
from counterclaim.review.striking import strike

IN_PART = "An event that rests in part on documents that you may not see"
_UNSAID: Mapping[str, object] = {
    "title": IN_PART, "earliest": None, "latest": None, "when": "", "precision": "", "place": "", "countries": (),
    "latitude": None, "longitude": None, "radius_m": None, "type": "", "outcome": "unknown", "probability": None,
    "estimative": "", "contested": False, "unclaimed": False, "toll_low": "", "toll_best": "", "toll_high": "",
}  # fmt: skip
_WHOLE = 500
"""Rows of a search that are looked through to count those that may not be seen."""


class ClearedDesk(Desk):
    """A desk without some documents: their statements, and the events and judgements that tell what they say."""

    def __init__(self, desk: Desk, hidden: frozenset[str]) -> None:
        # One ledger and one set of lists for all: nothing is opened again.
        self.__dict__.update(desk.__dict__)
        self._under = desk
        self._withheld = hidden

    @cached_property
    def _items(self) -> frozenset[str]:
        return frozenset(d.item_sha256 for d in self._storage.documents(self._withheld))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names that only hidden documents tell."""
        return frozenset(self._storage.names_only_in(self._withheld))

    @cached_property
    def _betraying(self) -> frozenset[str]:
        """Digests of judgements that hold words of hidden documents: those that forgetting them would strike out."""
        return frozenset(strike(self._storage.judgements(), self._items, self._names))

    @cached_property
    def _told(self) -> frozenset[str]:
        """Events that hidden documents tell of."""
        mentions = [m.id for coding in self._storage.codings(self._withheld) for m in coding.mentions]
        return frozenset(self._storage.owners(mentions).values())

    @cached_property
    def _called(self) -> frozenset[str]:
        """Under what problems and captures speak of hidden documents."""
        documents = list(self._storage.documents(self._withheld))
        captures = self._storage.captures(d.capture_id for d in documents)
        names = {word for d in documents for word in (d.id, d.title, d.uri, d.item_sha256, d.capture_id)}
        return frozenset(names | {capture.uri for capture in captures}) - {""}

    # --- one thing -----------------------------------------------------------------------------------------------
    def document(self, document_id: str) -> DocumentView:
        """A document that may be seen."""
        view = self._under.document(document_id)
        self._check([view.document.id])
        return replace(
            view,
            repeats=tuple(r for r in view.repeats if r.origin_id not in self._withheld),
            repeated_by=tuple(r for r in view.repeated_by if r.document_id not in self._withheld),
        )

    def statement(self, statement_id: str) -> StatementView:
        """A statement of a document that may be seen."""
        view = self._under.statement(statement_id)
        self._check([view.document.id])
        return view

    def statement_history(self, statement_id: str) -> StatementHistory:
        """All readings of such a statement."""
        found = self._under.statement_history(statement_id)
        self._check([found.present.document.id])
        return found

    def event(self, event_id: str, *, whole: bool = False) -> EventView:
        """An event with the statements that may be seen; without a verdict where others count too."""
        view = self._under.event(event_id, whole=True)
        if view.event.id not in self._told:
            return view if whole else self._under.event(event_id)
        statements = tuple(s for s in view.statements if s.document.id not in self._withheld)
        if not statements:
            raise _refused()
        return replace(
            view,
            title=IN_PART,
            statements=statements,
            mentions=tuple(m for m in view.mentions if m.document_id not in self._withheld),
            persons=tuple(p for p in view.persons if p.document_id not in self._withheld),
            assessments=(),
        )

    def whole_events(self, ids: Iterable[str]) -> list[EventView]:
        """Events of which all may be seen."""
        return self._under.whole_events([key for key in ids if key not in self._told])

    def event_statements(self, event_id: str, *, cursor: str = "", limit: int = 50) -> Page[StatementView]:
        """The statements of an event that may be seen."""
        page = self._under.event_statements(event_id, cursor=cursor, limit=limit)
        return replace(page, items=tuple(s for s in page.items if s.document.id not in self._withheld), total=None)

    def event_row(self, event_id: str) -> EventRow:
        """The row of an event; of one of which not all may be seen without what was weighed."""
        row = self._under.event_row(event_id)
        return replace(row, **_UNSAID) if row.id in self._told else row  # type: ignore[arg-type]

    def event_history(self, event_id: str) -> EventHistory:
        """The history of an event, as far as it is about what may be seen."""
        found = self._under.event_history(event_id)
        movements = () if self.event_row(event_id).id in self._told else found.movements
        kept = tuple(j for j in found.judgements if not self._about_hidden(j))
        return replace(found, movements=movements, judgements=kept)

    def actor(self, key: str) -> ActorView:
        """An actor, without its claims about events that may not be seen."""
        view = self._under.actor(key)
        if view.row.name in self._names:
            raise _refused()
        claims = tuple(c for c in view.claims if c.event_id not in self._told)
        return replace(view, claims=claims, events=self._rows(view.events))

    def judgement(self, digest: str) -> Judgement:
        """A judgement that is about nothing hidden."""
        found = self._under.judgement(digest)
        if self._about_hidden(found):
            raise _refused()
        return found

    def preview(self, verdict: Verdict | str, *subjects: str) -> Preview:
        """A preview of events of which all may be seen."""
        self._check(self._narrow(*subjects).part.ids)
        return self._under.preview(verdict, *subjects)

    def judge(
        self,
        verdict: Verdict | str,
        *subjects: str,
        reason: str,
        by: str = "",
        changes: Mapping[str, str] | None = None,
        key: str = "",
    ) -> Judgement:
        """Record a decision about what may be seen."""
        self._check(self._narrow(*subjects).part.ids)
        return self._under.judge(verdict, *subjects, reason=reason, by=by, changes=changes, key=key)

    # --- lists ---------------------------------------------------------------------------------------------------
    def events(self, query: EventQuery | None = None, *, cursor: str = "", limit: int = 50) -> Page[EventRow]:
        """Events of which all may be seen; a page may be shorter than asked for."""
        page = self._under.events(query, cursor=cursor, limit=limit)
        return replace(page, items=self._rows(page.items), total=None)

    def actors(self, text: str = "", *, cursor: str = "", limit: int = 50) -> Page[ActorRow]:
        """Actors that documents which may be seen name."""
        page = self._under.actors(text, cursor=cursor, limit=limit)
        return replace(page, items=tuple(row for row in page.items if row.name not in self._names), total=None)

    def related(self, event_id: str, *, limit: int = 20) -> tuple[EventRow, ...]:
        """Related events, likewise."""
        return self._rows(self._under.related(event_id, limit=limit))

    def timeline(self, query: EventQuery | None = None, *, limit: int = 1000) -> Spread:
        """Dated events, likewise."""
        found = self._under.timeline(query, limit=limit)
        return replace(found, rows=self._rows(found.rows))

    def map(self, query: EventQuery | None = None, *, limit: int = 2000) -> Spread:
        """Located events, likewise."""
        found = self._under.map(query, limit=limit)
        return replace(found, rows=self._rows(found.rows))

    def queue(self, kind: str = "", *, cursor: str = "", limit: int = 50) -> Page[QueueItem]:
        """What needs a person, of what may be seen."""
        page = self._under.queue(kind, cursor=cursor, limit=limit)
        return replace(page, items=tuple(item for item in page.items if self._open(item)), total=None)

    def next_after(self, item: QueueItem, kind: str = "") -> QueueItem | None:
        """What comes next, of what may be seen."""
        first = following = self._under.next_after(item, kind)
        while following is not None and not self._open(following):
            following = self._under.next_after(following, kind)
            if following == first:
                return None
        return following

    def search(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 20, offset: int = 0
    ) -> SearchPage:
        """What matches in documents that may be seen; without counts, which would tell of the others."""
        page = self._under.search(text, filters=filters, limit=limit, offset=offset)
        rows = self._under.search_ids(text, filters=filters, limit=_WHOLE)
        gone = sum(document in self._withheld for document, _ in rows)
        kept = tuple(r for r in page.results if r.document_id not in self._withheld)
        return replace(page, results=kept, total=max(len(kept), page.total - gone), facets=() if gone else page.facets)

    def search_ids(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 100, offset: int = 0
    ) -> list[tuple[str, str]]:
        """Ids of what matches in documents that may be seen."""
        rows = self._under.search_ids(text, filters=filters, limit=limit, offset=offset)
        return [row for row in rows if row[0] not in self._withheld]

    def problems(self, *, cursor: str = "", limit: int = 50) -> Page[LoggedProblem]:
        """Problems that are not about hidden documents."""
        page = self._under.problems(cursor=cursor, limit=limit)
        kept = tuple(p for p in page.items if p.problem.subject not in self._called)
        return replace(page, items=kept, total=None)

    def activity(self, *, cursor: str = "", limit: int = 50) -> Page[ActivityItem]:
        """What happened, without what was decided about and captured with hidden documents."""
        page = self._under.activity(cursor=cursor, limit=limit)
        return replace(page, items=tuple(item for item in page.items if not self._betrays(item)))

    # --- within --------------------------------------------------------------------------------------------------
    def _check(self, documents: Iterable[str]) -> None:
        if not self._withheld.isdisjoint(documents):
            raise _refused()

    def _rows(self, rows: Sequence[EventRow]) -> tuple[EventRow, ...]:
        return tuple(row for row in rows if row.id not in self._told)

    def _open(self, item: QueueItem) -> bool:
        hidden = self._withheld | self._told | self._names
        return hidden.isdisjoint((item.document_id, item.subject_id, item.event_id))

    def _about_hidden(self, judgement: Judgement) -> bool:
        return judgement.digest in self._betraying

    def _betrays(self, item: ActivityItem) -> bool:
        if item.judgement is not None:
            return self._about_hidden(item.judgement)
        return item.subject in self._called


def _refused() -> ConfigError:
    return ConfigError("it is marked so that your role may not see it", remedy="ask an adjudicator or admin")
