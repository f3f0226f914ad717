"""Which events may be one, for the index tables: over all events of a run, and anew for those that people regrouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import QueueEntry
from counterclaim.model import EventView, Judgement, Verdict
from counterclaim.model.row import is_row, row_parts
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.event_rows import event_row
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.standing import declares_distinct
from counterclaim.pipeline.views import FEW, Reading
from counterclaim.review import QueueItem, apply_judgements, in_force
from counterclaim.review.duplicates import Sketch, sketch
from counterclaim.review.queue import duplicate_items, kind_order, link_items

REGROUPING = (Verdict.MERGE, Verdict.SPLIT)

Pairs = Iterable[tuple[str, str]]
"""Pairs of mention ids."""


@dataclass
class Suspicions:
    """As much of the events that have gone by as tells whether two may be one."""

    codebook: Codebook
    _sketches: list[Sketch] = field(default_factory=list)

    def see(self, view: EventView, point: tuple[float | None, float | None]) -> None:
        """Note an event; ``point`` is its latitude and longitude."""
        made = sketch(view.event.id, view.assessments, point)
        if made is not None:
            media = {said.document.media_type for said in view.statements}
            rows = {row_parts(m)[0] for m in media if is_row(m) and declares_distinct(m, self.codebook)}
            self._sketches.append(replace(made, distinct=frozenset(rows)))

    def items(self, apart: Iterable[frozenset[str]] = ()) -> Iterator[QueueItem]:
        """The pairs to ask about, save those that people hold apart."""
        return duplicate_items(self._sketches, set(apart))


def events_apart(storage: Storage, pairs: Pairs) -> set[frozenset[str]]:
    """The events to which pairs of mentions belong."""
    told = list(pairs)
    owners = storage.owners({mention for pair in told for mention in pair})
    return {frozenset(owners[m] for m in pair if m in owners) for pair in told}


def queue_entry(item: QueueItem) -> QueueEntry:
    """An item of the queue as it is kept."""
    return QueueEntry(
        kind=item.kind,
        kind_order=kind_order(item.kind),
        subject_id=item.subject_id,
        document_id=item.document_id,
        event_id=item.event_id,
        why=item.why,
        urgency=item.urgency,
    )


def regrouped(
    storage: Storage, codebook: Codebook, judgements: Sequence[Judgement]
) -> tuple[list[tuple[str, str]], list[QueueEntry]]:
    """What merges and splits, or taking them back, make of the questions about their events.

    Returns:
        (kind, subject) of the questions that may have been answered, and those that are open after all.
    """
    items = {a.item_sha256 for j in judgements if j.verdict in REGROUPING for a in j.anchors}
    if not items:
        return [], []
    part = Part(storage, codebook, frozenset(storage.with_items(items)))
    told = apply_judgements(in_force(storage.judgements_about(items)), part.coded, part.documents)
    together, apart = events_apart(storage, told.together), events_apart(storage, told.apart)
    owners = _concerned(storage, part, judgements)
    asked = [(kind, event) for kind in ("duplicate", "link") for event in owners]
    suspicions = Suspicions(codebook)
    entries: list[QueueEntry] = []
    for start in range(0, len(owners), FEW):
        for view in Reading(storage, codebook).views(storage.events(owners[start : start + FEW])):
            row = event_row(view)
            suspicions.see(view, (row.latitude, row.longitude))
            decided = any(view.event.id in pair for pair in together | apart)
            entries += [] if decided else map(queue_entry, link_items([view.event]))
    entries += map(queue_entry, suspicions.items(together | apart))
    return asked, entries


def _concerned(storage: Storage, part: Part, judgements: Sequence[Judgement]) -> list[str]:
    """The events that any of the judgements is about, whether or not it stands."""
    mentions: set[str] = set()
    for judgement in judgements:
        if judgement.verdict in REGROUPING:
            told = apply_judgements([judgement], part.coded, part.documents)
            mentions |= {mention for pair in (*told.together, *told.apart) for mention in pair}
    return sorted(set(storage.owners(mentions).values()))
