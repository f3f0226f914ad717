"""A reading of no more than what some ids are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Document
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.naming import OpenName
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.views import Reading
from counterclaim.review import Applied

_KINDS = ("stm_", "doc_", "evt_")
"""Beginnings of whole ids, which mean nothing else."""
MANY = 1000
"""Ids that begin alike are counted up to this many."""


@dataclass(frozen=True)
class Narrow(Reading):
    """What ``Reading`` says, of some documents; the index tables must be current."""

    part: Part

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents, without text."""
        return self.part.documents

    @cached_property
    def captures(self) -> Mapping[str, str]:
        """SHA-256 of the captured bytes by capture id."""
        return self.part.captures

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The document that each copy repeats."""
        return self.part.origins

    @cached_property
    def applied(self) -> Applied:
        """Codings with people's corrections in them, and what was decided about each statement."""
        return self.part.applied

    def open_names(self, *, every: bool = False) -> list[OpenName]:
        """Names that were no actor's of the codebook at the last run, without their candidates."""
        return [
            OpenName(n.name, 0, (), ())
            for n in self.storage.index.open_names()
            if every or n.candidates
        ]  # fmt: skip


def narrow(storage: Storage, codebook: Codebook, subjects: Iterable[str]) -> Narrow:
    """A reading of the documents that ids of statements, mentions, events or documents, or their beginnings, mean."""
    documents: set[str] = set()
    for subject in subjects:
        kind = subject[:4]
        if kind == "stm_" or kind not in _KINDS:
            statements = storage.find("statement", subject, MANY) + storage.find("corrected statement", subject, MANY)
            documents |= set(storage.stated_in(statements).values())
        if kind == "doc_" or kind not in _KINDS:
            documents |= set(storage.find("document", subject, MANY))
        if kind == "evt_" or kind not in _KINDS:
            documents |= set(storage.mentioned_in(_mentions(storage, subject)).values())
    return Narrow(storage, codebook, Part(storage, codebook, frozenset(documents)))


def _mentions(storage: Storage, subject: str) -> list[str]:
    """Mentions of the event that an id, or the beginning of one, means or led to."""
    present = storage.find("event", subject, 2)
    if not present:
        present = [storage.redirect(old) for old in storage.find("former event", subject, 2)]
    return [m for event in storage.events(present) for m in event.mention_ids] if len(set(present)) == 1 else []
