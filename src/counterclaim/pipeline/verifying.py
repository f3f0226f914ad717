"""Whether a ledger still is what it says: digests, chain, passages, database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Capture
from counterclaim.pipeline.progress import Progress
from counterclaim.review import chain_head, verify_chain
from counterclaim.review.tombstones import forgotten_captures, tombstones
from counterclaim.sources import Archive


@dataclass(slots=True)
class VerifyReport:
    """What was checked and what did not hold."""

    captures: int = 0
    kept: int = 0
    not_kept: int = 0
    """Captures of outlets with ``hosting: digest``, whose bytes were never stored."""
    passages: int = 0
    judgements: int = 0
    chain_head: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything that could be checked holds."""
        return not self.faults


def verify(storage: Storage, archive: Archive, progress: Progress) -> VerifyReport:
    """Check every digest, every quote, the judgement chain and the database."""
    report = VerifyReport(faults=storage.integrity())
    captures = list(storage.captures())
    progress.stage("digests", len(captures))
    for capture in captures:
        report.captures += 1
        if not capture.archive_path:
            report.not_kept += 1
        else:
            report.kept += 1
            fault = archive.verify(capture.archive_path, capture.sha256)
            if fault:
                report.faults.append(f"capture {capture.id} ({capture.uri}): {fault}")
        progress.step()
    report.faults.extend(_undead(storage, archive, captures))
    _check_passages(storage, report, progress)
    judgements = storage.judgements()
    report.judgements = len(judgements)
    report.chain_head = chain_head(judgements)
    report.faults.extend(verify_chain(judgements, storage.stored_digests()))
    return report


def _undead(storage: Storage, archive: Archive, captures: Sequence[Capture]) -> Iterator[str]:
    """Records of forgotten bytes that are still there, and that nobody asked back in."""
    kept = {capture.sha256 for capture in captures if capture.archive_path}
    for tombstone in tombstones(storage):
        for digest in forgotten_captures(tombstone):
            if digest not in kept and archive.holds(digest):
                yield f"archive: forgotten bytes are in it; repeat `counterclaim forget` of {tombstone.digest[:12]}"


def _check_passages(storage: Storage, report: VerifyReport, progress: Progress) -> None:
    """Every quote must still stand at its place in its document."""
    progress.stage("passages", None)
    kept = {capture.id for capture in storage.captures() if capture.archive_path}
    texts = {}
    for document in storage.documents(with_text=True):
        texts[document.id] = document.text
        if not document.text and document.capture_id in kept:
            report.faults.append(f"document {document.id}: its bytes are kept, but its text is gone")
    for coding in storage.codings():
        text = texts.get(coding.document_id, "")
        for statement in coding.statements:
            for passage in (statement.passage, *statement.also):
                report.passages += 1
                if text and not passage.holds_in(text):
                    report.faults.append(
                        f"statement {statement.id}: its quote is not at {passage.start} in its document"
                    )
