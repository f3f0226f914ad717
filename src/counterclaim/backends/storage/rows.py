"""Passages, captures and documents to rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from counterclaim.errors import StorageError
from counterclaim.model import Capture, DateInterval, Document, Hosting, Passage, Problem, Source

Row = dict[str, Any]
"""Column values of one row that is to be written."""
Read = RowMapping | Mapping[str, Any]
"""Column values of one row that was read."""


def passage_row(passage: Passage) -> Row:
    """Columns of a passage; its document stands in the row that owns it."""
    return {
        "start_offset": passage.start,
        "end_offset": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


NO_PASSAGE: Row = dict.fromkeys(("start_offset", "end_offset", "quote", "prefix", "suffix"))


def passage(row: Read, document_id: str) -> Passage:
    """The passage of a row."""
    return Passage(
        document_id=document_id,
        start=row["start_offset"],
        end=row["end_offset"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
    )


def source_row(source: Source) -> Row:
    """Columns of a source."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "language": source.language,
        "affiliation": source.affiliation,
        "domains": list(source.domains),
        "hosting": str(source.hosting),
    }


def source(row: Read) -> Source:
    """The source of a row."""
    return Source(
        name=row["name"],
        kind=row["kind"],
        language=row["language"],
        affiliation=row["affiliation"],
        domains=tuple(row["domains"]),
        hosting=Hosting(row["hosting"]),
    )


def capture_row(capture: Capture) -> Row:
    """Columns of a capture, its time as ISO 8601 in UTC.

    Raises:
        StorageError: the time of capture has no time zone.
    """
    if capture.retrieved.tzinfo is None:
        raise StorageError("a time of capture has no time zone", where=capture.uri, remedy="give it in UTC")
    return {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "media_type": capture.media_type,
        "uri": capture.uri,
        "retrieved": capture.retrieved.astimezone(UTC).isoformat(),
        "headers": [list(pair) for pair in capture.headers],
        "archive_path": capture.archive_path,
    }


def capture(row: Read) -> Capture:
    """The capture of a row."""
    return Capture(
        sha256=row["sha256"],
        size=row["size"],
        media_type=row["media_type"],
        uri=row["uri"],
        retrieved=datetime.fromisoformat(row["retrieved"]),
        headers=tuple((name, value) for name, value in row["headers"]),
        archive_path=row["archive_path"],
    )


def document_row(document: Document) -> Row:
    """Columns of a document, without its text."""
    published = document.published
    return {
        "id": document.id,
        "capture_id": document.capture_id,
        "item_sha256": document.item_sha256,
        "uri": document.uri,
        "member": document.member,
        "source_id": document.source_id,
        "outlet": document.outlet,
        "title": document.title,
        "author": document.author,
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "language": document.language,
        "media_type": document.media_type,
        "agency": document.agency,
        "invented": document.invented,
    }


def document(row: Read, text: str = "") -> Document:
    """The document of a row."""
    earliest, latest = row["published_earliest"], row["published_latest"]
    return Document(
        capture_id=row["capture_id"],
        item_sha256=row["item_sha256"],
        uri=row["uri"],
        member=row["member"],
        source_id=row["source_id"],
        outlet=row["outlet"],
        title=row["title"],
        author=row["author"],
        published=DateInterval(earliest=earliest, latest=latest) if earliest or latest else None,
        language=row["language"],
        media_type=row["media_type"],
        text=text,
        agency=row["agency"],
        invented=row["invented"],
    )


def problem_row(problem: Problem) -> Row:
    """Columns of a problem."""
    return {
        "id": problem.id,
        "stage": problem.stage,
        "subject": problem.subject,
        "place": problem.place,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def problem(row: Read) -> Problem:
    """The problem of a row."""
    return Problem(
        stage=row["stage"],
        subject=row["subject"],
        place=row["place"],
        message=row["message"],
        remedy=row["remedy"],
        code=row["code"],
    )
