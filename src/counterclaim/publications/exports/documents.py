"""The tables of documents, outlets and the works that documents cite."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.publications.exports.cells import Cell, Record
from counterclaim.publications.material import Material, PublishedDocument


def document_row(document: PublishedDocument) -> dict[str, Cell]:
    """One document with its digests."""
    return {
        "document_id": document.id,
        "source_id": document.source_id,
        "outlet": document.outlet,
        "title": document.title,
        "published": str(document.published or ""),
        "language": document.language,
        "media_type": document.media_type,
        "agency": document.agency,
        "uri": document.uri,
        "uri_withheld": document.uri_withheld,
        "member": document.member,
        "repeats": document.origin_id if document.copied else "",
        "item_sha256": document.item_sha256,
        "capture_sha256": document.capture_sha256,
        "text_kept": document.kept,
        "invented": document.invented,
    }


DOCUMENT = {
    "document_id": "text",
    "source_id": "text",
    "outlet": "text",
    "title": "text",
    "published": "text",
    "language": "text",
    "media_type": "text",
    "agency": "text",
    "uri": "text",
    "uri_withheld": "text",
    "member": "text",
    "repeats": "text",
    "item_sha256": "text",
    "capture_sha256": "text",
    "text_kept": "bool",
    "invented": "bool",
}


def source_rows(material: Material) -> Iterable[Record]:
    """One row for each outlet."""
    counts: dict[str, int] = {}
    first: dict[str, PublishedDocument] = {}
    for document in material.documents:
        counts[document.source_id] = counts.get(document.source_id, 0) + 1
        first.setdefault(document.source_id, document)
    for source_id, document in sorted(first.items(), key=lambda entry: (entry[1].outlet.casefold(), entry[0])):
        yield {
            "source_id": source_id,
            "name": document.outlet,
            "kind": document.outlet_kind,
            "affiliation": document.affiliation,
            "text_kept": document.kept,
            "documents": counts[source_id],
        }


SOURCE = {
    "source_id": "text",
    "name": "text",
    "kind": "text",
    "affiliation": "text",
    "text_kept": "bool",
    "documents": "int",
}


def citation_rows(material: Material) -> Iterable[Record]:
    """One row for each work that a shown document cites."""
    shown = {document.id for document in material.documents}
    for cited in sorted(material.cited, key=lambda c: (c.document_id, c.number, c.start or 0)):
        if cited.document_id in shown:
            yield {
                "document_id": cited.document_id,
                "number": cited.number,
                "text": cited.text,
                "start": cited.start,
                "end": cited.end,
            }


CITATION = {"document_id": "text", "number": "int", "text": "text", "start": "int", "end": "int"}
