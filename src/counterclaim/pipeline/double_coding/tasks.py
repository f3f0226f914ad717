"""What a coder is shown of a unit of a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Anchor, Document, Passage
from counterclaim.pipeline.fencing import veiled
from counterclaim.review.rules import DOCUMENT
from counterclaim.review.sampling import Progress

AROUND = 200
"""Code points shown before and after a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One unit for one coder."""

    sample_id: str
    number: int
    """Its place in the sample, from 0."""
    unit: Anchor
    document_id: str
    title: str
    text: str
    """The whole text of a document, the surroundings of a statement's passage; empty where it is not kept."""
    passage: str
    """The passage's words; empty for a document, and where the text is not kept."""
    reading: tuple[str, ...]
    """Property, act, value and speaker as the machine read them; of a blind sample the property alone."""

    @property
    def place(self) -> Passage:
        """Where the statement stands."""
        unit = self.unit
        return Passage(document_id=self.document_id, start=unit.start, end=unit.end, quote=self.passage)

    def lines(self) -> Sequence[str]:
        """What is told on the command line."""
        if self.unit.property == DOCUMENT:
            return self.text.splitlines()
        asked = f"what does it say of: {self.unit.property}?"
        return [f"… {self.text} …", f"passage: {self.passage}", asked, *self.reading[1:]]

    def record(self) -> dict[str, object]:
        """The same as JSON has it."""
        return {
            "sample": self.sample_id, "number": self.number + 1, "document": self.document_id, "title": self.title,
            "property": self.unit.property, "passage": self.passage, "text": self.text, "reading": list(self.reading),
        }  # fmt: skip


def task_of(storage: Storage, found: Progress, number: int) -> Task:
    """A unit of a sample as a coder is shown it."""
    unit = found.sample.units[number]
    held = sorted(storage.with_items({unit.item_sha256}))
    document = next((veiled(d) for d in storage.documents(held[:1], with_text=True)), None)
    whole = unit.property == DOCUMENT
    text = document.text if document else ""
    shown = text if whole else text[max(0, unit.start - AROUND) : unit.end + AROUND]
    read = (unit.property, unit.act, unit.value, unit.speaker)
    return Task(
        sample_id=found.sample.id,
        number=number,
        unit=unit,
        document_id=held[0] if held else "",
        title=_title(document),
        text=shown,
        passage="" if whole else text[unit.start : unit.end],
        reading=() if whole else read[:1] if found.sample.plan.blind else read,
    )


def _title(document: Document | None) -> str:
    return (document.title or document.uri or document.id) if document else "a document that the ledger no longer has"
