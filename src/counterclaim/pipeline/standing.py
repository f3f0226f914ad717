"""What of a ledger counts as evidence: leads never do, and of a data set's rows those that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from counterclaim.backends.storage.base import Storage
from counterclaim.codebooks.data_sets import data_sets
from counterclaim.documents.revisions import Standing, standing
from counterclaim.model import ActorName, Anchor, Coding, Document, Event, Judgement, Place, Verdict
from counterclaim.model.row import is_row, row_parts
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.fencing import veiled
from counterclaim.review import Applied, apply_judgements, in_force
from counterclaim.review.corrections import Lookup
from counterclaim.statements.told import Assembler

WHOLE_ROW = 1 << 30
"""End of an anchor that may lie anywhere in a row: what is looked for is its property and value."""
_ABOUT_EVENTS = (Verdict.MERGE, Verdict.SPLIT)


@dataclass(frozen=True)
class Evidential:
    """The codings that linking and weighing see, with people's judgements in them."""

    storage: Storage
    codebook: Codebook
    documents: Mapping[str, Document]
    """All documents by id."""

    @cached_property
    def standing(self) -> Standing:
        """Which rows of data sets stand."""
        return standing(self.storage.releases())

    @cached_property
    def leads(self) -> frozenset[str]:
        """Documents that only point to others."""
        kinds = {media for media in {d.media_type for d in self.documents.values()} if is_lead(media, self.codebook)}
        return frozenset(d.id for d in self.documents.values() if d.media_type in kinds)

    @cached_property
    def distinct(self) -> dict[str, str]:
        """By document id the data set that declares its rows distinct events."""
        declares: dict[str, bool] = {}
        found = {}
        for document, key in self.standing.rows.items():
            media_type = self.documents[document].media_type
            if media_type not in declares:
                declares[media_type] = declares_distinct(media_type, self.codebook)
            if declares[media_type]:
                found[document] = key
        return found

    @cached_property
    def applied(self) -> Applied:
        """The codings that count, with judgements applied; those about a row that changed go to its new form."""
        out = self.standing.retired.keys() | self.leads
        counting = [coding for coding in self.storage.codings() if coding.document_id not in out]
        judgements = self.carried(in_force(self.storage.judgements()), counting)
        documents = with_texts(self.storage, self.documents, judgements)
        return apply_judgements(judgements, counting, documents, lookup(self.codebook))

    def carried(self, judgements: Sequence[Judgement], codings: Sequence[Coding]) -> list[Judgement]:
        """Judgements as they hold of the rows that stand."""
        retired = self.standing.retired.items()
        heirs = {self.documents[was].item_sha256: self.documents[now].item_sha256 for was, now in retired if now}
        return carried(judgements, codings, self.documents, heirs)

    def inherited(self, events: Sequence[Event]) -> list[Event]:
        """Events of an earlier run with the mentions that now stand in place of revised rows' mentions."""
        if not self.standing.retired:
            return list(events)
        wanted = {*self.standing.retired, *self.standing.retired.values()} - {""}
        first = {c.document_id: c.mentions[0].id for c in self.storage.codings(wanted) if c.mentions}
        heirs = {first[was]: first[now] for was, now in self.standing.retired.items() if was in first and now in first}
        return [replace(e, mention_ids=tuple(heirs.get(m, m) for m in e.mention_ids)) for e in events]


def carried(
    judgements: Sequence[Judgement],
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    heirs: Mapping[str, str],
) -> list[Judgement]:
    """Judgements as they hold of the rows that stand.

    What is one event and what is not stays so when a row is revised. A judgement on a statement stays only where
    the row still says the same; else it is told as one that matches nothing any more.

    Args:
        judgements: those that count.
        codings: of the rows that stand, beside any others.
        documents: by id; all documents of the codings.
        heirs: by the digest of a row that no longer stands that of the row in its place.
    """
    if not heirs or not judgements:
        return list(judgements)
    present = set(heirs.values())
    said = {
        (item, str(s.property), s.value)
        for c in codings
        if (item := documents[c.document_id].item_sha256) in present
        for s in c.statements
    }

    def carry(judgement: Judgement, anchor: Anchor) -> Anchor:
        heir = heirs.get(anchor.item_sha256, "")
        whole = judgement.verdict in _ABOUT_EVENTS
        if not heir or not (whole or (heir, anchor.property, anchor.value) in said):
            return anchor
        return replace(anchor, item_sha256=heir, start=0, end=anchor.end if whole else WHOLE_ROW)

    return [replace(j, anchors=tuple(carry(j, a) for a in j.anchors)) for j in judgements]


def with_texts(
    storage: Storage, documents: Mapping[str, Document], judgements: Sequence[Judgement]
) -> Mapping[str, Document]:
    """The documents, those to which somebody added statements with their text."""
    items = {j.anchors[0].item_sha256 for j in judgements if j.verdict is Verdict.ADD}
    wanted = {key for key, document in documents.items() if document.item_sha256 in items}
    if not wanted:
        return documents
    return {**documents, **{d.id: veiled(d) for d in storage.documents(wanted, with_text=True)}}


def is_lead(media_type: str, codebook: Codebook) -> bool:
    """Whether rows of this media type only point to documents."""
    if not is_row(media_type):
        return False
    key, digest = row_parts(media_type)
    mapped = codebook.table_map(digest) if digest else None
    known = mapped.data_set if mapped else data_sets().get(key)
    return known is not None and known.lead


def declares_distinct(media_type: str, codebook: Codebook) -> bool:
    """Whether the data set of a row declares each of its rows an event of its own."""
    key, digest = row_parts(media_type)
    mapped = codebook.table_map(digest) if digest else None
    known = mapped.data_set if mapped else data_sets().get(key)
    return known is not None and known.distinct


def lookup(codebook: Codebook) -> Lookup:
    """Where the names and places of statements that people add are looked up; opened at the first question."""
    return _Lookup(codebook)


@dataclass(frozen=True)
class _Lookup:
    codebook: Codebook

    @cached_property
    def _books(self) -> Assembler:
        return Assembler(self.codebook.gazetteer, self.codebook.actors)

    def actor(self, name: str) -> ActorName:
        return self._books.actor(name)

    def place(self, words: str) -> Place:
        return self._books.place(words)
