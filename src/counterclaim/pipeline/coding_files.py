"""Texts to coded records without a ledger: the stage behind ``code``."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.assessments import weigh
from counterclaim.backends.endpoints import FileMemory
from counterclaim.backends.storage import open_storage
from counterclaim.documents import Reader, ReadLimits
from counterclaim.errors import CodingError
from counterclaim.events import ActorResolver
from counterclaim.model import Coding, Document, Event, Problem, Property, ReadItem, Role
from counterclaim.pipeline.asking import Asking, Confirm, asks_model
from counterclaim.pipeline.capturing import own_files
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import DocumentCoder, Failures, coding_input, withheld
from counterclaim.pipeline.evidence import Context, evidence_by_event
from counterclaim.pipeline.outputs import unwritable
from counterclaim.pipeline.progress import Progress
from counterclaim.publications.exports.atomic import check_target
from counterclaim.review import consents
from counterclaim.settings import LedgerAddress, LedgerFiles, ledger_path
from counterclaim.sources import FetchOptions, collect
from counterclaim.statements import default_coder
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
        named: Iterable[NamedDocument] = read_documents(targets, self.limits, options, report.problems)
        asking = self.coder.asking
        failures = Failures()
        if asking is not None:
            # What it will cost can be told only when all texts are known.
            named = list(named)
            sendable = (document for _, document in named if not self.coder.withholds(document, None))
            asking.tell(self.coder.coder, (coding_input(document, None) for document in sendable))
        for name, document in named:
            coding = self._coded(document, report, failures)
            if coding is not None:
                yield record_of(name, document, coding, self.codebook, report)

    def _coded(self, document: Document, report: CodeReport, failures: Failures) -> Coding | None:
        if self.coder.withholds(document, None):
            report.problems.append(withheld(document))
            return None
        try:
            coding, problems = self.coder.code(document, None)
        except CodingError as error:
            report.problems.append(failures.met(document, error))
            return None
        failures.in_a_row = 0
        report.problems.extend(problems)
        return coding


NamedDocument = tuple[str, Document]
"""A text with the name that its record gets: its id in a container, else its file's name."""


def read_documents(
    targets: Sequence[str], limits: ReadLimits, options: FetchOptions, problems: list[Problem]
) -> Iterator[NamedDocument]:
    """The texts of files, in their order; what is refused goes into ``problems``."""
    with Reader(limits) as reader:
        for fetched in collect(targets, options, problems.append):
            result = reader.read(fetched)
            problems.extend(result.problems)
            for item in result.items:
                yield item.member or Path(fetched.name).name, _document(item)


def record_of(name: str, document: Document, coding: Coding, codebook: Codebook, report: CodeReport) -> dict[str, Any]:
    """The record of a coded text; its statements are counted in ``report``."""
    report.statements += len(coding.statements)
    return to_record(name, coding, document_outcomes(document, coding, codebook))


def document_outcomes(document: Document, coding: Coding, codebook: Codebook) -> dict[str, str]:
    """What each mention's own document leaves standing about the perpetrator, by mention id."""
    resolver = ActorResolver(codebook.actors, [coding])
    events = [
        Event(id=mention.id, mention_ids=(mention.id,))
        for mention in coding.mentions
        if mention.role is not Role.OUTLOOK
    ]
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
    targets: Sequence[str],
    out: Path,
    *,
    ledger: str | Path | None = None,
    coder: str = "",
    price: tuple[float, float] | None = None,
    confirm: Confirm | None = None,
    progress: Progress,
) -> CodeReport:
    """Code files without a ledger; with ``ledger``, that ledger's places and actors are used.

    A coder that asks a model ("llm:MODEL@ADDRESS") keeps the answers beside ``out`` and asks for none of them again;
    consents to send texts to another machine are those of the ledger. ``price`` is what a million tokens cost, in and
    out; ``confirm`` is shown what is expected and may raise.
    """
    coder = coder or default_coder()
    ledger_files = LedgerFiles(ledger_path(ledger))
    codebook = Codebook(ledger_files.codebook)
    asking = None
    if asks_model(coder):
        memory = FileMemory(out.with_name(f"{out.name}.answers"))
        standing = recorded_consents(ledger_files.database)
        asking = Asking.opened(coder, standing, memory=memory, price=price, confirm=confirm)
    files = FileCoder(codebook=codebook, coder=DocumentCoder(codebook, coder, asking), limits=ReadLimits())
    return files.code(targets, out, FetchOptions(leave_out=own_files(ledger_files)), progress)


def recorded_consents(database: LedgerAddress) -> frozenset[str]:
    """Addresses that the judgements of a ledger let texts go to; none where there is no ledger."""
    if isinstance(database, Path) and not database.exists():
        return frozenset()
    with contextlib.closing(open_storage(database, create=False, read_only=True)) as storage:
        return consents(storage.judgements())
