"""WARC files (ISO 28500): response and resource records."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from counterclaim.documents.draft import Desk, Part, Refused

Record = Any  # warcio has no types

_NOT_TEXT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_AGAIN = Refused(
    "truncated", "is a damaged or cut-off WARC file", "fetch or copy it again; what came before it was read"
)


def unpack(part: Part, desk: Desk) -> None:
    """Read the records that hold documents; others are counted in one complaint."""
    skipped = 0
    for record in _records(part, desk):
        uri = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
        media_type = _media_type(record)
        if media_type.startswith(_NOT_TEXT) or uri.endswith("/robots.txt"):
            skipped += 1
            continue
        _read_record(part, record, uri, media_type, desk)
    if skipped:
        message = f"{skipped} records are images, styles or scripts and were not read"
        desk.complain(part.member, Refused("skipped", message, "nothing to do, unless you miss a document"))


def _records(part: Part, desk: Desk) -> Iterator[Any]:
    try:
        for record in ArchiveIterator(io.BytesIO(part.data)):
            if record.rec_type == "resource" or (record.rec_type == "response" and _status(record) == "200"):
                yield record
    except (ArchiveLoadFailed, EOFError, OSError, ValueError):
        desk.complain(part.member, _AGAIN)


def _read_record(part: Part, record: Record, uri: str, media_type: str, desk: Desk) -> None:
    place = f"{part.member}/{uri}" if part.member else uri
    limit = desk.limits.max_item_bytes
    try:
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            raise Refused("too_large", f"is larger than {limit >> 20} MB", "add it as a file of its own, in parts")
        if getattr(record.raw_stream, "limit", 0) > 0:  # bytes that the record announced and the file does not hold
            raise _AGAIN
        desk.room_for(len(data))
    except Refused as refusal:
        if desk.begin(place):
            desk.complain(place, refusal)
        return
    web = uri.startswith(("http://", "https://"))
    name = "" if web else uri.rpartition("/")[2]
    desk.open(
        Part(
            data=data,
            name=name or part.name,
            media_type=media_type,
            member=place,
            uri=uri if web else "",
            web=web,
            depth=part.depth + 1,
            hints=part.hints,
        )
    )


def _status(record: Record) -> str:
    return str(record.http_headers.get_statuscode()) if record.http_headers else ""


def _media_type(record: Record) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").strip().lower()
