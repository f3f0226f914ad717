"""Documents to statements: the stage behind ``run`` that calls the coder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from counterclaim.backends.storage.base import Storage
from counterclaim.documents import segment
from counterclaim.model import Coding, CodingInput, Document, Problem, Source
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.fencing import keep_out
from counterclaim.pipeline.progress import Progress
from counterclaim.statements import Coder, load_coder

BATCH = 32
"""Documents coded between two commits: a crash repeats at most this much work."""


@dataclass(frozen=True)
class DocumentCoder:
    """A coder with the ledger's codebook, and what it makes of one document."""

    codebook: Codebook
    name: str = "grammar-en"

    @cached_property
    def coder(self) -> Coder:
        """The coder, loaded at first use."""
        return load_coder(self.name, gazetteer=self.codebook.gazetteer, actors=self.codebook.actors)

    @cached_property
    def key(self) -> str:
        """Coder, version and codebook: documents coded under another key are coded anew."""
        return f"{self.coder.name}+{self.codebook.digest[:12]}"

    def code(self, document: Document, source: Source | None) -> tuple[Coding, Problem | None]:
        """Code one document; a text that the coder cannot read comes back empty, with a problem that says so."""
        given = coding_input(document, source)
        coding = replace(keep_out(self.coder.code(given), given.segments), coder=self.key)
        return coding, abstention(document, coding)


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
        subject=document.title or document.uri or document.id,
        place=document.member,
        message=coding.abstained,
        remedy="it is captured and searchable, and will be coded once there is a coder of that language",
        code="language",
    )


def failure(document: Document, error: Exception) -> Problem:
    """The problem that tells of a text on which the coder failed; the document stays uncoded and is tried again."""
    return Problem(
        stage="code",
        subject=document.title or document.uri or document.id,
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
        progress.stage("code", len(pending))
        done = 0
        for start in range(0, len(pending), BATCH):
            ids = pending[start : start + BATCH]
            codings: list[Coding] = []
            problems: list[Problem] = []
            for coding, problem in self._code(ids):
                codings.extend([coding] if coding else [])
                problems.extend([problem] if problem else [])
                progress.step()
            self.storage.save_codings(codings, problems)
            done += len(codings)
        return done

    def _code(self, ids: list[str]) -> Iterator[tuple[Coding | None, Problem | None]]:
        sources = {source.id: source for source in self.storage.sources()}
        for document in self.storage.documents(ids, with_text=True):
            # A digest-only item was coded when it was read; its text is gone and its coding stays.
            if document.text:
                yield self._guarded(document, sources.get(document.source_id))

    def _guarded(self, document: Document, source: Source | None) -> tuple[Coding | None, Problem | None]:
        try:
            return self.coder.code(document, source)
        except Exception as error:  # noqa: BLE001 - one text that the coder trips over must not stop the others
            return None, failure(document, error)
