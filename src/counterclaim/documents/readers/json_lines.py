"""JSON Lines, and JSON arrays or single objects of the same records.

A record needs ``text``; it may have id, title, published (or date), lang (or language), outlet (or source, publisher),
author (or byline), url (or uri), agency and invented. Its text is taken as it stands, so that quotes are found in it
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from counterclaim.documents.dates import parse_published
from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Desk, Draft, Part, Refused
from counterclaim.documents.language import primary_tag

_FORM = 'give each record as one line such as {"id": "a1", "text": "...", "published": "2017-06-02", "lang": "en"}'


def unpack(part: Part, desk: Desk) -> None:
    """Read all records; a faulty one is a complaint that names its line."""
    for place, raw in _records(part):
        if not desk.begin(_inside(part, place)):
            continue
        try:
            record = _parsed(raw)
            member = _inside(part, _member(record, place))
            draft = _draft(record)
            desk.room_for(len(raw))
        except Refused as refusal:
            desk.complain(_inside(part, place), refusal)
            if refusal.code == "bomb":
                return
            continue
        desk.keep(_as_part(part, member), draft, raw)


def _records(part: Part) -> Iterator[tuple[str, bytes]]:
    """(place, bytes) of each record: lines as they come, or the elements of one JSON value, in canonical form."""
    data = part.data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode(data).encode("utf-8")
    whole = _one_value(data)
    if whole is not None:
        for number, record in enumerate(whole, 1):
            yield (
                f"record {number}",
                json.dumps(record, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"),
            )
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if stripped := line.strip():
            yield f"line {number}", stripped


def _one_value(data: bytes) -> list[Any] | None:
    """The elements of a JSON array or of one object over several lines; None for JSON Lines."""
    first = data.lstrip().split(b"\n", 1)[0].strip()
    if first.startswith(b"{") and first.endswith(b"}"):
        return None
    if not first.startswith((b"[", b"{")):
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw)
    except UnicodeDecodeError:
        raise Refused("decoding", "is not UTF-8", "save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Refused("json", f"is not JSON: {str(error)[:80]}", _FORM) from None
    if not isinstance(record, dict):
        raise Refused("json", "is no JSON object", _FORM)
    text = record.get("text")
    if not isinstance(text, str):
        raise Refused("json", 'has no "text"', _FORM)
    if not text.strip():
        raise Refused("empty", 'has an empty "text"', "leave the record out, or give it text")
    return record


def _member(record: dict[str, Any], place: str) -> str:
    name = record.get("id")
    return str(name)[:200] if isinstance(name, str | int) and str(name).strip() else place


def _inside(part: Part, name: str) -> str:
    return f"{part.member}/{name}" if part.member else name


def _as_part(part: Part, member: str) -> Part:
    return Part(data=b"", name=part.name, media_type=part.media_type, member=member, depth=part.depth, hints=part.hints)


def _draft(record: dict[str, Any]) -> Draft:
    published, language = _first(record, "published", "date"), _first(record, "lang", "language")
    remarks = []
    if published and parse_published(published) is None:
        remedy = "write it as 2017-06-02, 2017-06 or 2017"
        remarks.append(Refused("metadata", f"publication date cannot be read: {published[:60]!r}", remedy))
    return Draft(
        text=record["text"],
        media_type="application/jsonl",
        title=_first(record, "title", "headline"),
        author=_first(record, "author", "byline"),
        outlet=_first(record, "outlet", "source", "publisher"),
        published=parse_published(published),
        language=primary_tag(language),
        uri=_first(record, "url", "uri"),
        agency=_first(record, "agency"),
        invented=record.get("invented") is True,
        remarks=tuple(remarks),
        verbatim=True,
    )


def _first(record: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return ", ".join(value)
        if key in ("published", "date") and isinstance(value, int) and 1000 <= value <= 9999:
            return str(value)
    return ""
