"""Targets to captures and documents: the stage behind ``add``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterclaim.backends.storage.base import Storage
from counterclaim.documents import Reader, ReadLimits
from counterclaim.errors import ConfigError
from counterclaim.model import (
    Capture,
    Coding,
    Document,
    Fetched,
    Hosting,
    Judgement,
    Passage,
    Problem,
    ReadItem,
    ReadResult,
    RefusedRow,
    Source,
)
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import DocumentCoder
from counterclaim.pipeline.progress import Progress
from counterclaim.pipeline.releasing import NO_HINTS, address_of, as_they_were, release_of
from counterclaim.review.tombstones import forgotten
from counterclaim.settings import CODEBOOK_FILES, LedgerFiles
from counterclaim.sources import Archive, FetchOptions, collect


@dataclass(slots=True)
class AddReport:
    """What ``add`` did."""

    captured: int = 0
    """Captures that are new."""
    known: int = 0
    """Captures that the ledger already had."""
    documents: int = 0
    """Documents that are new."""
    codebook_files: int = 0
    """Files of the user's own codebook that are new."""
    problems: list[Problem] = field(default_factory=list)
    """What was refused in this call."""
    refused_rows: list[RefusedRow] = field(default_factory=list)
    """Rows of tables that were refused, as they stand, to be mended and added again."""


def is_codebook_file(path: Path) -> bool:
    """Whether a file extends the codebooks rather than being a document."""
    return path.name in CODEBOOK_FILES


def own_files(files: LedgerFiles) -> frozenset[Path]:
    """A ledger's own files and folders, as ``FetchOptions.leave_out`` takes them."""
    return frozenset(path.resolve() for path in files.all)


def adopt_codebooks(targets: Sequence[str], codebook: Codebook) -> tuple[int, list[Problem]]:
    """Take the codebook files that are among the targets or in a target folder.

    Returns how many were new, and what single entries were refused. All files are checked before the first is taken:
    raises ConfigError where one cannot be used at all.
    """
    found: list[Path] = []
    for path in map(Path, targets):
        candidates = [path / name for name in CODEBOOK_FILES] if os.path.isdir(path) else [path]  # noqa: PTH112
        found += [file for file in candidates if is_codebook_file(file) and os.path.isfile(file)]  # noqa: PTH113
    refused = [_refused(error, file) for file in found for error in codebook.check(file)]
    return sum(codebook.adopt(file) for file in found), refused


def _refused(error: ConfigError, file: Path) -> Problem:
    place = error.where.removeprefix(str(file)).lstrip(", ")
    return Problem(
        stage="read", subject=str(file), place=place, message=error.message, remedy=error.remedy, code="codebook"
    )


@dataclass(frozen=True)
class Capturing:
    """Brings fetched bytes into the ledger, one capture a transaction."""

    storage: Storage
    archive: Archive
    codebook: Codebook
    coder: DocumentCoder
    limits: ReadLimits
    again: bool = False
    """Whether what was forgotten may come back."""

    def add(self, targets: Sequence[str], options: FetchOptions, progress: Progress) -> AddReport:
        """Capture and read every target; what is refused becomes a problem and the rest goes on."""
        report = AddReport()
        progress.stage("capture", None)
        with Reader(self.limits) as reader:
            for fetched in self._fetch(targets, options, report):
                self._take(fetched, reader, report)
                progress.step(fetched.name)
        return report

    def _fetch(self, targets: Sequence[str], options: FetchOptions, report: AddReport) -> Iterator[Fetched]:
        def refuse(problem: Problem) -> None:
            self.storage.add_problems([problem])
            report.problems.append(problem)

        for fetched in collect(targets, options, refuse):
            # Only a local file can be one: a page that happens to be called sources.yaml is a document.
            if fetched.uri or not is_codebook_file(Path(fetched.name)):
                yield fetched

    def _take(self, fetched: Fetched, reader: Reader, report: AddReport) -> None:
        digest = sha256_hex(fetched.data)
        capture = Capture(
            sha256=digest,
            size=len(fetched.data),
            media_type=fetched.media_type,
            uri=address_of(fetched),
            retrieved=fetched.retrieved,
            headers=fetched.headers,
        )
        if self.storage.has_capture(capture.id):
            report.known += 1
            return
        if not self.again and (gone := forgotten(self.storage, [digest])):
            self._refuse(fetched.name, "", gone[digest], report)
            return
        result = reader.read(fetched)
        report.problems.extend(result.problems)
        report.refused_rows.extend(result.refused_rows)
        if not result.items:
            self.storage.add_problems(result.problems)
            return
        self._store(fetched, capture, result, report)

    def _store(
        self,
        fetched: Fetched,
        capture: Capture,
        result: ReadResult,
        report: AddReport,
    ) -> None:
        items, whole = self._admitted(fetched, result.items, report)
        if not items:
            return
        pairs = [self._document(capture, item, fetched) for item in items]
        withheld = [pair for pair in pairs if pair[1].hosting is Hosting.DIGEST]
        codings: list[Coding] = []
        notes: list[Problem] = []
        for document, source in withheld:
            coding, found = self.coder.code(document, source)
            codings.append(shorten_quotes(coding))
            notes.extend(found)
        if not withheld and whole:
            # The bytes are archived before the ledger speaks of them: after a crash an unreferenced record may
            # remain, never a reference to a missing one.
            capture = replace(capture, archive_path=self.archive.write(fetched))
        kept = [(replace(d, text=""), s) if s.hosting is Hosting.DIGEST else (d, s) for d, s in pairs]
        self.storage.clear_problems(fetched.name)
        release = release_of(capture, items, [document for document, _ in kept])
        if release is not None and result.refused_rows:
            release = as_they_were(release, result.refused_rows, fetched.hints, self.storage.releases())
        report.documents += self.storage.add_capture(capture, kept, [*result.problems, *notes], codings, release)
        report.captured += 1

    def _admitted(
        self, fetched: Fetched, items: Sequence[ReadItem], report: AddReport
    ) -> tuple[Sequence[ReadItem], bool]:
        """Items that were not forgotten, and whether these are all: of others' bytes none may be kept."""
        gone = {} if self.again else forgotten(self.storage, (item.item_sha256 for item in items))
        for item in items:
            if item.item_sha256 in gone:
                self._refuse(fetched.name, item.member, gone[item.item_sha256], report)
        return [item for item in items if item.item_sha256 not in gone], not gone

    def _refuse(self, name: str, member: str, tombstone: Judgement, report: AddReport) -> None:
        problem = Problem(
            stage="capture",
            subject=name,
            place=member,
            message=f"these bytes were forgotten on {tombstone.at.date()} by {tombstone.by}: {tombstone.reason}",
            remedy="if they may be kept after all, add them with --forgotten",
            code="forgotten",
        )
        self.storage.add_problems([problem])
        report.problems.append(problem)

    def _document(self, capture: Capture, item: ReadItem, fetched: Fetched) -> tuple[Document, Source]:
        hints = fetched.hints
        if item.record:
            hints = NO_HINTS
        source = self.codebook.registry.resolve(
            item.uri or fetched.uri, item.outlet or hints.outlet, hints, author=item.author
        )
        if item.record and source.kind == "unknown":
            source = replace(source, kind="dataset")
        document = Document(
            capture_id=capture.id,
            item_sha256=item.item_sha256,
            uri=item.uri,
            member=item.member,
            source_id=source.id,
            outlet=source.name,
            title=item.title,
            author=item.author,
            published=item.published,
            language=item.language,
            media_type=item.media_type,
            text=item.text,
            agency=item.agency,
            invented=item.invented,
        )
        return document, source


DIGEST_QUOTE = 300
"""Code points of a quote that may be kept of an outlet with ``hosting: digest`` (design, section 4)."""


def shorten_quotes(coding: Coding) -> Coding:
    """Cut every quote of a coding to what may be kept where the text is not, and drop the words around it."""
    mentions = {m.id: replace(m, anchor=_short(m.anchor)) for m in coding.mentions}
    return replace(
        coding,
        mentions=tuple(mentions.values()),
        # A mention's id rests on its anchor, so its statements follow it.
        statements=tuple(
            replace(s, also=(), passage=_short(s.passage), mention_id=mentions[s.mention_id].id)
            for s in coding.statements
        ),
        citations=tuple(replace(c, passage=_short(c.passage) if c.passage else None) for c in coding.citations),
        persons=tuple(replace(p, passage=_short(p.passage)) for p in coding.persons),
    )


def _short(passage: Passage) -> Passage:
    end = min(passage.end, passage.start + DIGEST_QUOTE)
    return replace(passage, end=end, quote=passage.quote[:DIGEST_QUOTE], prefix="", suffix="")
