"""What a ledger's storage must do, whatever the database under it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from counterclaim.backends.storage.index import IndexContent, RowIndex
from counterclaim.model import (
    Anchor,
    Assessment,
    Capture,
    Coding,
    Document,
    DocumentRelation,
    Event,
    Judgement,
    Problem,
    PublishedBrief,
    Receipt,
    Release,
    RunManifest,
    Source,
)
from counterclaim.model.desk import LedgerChange, LedgerCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """All that a run derives after coding; it replaces the previous run's as a whole."""

    relations: tuple[DocumentRelation, ...]
    events: tuple[Event, ...]
    redirects: tuple[tuple[str, str], ...]
    """(old event id, present event id) for ids that merged or split away."""
    assessments: tuple[Assessment, ...]
    manifest: RunManifest
    index: IndexContent | None = None
    """What the index tables are filled with; without it they are made at the next look."""


Strike = Callable[[Sequence[Judgement], Collection[str]], Mapping[str, Judgement]]
"""From all judgements, and names that only forgotten documents told, to what is left of some, by their digest."""


class Storage(ABC):
    """One ledger. Each writing method is one transaction: after a crash it happened whole or not at all.

    All listings come in a stable order (by id, or as documented), so that the same input gives the same output.
    """

    @abstractmethod
    def close(self) -> None:
        """Give up the connection; further calls are errors."""

    # --- capture -------------------------------------------------------------------------------------------------
    @abstractmethod
    def add_capture(
        self,
        capture: Capture,
        documents: Sequence[tuple[Document, Source]],
        problems: Sequence[Problem],
        codings: Sequence[Coding] = (),
        release: Release | None = None,
    ) -> int:
        """Store a capture with what was read from it; returns how many documents are new. Idempotent.

        ``codings`` come along for items whose text is not kept (``hosting: digest``), which are coded as they are read.
        ``release`` tells of a table which of its rows each document is.
        """

    @abstractmethod
    def has_capture(self, capture_id: str) -> bool:
        """Whether this content from this address is already kept."""

    @abstractmethod
    def captures(self, ids: Iterable[str] | None = None) -> Iterator[Capture]:
        """Captures by id, all or the given ones."""

    @abstractmethod
    def releases(self) -> list[Release]:
        """All releases of data sets in the order in which they were added."""

    @abstractmethod
    def release_count(self) -> int:
        """How many releases of data sets there are."""

    @abstractmethod
    def sources(self) -> list[Source]:
        """All sources by name."""

    @abstractmethod
    def documents(self, ids: Iterable[str] | None = None, *, with_text: bool = False) -> Iterator[Document]:
        """Documents by id, all or the given ones; ``text`` is empty unless asked for."""

    # --- coding --------------------------------------------------------------------------------------------------
    @abstractmethod
    def uncoded(self, coder: str) -> list[str]:
        """Ids of documents that this coder (name and version) has not coded, in stable order.

        A document whose text is no longer kept, or never was, is not asked for again once any coder has coded it;
        nor is one that a person has coded ("human/..."): their reading stands until a person replaces it.
        """

    @abstractmethod
    def save_codings(self, codings: Sequence[Coding], problems: Sequence[Problem]) -> None:
        """Store codings, each replacing an earlier one of its document."""

    @abstractmethod
    def codings(self, document_ids: Iterable[str] | None = None) -> Iterator[Coding]:
        """Codings by document id, all or of the given documents."""

    @abstractmethod
    def has_speaker(self, kind: str) -> bool:
        """Whether a coder found any statement by a speaker of this kind."""

    @abstractmethod
    def save_sheets(self, codings: Sequence[Coding], rows: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        """Store what a person filled into sheets, and the codings made of it in place of any of their documents.

        ``rows`` hold, by document id, the cells of each row by column. They replace that person's earlier rows about
        the document; those of other persons stay.
        """

    @abstractmethod
    def sheets(self) -> dict[tuple[str, str], list[dict[str, str]]]:
        """All filled rows in their order, by document id and coder ("human/NAME")."""

    @abstractmethod
    def drop_text(self, document_ids: Sequence[str]) -> None:
        """Empty the text of documents whose outlet is kept as digest only."""

    # --- derived -------------------------------------------------------------------------------------------------
    @abstractmethod
    def replace_derived(self, derived: Derived) -> None:
        """Replace events, relations, assessments and manifest by a new run's; redirects are only ever added.

        The assessments and the manifest that stood before are kept as the previous ones.
        """

    @abstractmethod
    def events(self, ids: Iterable[str] | None = None) -> list[Event]:
        """Events by id, all or the given ones."""

    @abstractmethod
    def redirect(self, event_id: str) -> str:
        """The present id of an event that may have merged or split; the id itself if it did not."""

    @abstractmethod
    def redirects(self) -> list[tuple[str, str]]:
        """All (old event id, present event id) as recorded, by old id."""

    @abstractmethod
    def stale(self) -> bool:
        """Whether documents, codings or judgements changed since the last ``replace_derived``, or none happened.

        Until the next run, events and weights of a stale ledger may name mentions and statements that are gone.
        """

    @abstractmethod
    def relations(self) -> list[DocumentRelation]:
        """All document relations by document id."""

    @abstractmethod
    def assessments(self, event_ids: Iterable[str] | None = None) -> list[Assessment]:
        """Assessments by event id and property."""

    @abstractmethod
    def previous_assessments(self, event_ids: Iterable[str] | None = None) -> list[Assessment]:
        """What the run before the last one found, by event id and property; empty before the second run."""

    @abstractmethod
    def previous_manifest(self) -> RunManifest | None:
        """The manifest of the run before the last one, None before the second run."""

    @abstractmethod
    def manifest(self) -> RunManifest | None:
        """The last run's manifest, None before the first run."""

    # --- judgements ----------------------------------------------------------------------------------------------
    @abstractmethod
    def append_judgement(self, judgement: Judgement) -> None:
        """Append; raises StorageError if ``previous`` is not the head (somebody else was faster)."""

    @abstractmethod
    def append_next(self, judgement: Judgement, receipt: Receipt | None = None) -> Judgement:
        """Append after whatever the head is then; returns the judgement as chained, once the disk has it.

        Safe for any number of threads and processes at once: each is appended once, and none waits for the others'
        disk one by one. Where ``receipt`` is that of a judgement in the chain, that one is returned and nothing is
        appended; raises ConfigError where its key was used for another request.
        """

    @abstractmethod
    def received(self, receipt: Receipt) -> Judgement | None:
        """The judgement that this request made; raises ConfigError where the key was used for another request."""

    @abstractmethod
    def judgements(self) -> list[Judgement]:
        """All judgements in the order of the chain."""

    @abstractmethod
    def stored_digests(self) -> list[str]:
        """Digests as stored beside the judgements, in order: what `verify` compares recomputed ones with."""

    # --- forgetting ----------------------------------------------------------------------------------------------
    @abstractmethod
    def forget(
        self, document_ids: Collection[str], captures: Collection[str], judgement: Judgement, strike: Strike
    ) -> Judgement:
        """Remove documents with all that was read in them, derived from them and told of them; one transaction.

        Events keep their ids and other mentions, and have no verdict until the next run. ``judgement`` is appended to
        the chain with the digests of what was struck out added to its changes, and returned as chained.

        Args:
            document_ids: of the documents; unknown ids are left out.
            captures: ids of the captures whose bytes are gone; those of other documents stay, without bytes.
            judgement: the tombstone.
            strike: what is left of judgements that hold words of the documents.
        """

    @abstractmethod
    def names_only_in(self, document_ids: Collection[str]) -> set[str]:
        """Names of speakers, perpetrators and persons that these documents told and no other document tells."""

    @abstractmethod
    def sweep(self) -> str:
        """Overwrite what was deleted, wherever the database still holds it; returns what could not be, or ''."""

    # --- published -----------------------------------------------------------------------------------------------
    @abstractmethod
    def add_publication(self, brief: PublishedBrief) -> None:
        """Remember a brief; the same bytes twice are one."""

    @abstractmethod
    def publications(self) -> list[PublishedBrief]:
        """All briefs in the order in which they were published."""

    # --- looking up ----------------------------------------------------------------------------------------------
    @abstractmethod
    def look(self) -> AbstractContextManager[None]:
        """Within it, all that this thread reads is of one state of the ledger."""

    @abstractmethod
    def find(self, kind: str, beginning: str, limit: int = 3) -> list[str]:
        """Ids that begin so, the first ``limit``; none for an empty beginning.

        ``kind`` is "event", "former event", "document", "statement", "corrected statement" or "judgement".
        """

    @abstractmethod
    def ids_after(self, kind: str, last: str, limit: int) -> list[str]:
        """The first ``limit`` ids after one, to go through all of a kind of ``find``."""

    @property
    @abstractmethod
    def index(self) -> RowIndex:
        """Lists that are found without reading the ledger."""

    @abstractmethod
    def owners(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """The event that each mention belongs to, for those that belong to one."""

    @abstractmethod
    def mentioned_in(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """The document of each mention, for those that there are."""

    @abstractmethod
    def stated_in(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The document of each statement, a coder's or one that a person corrected or added."""

    @abstractmethod
    def anchor_of(self, statement_id: str) -> tuple[Anchor, str, str] | None:
        """(anchor, document id, media type) of a statement as a coder read it, None where there is none of this id.

        The document id is empty where no document of the ledger can be retired, as there are no releases.
        """

    @abstractmethod
    def with_items(self, items: Iterable[str]) -> dict[str, str]:
        """Digest of the item's bytes by document id, for all documents with these digests."""

    @abstractmethod
    def relations_of(self, document_ids: Iterable[str]) -> list[DocumentRelation]:
        """Relations in which these documents repeat others or are repeated."""

    @abstractmethod
    def retirement(self, document_ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str]] | None:
        """(heir of each of these that is a row that no longer stands, heir of each row that one of these replaces).

        The first has "" where nothing stands in a row's place. None where that has to be worked out from the releases.
        """

    @abstractmethod
    def names_told(self) -> set[tuple[str, ...]]:
        """Names that one statement gives to one actor, of statements as coders made them.

        Left out are documents about whose bytes anybody judged.
        """

    @abstractmethod
    def former_ids(self, event_id: str) -> list[str]:
        """Ids that merged or split away and now lead to this event."""

    @abstractmethod
    def judgements_about(self, items: Iterable[str]) -> list[Judgement]:
        """Judgements with an anchor in these items, and those that take them back, in the order of the chain."""

    @abstractmethod
    def judgements_of(self, digests: Iterable[str]) -> list[Judgement]:
        """The judgements with these digests, in the order of the chain."""

    @abstractmethod
    def with_undoing(self, digests: Iterable[str]) -> list[Judgement]:
        """These judgements, and those that take them back or take that back in turn, in the order of the chain."""

    @abstractmethod
    def judgements_with(self, verdict: str) -> list[Judgement]:
        """Judgements of one verdict, and those that take them back, in the order of the chain."""

    @abstractmethod
    def judgements_from(self, number: int, limit: int) -> list[Judgement]:
        """At most ``limit`` judgements from the one of this number (the first is 1) on."""

    @abstractmethod
    def judgement_number(self, digest: str = "") -> int:
        """The place in the chain of a judgement, of the last one without a digest; 0 where there is none."""

    # --- what happened -------------------------------------------------------------------------------------------
    @abstractmethod
    def counts(self) -> LedgerCounts:
        """How often anything, what people may see, and what accounts may has changed: one look, for each request."""

    @abstractmethod
    def last_change(self) -> int:
        """The sequence of the last change, 0 before the first."""

    @abstractmethod
    def changes_since(self, sequence: int, limit: int) -> list[LedgerChange]:
        """At most ``limit`` changes after this one, in order; whoever sees one has seen all before it."""

    @abstractmethod
    def changes_before(self, sequence: int, limit: int) -> list[LedgerChange]:
        """At most ``limit`` changes before this one, the latest first."""

    @abstractmethod
    def happened(self, kind: str, sequence: int) -> bool:
        """Whether a change of this kind came after a change."""

    @abstractmethod
    def changed_documents(self, sequence: int) -> Iterator[tuple[int, str]]:
        """(last change, document id) of each document whose text or statements changed after this change, in order."""

    # --- problems and integrity ----------------------------------------------------------------------------------
    @abstractmethod
    def add_problems(self, problems: Sequence[Problem]) -> None:
        """Store problems; the same one twice is one."""

    @abstractmethod
    def replace_problems(self, code: str, problems: Sequence[Problem]) -> None:
        """Put ``problems`` in place of all problems of this code: for what each run finds anew."""

    @abstractmethod
    def problems(self) -> list[Problem]:
        """All problems by stage, subject and place."""

    @abstractmethod
    def problems_after(self, last: str, limit: int) -> list[Problem]:
        """The first ``limit`` problems by id after the one with this id."""

    @abstractmethod
    def count_problems(self) -> int:
        """How many problems there are."""

    @abstractmethod
    def clear_problems(self, subject: str, stage: str | None = None) -> None:
        """Forget the problems of a subject that has since been read well."""

    @abstractmethod
    def integrity(self) -> list[str]:
        """What the database itself finds wrong (corruption, dangling references), one line each; empty if sound."""

    @abstractmethod
    def content_stamp(self) -> str:
        """A digest that changes whenever documents, kept texts or statements change: quick, for derived indexes."""
