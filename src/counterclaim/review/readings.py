"""The machine's reading of a statement and each person's, side by side, with what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model import Coding, Document, Judgement, Statement, Verdict
from counterclaim.review.apply import ABOUT_STATEMENTS
from counterclaim.review.corrections import Lookup, Unknowing
from counterclaim.review.opinions import Conflict, Opinion, Slot
from counterclaim.review.undoing import in_force
from counterclaim.review.verdicts import Slots


class State(StrEnum):
    """What became of a judgement about a statement."""

    STANDS = "stands"
    CONTESTED = "contested"
    """Somebody else reads it differently."""
    SUPERSEDED = "superseded"
    """The same person judged it again."""
    OVERRULED = "overruled"
    """An adjudication holds otherwise, or a later adjudication stands in its place."""
    UNDONE = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsReading:
    """What one judgement said of a statement."""

    judgement: Judgement
    form: Statement | None
    """The statement as they read it; None where they rejected it, or where it is not known since it was taken back."""
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """All readings of one statement."""

    now: Statement
    """As it stands."""
    machine: Statement | None
    """As a coder read it; None where a person added it."""
    people: tuple[PersonsReading, ...]
    """In the order of the chain."""
    conflict: Conflict | None
    """What people differ in, None where they do not or somebody adjudicated."""


def readings_of(
    judgements: Sequence[Judgement],
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    known: Lookup | None = None,
) -> dict[str, Readings]:
    """All readings of each statement that anybody judged, by the id that it now has.

    A judgement about a statement needs its document alone: this may be called for one document, with the judgements
    about its bytes and those that take them back, in the order of the chain.
    """
    slots = judged_slots(judgements, codings, documents, known)
    return {slot.now.id: _readings(slot) for slot in slots}


def judged_slots(
    judgements: Sequence[Judgement],
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    known: Lookup | None = None,
) -> list[Slot]:
    """The statements that anybody judged, with every judgement about them, those taken back included."""
    about = [j for j in judgements if j.verdict in ABOUT_STATEMENTS and j.anchors[0].item_sha256]
    items = {j.anchors[0].item_sha256 for j in about}
    concerned: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        item = documents[coding.document_id].item_sha256
        if item in items:
            concerned[item].append(coding)
    slots = Slots(concerned, documents, known or Unknowing())
    standing = {judgement.digest for judgement in in_force(judgements)}
    slots.decide(about, {j.digest for j in about} - standing)
    return slots.judged()


def _readings(slot: Slot) -> Readings:
    people = tuple(
        PersonsReading(
            judgement=judgement,
            form=None if opinion is None or opinion.rejected else opinion.form,
            state=_state(slot, opinion),
        )
        for judgement, opinion in slot.history
    )
    machine = None if slot.adder else slot.fresh
    return Readings(now=slot.now, machine=machine, people=people, conflict=slot.conflict())


def _state(slot: Slot, opinion: Opinion | None) -> State:
    if opinion is None:
        return State.UNDONE
    if opinion.judgement.verdict is Verdict.ADJUDICATE:
        return State.STANDS if slot.final is opinion else State.OVERRULED
    if slot.opinions.get(opinion.judgement.by) is not opinion:
        return State.SUPERSEDED
    if slot.final is not None:
        return State.STANDS if slot.final.key == opinion.key else State.OVERRULED
    return State.CONTESTED if slot.contested else State.STANDS
