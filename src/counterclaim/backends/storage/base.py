"""What a ledger's storage must do, whatever the database under it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.backends.storage.digest import logical_digest
from counterclaim.model import (
    Assessment,
    Capture,
    Coding,
    Document,
    DocumentRelation,
    Event,
    Judgement,
    Problem,
    Receipt,
    Release,
    RunManifest,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """All that a run derives after coding; it replaces the previous run's as a whole."""

    relations: tuple[DocumentRelation, ...]
    events: tuple[Event, ...]
    redirects: tuple[tuple[str, str], ...]
    """(old event id, present event id) for ids that merged or split away."""
    assessments: tuple[Assessment, ...]
    manifest: RunManifest


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
    def captures(self) -> Iterator[Capture]:
        """All captures by id."""

    @abstractmethod
    def releases(self) -> list[Release]:
        """All releases of data sets in the order in which they were added."""

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
    def events(self) -> list[Event]:
        """All events by id."""

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
    def previous_assessments(self) -> list[Assessment]:
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
    def clear_problems(self, subject: str, stage: str | None = None) -> None:
        """Forget the problems of a subject that has since been read well."""

    @abstractmethod
    def integrity(self) -> list[str]:
        """What the database itself finds wrong (corruption, dangling references), one line each; empty if sound."""

    @abstractmethod
    def content_stamp(self) -> str:
        """A digest that changes whenever documents, kept texts or statements change: quick, for derived indexes."""

    def logical_digest(self) -> str:
        """SHA-256 over all content except capture times: equal for equal ledgers, however they came about."""
        return logical_digest(self)
