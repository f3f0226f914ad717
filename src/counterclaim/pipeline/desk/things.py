"""One document, statement or event with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.assessments.changes import Change, changes
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import EventSearch
from counterclaim.codebooks.graphic import GraphicBook
from counterclaim.documents import row_lines, segment
from counterclaim.errors import ConfigError
from counterclaim.model import Document, Event, EventView, Judgement, Statement, StatementView
from counterclaim.model.desk import (
    DocumentView,
    EventHistory,
    EventRow,
    HumanReading,
    Movement,
    Page,
    ShownSegment,
    StatementHistory,
)
from counterclaim.model.row import is_row
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline import judging
from counterclaim.pipeline.desk.cursors import checked_limit, decode, encode
from counterclaim.pipeline.desk.narrow import Narrow
from counterclaim.pipeline.fencing import veiled
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.views import Reading, statement_view
from counterclaim.review import State


def document_view(narrow: Narrow, wanted: str) -> DocumentView:
    """A document with its text and all that was read in it."""
    storage, part = narrow.storage, narrow.part
    if wanted not in part.documents:
        raise ConfigError(f"no document has the id {wanted!r}", remedy="`counterclaim documents` lists them")
    own = Part(storage, narrow.codebook, frozenset([wanted]))
    document = next(iter(storage.documents([wanted], with_text=True)))
    capture = next(iter(storage.captures([document.capture_id])))
    coding = next(iter(own.applied.codings), None)
    raw = next(iter(storage.codings([wanted])), None)
    mentions = coding.mentions if coding else ()
    owners = storage.owners(m.id for m in mentions)
    relations = storage.relations_of([wanted])
    said = sorted(coding.statements if coding else (), key=lambda s: (s.passage.start, s.id))
    return DocumentView(
        document=veiled(document),
        capture_sha256=capture.sha256,
        retrieved=capture.retrieved,
        segments=shown_segments(document, narrow.codebook.graphic),
        statements=tuple(statement_view(own, s) for s in said),
        events=tuple((m.id, owners[m.id]) for m in mentions if m.id in owners),
        persons=coding.persons if coding else (),
        repeats=tuple(r for r in relations if r.document_id == wanted),
        repeated_by=tuple(r for r in relations if r.origin_id == wanted),
        judgements=about([document.item_sha256], own.judgements),
        coder=raw.coder if raw else "",
        abstained=raw.abstained if raw else "",
        counts=raw is None or coding is not None,
    )


def shown_segments(document: Document, graphic: GraphicBook) -> tuple[ShownSegment, ...]:
    """The parts of a text as they are to be shown; of a row its lines."""
    text = document.text
    parts = row_lines(text) if is_row(document.media_type) else segment(text, document.language)
    return tuple(
        ShownSegment(
            start=p.start, end=p.end, paragraph=p.paragraph, kind=p.kind, fenced=p.fenced,
            graphic=not p.fenced and bool(graphic.kind_of(text[p.start : p.end], document.language)),
        )
        for p in parts
    )  # fmt: skip


def about(items: Iterable[str], judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those judgements that have an anchor in these items."""
    wanted = set(items)
    return tuple(j for j in judgements if any(a.item_sha256 in wanted for a in j.anchors))


def present_statement(narrow: Narrow, wanted: str) -> Statement:
    """A statement as it now stands, by its id, the beginning of it, or the id that it had before a correction."""
    applied = narrow.part.applied
    found = judging.find_statement(narrow, wanted)
    return judging.find_statement(narrow, applied.known_as.get(found.id, found.id))


def shown_statement(narrow: Narrow, wanted: str) -> StatementView:
    """The view of a statement as it now stands."""
    return statement_view(narrow.part, present_statement(narrow, wanted))


def statement_history(narrow: Narrow, wanted: str) -> StatementHistory:
    """The machine's reading of a statement and each person's, side by side."""
    now, part = present_statement(narrow, wanted), narrow.part
    found = part.readings.get(now.id)
    people = found.people if found else ()
    machine = found.machine if found else now
    return StatementHistory(
        machine=machine or next((r.form for r in people if r.form is not None), now),
        by_machine=machine is not None,
        present=statement_view(part, now),
        event_id=part.storage.owners([now.mention_id]).get(now.mention_id, ""),
        readings=tuple(
            HumanReading(
                judgement=r.judgement,
                statement=r.form,
                in_force=r.state is not State.UNDONE,
                state=str(r.state),
            )
            for r in people
        ),
        differing=found.conflict.fields if found and found.conflict else (),
    )


def event_statements(reading: Reading, event: Event, cursor: str, limit: int) -> Page[StatementView]:
    """Statements of the next ``limit`` mentions of an event, in the order of their ids."""
    checked_limit(limit)
    after = decode(cursor, "event statements", event.id, length=1)
    left = [m for m in sorted(event.mention_ids) if after is None or m > str(after[0])]
    told = left[:limit]
    view = reading.views([replace(event, mention_ids=tuple(told))])[0]
    following = encode("event statements", event.id, told[-1]) if len(left) > limit else ""
    return Page(items=view.statements, next=following)


def event_history(storage: Storage, view: EventView, items: Iterable[str]) -> EventHistory:
    """How an event's verdict moved between the last two runs, and what people decided about it."""
    items = set(items)
    former = storage.former_ids(view.event.id)
    own = [view.event.id, *former]
    was = storage.previous_manifest()
    moved: tuple[Change, ...] = ()
    if was is not None:
        before = storage.previous_assessments(own)
        moved = changes(
            before, view.assessments, dict.fromkeys(own, view.event.id), (was, storage.manifest())
        )  # fmt: skip
    return EventHistory(
        former_ids=tuple(former),
        movements=tuple(
            Movement(property=c.property, was=c.was, now=c.now, probabilities=c.probabilities, reasons=c.reasons)
            for c in moved
        ),
        judgements=about(items, storage.judgements_about(items)),
    )


def related(storage: Storage, view: EventView, limit: int) -> tuple[EventRow, ...]:
    """Other events of the same documents, those that share most first, then those of the same place and time."""
    shared: dict[str, int] = {}
    documents = {m.document_id for m in view.mentions}
    told = [m.id for c in storage.codings(documents) for m in c.mentions]
    for event in storage.owners(told).values():
        shared[event] = shared.get(event, 0) + 1
    shared.pop(view.event.id, None)
    chosen = sorted(shared, key=lambda event: (-shared[event], event))[:limit]
    rows = storage.index.event_rows([view.event.id, *chosen])
    own = rows.pop(view.event.id, None)
    found = [rows[event] for event in chosen if event in rows]
    if own is not None and own.place and own.when and len(found) < limit:
        near = EventSearch(
            place=(name_key(own.place), own.place.casefold()),
            since=str(own.earliest or own.latest),
            until=str(own.latest or own.earliest),
        )
        known = {own.id, *(row.id for row in found)}
        found += [row for row in storage.index.events(near, None, limit) if row.id not in known]
    return tuple(found[:limit])
