"""From ids that a person types to anchors that survive a re-run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counterclaim.backends.storage import Storage
from counterclaim.codebooks.actor_candidates import ActorCandidates
from counterclaim.errors import ConfigError
from counterclaim.model import (
    Anchor,
    Document,
    Event,
    EventView,
    Judgement,
    Mention,
    Property,
    Receipt,
    Statement,
    Verdict,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.adding import addition
from counterclaim.pipeline.correcting import adjudication, changes_of
from counterclaim.pipeline.marking import changes_of_mark, marking_of
from counterclaim.pipeline.new_names import check_answer, check_told
from counterclaim.pipeline.views import Reading
from counterclaim.review import anchor_mention, anchor_statement, append, undone_by
from counterclaim.review.fields import Changes
from counterclaim.review.rules import ACTOR, APART, JUDGEMENT, OPEN, PART, RESOLVABLE, REST
from counterclaim.review.whole import whole

MANY = 1000
"""Ids that begin alike are counted up to this many."""


def prepare(
    reading: Reading, verdict: Verdict, subjects: Sequence[str], changes: Mapping[str, str], *, new: bool = False
) -> tuple[tuple[Anchor, ...], Changes]:
    """Anchors and recorded changes of a judgement about ``subjects``; raises ConfigError where they do not fit.

    ``new``: a resolution or identification may use a name that no text and no codebook has.
    """
    if verdict is Verdict.RESOLVE:
        return _resolved(reading, subjects, changes, new=new)
    if verdict is Verdict.IDENTIFY:
        return _identified(reading, subjects, changes, new=new)
    if verdict is Verdict.ADD:
        return addition(reading, [find_document(reading, wanted).id for wanted in subjects], changes)
    if verdict is Verdict.ADJUDICATE:
        return _adjudicated(reading, subjects, changes)
    if verdict is Verdict.SAMPLE:
        raise ConfigError("a sample is drawn by itself", remedy="use `counterclaim sample draw`")
    if verdict is Verdict.MARK:
        return _marked(reading, subjects, changes)
    if verdict is Verdict.FORGET:
        raise ConfigError("forgetting removes what it is about", remedy="use `counterclaim forget DOC`")
    if verdict in (Verdict.FORECAST, Verdict.SETTLE):
        raise ConfigError("forecasts have a verb of their own", remedy="use `counterclaim forecast`")
    if changes and verdict is not Verdict.CORRECT:
        raise ConfigError(f"{verdict} takes no changes", remedy="use correct")
    if verdict is Verdict.CONSENT:
        raise ConfigError("a consent is recorded by itself", remedy="use `counterclaim judge consent ADDRESS`")
    if verdict is Verdict.UNDO:
        return _undone(reading, subjects), ()
    if verdict is Verdict.MERGE:
        return _merged(reading, subjects), ()
    if verdict is Verdict.SPLIT:
        return _split(reading, subjects), ()
    if len(subjects) != 1:
        raise ConfigError(f"{verdict} takes one subject, not {len(subjects)}")
    if verdict is Verdict.UNMASK:
        return (Anchor(value=subjects[0]),), ()
    if verdict is Verdict.FINISH:
        return (whole(find_document(reading, subjects[0])),), ()
    statement = find_statement(reading, subjects[0])
    anchor = anchor_statement(statement, reading.documents[statement.passage.document_id].item_sha256)
    return (anchor,), _changes(statement, changes) if verdict is Verdict.CORRECT else ()


def record(storage: Storage, judgement: Judgement, receipt: Receipt | None = None) -> Judgement:
    """Append to the chain; returns the judgement as it was chained."""
    return append(storage, judgement, receipt)


def find_event(reading: Reading, wanted: str, most: int | None = None) -> EventView:
    """The view of an event by its id, the beginning of its id, or an id that merged away.

    With ``most``, of an event of more documents the statements are of so many: those that weigh in the question of the
    perpetrator, then the others in the order of their mentions' ids. What was weighed is always all there.
    """
    storage = reading.storage
    present = storage.redirect(_former(storage, wanted))
    found = _one(present, storage.find("event", present, MANY), "event", "counterclaim events")
    event = storage.events([found])[0]
    if most is None or len(event.mention_ids) <= most:
        return reading.views([event])[0]
    shown = replace(event, mention_ids=_weightiest(storage, event, most))
    return replace(reading.views([shown])[0], event=event)


def _weightiest(storage: Storage, event: Event, most: int) -> tuple[str, ...]:
    weighed = [a for a in storage.assessments([event.id]) if a.property is Property.PERPETRATOR]
    order = [statement for a in weighed for weight in a.weights for statement in weight.statement_ids]
    told = storage.stated_in(order)
    first = dict.fromkeys(told[statement] for statement in order if statement in told)
    mentions: dict[str, list[str]] = {}
    for mention, document in sorted(storage.mentioned_in(event.mention_ids).items()):
        mentions.setdefault(document, []).append(mention)
    chosen = [m for document in dict.fromkeys([*first, *mentions]) for m in mentions.get(document, ())]
    return tuple(sorted(chosen[:most]))


def _former(storage: Storage, wanted: str) -> str:
    """The whole of an id that merged or split away and begins with ``wanted``; ``wanted`` itself where none does."""
    if storage.find("event", wanted, 1):
        return wanted
    former = storage.find("former event", wanted, 2)
    return former[0] if len(former) == 1 else wanted


def find_statement(reading: Reading, wanted: str) -> Statement:
    """A statement by its id or the beginning of it.

    An id that it had before a correction leads to what it was then: who judges it has seen that.
    """
    statements = {s.id: s for coding in reading.applied.codings for s in coding.statements}
    known = {**reading.applied.replaced, **statements}
    return known[_one(wanted, known, "statement", "counterclaim show EVENT --json")]


def find_document(reading: Reading, wanted: str) -> Document:
    """A document, without its text, by its id or the beginning of it."""
    return reading.documents[_one(wanted, reading.documents, "document", "counterclaim search WORDS --json")]


def _one(wanted: str, ids: Iterable[str], kind: str, listing: str) -> str:
    matches = sorted(i for i in ids if i.startswith(wanted)) if wanted else []
    if wanted in matches:
        return wanted
    if len(matches) != 1:
        what = f"no {kind} has the id {wanted!r}" if not matches else f"{len(matches)} {kind}s begin with {wanted!r}"
        raise ConfigError(what, remedy=f"`{listing}` lists them")
    return matches[0]


def _changes(statement: Statement, wanted: Mapping[str, str]) -> Changes:
    if not wanted:
        raise ConfigError("a correction changes at least one field", remedy="for example --set act=suspects")
    return changes_of(statement, wanted)


def _adjudicated(
    reading: Reading, subjects: Sequence[str], fields: Mapping[str, str]
) -> tuple[tuple[Anchor, ...], Changes]:
    """The statement as it stands, and what is to hold of it."""
    if len(subjects) != 1:
        raise ConfigError(f"adjudicate takes one statement, not {len(subjects)}")
    statement = find_statement(reading, subjects[0])
    anchor = anchor_statement(statement, reading.documents[statement.passage.document_id].item_sha256)
    conflict = next((c for c in reading.applied.conflicts if c.statement.id == statement.id), None)
    return (anchor,), adjudication(statement, conflict, fields)


def _anchor(reading: Reading, mention: Mention) -> Anchor:
    return anchor_mention(mention, reading.documents[mention.document_id].item_sha256)


def _marked(reading: Reading, subjects: Sequence[str], wanted: Mapping[str, str]) -> tuple[tuple[Anchor, ...], Changes]:
    """The document whole, and what of its marks changes."""
    if len(subjects) != 1:
        raise ConfigError(f"mark takes one document, not {len(subjects)}")
    anchor = whole(find_document(reading, subjects[0]))
    return (anchor,), changes_of_mark(marking_of(reading.storage, anchor.item_sha256), wanted)


def _undone(reading: Reading, subjects: Sequence[str]) -> tuple[Anchor, ...]:
    if len(subjects) != 1:
        raise ConfigError(f"undo takes one judgement, not {len(subjects)}")
    storage = reading.storage
    digest = _one(subjects[0], storage.find("judgement", subjects[0], MANY), "judgement", "counterclaim judge list")
    told = storage.with_undoing([digest])
    if any(judgement.digest == digest and judgement.verdict is Verdict.FORGET for judgement in told):
        remedy = "add its bytes again with `counterclaim add --forgotten`"
        raise ConfigError("what is forgotten cannot be brought back", where=digest[:12], remedy=remedy)
    already = undone_by(told).get(digest)
    if already is not None:
        remedy = f"to let it count again, undo that: `counterclaim judge undo {already.digest[:12]}`"
        raise ConfigError(f"{already.by} has taken it back already", where=digest[:12], remedy=remedy)
    return (Anchor(property=JUDGEMENT, value=digest),)


def _merged(reading: Reading, subjects: Sequence[str]) -> tuple[Anchor, ...]:
    if len(subjects) < 2:
        raise ConfigError("merge takes at least two events")
    views = [find_event(reading, subject) for subject in subjects]
    if len({view.event.id for view in views}) < len(views):
        raise ConfigError("these are one event already")
    # All mentions: of an event whose first mention alone is held to belong elsewhere, the others would stay behind.
    return tuple(_anchor(reading, mention) for view in views for mention in view.mentions)


def _split(reading: Reading, subjects: Sequence[str]) -> tuple[Anchor, ...]:
    if len(subjects) < 2:
        raise ConfigError("split takes an event and what of it to set apart, or another event to hold apart from it")
    view = find_event(reading, subjects[0])
    if all(reading.storage.find("event", other, 2) for other in subjects[1:]):
        return _held_apart(reading, view, subjects[1:])
    keys = {m.id for m in view.mentions} | {m.document_id for m in view.mentions}
    chosen = {
        _one(part, keys, "mention or document of this event", "counterclaim show EVENT --json") for part in subjects[1:]
    }
    anchors = {mention.id: _anchor(reading, mention) for mention in view.mentions}
    # Copies with the same bytes have the same anchor: they go along.
    gone = {anchors[m.id] for m in view.mentions if m.id in chosen or m.document_id in chosen}
    sides = [replace(a, property=PART if a in gone else REST) for a in dict.fromkeys(anchors.values())]
    if len(gone) == len(sides):
        raise ConfigError("that is the whole event", remedy="leave at least one mention in it")
    return tuple(sorted(sides, key=lambda anchor: anchor.property == PART))


def _held_apart(reading: Reading, view: EventView, others: Sequence[str]) -> tuple[Anchor, ...]:
    """All of an event on one side, all of the other events on the other: linking may not make them one."""
    found = [find_event(reading, other) for other in others]
    if view.event.id in {other.event.id for other in found}:
        raise ConfigError("that is the same event", remedy="name another event, or mentions or documents of this one")
    sides = {_anchor(reading, m): REST for m in view.mentions}
    gone = {_anchor(reading, m): PART for other in found for m in other.mentions}
    if sides.keys() & gone.keys():
        raise ConfigError("both tell of the same passage of the same bytes", remedy="they cannot be held apart")
    return tuple(replace(anchor, property=side) for anchor, side in {**sides, **gone}.items())


def _identified(
    reading: Reading, subjects: Sequence[str], values: Mapping[str, str], *, new: bool
) -> tuple[tuple[Anchor, ...], Changes]:
    """The name, and whose it is: an actor of the codebook, another name of the ledger, nobody known, or open again."""
    if len(subjects) != 1 or set(values) != {ACTOR}:
        raise ConfigError("identify takes one name and one actor")
    actor, book = values[ACTOR].strip(), reading.codebook.actors
    if actor not in (APART, OPEN) and book.get(actor) is None:
        known = book.resolve(actor)
        named = {name_key(n.name) for n in reading.open_names(every=True)}
        if known is None and name_key(actor) not in named:
            near = ", ".join(c.actor_id for c in ActorCandidates(book).of(actor))
            remedy = f"did you mean {near}?" if near else "`counterclaim names --all` lists the names of this ledger"
            raise ConfigError(f"there is no actor {actor!r}", where="--is", remedy=remedy)
        actor = known.id if known else actor
    if not new and actor != OPEN:
        check_told(reading, subjects[0])
    return (Anchor(property=ACTOR, value=subjects[0]),), ((ACTOR, "", actor),)


def _resolved(
    reading: Reading, subjects: Sequence[str], values: Mapping[str, str], *, new: bool
) -> tuple[tuple[Anchor, ...], Changes]:
    """Anchors of all mentions of the event, and (property, outcome as weighed now, what is true)."""
    if len(subjects) != 1 or len(values) != 1:
        raise ConfigError("resolve takes one event, one property and one value")
    prop, value = next(iter(values.items()))
    if prop not in RESOLVABLE:
        remedy = f"these can: {', '.join(sorted(RESOLVABLE))}"
        raise ConfigError(f"{prop!r} cannot be resolved", where="--property", remedy=remedy)
    view = find_event(reading, subjects[0])
    if not new:
        check_answer(reading, Property(prop), value.strip())
    weighed = view.assessment(Property(prop))
    anchors = tuple(dict.fromkeys(_anchor(reading, mention) for mention in view.mentions))
    return anchors, ((prop, weighed.outcome if weighed else "", value.strip()),)
