"""The desk of somebody who codes a part of the ledger blind: every look without how anybody reads that part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Judgement, StatementView, Verdict
from counterclaim.model.desk import (
    ActivityItem,
    ActorView,
    DocumentView,
    EventHistory,
    EventQuery,
    EventRow,
    Page,
    Preview,
    SearchFilters,
    SearchPage,
    Spread,
    StatementHistory,
)
from counterclaim.pipeline.desk.desk import Desk
from counterclaim.review import QueueItem
from counterclaim.review.sampling import Sight

WITHHELD = "You code this blind: it is shown once all who are to code it have."
_MOST = 200


class BlindDesk(Desk):
    """A desk of which one person sees only what does not tell them how others read what they are coding."""

    def __init__(self, desk: Desk, sight: Sight) -> None:
        # One ledger and one set of lists for all: nothing is opened again.
        self.__dict__.update(desk.__dict__)
        self._sight = sight

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Documents of which something is hidden."""
        items = self._sight.documents | {unit.item_sha256 for unit in self._sight.statements}
        return frozenset(self._storage.with_items(items))

    @cached_property
    def _events(self) -> frozenset[str]:
        """Events that those documents tell of: their verdicts would tell how the documents are read."""
        mentions = [m.id for coding in self._storage.codings(self._hidden) for m in coding.mentions]
        return frozenset(self._storage.owners(mentions).values())

    # --- one thing -----------------------------------------------------------------------------------------------
    def document(self, document_id: str) -> DocumentView:
        """A document with its text, and with what of its statements may be seen."""
        view, sight = super().document(document_id), self._sight
        kept = tuple(v for v in view.statements if sight.of_statement(v.statement, view.document.item_sha256))
        told = {v.statement.mention_id for v in kept}
        return replace(
            view,
            statements=kept,
            events=tuple((m, e) for m, e in view.events if e not in self._events or m in told),
            judgements=tuple(j for j in view.judgements if sight.of_judgement(j)),
        )

    def statement(self, statement_id: str) -> StatementView:
        """A statement, where it may be seen."""
        return self._seen(super().statement(statement_id))

    def statement_history(self, statement_id: str) -> StatementHistory:
        """All readings of a statement, where they may be seen."""
        found = super().statement_history(statement_id)
        self._seen(found.present)
        if found.present.document.id in self._hidden and any(
            not self._sight.of_judgement(r.judgement) for r in found.readings
        ):
            raise _withheld()
        return found

    def event(self, event_id: str, *, whole: bool = False) -> EventView:
        """An event that does not rest on what is hidden."""
        return self._open(super().event(event_id, whole=whole))

    def event_statements(self, event_id: str, *, cursor: str = "", limit: int = 50) -> Page[StatementView]:
        """The statements of such an event."""
        self.event(event_id)
        return super().event_statements(event_id, cursor=cursor, limit=limit)

    def event_history(self, event_id: str) -> EventHistory:
        """The history of such an event."""
        self.event(event_id)
        return super().event_history(event_id)

    def event_row(self, event_id: str) -> EventRow:
        """The row of an event, without its verdict where that is hidden."""
        return self._row(super().event_row(event_id))

    def judgement(self, digest: str) -> Judgement:
        """A judgement, where it may be seen."""
        found = super().judgement(digest)
        if not self._sight.of_judgement(found):
            raise _withheld()
        return found

    def actor(self, key: str) -> ActorView:
        """An actor, without its claims about hidden events."""
        view = super().actor(key)
        claims = tuple(c for c in view.claims if c.event_id not in self._events)
        return replace(view, claims=claims, events=self._rows(view.events))

    def preview(self, verdict: Verdict | str, *subjects: str) -> Preview:
        """A preview of events that do not rest on what is hidden."""
        found = super().preview(verdict, *subjects)
        if any(row.id in self._events for row in found.before):
            raise _withheld()
        return found

    # --- lists ---------------------------------------------------------------------------------------------------
    def events(self, query: EventQuery | None = None, *, cursor: str = "", limit: int = 50) -> Page[EventRow]:
        """Events, those that are hidden without verdict and title."""
        page = super().events(query, cursor=cursor, limit=limit)
        return replace(page, items=self._rows(page.items))

    def related(self, event_id: str, *, limit: int = 20) -> tuple[EventRow, ...]:
        """Related events, likewise."""
        return self._rows(super().related(event_id, limit=limit))

    def timeline(self, query: EventQuery | None = None, *, limit: int = 1000) -> Spread:
        """Dated events, likewise."""
        found = super().timeline(query, limit=limit)
        return replace(found, rows=self._rows(found.rows))

    def map(self, query: EventQuery | None = None, *, limit: int = 2000) -> Spread:
        """Located events, likewise."""
        found = super().map(query, limit=limit)
        return replace(found, rows=self._rows(found.rows))

    def queue(self, kind: str = "", *, cursor: str = "", limit: int = 50) -> Page[QueueItem]:
        """What needs a person, without questions about what is hidden."""
        kept: list[QueueItem] = []
        while True:
            page = super().queue(kind, cursor=cursor, limit=limit - len(kept))
            kept += [item for item in page.items if not self._asks(item)]
            cursor = page.next
            if not cursor or len(kept) == limit:
                return replace(page, items=tuple(kept), next=cursor)

    def next_after(self, item: QueueItem, kind: str = "") -> QueueItem | None:
        """The next question that is not about what is hidden."""
        found: QueueItem | None = item
        for _ in range(_MOST):
            found = super().next_after(found, kind) if found else None
            if found is None or not self._asks(found):
                return found
        return None

    def search(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 20, offset: int = 0
    ) -> SearchPage:
        """What matches, without quotes of statements that are hidden."""
        page = super().search(text, filters=filters, limit=limit, offset=offset)
        kept = (r for r in page.results if not (r.statement_id and r.document_id in self._hidden))
        return replace(page, results=tuple(kept))

    def search_ids(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 100, offset: int = 0
    ) -> list[tuple[str, str]]:
        """Ids of what matches, likewise."""
        found = super().search_ids(text, filters=filters, limit=limit, offset=offset)
        return [(document, statement) for document, statement in found if not statement or document not in self._hidden]

    def activity(self, *, cursor: str = "", limit: int = 50) -> Page[ActivityItem]:
        """What happened; of decisions that are hidden only that there was one."""
        page = super().activity(cursor=cursor, limit=limit)
        return replace(page, items=tuple(map(self._told, page.items)))

    # --- within --------------------------------------------------------------------------------------------------
    def _seen(self, view: StatementView) -> StatementView:
        if not self._sight.of_statement(view.statement, view.document.item_sha256):
            raise _withheld()
        return view

    def _open(self, view: EventView) -> EventView:
        if view.event.id in self._events:
            raise _withheld()
        return view

    def _asks(self, item: QueueItem) -> bool:
        return item.document_id in self._hidden or bool({item.subject_id, item.event_id} & self._events)

    def _rows(self, rows: Iterable[EventRow]) -> tuple[EventRow, ...]:
        return tuple(map(self._row, rows))

    def _row(self, row: EventRow) -> EventRow:
        if row.id not in self._events:
            return row
        return replace(
            row, title="An event of what you code blind", outcome="", probability=None, estimative="", contested=False,
            unclaimed=False, type="", toll_low="", toll_best="", toll_high="",
        )  # fmt: skip

    def _told(self, item: ActivityItem) -> ActivityItem:
        if item.judgement is None or self._sight.of_judgement(item.judgement):
            return item
        return replace(item, words="a decision about what you code blind", judgement=None)


def _withheld() -> ConfigError:
    return ConfigError(WITHHELD, remedy="code it under Samples")
