"""Texts to sheets that people fill, and filled sheets to codings: from files, or from a ledger and into it."""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.backends.storage import Storage, open_storage
from counterclaim.documents import ReadLimits
from counterclaim.errors import ConfigError
from counterclaim.model import Coding, Document, Problem, Source
from counterclaim.pipeline.asking import asks_model
from counterclaim.pipeline.capturing import own_files
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import DocumentCoder, coding_input, subject_of
from counterclaim.pipeline.coding_files import CodeReport, NamedDocument, read_documents, record_of
from counterclaim.pipeline.fencing import keep_out
from counterclaim.pipeline.progress import Progress
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.settings import LedgerFiles, ledger_path
from counterclaim.sources import FetchOptions
from counterclaim.statements.coders import make_coder
from counterclaim.statements.interface import CoderParts
from counterclaim.statements.sheets import (
    HumanCoder,
    SheetDocument,
    SheetRow,
    cells_of,
    csv_sheet,
    human_name,
    json_lines_sheet,
    read_sheet,
)
from counterclaim.statements.told import Assembler

LEDGER = "ledger"
"""As a prefill: what stands in the ledger, whoever coded it."""
_HUMAN = "human/"
_WRITERS: dict[str, Callable[[Iterable[SheetDocument]], bytes]] = {".csv": csv_sheet, ".jsonl": json_lines_sheet}

Cells = dict[str, str]
NamedText = tuple[str, Document, Source | None]
"""A text with the name of its record and, in a ledger, its outlet."""


@dataclass(slots=True)
class SheetReport:
    """What was written into a sheet, or taken from one."""

    documents: int = 0
    rows: int = 0
    """Rows written, or filled rows taken."""
    statements: int = 0
    unfilled: int = 0
    """Documents of the sheet for which nobody has filled anything; they are left as they were."""
    problems: list[Problem] = field(default_factory=list)


def export_sheet(
    targets: Sequence[str], sheet: Path, *, ledger: str | Path | None = None, prefill: str = "", progress: Progress
) -> SheetReport:
    """Write a sheet for the texts of files or, where none are named, of a ledger; as CSV or JSON Lines by its ending.

    ``prefill``: nothing (a blind coding), a coder's name, "ledger" for what stands there, or "human/NAME".
    """
    writer = _WRITERS.get(sheet.suffix.lower())
    if writer is None:
        raise ConfigError("is no sheet", where=str(sheet), remedy="name it .csv or .jsonl")
    check_target(sheet)
    if asks_model(prefill):
        raise ConfigError("a model is asked by `run` or `code`", remedy="let it code, then use --prefill ledger")
    report = SheetReport()
    with _Texts.of(targets, ledger, report) as texts:
        filled = texts.prefilled(prefill)
        documents = [
            SheetDocument(name=name, source=coding_input(document, source), filled=filled(document, source))
            for name, document, source in _watched(texts.documents(), progress)
        ]
    report.documents = len(documents)
    report.rows = sum(len([s for s in document.source.segments if not s.fenced]) for document in documents)
    write_atomically(sheet, writer(documents))
    return report


def import_sheet(
    sheet: Path,
    coder_name: str,
    targets: Sequence[str] = (),
    *,
    ledger: str | Path | None = None,
    out: Path | None = None,
    progress: Progress,
) -> SheetReport:
    """Read a filled sheet as the coding of a person: into the ledger or, where files are named, into ``out``.

    A row that does not hold is refused by itself. The ledger keeps the filled rows and the coding made of them, which
    stands in place of a machine's and is not coded anew by runs.
    """
    name = human_name(coder_name)
    if targets and out is None:
        raise ConfigError("texts from files have no ledger to go to", remedy="name the file to write with --out")
    read = read_sheet(sheet)
    report = SheetReport(problems=list(read.problems))
    rows: dict[str, list[SheetRow]] = defaultdict(list)
    for row in read.rows:
        rows[row.cell("document")].append(row)
    with _Texts.of(targets, ledger, report) as texts:
        parts = CoderParts(gazetteer=texts.codebook.gazetteer, actors=texts.codebook.actors)
        assembler = Assembler(parts.gazetteer, parts.actors)
        human = HumanCoder(name, str(sheet), dict(rows), assembler, make_coder("grammar-en", parts))
        taken = []
        for text in _watched(texts.documents(set(rows)), progress):
            if rows.pop(text[1].id, None) is not None:
                taken += _taken(text, human, report)
        report.problems += [_unknown(str(sheet), found) for found in rows.values()]
        texts.keep(taken)
        if out is not None:
            records = [json.dumps(_record(one, texts.codebook), ensure_ascii=False) for one in taken]
            write_atomically(out, "".join(f"{record}\n" for record in records).encode("utf-8", "replace"))
    return report


@dataclass(frozen=True, slots=True)
class _Taken:
    """A person's coding of one text, with the rows that it is made of."""

    name: str
    document: Document
    coding: Coding
    rows: list[Cells]


def _taken(text: NamedText, human: HumanCoder, report: SheetReport) -> list[_Taken]:
    """What a person filled for one text, counted in ``report``; empty where nothing of it is usable."""
    name, document, source = text
    given = coding_input(document, source)
    coding, problems, kept = human.accept(given)
    report.problems += problems
    report.unfilled += not kept and not problems
    if not kept:
        return []
    coding = keep_out(coding, given.segments)
    report.documents += 1
    report.rows += len(kept)
    report.statements += len(coding.statements)
    return [_Taken(name, document, coding, kept)]


def _record(taken: _Taken, codebook: Codebook) -> dict[str, Any]:
    return record_of(taken.name, taken.document, taken.coding, codebook, CodeReport())


@dataclass
class _Texts:
    """Texts from files, or from a ledger that stays open meanwhile."""

    codebook: Codebook
    report: SheetReport
    targets: Sequence[str]
    options: FetchOptions
    storage: Storage | None

    @classmethod
    @contextlib.contextmanager
    def of(cls, targets: Sequence[str], ledger: str | Path | None, report: SheetReport) -> Iterator[_Texts]:
        files = LedgerFiles(ledger_path(ledger))
        codebook, options = Codebook(files.codebook), FetchOptions(leave_out=own_files(files))
        if targets:
            yield cls(codebook, report, targets, options, None)
            return
        with contextlib.closing(open_storage(files.database, create=False)) as storage:
            yield cls(codebook, report, (), options, storage)

    def documents(self, wanted: set[str] | None = None) -> Iterator[NamedText]:
        """All texts, or those of the wanted ids, each with the name of its record."""
        if self.storage is None:
            named: Iterable[NamedDocument] = read_documents(
                self.targets, ReadLimits(), self.options, self.report.problems
            )
            for name, document in named:
                if wanted is None or document.id in wanted:
                    yield name, document, None
            return
        sources = {source.id: source for source in self.storage.sources()}
        captures = {capture.id: capture.uri for capture in self.storage.captures()}
        for document in self.storage.documents(wanted, with_text=True):
            if document.text:
                name = document.member or Path(captures.get(document.capture_id, "")).name or document.id
                yield name, document, sources.get(document.source_id)
            else:
                self.report.problems.append(_not_kept(document))

    def prefilled(self, prefill: str) -> Callable[[Document, Source | None], Sequence[Cells]]:
        """What of each text is already filled in."""
        if not prefill:
            return lambda _, __: ()
        if prefill == LEDGER or prefill.startswith(_HUMAN):
            return self._stored(prefill)
        coder = DocumentCoder(self.codebook, prefill)
        return lambda document, source: cells_of(coder.code(document, source)[0])

    def _stored(self, prefill: str) -> Callable[[Document, Source | None], Sequence[Cells]]:
        if self.storage is None:
            raise ConfigError(f"--prefill {prefill} needs a ledger", remedy="leave out the files, or name a coder")
        sheets = self.storage.sheets()
        if prefill != LEDGER:
            if not any(coder == prefill for _, coder in sheets):
                people = ", ".join(sorted({coder for _, coder in sheets})) or "nobody yet"
                raise ConfigError(f"{prefill} has coded nothing in this ledger", remedy=f"people who have: {people}")
            return lambda document, _: sheets.get((document.id, prefill), [])
        codings = {coding.document_id: coding for coding in self.storage.codings()}

        def stands(document: Document, _: Source | None) -> Sequence[Cells]:
            coding = codings.get(document.id)
            # A person's rows are kept as they were filled, with their notes.
            return [] if coding is None else sheets.get((document.id, coding.coder)) or cells_of(coding)

        return stands

    def keep(self, taken: Sequence[_Taken]) -> None:
        """Store what was taken, where there is a ledger."""
        if self.storage is not None and taken:
            self.storage.save_sheets([one.coding for one in taken], {one.document.id: one.rows for one in taken})


def _watched(documents: Iterable[NamedText], progress: Progress) -> Iterator[NamedText]:
    progress.stage("sheet", None)
    for name, document, source in documents:
        yield name, document, source
        progress.step(name)


def _not_kept(document: Document) -> Problem:
    return Problem(
        stage="code",
        subject=subject_of(document),
        place=document.member,
        message="its text is not kept, so nobody can code it from here",
        remedy="code it from the file with `counterclaim code FILE --export`",
        code="withheld",
    )


def _unknown(sheet: str, rows: Sequence[SheetRow]) -> Problem:
    what = rows[0].cell("name") or rows[0].cell("document") or "no document"
    return Problem(
        stage="code",
        subject=sheet,
        place=f"row {rows[0].line}, column document",
        message=f"{len(rows)} rows are about {what!r}, which is not among the texts",
        remedy="name the files or the ledger that the sheet was exported from",
        code="sheet",
    )
