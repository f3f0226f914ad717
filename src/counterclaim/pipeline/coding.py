"""Documents to statements: the stage behind ``run`` that calls the coder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from counterclaim.backends.endpoints import EndpointError
from counterclaim.backends.storage.base import Storage
from counterclaim.documents import row_segments, segment
from counterclaim.errors import CounterclaimError
from counterclaim.model import Coding, CodingInput, Document, Hosting, Problem, Source
from counterclaim.model.row import is_row
from counterclaim.pipeline.asking import Asking, asks_model
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.fencing import keep_out
from counterclaim.pipeline.progress import Progress
from counterclaim.statements import GRAMMAR, Coder, default_coder
from counterclaim.statements.coders import make_coder
from counterclaim.statements.interface import CoderParts, ReportingCoder
from counterclaim.statements.rows import RowCoder

BATCH = 32
"""Documents coded between two commits: a crash repeats at most this much work."""
MOST_FAILURES = 3
"""Texts in a row for which a model may fail before the batch stops."""


@dataclass(frozen=True)
class DocumentCoder:
    """A coder with the ledger's codebook, and what it makes of one document."""

    codebook: Codebook
    name: str = ""
    """As `load_coder` takes it; empty for the default."""
    asking: Asking | None = None
    """The model that a coder of the family "llm" asks."""

    @cached_property
    def coder(self) -> Coder:
        """The coder, loaded at first use."""
        parts = CoderParts(gazetteer=self.codebook.gazetteer, actors=self.codebook.actors)
        if self.asking is not None:
            asking = self.asking
            parts = replace(parts, chat=asking.chat, memory=asking.memory, most=asking.most)
        name = self.name or default_coder()
        if not self.name and asks_model(name):
            # What is coded as it is captured is read on this machine, whatever coder is set for runs.
            name = GRAMMAR
        return make_coder(name, parts)

    @cached_property
    def rows(self) -> RowCoder:
        """The coder of data sets' rows."""
        return RowCoder(self.codebook.gazetteer, self.codebook.table_map)

    @cached_property
    def key(self) -> str:
        """Coder, version and codebook: documents coded under another key are coded anew.

        A model is paid for each answer, so a changed codebook alone does not make it read everything again.
        """
        return self.coder.name if asks_model(self.name) else f"{self.coder.name}+{self.codebook.coding_digest[:12]}"

    @property
    def batch(self) -> int:
        """Documents between two commits: no answer of a model is asked for twice."""
        return 1 if asks_model(self.name) else BATCH

    def code(self, document: Document, source: Source | None) -> tuple[Coding, tuple[Problem, ...]]:
        """Code one document; a text that the coder cannot read comes back empty, with a problem that says so."""
        if is_row(document.media_type):
            # A row's cells say what they are: whatever coder reads texts, the data set's own reading holds.
            found = self.rows.code(document.id, document.text, document.media_type)
            return replace(keep_out(found, row_segments(document.text)), coder=self.key), ()
        given = coding_input(document, source)
        coder = self.coder
        read, remarks = coder.read(given) if isinstance(coder, ReportingCoder) else (coder.code(given), ())
        coding = replace(keep_out(read, given.segments), coder=self.key)
        silent = abstention(document, coding)
        return coding, (*remarks, silent) if silent else remarks

    def withholds(self, document: Document, source: Source | None) -> bool:
        """Whether a text must not be sent where this coder would send it: its outlet is kept as digest only."""
        if self.asking is None or is_row(document.media_type) or not self.asking.chat.leaves_machine:
            return False
        known = self.codebook.registry.resolve(document.uri, document.outlet)
        return Hosting.DIGEST in (known.hosting, source.hosting if source else known.hosting)


def coding_input(document: Document, source: Source | None) -> CodingInput:
    """What a coder may know of a document."""
    return CodingInput(
        document_id=document.id,
        text=document.text,
        title=document.title,
        published=document.published,
        language=document.language,
        segments=segment(document.text, document.language),
        author=document.author,
        outlet=document.outlet,
        affiliation=source.affiliation if source else "",
    )


def abstention(document: Document, coding: Coding) -> Problem | None:
    """The problem that tells of a text that the coder did not read, None where it did."""
    if not coding.abstained:
        return None
    return Problem(
        stage="code",
        subject=subject_of(document),
        place=document.member,
        message=coding.abstained,
        remedy="it is captured and searchable, and will be coded once there is a coder of that language",
        code="language",
    )


def subject_of(document: Document) -> str:
    """How problems call a document."""
    return document.title or document.uri or document.id


def withheld(document: Document) -> Problem:
    """The problem that tells of a text that stays on this machine, uncoded by a model elsewhere."""
    return Problem(
        stage="code",
        subject=subject_of(document),
        place=document.member,
        message="its outlet is registered with hosting: digest, so its text is not sent to another machine",
        remedy="code it with a coder on this machine",
        code="withheld",
    )


@dataclass(slots=True)
class Failures:
    """How often in a row the coder has failed."""

    in_a_row: int = 0

    def met(self, document: Document, error: Exception) -> Problem:
        """The problem that tells of a failure; raises it where the next text would fare no better."""
        if isinstance(error, EndpointError):
            self.in_a_row += 1
            if error.fatal or self.in_a_row >= MOST_FAILURES:
                raise error
        return failure(document, error)


def failure(document: Document, error: Exception) -> Problem:
    """The problem that tells of a text on which the coder failed; the document stays uncoded and is tried again."""
    if isinstance(error, CounterclaimError):
        return Problem(
            stage="code",
            subject=subject_of(document),
            place=document.member,
            message=error.message,
            remedy=f"{error.remedy}; the next run tries again" if error.remedy else "the next run tries again",
            code="model_failed",
        )
    return Problem(
        stage="code",
        subject=subject_of(document),
        place=document.member,
        message=f"the coder failed: {type(error).__name__}: {error}",
        remedy="a fault of the program: please report it with this text; the next run tries again",
        code="coder_failed",
    )


@dataclass(frozen=True)
class CodingStage:
    """Codes what is not yet coded, in committed batches, so that a stopped run goes on where it was."""

    storage: Storage
    coder: DocumentCoder

    def run(self, progress: Progress) -> int:
        """Code all documents that lack a coding under the present key; returns how many were coded."""
        pending = self.storage.uncoded(self.coder.key)
        failures = Failures()
        if self.coder.asking is not None:
            self.coder.asking.tell(self.coder.coder, self._inputs(pending))
        progress.stage("code", len(pending))
        done = 0
        for start in range(0, len(pending), self.coder.batch):
            ids = pending[start : start + self.coder.batch]
            codings: list[Coding] = []
            problems: list[Problem] = []
            for coding, found in self._code(ids, failures):
                codings.extend([coding] if coding else [])
                problems.extend(found)
                progress.step()
            self.storage.save_codings(codings, problems)
            done += len(codings)
        return done

    def _inputs(self, ids: list[str]) -> Iterator[CodingInput]:
        sources = {source.id: source for source in self.storage.sources()}
        for document in self.storage.documents(ids, with_text=True):
            source = sources.get(document.source_id)
            if document.text and not is_row(document.media_type) and not self.coder.withholds(document, source):
                yield coding_input(document, source)

    def _code(self, ids: list[str], failures: Failures) -> Iterator[tuple[Coding | None, tuple[Problem, ...]]]:
        sources = {source.id: source for source in self.storage.sources()}
        for document in self.storage.documents(ids, with_text=True):
            # A digest-only item was coded when it was read; its text is gone and its coding stays.
            if document.text:
                yield self._guarded(document, sources.get(document.source_id), failures)

    def _guarded(
        self, document: Document, source: Source | None, failures: Failures
    ) -> tuple[Coding | None, tuple[Problem, ...]]:
        if self.coder.withholds(document, source):
            return None, (withheld(document),)
        try:
            found = self.coder.code(document, source)
        except Exception as error:  # noqa: BLE001 - one text that the coder trips over must not stop the others
            return None, (failures.met(document, error),)
        failures.in_a_row = 0
        if self.coder.asking is not None:
            # What an earlier run told of this text is settled now.
            self.storage.clear_problems(subject_of(document), "code")
        return found
