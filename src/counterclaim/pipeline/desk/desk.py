"""The desk of a ledger: every look and every decision of the review app."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from counterclaim.backends.search import SearchFilter
from counterclaim.backends.storage import Storage, open_storage
from counterclaim.documents import segment
from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Judgement, Property, Statement, StatementView, Verdict
from counterclaim.model.desk import (
    ActivityItem,
    ActorAlias,
    ActorClaim,
    ActorRow,
    ActorView,
    DocumentView,
    EventHistory,
    EventQuery,
    EventRow,
    HumanReading,
    LedgerChange,
    LoggedProblem,
    Movement,
    Outlook,
    Page,
    Preview,
    SearchFilters,
    SearchPage,
    SearchResult,
    ShownSegment,
    SpeakerRecord,
    Spread,
    StatementHistory,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline import judging, searching
from counterclaim.pipeline.changes import changes_of
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.cursors import Key, checked_limit, decode, encode
from counterclaim.pipeline.desk.event_rows import event_row
from counterclaim.pipeline.desk.keys import receipt_of
from counterclaim.pipeline.desk.queries import asked_period, order
from counterclaim.pipeline.views import EventFilter, Reading
from counterclaim.review import QueueItem, in_force, review_queue
from counterclaim.review.corrections import corrected
from counterclaim.settings import LedgerAddress, LedgerFiles, ledger_path

Item = TypeVar("Item")


def open_desk(address: str | Path, *, clock: Callable[[], datetime] | None = None) -> Desk:
    """Open the desk of a ledger that exists.

    Args:
        address: the ledger's file, or its address in PostgreSQL.
        clock: where the times of judgements come from; the present moment in UTC without it.

    Raises:
        StorageError: there is no ledger, or it cannot be read.
    """
    return Desk(ledger_path(address), clock=clock or _now)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Desk:
    """One ledger as its reviewers see it; safe to use from many threads.

    Each call sees one state of the ledger. What a judgement changes at once (a statement's verdict, an item gone from
    the queue, how many decisions wait) is seen by the next call; what weighing makes of it, by the next run.
    Unknown ids, wrong words and cursors of other lists raise `ConfigError`.
    """

    def __init__(self, path: LedgerAddress, *, clock: Callable[[], datetime]) -> None:
        self._files = LedgerFiles(path)
        self._clock = clock
        self._storage: Storage = open_storage(path, create=False)
        self._codebook = Codebook(self._files.codebook)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the ledger."""
        self._storage.close()

    # --- events --------------------------------------------------------------------------------------------------
    def events(self, query: EventQuery | None = None, *, cursor: str = "", limit: int = 50) -> Page[EventRow]:
        """Events that meet every condition, in the query's order."""
        return _page(self._matching(query or EventQuery()), lambda row: (row.id,), cursor, limit)

    def event(self, event_id: str) -> EventView:
        """An event by its id, the beginning of its id, or an id that has since merged or split away."""
        return judging.find_event(self._reading(), event_id)

    def event_row(self, event_id: str) -> EventRow:
        """The row of an event, found as by ``event``."""
        return event_row(self.event(event_id))

    def related(self, event_id: str, *, limit: int = 20) -> tuple[EventRow, ...]:
        """Other events told of in the same documents, those that share most documents first."""
        view = self.event(event_id)
        documents = {m.document_id for m in view.mentions}
        shared = []
        for other in self._reading().views(self._storage.events()):
            common = documents & {m.document_id for m in other.mentions}
            if common and other.event.id != view.event.id:
                shared.append((-len(common), other.event.id, event_row(other)))
        return tuple(row for _, _, row in sorted(shared, key=lambda s: s[:2])[:limit])

    def event_history(self, event_id: str) -> EventHistory:
        """How an event's verdict moved between the last two runs, and what people decided about it."""
        view, reading = self.event(event_id), self._reading()
        items = {reading.documents[m.document_id].item_sha256 for m in view.mentions}
        return EventHistory(
            former_ids=tuple(
                old for old, _ in self._storage.redirects() if self._storage.redirect(old) == view.event.id
            ),
            movements=tuple(
                Movement(property=c.property, was=c.was, now=c.now, probabilities=c.probabilities, reasons=c.reasons)
                for c in changes_of(self._storage)
                if c.event_id == view.event.id
            ),
            judgements=tuple(j for j in self._storage.judgements() if any(a.item_sha256 in items for a in j.anchors)),
        )

    def timeline(self, query: EventQuery | None = None, *, limit: int = 1000) -> Spread:
        """Rows with a date, in the query's order, at most ``limit``."""
        rows = self._matching(query or EventQuery())
        return _spread(rows, [r for r in rows if r.when], limit)

    def map(self, query: EventQuery | None = None, *, limit: int = 2000) -> Spread:
        """Rows with a point, in the query's order, at most ``limit``."""
        rows = self._matching(query or EventQuery())
        return _spread(rows, [r for r in rows if r.latitude is not None], limit)

    # --- documents and statements --------------------------------------------------------------------------------
    def document(self, document_id: str) -> DocumentView:
        """A document with its text and all that was read in it; an unknown id raises ConfigError."""
        reading = self._reading()
        if document_id not in reading.documents:
            raise ConfigError(f"no document has the id {document_id!r}", remedy="`counterclaim documents` lists them")
        document = next(iter(self._storage.documents([document_id], with_text=True)))
        coding = next((c for c in reading.applied.codings if c.document_id == document_id), None)
        raw = next(iter(self._storage.codings([document_id])), None)
        event_of = {m: e.id for e in self._storage.events() for m in e.mention_ids}
        relations = self._storage.relations()
        capture = next(c for c in self._storage.captures() if c.id == document.capture_id)
        parts = segment(document.text, document.language)
        return DocumentView(
            document=replace(document, text=searching.without_fenced(document)),
            capture_sha256=capture.sha256,
            retrieved=capture.retrieved,
            segments=tuple(
                ShownSegment(
                    start=s.start, end=s.end, paragraph=s.paragraph, kind=s.kind, fenced=s.fenced, graphic=False
                )
                for s in parts
            ),
            statements=tuple(
                sorted(
                    (self._statement_view(reading, s) for s in (coding.statements if coding else ())),
                    key=lambda v: (v.statement.passage.start, v.statement.id),
                )
            ),
            events=tuple((m.id, event_of[m.id]) for m in (coding.mentions if coding else ()) if m.id in event_of),
            persons=coding.persons if coding else (),
            repeats=tuple(r for r in relations if r.document_id == document_id),
            repeated_by=tuple(r for r in relations if r.origin_id == document_id),
            judgements=tuple(
                j for j in self._storage.judgements() if any(a.item_sha256 == document.item_sha256 for a in j.anchors)
            ),
            coder=raw.coder if raw else "",
            abstained=raw.abstained if raw else "",
            counts=raw is None or coding is not None,
        )

    def statement(self, statement_id: str) -> StatementView:
        """A statement as it now stands, by its id, the beginning of it, or the id that it had before a correction."""
        reading = self._reading()
        return self._statement_view(reading, self._statement(reading, statement_id))

    def statement_history(self, statement_id: str) -> StatementHistory:
        """The machine's reading of a statement and each person's, side by side."""
        reading = self._reading()
        now = self._statement(reading, statement_id)
        was_id = reading.applied.corrected_from.get(now.id, now.id)
        raw = next(iter(self._storage.codings([now.passage.document_id])))
        machine = next(s for s in raw.statements if s.id == was_id)
        item = reading.documents[now.passage.document_id].item_sha256
        standing = {j.digest for j in in_force(self._storage.judgements())}
        readings, form = [], machine
        for judgement in self._storage.judgements():
            anchor = judgement.anchors[0]
            if anchor.item_sha256 != item or anchor.act == "" or anchor.start != now.passage.start:
                continue
            holds = judgement.digest in standing
            if holds and judgement.verdict is Verdict.CORRECT:
                form = corrected(form, judgement)
            shown = form if holds and judgement.verdict is not Verdict.REJECT else None
            readings.append(HumanReading(judgement=judgement, statement=shown, in_force=holds))
        event_of = {m: e.id for e in self._storage.events() for m in e.mention_ids}
        return StatementHistory(
            machine=machine,
            present=self._statement_view(reading, now),
            event_id=event_of.get(now.mention_id, ""),
            readings=tuple(readings),
        )

    # --- queue ---------------------------------------------------------------------------------------------------
    def queue(self, kind: str = "", *, cursor: str = "", limit: int = 50) -> Page[QueueItem]:
        """What most needs a person, the most urgent first; all kinds, or one."""
        return _page([i for i in self._queue() if not kind or i.kind == kind], _queue_key, cursor, limit)

    def queue_counts(self) -> dict[str, int]:
        """How many items of each kind wait, in the order of the queue."""
        found: dict[str, int] = {}
        for item in self._queue():
            found[item.kind] = found.get(item.kind, 0) + 1
        return found

    def next_after(self, item: QueueItem, kind: str = "") -> QueueItem | None:
        """What comes after an item in the queue, whether or not it still is there; None at the end."""
        items = [i for i in self._queue() if not kind or i.kind == kind]
        keys = [(_queue_key(i)) for i in items]
        if _queue_key(item) in keys:
            place = keys.index(_queue_key(item)) + 1
            return items[place] if place < len(items) else None
        return next(
            (i for i in items if i.kind == item.kind and i.urgency <= item.urgency), items[0] if items else None
        )

    # --- actors --------------------------------------------------------------------------------------------------
    def actors(self, text: str = "", *, cursor: str = "", limit: int = 50) -> Page[ActorRow]:
        """Actors that speak or are named as perpetrators, those of most statements first, with a part of a name."""
        wanted = name_key(text)
        rows = [v.row for v in self._actors().values() if any(wanted in name_key(a.name) for a in v.aliases)]
        rows.sort(key=lambda r: (-(r.said + r.named), r.key))
        return _page(rows, lambda row: (row.key,), cursor, limit)

    def actor(self, key: str) -> ActorView:
        """An actor by its key: the codebook's id, or the folded name of one that only texts know."""
        found = self._actors().get(key)
        if found is None:
            raise ConfigError(f"no actor of this ledger has the key {key!r}", remedy="look it up among the actors")
        return found

    # --- the rest ------------------------------------------------------------------------------------------------
    def search(
        self, text: str, *, filters: SearchFilters | None = None, limit: int = 20, offset: int = 0
    ) -> SearchPage:
        """Documents and quotes that match, best first, with counts by outlet, language, year and act."""
        checked_limit(limit)
        wanted = filters or SearchFilters()
        reading = self._reading()
        asked = SearchFilter(kind=wanted.kind, language=wanted.language, outlet=wanted.outlet)
        hits = searching.search(reading, self._files.index, text, 10_000, asked)
        acts = {s.id: str(s.act) for c in reading.applied.codings for s in c.statements}
        results = []
        for hit in hits:
            document = reading.documents[hit.document_id]
            results.append(
                SearchResult(
                    document_id=hit.document_id, statement_id=hit.statement_id, title=hit.title, outlet=document.outlet,
                    language=document.language, published=str(document.published or ""),
                    act=acts.get(hit.statement_id, ""), snippet=hit.snippet, start=hit.start, end=hit.end,
                    marks=hit.marks, graphic=False,
                )
            )  # fmt: skip
        results = [
            r
            for r in results
            if (not wanted.year or r.published.startswith(wanted.year)) and (not wanted.act or r.act == wanted.act)
        ]
        return SearchPage(
            results=tuple(results[offset : offset + limit]), total=len(results), offset=offset, facets=_facets(results)
        )

    def problems(self, *, cursor: str = "", limit: int = 50) -> Page[LoggedProblem]:
        """What was refused or needs a look, by id."""
        found = sorted((LoggedProblem(id=p.id, problem=p) for p in self._storage.problems()), key=lambda p: p.id)
        return _page(found, lambda p: (p.id,), cursor, limit)

    def activity(self, *, cursor: str = "", limit: int = 50) -> Page[ActivityItem]:
        """What happened in the ledger, the latest first."""
        items = [
            ActivityItem(
                sequence=n, kind="judgement", subject=j.digest, at=j.at, by=j.by, words=f"{j.verdict}: {j.reason}",
                judgement=j,
            )
            for n, j in enumerate(self._storage.judgements(), start=1)
        ]  # fmt: skip
        return _page(items[::-1], lambda i: (i.sequence,), cursor, limit)

    def changes_since(self, sequence: int, *, limit: int = 500) -> list[LedgerChange]:
        """What happened after ``sequence`` (0: ever), in order; for streams of events."""
        found = enumerate(self._storage.judgements(), start=1)
        return [LedgerChange(sequence=n, kind="judgement", subject=j.digest) for n, j in found if n > sequence][:limit]

    def last_change(self) -> int:
        """The sequence of the latest change, 0 where nothing happened yet."""
        return len(self._storage.judgements())

    def pending(self) -> int:
        """How many judgements have come since the last run, and wait for the next."""
        manifest, judgements = self._storage.manifest(), self._storage.judgements()
        digests = [j.digest for j in judgements]
        if manifest is None or manifest.chain_head not in digests:
            return len(digests)
        return len(digests) - 1 - digests.index(manifest.chain_head)

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
        try:
            kind = Verdict(verdict)
        except ValueError as error:
            raise ConfigError(f"there is no verdict {verdict!r}", remedy=", ".join(Verdict)) from error
        receipt = receipt_of(key, kind, subjects, reason, changes or {}) if key else None
        before = self._storage.received(receipt) if receipt else None
        if before is not None:
            return before
        anchors, recorded = judging.prepare(self._reading(), kind, subjects, changes or {})
        made = Judgement(
            verdict=kind,
            anchors=anchors,
            by=by or getpass.getuser(),
            at=self._clock(),
            reason=reason,
            changes=recorded,
        )
        return judging.record(self._storage, made, receipt)

    def judgement(self, digest: str) -> Judgement:
        """A judgement by its digest or how that begins."""
        found = [j for j in self._storage.judgements() if digest and j.digest.startswith(digest)]
        if len(found) != 1:
            raise ConfigError(f"no one judgement begins with {digest[:64]!r}", remedy="look it up in the activity")
        return found[0]

    def undo(self, digest: str, *, reason: str, by: str = "") -> Judgement:
        """Take a judgement back: it stays in the chain and no longer counts."""
        return self.judge(Verdict.UNDO, digest, reason=reason, by=by)

    def preview(self, verdict: Verdict | str, *subjects: str) -> Preview:
        """What a merge or split would come to at the next run; nothing is recorded."""
        kind, reading = Verdict(verdict), self._reading()
        if kind not in (Verdict.MERGE, Verdict.SPLIT):
            raise ConfigError(f"{kind} has no preview", remedy="merge and split have")
        judging.prepare(reading, kind, subjects, {})
        if kind is Verdict.MERGE:
            views = [judging.find_event(reading, s) for s in subjects]
            groups = [[m.id for v in views for m in v.mentions]]
        else:
            views = [judging.find_event(reading, subjects[0])]
            gone = {m.id for m in views[0].mentions if {m.id, m.document_id} & set(subjects[1:])}
            groups = [[m.id for m in views[0].mentions if (m.id in gone) is side] for side in (False, True)]
        return Preview(
            before=tuple(event_row(v) for v in views),
            after=tuple(_outlook(views, set(group)) for group in groups),
            against=(),
        )

    # --- within --------------------------------------------------------------------------------------------------
    def _reading(self) -> Reading:
        return Reading(self._storage, self._codebook)

    def _matching(self, query: EventQuery) -> list[EventRow]:
        first, last = asked_period(query.since, query.until)
        wanted = EventFilter(
            contested=bool(query.contested), since=first, until=last, place=query.place, actor=query.actor
        )
        rows = [event_row(view) for view in self._reading().matching(wanted)]
        words = name_key(query.text).split()
        rows = [
            r
            for r in rows
            if all(any(w.startswith(word) for w in name_key(r.title).split()) for word in words)
            and (not query.type or r.type == query.type)
            and (not query.outcome or r.outcome == query.outcome)
            and (query.contested is None or r.contested == query.contested)
        ]
        name, falling = order(query)
        if name != "date":
            rows.sort(key=lambda r: (_sort_value(r, name), r.id))
        return rows[::-1] if falling else rows

    def _statement(self, reading: Reading, wanted: str) -> Statement:
        now = {was: now for now, was in reading.applied.corrected_from.items()}
        return judging.find_statement(reading, now.get(wanted, wanted))

    def _statement_view(self, reading: Reading, statement: Statement) -> StatementView:
        document = reading.documents[statement.passage.document_id]
        return StatementView(
            statement=statement,
            document=document,
            capture_sha256=reading.captures[document.capture_id],
            origin_id=reading.origins.get(document.id, document.id),
            verdict=reading.applied.verdicts.get(statement.id),
        )

    def _queue(self) -> list[QueueItem]:
        reading = self._reading()
        names = [(n.name, n.why, max((c.score for c in n.candidates), default=0.0)) for n in reading.open_names()]
        return review_queue(reading.applied, self._storage.events(), self._storage.assessments(), names)

    def _actors(self) -> dict[str, ActorView]:
        reading, book = self._reading(), self._codebook.actors
        said: dict[str, list[ActorClaim]] = {}
        names: dict[str, dict[str, int]] = {}
        events: dict[str, dict[str, EventRow]] = {}
        for view in reading.views(self._storage.events()):
            row = event_row(view)
            for item in view.statements:
                s = item.statement
                told = [(s.speaker.name, s.speaker.aliases, s.speaker.actor_id, True)]
                if s.property is Property.PERPETRATOR and s.value:
                    told.append((s.value, s.value_aliases, s.value_id, False))
                for name, aliases, known, own in told:
                    if name_key(name) in ("text", "unnamed", ""):
                        continue
                    key = reading.resolver.key(name, aliases, known)
                    said.setdefault(key, []).append(
                        ActorClaim(
                            statement_id=s.id, event_id=row.id, title=row.title, when=row.when, act=str(s.act),
                            value=s.value, speaker=s.speaker.name, own=own,
                        )
                    )  # fmt: skip
                    counted = names.setdefault(key, {})
                    counted[name] = counted.get(name, 0) + 1
                    events.setdefault(key, {})[row.id] = row
        found = {}
        for key, claims in said.items():
            known_actor = book.get(key)
            acts: dict[str, int] = {}
            for claim in claims:
                if claim.own:
                    acts[claim.act] = acts.get(claim.act, 0) + 1
            summary = ActorRow(
                key=key,
                name=known_actor.name if known_actor else max(names[key], key=lambda n: (names[key][n], n)),
                kind=known_actor.kind if known_actor else "",
                said=sum(c.own for c in claims),
                named=sum(not c.own for c in claims),
                events=len(events[key]),
            )
            found[key] = ActorView(
                row=summary,
                aliases=tuple(
                    ActorAlias(name=n, basis="text", statements=count) for n, count in sorted(names[key].items())
                ),
                record=SpeakerRecord(acts=tuple(sorted(acts.items())), right=0, wrong=0, open=len(events[key])),
                claims=tuple(claims[:200]),
                claims_more=max(0, len(claims) - 200),
                events=tuple(list(events[key].values())[:50]),
                events_more=max(0, len(events[key]) - 50),
            )
        return found


def _outlook(views: Sequence[EventView], mentions: set[str]) -> Outlook:
    said = [i for v in views for i in v.statements if i.statement.mention_id in mentions]
    told = [m for v in views for m in v.mentions if m.id in mentions]
    return Outlook(
        title=views[0].title,
        mentions=len(told),
        documents=len({m.document_id for m in told}),
        statements=len(said),
        assessments=(),
    )


def _page(items: Sequence[Item], key: Callable[[Item], Key], cursor: str, limit: int) -> Page[Item]:
    checked_limit(limit)
    start = 0
    if cursor:
        after = decode(cursor, len(key(items[0])) if items else 1)
        keys = [key(item) for item in items]
        start = keys.index(after) + 1 if after in keys else len(items)
    shown = tuple(items[start : start + limit])
    more = start + limit < len(items)
    return Page(items=shown, next=encode(key(shown[-1])) if more and shown else "", total=len(items))


def _queue_key(item: QueueItem) -> Key:
    return (item.kind, item.subject_id, item.document_id)


def _spread(rows: Sequence[EventRow], drawn: Sequence[EventRow], limit: int) -> Spread:
    return Spread(rows=tuple(drawn[:limit]), more=max(0, len(drawn) - limit), unplaced=len(rows) - len(drawn))


def _sort_value(row: EventRow, name: str) -> tuple[bool, str, float]:
    if name == "title":
        return (False, name_key(row.title), 0.0)
    if name == "toll":
        digits = "".join(c for c in row.toll_best if c.isdigit())
        return (not digits, "", float(digits or 0))
    value = getattr(row, name)
    return (value is None, "", float(value or 0.0))


def _facets(results: Sequence[SearchResult]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    found = []
    for name in ("outlet", "language", "year", "act"):
        counts: dict[str, int] = {}
        for r in results:
            value = r.published[:4] if name == "year" else str(getattr(r, name))
            if value:
                counts[value] = counts.get(value, 0) + 1
        found.append((name, tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:20])))
    return tuple(found)
