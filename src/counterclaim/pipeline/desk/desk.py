"""The desk of a ledger: every look and every decision of the review app."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from counterclaim.backends.storage import Storage, open_storage
from counterclaim.backends.storage.index import IndexState
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import Anchor, EventView, Handling, Judgement, StatementView, Verdict
from counterclaim.model.desk import (
    ActivityItem,
    ActorRow,
    ActorView,
    DocumentView,
    EventHistory,
    EventQuery,
    EventRow,
    LedgerChange,
    LedgerCounts,
    LoggedProblem,
    Page,
    Preview,
    SearchFilters,
    SearchPage,
    Spread,
    StatementHistory,
)
from counterclaim.pipeline import judging
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk import listing, things
from counterclaim.pipeline.desk.actor_views import actor_view
from counterclaim.pipeline.desk.apart import Apart, Task
from counterclaim.pipeline.desk.direct import prepared
from counterclaim.pipeline.desk.finding import Finding
from counterclaim.pipeline.desk.following import StoredNaming, follow
from counterclaim.pipeline.desk.happening import activity, changes_since
from counterclaim.pipeline.desk.indexing import LedgerContent
from counterclaim.pipeline.desk.keeping_up import BEHIND, KeepingUp
from counterclaim.pipeline.desk.keys import receipt_of
from counterclaim.pipeline.desk.narrow import Narrow, narrow
from counterclaim.pipeline.desk.previewing import preview
from counterclaim.pipeline.desk.queries import event_search
from counterclaim.pipeline.desk.recent import Recent
from counterclaim.pipeline.desk.searching import Searching
from counterclaim.pipeline.double_coding import DoubleCoding
from counterclaim.pipeline.forgetting import ForgetReport, Forgetting
from counterclaim.pipeline.marking import hidden, items_above
from counterclaim.pipeline.progress import Progress, Silent
from counterclaim.pipeline.views import FEW, Reading
from counterclaim.review import QueueItem, identities
from counterclaim.review.fields import Changes
from counterclaim.review.queue import KINDS
from counterclaim.settings import LedgerAddress, LedgerFiles, ledger_path
from counterclaim.sources import Archive

SHOWN = 100
"""Mentions of one event that are shown at once."""


def open_desk(address: str | Path, *, clock: Callable[[], datetime] | None = None, apart: bool = False) -> Desk:
    """Open the desk of a ledger that exists.

    Args:
        address: the ledger's file, or its address in PostgreSQL.
        clock: where the times of judgements come from; the present moment in UTC without it.
        apart: whether lists, behind many judgements, and the search index are brought up by processes of their own:
            for who serves people meanwhile.

    Raises:
        StorageError: there is no ledger, or it cannot be read.
    """
    return Desk(ledger_path(address), clock=clock or _now, apart=apart)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Desk:
    """One ledger as its reviewers see it; safe to use from many threads.

    Each call sees one state of the ledger. What a judgement changes at once (a statement's verdict or correction, an
    item gone from the queue, how many decisions wait) is seen by the next call; what linking, weighing and naming make
    of it, by the next run. Unknown ids, wrong words and cursors of other lists raise `ConfigError`.
    """

    def __init__(self, path: LedgerAddress, *, clock: Callable[[], datetime], apart: bool = False) -> None:
        self._files = files = LedgerFiles(path)
        self._clock = clock
        self._storage: Storage = open_storage(path, create=False)
        self._codebook = Codebook(files.codebook)
        self._building = threading.Lock()
        self._counted: tuple[IndexState, Mapping[str, int]] | None = None
        self._recent = Recent()
        self._apart = {task: Apart(path, task) for task in Task} if apart else {}
        lists = self._apart.get(Task.LISTS)
        self._keeping_up = KeepingUp(lists.do if lists else self.keep_up)
        searching = Searching(self._storage, self._codebook, files.index)
        self._finding = Finding(self._storage, self._codebook, searching, self._apart.get(Task.SEARCH))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the ledger."""
        for helper in self._apart.values():
            helper.close()
        self._keeping_up.close()
        self._finding.close()
        self._storage.close()

    def prepare(self, progress: Progress | None = None) -> None:
        """Bring the lists up to the ledger, so that the first look need not: for who opens a desk to many.

        The search index is brought up beside it; what is asked before is answered by what there is.
        """
        self._follow(progress or Silent())
        self._finding.keep_up()
        # Read when first needed, which is not to be while somebody waits.
        self._codebook.graphic.kind_of("", "en")

    def keep_up(self) -> None:
        """Bring the lists near the ledger, unless somebody's look did so before."""
        self._follow(Silent(), unless=BEHIND)

    def index(self) -> None:
        """Bring the search index up to the ledger, and wait for it."""
        self._finding.catch_up()

    # --- events --------------------------------------------------------------------------------------------------
    def events(self, query: EventQuery | None = None, *, cursor: str = "", limit: int = 50) -> Page[EventRow]:
        """Events that meet every condition, in the query's order."""
        wanted = query or EventQuery()
        with self._look():
            return listing.events(self._storage.index, event_search(wanted, self._naming()), cursor, limit)

    def event(self, event_id: str, *, whole: bool = False) -> EventView:
        """An event by its id, the beginning of its id, or an id that has since merged or split away.

        Of an event of more than `SHOWN` mentions, the statements are of so many, those that weigh most first, unless
        the ``whole`` is asked for; `event_statements` goes through all.
        """
        with self._look():
            return self._event(event_id, whole=whole)

    def event_statements(self, event_id: str, *, cursor: str = "", limit: int = 50) -> Page[StatementView]:
        """All statements of an event, those of ``limit`` mentions at a time in the order of the mentions' ids."""
        with self._look():
            return things.event_statements(self._reading(), self._event(event_id).event, cursor, limit)

    def whole_events(self, ids: Iterable[str]) -> list[EventView]:
        """Events that there are of these, with all their statements: for what must know every name in them."""
        with self._look():
            reading, wanted, found = self._reading(), sorted(set(ids)), []
            for start in range(0, len(wanted), FEW):
                found += reading.views(self._storage.events(wanted[start : start + FEW]))
        return found

    def event_row(self, event_id: str) -> EventRow:
        """The row of an event, found as by ``event``."""
        with self._look():
            found = self._event(event_id).event.id
            return self._storage.index.event_rows([found])[found]

    def related(self, event_id: str, *, limit: int = 20) -> tuple[EventRow, ...]:
        """Other events of the same documents, those that share most first, then those of the same place and time."""
        with self._look():
            return things.related(self._storage, self._event(event_id), limit)

    def event_history(self, event_id: str) -> EventHistory:
        """How an event's verdict moved between the last two runs, and what people decided about it."""
        with self._look():
            view = self._event(event_id)
            documents = self._storage.documents(self._storage.mentioned_in(view.event.mention_ids).values())
            return things.event_history(self._storage, view, {d.item_sha256 for d in documents})

    def timeline(self, query: EventQuery | None = None, *, limit: int = 1000) -> Spread:
        """Rows with a date, in the query's order, at most ``limit``."""
        with self._look():
            wanted = event_search(query or EventQuery(), self._naming())
            return listing.spread(self._storage.index, wanted, limit, dated=True)

    def map(self, query: EventQuery | None = None, *, limit: int = 2000) -> Spread:
        """Rows with a point, in the query's order, at most ``limit``."""
        with self._look():
            wanted = event_search(query or EventQuery(), self._naming())
            return listing.spread(self._storage.index, wanted, limit, located=True)

    # --- documents and statements --------------------------------------------------------------------------------
    def document(self, document_id: str) -> DocumentView:
        """A document with its text and all that was read in it."""
        with self._look():
            return things.document_view(self._narrow(document_id), document_id)

    def statement(self, statement_id: str) -> StatementView:
        """A statement as it now stands, by its id, the beginning of it, or the id that it had before a correction."""
        with self._look():
            return things.shown_statement(self._narrow(statement_id), statement_id)

    def statement_history(self, statement_id: str) -> StatementHistory:
        """The machine's reading of a statement and each person's, side by side."""
        with self._look():
            return things.statement_history(self._narrow(statement_id), statement_id)

    # --- queue ---------------------------------------------------------------------------------------------------
    def queue(self, kind: str = "", *, cursor: str = "", limit: int = 50) -> Page[QueueItem]:
        """What most needs a person, the most urgent first; all kinds, or one."""
        with self._look():
            return listing.queue(self._storage.index, kind, cursor, limit, self._counts())

    def queue_counts(self) -> dict[str, int]:
        """How many items of each kind wait, in the order of the queue."""
        with self._look():
            return dict(self._counts())

    def next_after(self, item: QueueItem, kind: str = "") -> QueueItem | None:
        """What comes after an item in the queue, whether or not it still is there; after the last one the first."""
        with self._look():
            return listing.next_after(self._storage.index, item, kind)

    # --- actors --------------------------------------------------------------------------------------------------
    def actors(self, text: str = "", *, cursor: str = "", limit: int = 50) -> Page[ActorRow]:
        """Actors that speak or are named as perpetrators, those of most statements first, with a part of a name."""
        with self._look():
            return listing.actors(self._storage.index, text, cursor, limit)

    def actor(self, key: str) -> ActorView:
        """An actor by its key: the codebook's id, or the folded name of one that only texts know."""
        with self._look():
            decided = identities(self._storage.judgements_with(Verdict.IDENTIFY))
            return actor_view(self._storage, self._codebook.actors, decided, key, self._naming())

    # --- the rest ------------------------------------------------------------------------------------------------
    def search(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 20, offset: int = 0
    ) -> SearchPage:
        """Documents or quotes that match, best first, with counts by kind, outlet, language, year, act and actor.

        ``text`` is words, all of which must be found, "a phrase", a beginning*, OR between alternatives, -word or
        NOT word to leave out, and brackets to group; ConfigError says at which character it cannot be read.
        """
        return self._finding.search(text, filters or SearchFilters(), limit, offset)

    def search_ids(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 100, offset: int = 0
    ) -> list[tuple[str, str]]:
        """(document id, statement id or "") of what matches, best first, and nothing else: for who wants them all."""
        return self._finding.ids(text, filters or SearchFilters(), limit, offset)

    def graphic(self, text: str, language: str = "en") -> bool:
        """Whether words are to be folded behind a warning, by the codebook's rules: the same for every actor."""
        return bool(self._codebook.graphic.kind_of(text, language))

    def problems(self, *, cursor: str = "", limit: int = 50) -> Page[LoggedProblem]:
        """What was refused or needs a look, by id."""
        with self._storage.look():
            return listing.problems(self._storage, cursor, limit)

    def activity(self, *, cursor: str = "", limit: int = 50) -> Page[ActivityItem]:
        """What happened in the ledger, the latest first."""
        with self._storage.look():
            return activity(self._storage, cursor, limit)

    def changes_since(self, sequence: int, *, limit: int = 500) -> list[LedgerChange]:
        """What happened after ``sequence`` (0: ever), in order; for streams of events."""
        return changes_since(self._storage, sequence, limit)

    def counts(self) -> LedgerCounts:
        """How often the ledger, and what people may see of it, have changed."""
        return self._storage.counts()

    def veils(self, least: Handling) -> bool:
        """Whether anything is hidden from anybody: from blind coders, or from those who see marks up to ``least``."""
        return self.double_coding.blind() or bool(items_above(self._storage, least))

    def last_change(self) -> int:
        """The sequence of the latest change, 0 where nothing happened yet."""
        return self._storage.last_change()

    def pending(self) -> int:
        """How many judgements have come since the last run, and wait for the next."""
        with self._storage.look():
            manifest = self._storage.manifest()
            seen = self._storage.judgement_number(manifest.chain_head) if manifest and manifest.chain_head else 0
            return self._storage.judgement_number() - seen

    @property
    def double_coding(self) -> DoubleCoding:
        """Samples that several people code, and how far people agree; told from the chain, not from the lists."""
        return DoubleCoding(self._storage, self._codebook, self._clock)

    # --- decisions -----------------------------------------------------------------------------------------------
    def judge(
        self,
        verdict: Verdict | str,
        *subjects: str,
        reason: str,
        by: str = "",
        changes: Mapping[str, str] | None = None,
        key: str = "",
    ) -> Judgement:
        """Record a decision, as `Ledger.judge` does; append-only, chained, and input to the next run.

        The same ``key`` with the same decision again gives the judgement that it made, and records none.
        """
        if not reason.strip():
            raise ConfigError("a judgement needs a reason", remedy="say why")
        kind = _verdict(verdict)
        receipt = receipt_of(key, kind, subjects, reason, changes or {}) if key else None
        try:
            anchors, recorded = self._prepared(kind, subjects, changes or {})
        except ConfigError:
            # What it was about may be gone because of it.
            before = self._storage.received(receipt) if receipt else None
            if before is None:
                raise
            return before
        made = Judgement(
            verdict=kind,
            anchors=anchors,
            by=by or getpass.getuser(),
            at=self._clock(),
            reason=reason,
            changes=recorded,
        )
        recorded_as = judging.record(self._storage, made, receipt)
        self._keeping_up.judged()
        return recorded_as

    def _prepared(
        self, verdict: Verdict, subjects: tuple[str, ...], changes: Mapping[str, str]
    ) -> tuple[tuple[Anchor, ...], Changes]:
        """Anchors and recorded changes of a decision; the lists are brought up to date only where it needs them."""
        direct = prepared(self._storage, self._codebook, verdict, subjects, changes)
        if direct is not None:
            return direct
        with self._look():
            return judging.prepare(self._narrow(*subjects), verdict, subjects, changes)

    def above(self, limit: Handling) -> frozenset[str]:
        """Ids of documents whose handling mark lies above ``limit``."""
        return frozenset() if limit is Handling.RED else hidden(self._storage, limit)

    def forget(self, document_id: str, *, reason: str, by: str) -> ForgetReport:
        """Remove a document, as `Ledger.forget` does; its events have no verdict until the next run."""
        forgetting = Forgetting(self._storage, Archive(self._files.archive), self._files)
        return forgetting.forget([document_id], reason=reason, by=by, at=self._clock(), watch=Silent())

    def judgement(self, digest: str) -> Judgement:
        """A judgement by its digest or how that begins."""
        with self._storage.look():
            found = self._storage.judgements_of(self._storage.find("judgement", digest, 2))
        if len(found) != 1:
            raise ConfigError(f"no one judgement begins with {digest[:64]!r}", remedy="look it up in the activity")
        return found[0]

    def undo(self, digest: str, *, reason: str, by: str = "") -> Judgement:
        """Take a judgement back: it stays in the chain and no longer counts."""
        return self.judge(Verdict.UNDO, digest, reason=reason, by=by)

    def preview(self, verdict: Verdict | str, *subjects: str) -> Preview:
        """What a merge or split would come to at the next run; nothing is recorded."""
        with self._look():
            return preview(self._narrow(*subjects), self._naming(), _verdict(verdict), subjects)

    # --- within --------------------------------------------------------------------------------------------------
    @contextmanager
    def _look(self) -> Iterator[None]:
        """One state of the ledger, with the lists up to it."""
        self._follow(Silent())
        with self._storage.look():
            yield

    def _follow(self, progress: Progress, *, unless: int = 0) -> None:
        """Bring the lists up to the ledger, or as near as ``unless`` judgements: those who judge on never end."""
        index = self._storage.index
        while not self._keeping_up.closed and not (state := index.state()).current:
            if not state.built:
                with self._building:
                    if not index.state().built:
                        index.replace(LedgerContent(self._storage, self._codebook, progress).content())
                continue
            if state.waiting < unless:
                return
            try:
                follow(self._storage, self._codebook, state)
            except StorageError:
                # A run is writing: what the lists told before it is better than to wait for its end.
                return

    def _event(self, event_id: str, *, whole: bool = False) -> EventView:
        """An event in the state of the ledger that is looked at."""
        most = None if whole else SHOWN
        state, reading = self._storage.last_change(), self._reading()
        return self._recent.view(
            state, event_id, whole=whole, make=lambda: judging.find_event(reading, event_id, most)
        )  # fmt: skip

    def _reading(self) -> Reading:
        return Reading(self._storage, self._codebook)

    def _counts(self) -> Mapping[str, int]:
        """How many items of the queue there are of each kind; counted once for each state of the lists."""
        index = self._storage.index
        state = index.state()
        known = self._counted
        if known is None or known[0] != state:
            found = index.queue_counts()
            known = self._counted = state, {kind: found[kind] for kind in KINDS if kind in found}
        return known[1]

    def _naming(self) -> StoredNaming:
        return StoredNaming(self._storage.index, self._codebook.actors)

    def _narrow(self, *subjects: str) -> Narrow:
        return narrow(self._storage, self._codebook, subjects)


def _verdict(verdict: Verdict | str) -> Verdict:
    try:
        return Verdict(verdict)
    except ValueError as error:
        raise ConfigError(f"there is no verdict {verdict!r}", remedy=", ".join(Verdict)) from error
