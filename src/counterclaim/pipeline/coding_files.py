"""Texts to coded records without a ledger: the stage behind ``code``."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.assessments import weigh
from counterclaim.documents import Reader, ReadLimits
from counterclaim.events import ActorResolver
from counterclaim.model import Coding, Document, Event, Fetched, Problem, Property, ReadItem
from counterclaim.pipeline.capturing import own_files
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import DocumentCoder
from counterclaim.pipeline.deriving import Context, evidence_by_event
from counterclaim.pipeline.outputs import unwritable
from counterclaim.pipeline.progress import Progress
from counterclaim.publications.exports.atomic import check_target
from counterclaim.settings import LedgerFiles, ledger_path
from counterclaim.sources import FetchOptions, collect
from counterclaim.statements.records import to_record


@dataclass(slots=True)
class CodeReport:
    """What ``code`` did."""

    documents: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class FileCoder:
    """Codes files, or JSON Lines of texts, into one JSON record a document."""

    codebook: Codebook
    coder: DocumentCoder
    limits: ReadLimits

    def code(self, targets: Sequence[str], out: Path, options: FetchOptions, progress: Progress) -> CodeReport:
        """Write one record a document to ``out``, whole or not at all; refused inputs are in the report."""
        report = CodeReport()
        progress.stage("code", None)
        check_target(out)
        partial = out.with_name(f".{out.name}.part")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("w", encoding="utf-8") as stream:
                for record in self.records(targets, options, report):
                    stream.write(json.dumps(record, ensure_ascii=False) + "\n")
                    report.documents += 1
                    progress.step(str(record["id"]))
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(out)
        except OSError as error:
            raise unwritable(out, error) from error
        finally:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
        return report

    def records(self, targets: Sequence[str], options: FetchOptions, report: CodeReport) -> Iterator[dict[str, Any]]:
        """One record a document, in the order of the input."""
        with Reader(self.limits) as reader:
            for fetched in collect(targets, options, report.problems.append):
                result = reader.read(fetched)
                report.problems.extend(result.problems)
                for item in result.items:
                    yield self._record(item, fetched, report)

    def _record(self, item: ReadItem, fetched: Fetched, report: CodeReport) -> dict[str, Any]:
        document = _document(item)
        coding, problem = self.coder.code(document, None)
        report.problems.extend([problem] if problem else [])
        report.statements += len(coding.statements)
        outcomes = document_outcomes(document, coding, self.codebook)
        return to_record(item.member or Path(fetched.name).name, coding, outcomes)


def document_outcomes(document: Document, coding: Coding, codebook: Codebook) -> dict[str, str]:
    """What each mention's own document leaves standing about the perpetrator, by mention id."""
    resolver = ActorResolver(codebook.actors, [coding])
    events = [Event(id=mention.id, mention_ids=(mention.id,)) for mention in coding.mentions]
    context = Context(documents={document.id: document}, sources={}, origins={}, actors=codebook.actors)
    grouped = evidence_by_event(events, [coding], context, resolver, {})
    outcomes = {}
    for event in events:
        for assessment in weigh(event.id, grouped.get(event.id, ()), codebook.priors):
            if assessment.property is Property.PERPETRATOR:
                outcomes[event.id] = assessment.outcome
    return outcomes


def _document(item: ReadItem) -> Document:
    return Document(
        capture_id="",
        item_sha256=item.item_sha256,
        uri=item.uri,
        member=item.member,
        source_id="",
        outlet=item.outlet,
        title=item.title,
        author=item.author,
        published=item.published,
        language=item.language,
        media_type=item.media_type,
        text=item.text,
    )


def code_files(
    targets: Sequence[str], out: Path, *, ledger: Path | None = None, coder: str = "grammar-en", progress: Progress
) -> CodeReport:
    """Code files without a ledger; with ``ledger``, that ledger's places and actors are used."""
    ledger_files = LedgerFiles(ledger_path(ledger))
    codebook = Codebook(ledger_files.codebook)
    files = FileCoder(codebook=codebook, coder=DocumentCoder(codebook, coder), limits=ReadLimits())
    return files.code(targets, out, FetchOptions(leave_out=own_files(ledger_files)), progress)
