"""What several people read of the same documents and statements, lined up to be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Anchor, Document, Judgement, Statement
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.fencing import veiled
from counterclaim.pipeline.part import Part
from counterclaim.review import in_force
from counterclaim.review.agreement import MACHINE, Reading, Unit, lined_up
from counterclaim.review.anchoring import best_matches
from counterclaim.review.readings import judged_slots
from counterclaim.review.sampling import DOCUMENTS, Progress
from counterclaim.review.sampling.marks import as_drawn, marked_by, read_by, until

_HUMAN = "human/"


@dataclass(slots=True)
class Read:
    """What was read, ready to be compared."""

    units: list[Unit] = field(default_factory=list)
    marked: dict[str, dict[str, Sequence[Statement]]] = field(default_factory=dict)
    """By document, by person what they marked themselves."""
    waiting: int = 0
    """Units of the sample that fewer than two people have coded."""
    lost: int = 0
    """Units of which the ledger has no document any more."""


@dataclass(frozen=True)
class Lineup:
    """The ledger behind a comparison."""

    storage: Storage
    codebook: Codebook

    def of_sample(self, found: Progress, judged: Sequence[Judgement]) -> Read:
        """What each of a sample's coders read of each unit before all had coded it.

        Args:
            found: how far the sample is, worked out from ``judged``.
            judged: all judgements about the sample's documents, in the order of the chain.
        """
        told = Read()
        documents = self._documents({unit.item_sha256 for unit in found.sample.units})
        standing = {judgement.digest for judgement in in_force(judged)}
        parts = self._codings(documents)
        for number, unit in enumerate(found.sample.units):
            document = documents.get(unit.item_sha256)
            if document is None:
                told.lost += 1
            elif len(_who(found, number)) < 2:
                told.waiting += 1
            else:
                said = [j for j in until(found, number, judged) if j.digest in standing]
                self._take(told, found, number, document, said, parts.get(document.id, ()))
        told.units += lined_up(told.marked)
        return told

    def _take(
        self,
        told: Read,
        found: Progress,
        number: int,
        document: Document,
        said: Sequence[Judgement],
        machine: Sequence[Statement],
    ) -> None:
        people = _who(found, number)
        if found.sample.plan.kind == DOCUMENTS:
            told.marked[document.id] = {person: marked_by(person, document, said) for person in people}
            told.marked[document.id][MACHINE] = machine
        else:
            told.units.append(_unit(found.sample.units[number], number, document, said, people, machine))

    def of_all(self) -> Read:
        """Every statement that two people or more have judged, each as they last did, whoever they had seen before."""
        told = Read()
        for items in self._judged_twice():
            part = Part(self.storage, self.codebook, frozenset(self.storage.with_items(items)))
            documents = {d.id: veiled(d) for d in self.storage.documents(part.ids, with_text=True)}
            for slot in judged_slots(part.judgements, part.coded, documents):
                if len(slot.opinions) < 2:
                    continue
                readings = [
                    Reading(coder=person, form=None if opinion.rejected else opinion.form)
                    for person, opinion in sorted(slot.opinions.items())
                ]
                if not slot.adder:
                    readings.append(Reading(coder=MACHINE, form=slot.fresh))
                unit = Unit(id=slot.now.id, document_id=slot.now.passage.document_id, readings=tuple(readings))
                told.units.append(unit)
        told.units.sort(key=lambda unit: (unit.document_id, unit.id))
        return told

    def _judged_twice(self, at_once: int = 500) -> Iterator[set[str]]:
        """Digests of documents about whose statements two people or more have judged, some at a time."""
        people: dict[str, set[str]] = defaultdict(set)
        for judgement in self.storage.judgements():
            for anchor in judgement.anchors[:1]:
                people[anchor.item_sha256].add(judgement.by)
        items = sorted(item for item, names in people.items() if item and len(names) > 1)
        for start in range(0, len(items), at_once):
            yield set(items[start : start + at_once])

    def _documents(self, items: set[str]) -> dict[str, Document]:
        """By digest, one document with these bytes, its text without what must not be shown."""
        held = self.storage.with_items(items)
        return {d.item_sha256: veiled(d) for d in self.storage.documents(sorted(held, reverse=True), with_text=True)}

    def _codings(self, documents: Mapping[str, Document]) -> dict[str, tuple[Statement, ...]]:
        """What a machine reads in each document now; nothing of those that a person coded."""
        ids = {document.id for document in documents.values()}
        return {c.document_id: c.statements for c in self.storage.codings(ids) if not c.coder.startswith(_HUMAN)}


def _who(found: Progress, number: int) -> list[str]:
    """Who was to code a unit and has."""
    return [person for person in found.sample.coders[number] if person in found.done[number]]


def _unit(
    unit: Anchor,
    number: int,
    document: Document,
    said: Sequence[Judgement],
    people: Sequence[str],
    machine: Sequence[Statement],
) -> Unit:
    now = best_matches(unit, machine)
    quote = next((s.passage.quote for s in now), "")
    readings = [Reading(coder=p, form=read_by(p, unit, document, said, quote)[0]) for p in people]
    # The machine is measured by what it had read when the sample was drawn.
    readings.append(Reading(coder=MACHINE, form=as_drawn(unit, document, said, quote)))
    return Unit(id=now[0].id if now else f"{number + 1}", document_id=document.id, readings=tuple(readings))
