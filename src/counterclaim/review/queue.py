"""What most needs a person, in order, as data for every door.

Each item has its expected value on one scale: how unsure it is, times what hangs on it. What people decided and does
not hold comes before everything that the machine doubts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import DISPUTED, Assessment, Coding, Event, Property
from counterclaim.review.apply import Applied
from counterclaim.review.consequences import Consequences, consequences
from counterclaim.review.duplicates import Sketch, suspected, weak_links, words
from counterclaim.review.opinions import Conflict
from counterclaim.review.orphans import Orphan

UNSURE = 0.8
"""Statements that the coder has read right with less than this probability are queued."""

CERTAIN = 0.97
"""So are those on which a verdict hangs, below this probability."""

CLOSE = 0.2
"""Verdicts whose first two answers lie closer together than this are queued."""

KINDS = ("orphan", "conflict", "contested", "pivot", "name", "duplicate", "link", "abstained", "unsure")
"""All kinds of items, in the order in which doors list them."""

KIND_WORDS: Mapping[str, str] = {
    "orphan": "Decision that lost its passage",
    "conflict": "People read it differently",
    "contested": "Answers stand against each other",
    "pivot": "A verdict hangs on it, and nobody has checked it",
    "name": "Name not resolved",
    "duplicate": "Perhaps one event",
    "link": "Perhaps more than one event",
    "abstained": "Not read by the coder",
    "unsure": "Coder is unsure",
}
"""What an item's kind means to the person who is to decide."""

_PEOPLES = ("orphan", "conflict")
NAME = 0.7
"""What hangs on whose a name is."""
_DUPLICATE, _ABSTAINED, _LINK = 0.6, 0.3, 0.5
"""What hangs on an item of these kinds."""

ACTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "orphan": (("undo", "take the decision back"), ("open", "judge the passage as it reads now")),
    "conflict": (("adjudicate", "say whose reading holds"),),
    "contested": (("open", "see who says what"), ("resolve", "say what turned out to be true")),
    "pivot": (
        ("accept", "the verdict stands on a reading that a person has seen"),
        ("correct", "change what was read"),
        ("reject", "the verdict becomes what it would be without it"),
    ),
    "name": (("identify", "say whose the name is, or that it is nobody's who is known"),),
    "duplicate": (("merge", "hold both to be one event"), ("split", "hold them apart for good")),
    "link": (("split", "set apart what does not belong"), ("merge", "hold it to be one event for good")),
    "abstained": (("open", "read the text and add what it says"), ("finish", "nothing in it is to be coded")),
    "unsure": (
        ("accept", "it was read right"), ("correct", "change what was read"), ("reject", "it no longer counts"),
    ),
}  # fmt: skip
"""What one key does about an item of each kind: (verdict or "open", in words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing to look at.

    ``kind`` is "orphan" (a judgement has lost its object), "conflict" (people read a statement differently),
    "contested" (answers about an event stand against each other), "pivot" (a verdict hangs on a statement that nobody
    has checked), "name" (whose a name is cannot be told), "duplicate" (two events may be one), "link" (an event is held
    together weakly), "abstained" (the coder could not read a document) or "unsure" (the coder doubts its own reading).
    """

    kind: str
    subject_id: str
    """The judgement's digest, the name, or the id of the event, document or statement."""
    document_id: str = ""
    event_id: str = ""
    """The event that it bears on; of a duplicate the other one."""
    why: str
    urgency: float
    """The expected value of deciding it: how unsure it is times what hangs on it, 0 to 1, one scale for all kinds."""


def kind_order(kind: str) -> int:
    """Which items come first whatever their urgency: 0 for what people decided and does not hold, 1 for the rest."""
    return 0 if kind in _PEOPLES else 1


def review_queue(
    applied: Applied,
    events: Sequence[Event] = (),
    assessments: Iterable[Assessment] = (),
    names: Iterable[tuple[str, str, float]] = (),
    sketches: Iterable[Sketch] = (),
    hang: Consequences | None = None,
) -> list[QueueItem]:
    """All that needs a person, the most urgent first.

    Statements that a person has judged are not asked about again, nor documents that a person has finished. May be
    called for a part of a ledger at a time: parts are independent, but for ``sketches``, which are compared with each
    other.

    Args:
        applied: codings with people's decisions in them.
        events: with their links.
        assessments: of the events.
        names: those that could not be resolved, each with whom it may mean, in words, and how likely the best
            candidate is.
        sketches: of events that may be one.
        hang: what hangs on the statements, where ``assessments`` are not to be asked about; from them if not given.
    """
    weighed = list(assessments)
    hang = hang or consequences(weighed)
    event_of = {mention: event.id for event in events for mention in event.mention_ids}
    found = [
        *orphan_items(applied.lost),
        *conflict_items(applied.conflicts, event_of, hang),
        *_contested(weighed),
        *(QueueItem(kind="name", subject_id=n, why=why, urgency=NAME * likely) for n, why, likely in names),
        *duplicate_items(sketches),
        *link_items(events),
        *_abstained(applied),
        *_doubted(applied, event_of, hang),
    ]
    return sorted(found, key=lambda i: (kind_order(i.kind), -i.urgency, i.subject_id, i.document_id))


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


def conflict_items(
    conflicts: Iterable[Conflict], event_of: Mapping[str, str], hang: Consequences
) -> Iterator[QueueItem]:
    """Statements that people read differently."""
    for conflict in conflicts:
        statement = conflict.statement
        yield QueueItem(
            kind="conflict",
            subject_id=statement.id,
            document_id=statement.passage.document_id,
            event_id=event_of.get(statement.mention_id, ""),
            why=conflict.why,
            urgency=(1 + hang.of(statement.id)) / 2,
        )


def duplicate_items(sketches: Iterable[Sketch], apart: Collection[frozenset[str]] = ()) -> Iterator[QueueItem]:
    """Events that may be one; ``apart`` are pairs of ids that a person holds apart."""
    for left, right, alike in suspected(sketches, apart):
        yield QueueItem(
            kind="duplicate",
            subject_id=left.event_id,
            event_id=right.event_id,
            why=words(left, right),
            urgency=_DUPLICATE * alike,
        )


def _contested(assessments: Iterable[Assessment]) -> Iterator[QueueItem]:
    for item in assessments:
        if item.property is not Property.PERPETRATOR or len(item.candidates) < 2:
            continue
        first, second = item.candidates[:2]
        lead = min(1.0, max(0.0, first.probability - second.probability))
        if item.outcome == DISPUTED or lead < CLOSE:
            why = f"either {first.value} ({first.probability:.2f}) or {second.value} ({second.probability:.2f}) did it"
            yield QueueItem(
                kind="contested",
                subject_id=item.event_id,
                event_id=item.event_id,
                why=why,
                # The more voices have spoken, the more rests on the answer.
                urgency=(1.0 - lead) * (1 + item.voices) / (2 + item.voices),
            )


def link_items(events: Iterable[Event]) -> Iterator[QueueItem]:
    """Events that are held together weakly."""
    for event in events:
        link = weak_links(event)
        if link is not None:
            yield QueueItem(
                kind="link",
                subject_id=event.id,
                event_id=event.id,
                why=f"two of its reports are one event with a probability of {link.probability:.2f}",
                urgency=_LINK * min(1.0, 2 * (1 - link.probability)),
            )


def _abstained(applied: Applied) -> Iterator[QueueItem]:
    for coding in applied.codings:
        if coding.abstained and coding.document_id not in applied.finished:
            yield QueueItem(
                kind="abstained",
                subject_id=coding.document_id,
                document_id=coding.document_id,
                why=coding.abstained,
                urgency=_ABSTAINED,
            )


def _doubted(applied: Applied, event_of: Mapping[str, str], hang: Consequences) -> Iterator[QueueItem]:
    contested = {conflict.statement.id for conflict in applied.conflicts}
    for coding in applied.codings:
        yield from _of_coding(coding, applied.verdicts.keys() | contested, event_of, hang)


def _of_coding(
    coding: Coding, judged: Collection[str], event_of: Mapping[str, str], hang: Consequences
) -> Iterator[QueueItem]:
    for statement in coding.statements:
        pivot = hang.deciding.get(statement.id)
        if statement.id in judged or statement.probability >= (UNSURE if pivot is None else CERTAIN):
            continue
        act = str(statement.act).replace("_", " ")
        said = f"{statement.speaker.name} {act}, {statement.property}: {statement.value or 'none'}"
        why = f"{said}; the coder holds that it read this right with a probability of {statement.probability:.2f}"
        without = "" if pivot is None else f"; without it the verdict would be: {pivot}"
        yield QueueItem(
            kind="unsure" if pivot is None else "pivot",
            subject_id=statement.id,
            document_id=coding.document_id,
            event_id=event_of.get(statement.mention_id, ""),
            why=why + without,
            urgency=(1.0 - statement.probability) * hang.of(statement.id),
        )
