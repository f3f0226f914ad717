"""A document removed wherever the ledger keeps something of it, for a stated reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from counterclaim.backends.endpoints import FileMemory
from counterclaim.backends.storage.base import Storage
from counterclaim.documents import Reader, ReadLimits
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import STRUCK_OUT, Anchor, Capture, Fetched, Judgement, Verdict
from counterclaim.pipeline.progress import Progress
from counterclaim.review.rules import DOCUMENT, check_judgement
from counterclaim.review.striking import strike
from counterclaim.review.tombstones import (
    FORGOTTEN_CAPTURE,
    FORGOTTEN_DOCUMENT,
    forgotten_captures,
    forgotten_documents,
    tombstone_of,
)
from counterclaim.settings import LedgerFiles
from counterclaim.sources import Archive

MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetReport:
    """What was forgotten, and what is left to do by hand."""

    judgement: str
    """Digest of the tombstone."""
    documents: tuple[str, ...]
    """Ids of the documents that are gone: all with the same bytes, under whatever address."""
    struck: int
    """Judgements of which words were struck out."""
    without_bytes: int
    """Other documents whose captured bytes went along, as they lay in the same file; their text stays."""
    repeated_by: tuple[str, ...]
    """Documents that told the same text and stay; each can be forgotten by itself."""
    left: str
    """What could not be overwritten, and how it can be; empty where all is."""


@dataclass(frozen=True)
class Forgetting:
    """Forgets documents of one ledger."""

    storage: Storage
    archive: Archive
    files: LedgerFiles

    def forget(self, wanted: Sequence[str], *, reason: str, by: str, at: datetime, watch: Progress) -> ForgetReport:
        """Remove documents, by their ids or how these begin; what a crash left undone of an earlier call is done now.

        Raises:
            ConfigError: no such document, or no reason.
            StorageError: the ledger or its archive cannot be written.
        """
        known, done = self._found(wanted)
        if not (known or done):
            raise ConfigError("no document is named", remedy="give its id: `counterclaim search WORDS --json` has ids")
        without: int = 0
        copies: tuple[str, ...] = ()
        if known:
            made, without, copies = self._remove(known, reason=reason, by=by, at=at, watch=watch)
            done.append(made)
        watch.stage("sweep", None)
        left = self.sweep(done)
        return ForgetReport(
            judgement=done[-1].digest,
            documents=tuple(key for judgement in done for key in forgotten_documents(judgement)),
            struck=sum(field == STRUCK_OUT for judgement in done for field, _, _ in judgement.changes),
            without_bytes=without,
            repeated_by=copies,
            left=left,
        )

    def sweep(self, judgements: Iterable[Judgement]) -> str:
        """Remove what files beside the database hold of forgotten documents; returns what could not be overwritten."""
        answers = FileMemory(self.files.answers)
        for judgement in judgements:
            for digest in forgotten_captures(judgement):
                self.archive.remove(digest)
            for document_id in forgotten_documents(judgement):
                answers.forget(document_id)
        try:
            # All derived: the next search, run or look makes them anew.
            for path in (self.files.linking, self.files.narratives, self.files.tallies):
                path.unlink(missing_ok=True)
            if self.files.index.exists():
                shutil.rmtree(self.files.index)
        except OSError as error:
            remedy = "check its rights, then repeat the command: what is forgotten stays so"
            raise StorageError(f"cannot be removed: {error}", where=str(self.files.index), remedy=remedy) from error
        return self.storage.sweep()

    def _found(self, wanted: Sequence[str]) -> tuple[list[str], list[Judgement]]:
        """Ids of documents that are there, and tombstones of those that are gone already."""
        known: list[str] = []
        former: list[Judgement] = []
        for beginning in wanted:
            found = self.storage.find("document", beginning, MANY)
            gone = tombstone_of(self.storage, beginning) if not found else None
            if len(found) == 1:
                known.append(found[0])
            elif gone is not None:
                former.append(gone)
            else:
                what = "no document has" if not found else "several documents begin with"
                raise ConfigError(f"{what} the id {beginning!r}", remedy="`counterclaim search WORDS --json` has ids")
        return known, former

    def _remove(
        self, known: Sequence[str], *, reason: str, by: str, at: datetime, watch: Progress
    ) -> tuple[Judgement, int, tuple[str, ...]]:
        items = {document.item_sha256 for document in self.storage.documents(known)}
        gone = self.storage.with_items(items)
        holding = list(self._holding(items, gone, watch))
        copies = {key for r in self.storage.relations_of(gone) for key in (r.document_id, r.origin_id)}
        captures = sorted({capture.sha256 for capture in holding})
        judgement = Judgement(
            verdict=Verdict.FORGET,
            anchors=tuple(Anchor(item_sha256=item, property=DOCUMENT) for item in sorted(items)),
            by=by,
            at=at,
            reason=reason,
            changes=(
                *((FORGOTTEN_DOCUMENT, key, "") for key in gone),
                *((FORGOTTEN_CAPTURE, digest, "") for digest in captures),
            ),
        )
        check_judgement(judgement)
        made = self.storage.forget(
            gone, [capture.id for capture in holding], judgement, lambda chain, names: strike(chain, items, names)
        )
        lost = {capture.id for capture in self.storage.captures(capture.id for capture in holding)}
        without = sum(1 for document in self.storage.documents() if document.capture_id in lost) if lost else 0
        return made, without, tuple(sorted(copies - gone.keys()))

    def _holding(self, items: set[str], gone: Iterable[str], watch: Progress) -> Iterator[Capture]:
        """Captures that hold the bytes: as a whole, or in a container or table."""
        own = {document.capture_id for document in self.storage.documents(gone)}
        tables = {release.capture_id: {key for _, key in release.records} for release in self.storage.releases()}
        plain = {key for d in self.storage.documents() if not d.member for key in (d.capture_id, d.item_sha256)}
        captures = list(self.storage.captures())
        watch.stage("archive", len(captures))
        with Reader(ReadLimits()) as reader:
            for capture in captures:
                watch.step()
                if capture.id in own or capture.sha256 in items or not tables.get(capture.id, set()).isdisjoint(gone):
                    yield capture
                elif (
                    capture.archive_path and capture.id not in tables and plain.isdisjoint((capture.id, capture.sha256))
                ):
                    # A container: what it shares with an earlier one is in the ledger as the earlier one's.
                    found = reader.read(self._fetched(capture)).items
                    if not items.isdisjoint(item.item_sha256 for item in found):
                        yield capture

    def _fetched(self, capture: Capture) -> Fetched:
        web = "://" in capture.uri
        return Fetched(
            data=self.archive.read(capture.archive_path),
            uri=capture.uri if web else "",
            name=capture.uri,
            media_type=capture.media_type,
            retrieved=capture.retrieved,
            headers=capture.headers,
        )
