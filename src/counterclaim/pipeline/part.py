"""Some documents of a ledger with what was coded and decided about them, without a look at the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.backends.storage.base import Storage
from counterclaim.documents.revisions import standing
from counterclaim.model import Coding, Document, Judgement
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.standing import carried, is_lead, lookup, with_texts
from counterclaim.review import Applied, Readings, apply_judgements, in_force, readings_of


@dataclass(frozen=True)
class Part:
    """What ``Reading`` says of all documents, of some of them.

    What judgements decide about statements depends on their own document alone, so that it is the same here. Which
    mentions are one event does not: ``applied`` says nothing of that.
    """

    storage: Storage
    codebook: Codebook
    ids: frozenset[str]

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id, without text."""
        return {d.id: d for d in self.storage.documents(self.ids)}

    @cached_property
    def captures(self) -> Mapping[str, str]:
        """SHA-256 of the captured bytes by capture id."""
        wanted = {d.capture_id for d in self.documents.values()}
        return {c.id: c.sha256 for c in self.storage.captures(wanted)}

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The document that each copy repeats."""
        found = self.storage.relations_of(self.ids)
        return {r.document_id: r.origin_id for r in found if r.kind != "partial" and r.document_id in self.ids}

    @cached_property
    def retired(self) -> Mapping[str, str]:
        """For each of the documents that is a row that no longer stands, what stands in its place."""
        return self._retirement[0]

    @cached_property
    def coded(self) -> Sequence[Coding]:
        """Codings of those documents that count, as a coder made them."""
        counting = {
            key
            for key, document in self.documents.items()
            if key not in self.retired and not is_lead(document.media_type, self.codebook)
        }
        return list(self.storage.codings(counting))

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """All judgements about the documents' bytes, and those that take them back."""
        return self.storage.judgements_about({d.item_sha256 for d in self._with_ancestors.values()})

    @cached_property
    def applied(self) -> Applied:
        """Codings with people's corrections in them, and what was decided about each statement."""
        judgements = carried(in_force(self.judgements), self.coded, self.documents, self._heirs)
        documents = with_texts(self.storage, self.documents, judgements)
        return apply_judgements(judgements, self.coded, documents, lookup(self.codebook))

    @cached_property
    def readings(self) -> Mapping[str, Readings]:
        """The machine's reading and each person's of every statement that anybody judged, by its present id.

        Of a row that took the place of another, without what was taken back.
        """
        told: Sequence[Judgement] = self.judgements
        if self._heirs:
            told = carried(in_force(told), self.coded, self.documents, self._heirs)
        documents = with_texts(self.storage, self.documents, told)
        return readings_of(told, self.coded, documents, lookup(self.codebook))

    @cached_property
    def _heirs(self) -> Mapping[str, str]:
        """By the digest of a row that no longer stands that of the one of the documents in its place."""
        return {
            document.item_sha256: self.documents[heir].item_sha256
            for key, document in self._with_ancestors.items()
            if (heir := self._ancestors.get(key, "")) in self.documents
        }

    @cached_property
    def _ancestors(self) -> Mapping[str, str]:
        """What stands in the place of rows that no longer do, of the rows whose place one of the documents takes."""
        return self._retirement[1]

    @cached_property
    def _retirement(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        known = self.storage.retirement(self.ids)
        if known is not None:
            return known
        retired = standing(self.storage.releases()).retired
        own = {key: retired[key] for key in self.ids if key in retired}
        return own, {was: now for was, now in retired.items() if now in self.ids}

    @cached_property
    def _with_ancestors(self) -> Mapping[str, Document]:
        if not self._ancestors:
            return self.documents
        return {**self.documents, **{d.id: d for d in self.storage.documents(self._ancestors)}}
