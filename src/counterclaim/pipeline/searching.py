"""The search index beside a ledger: built when first needed, rebuilt when the ledger has moved on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterclaim.backends.search import SearchFilter, SearchHit, SearchIndex, SearchRow
from counterclaim.documents import segment
from counterclaim.model import Document
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.views import Reading


def search(
    reading: Reading, folder: Path, query: str, limit: int, filters: SearchFilter | None = None
) -> list[SearchHit]:
    """Documents and quotes that match, best first, each document once."""
    index, stamp = SearchIndex(folder), content_stamp(reading)
    if not index.is_current(stamp):
        index.rebuild(rows(reading), stamp)
    best: dict[str, SearchHit] = {}
    # A document may match by its text and by several quotes: ask for more than is shown, and show it once.
    for hit in index.search(query, limit * 4, filters):
        best.setdefault(hit.document_id, hit)
    return list(best.values())[:limit]


def content_stamp(reading: Reading) -> str:
    """Changes whenever a document, a coding or a judgement came or went."""
    manifest = reading.storage.manifest()
    parts = [*sorted(reading.documents), repr(manifest), *reading.storage.stored_digests()]
    return sha256_hex("\n".join(parts).encode())


def rows(reading: Reading) -> Iterator[SearchRow]:
    """Every document, and every quote; what is fenced is blanked out and never indexed."""
    for document in reading.storage.documents(with_text=True):
        yield _row(document, without_fenced(document), 0, "")
    for coding in reading.applied.codings:
        document = reading.documents[coding.document_id]
        for statement in coding.statements:
            yield _row(document, statement.passage.quote, statement.passage.start, statement.id)


def without_fenced(document: Document) -> str:
    """The text with every fenced segment turned to spaces, so that offsets stay."""
    text = document.text
    for part in segment(text, document.language):
        if part.fenced:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def _row(document: Document, text: str, start: int, statement_id: str) -> SearchRow:
    return SearchRow(
        document_id=document.id,
        statement_id=statement_id,
        text=text,
        title=document.title,
        language=document.language,
        outlet=document.outlet,
        published=document.published,
        start=start,
    )
