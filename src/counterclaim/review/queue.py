"""What most needs a person, in order, as data for every door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.model import DISPUTED, Assessment, Coding, Event, Property
from counterclaim.review.apply import Applied
from counterclaim.review.orphans import Orphan

UNSURE = 0.8
"""Statements that the coder has read right with less than this probability are queued."""

CLOSE = 0.2
"""Verdicts whose first two answers lie closer together than this are queued."""

_ORDER = ("orphan", "contested", "name", "abstained", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing to look at.

    ``kind`` is "orphan" (a judgement has lost its object), "contested" (answers about an event stand against each
    other), "name" (whose a name is cannot be told), "abstained" (the coder could not read a document) or "unsure"
    (the coder doubts its own reading).
    """

    kind: str
    subject_id: str
    """The judgement's digest, the name, or the id of the event, document or statement."""
    document_id: str = ""
    event_id: str = ""
    why: str
    urgency: float
    """0 to 1 within the kind."""


def kind_order(kind: str) -> int:
    """The place of a kind in the order of the queue."""
    return _ORDER.index(kind)


def review_queue(
    applied: Applied,
    events: Sequence[Event] = (),
    assessments: Iterable[Assessment] = (),
    names: Iterable[tuple[str, str, float]] = (),
) -> list[QueueItem]:
    """All that needs a person: kinds in the order of ``QueueItem``, within a kind the most urgent first.

    Statements that a person has judged are not asked about again. ``names`` are those that could not be resolved, each
    with whom it may mean, in words, and how likely the best candidate is.
    """
    event_of = {mention: event.id for event in events for mention in event.mention_ids}
    open_names = [QueueItem(kind="name", subject_id=name, why=why, urgency=urgency) for name, why, urgency in names]
    found = [*orphan_items(applied.lost), *_contested(assessments), *open_names]
    items = [*found, *_abstained(applied.codings), *_unsure(applied, event_of)]
    return sorted(items, key=lambda item: (_ORDER.index(item.kind), -item.urgency, item.subject_id, item.document_id))


def orphan_items(lost: Iterable[Orphan]) -> Iterator[QueueItem]:
    """Judgements that have lost their object."""
    for orphan in lost:
        yield QueueItem(
            kind="orphan",
            subject_id=orphan.judgement.digest,
            document_id=orphan.document_id,
            why=f"{orphan.judgement.verdict} by {orphan.judgement.by}: {orphan.reason}",
            urgency=1.0,
        )


def _contested(assessments: Iterable[Assessment]) -> Iterator[QueueItem]:
    for item in assessments:
        if item.property is not Property.PERPETRATOR or len(item.candidates) < 2:
            continue
        first, second = item.candidates[:2]
        lead = first.probability - second.probability
        if item.outcome == DISPUTED or lead < CLOSE:
            why = f"{first.value} ({first.probability:.2f}) or {second.value} ({second.probability:.2f})"
            yield QueueItem(
                kind="contested",
                subject_id=item.event_id,
                event_id=item.event_id,
                why=why,
                urgency=min(1.0, max(0.0, 1.0 - lead)),
            )


def _abstained(codings: Iterable[Coding]) -> Iterator[QueueItem]:
    for coding in codings:
        if coding.abstained:
            yield QueueItem(
                kind="abstained",
                subject_id=coding.document_id,
                document_id=coding.document_id,
                why=coding.abstained,
                urgency=1.0,
            )


def _unsure(applied: Applied, event_of: dict[str, str]) -> Iterator[QueueItem]:
    for coding in applied.codings:
        for statement in coding.statements:
            if statement.probability >= UNSURE or statement.id in applied.verdicts:
                continue
            yield QueueItem(
                kind="unsure",
                subject_id=statement.id,
                document_id=coding.document_id,
                event_id=event_of.get(statement.mention_id, ""),
                why=f"{statement.speaker.name} {statement.act} {statement.property} {statement.value!r}: "
                f"read right with probability {statement.probability:.2f}",
                urgency=1.0 - statement.probability,
            )
