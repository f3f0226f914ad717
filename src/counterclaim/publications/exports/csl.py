"""CSL JSON: the documents as references that any citation program reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from counterclaim.model import DateInterval
from counterclaim.publications.material import Material, PublishedDocument

TYPES = {
    "newspaper": "article-newspaper",
    "agency": "article-newspaper",
    "broadcaster": "broadcast",
    "government": "report",
    "ngo": "report",
    "court": "legal_case",
    "dataset": "dataset",
    "blog": "post-weblog",
    "platform": "post",
    "armed_group_media": "webpage",
}
"""Type of a reference by the kind of its outlet; "webpage" or "document" for any other."""


def csl_item(document: PublishedDocument) -> dict[str, Any]:
    """One document as an item of CSL JSON 1.0; nothing is in it that is not known."""
    item: dict[str, Any] = {
        "id": document.id,
        "type": TYPES.get(document.outlet_kind, "webpage" if document.uri else "document"),
        "title": document.title,
        "container-title": document.outlet,
    }
    if document.agency:
        item["source"] = document.agency
    issued = csl_date(document.published)
    if issued:
        item["issued"] = issued
    if document.uri.startswith(("http://", "https://")):
        item["URL"] = document.uri
    if document.language not in ("", "und"):
        item["language"] = document.language
    item["note"] = f"capture SHA-256: {document.capture_sha256}"
    return item


def csl_date(published: DateInterval | None) -> dict[str, Any] | None:
    """A date as exact as it is known; an open one is given by the bound that there is, as circa."""
    if published is None:
        return None
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return {"date-parts": [_parts(first or last, 3)], "circa": True}
    if "/" in str(published):
        return {"date-parts": [_parts(first, 3), _parts(last, 3)]}
    return {"date-parts": [_parts(first, {"day": 3, "month": 2, "year": 1}.get(published.precision, 3))]}


def _parts(day: date | None, many: int) -> list[int]:
    assert day is not None
    return [day.year, day.month, day.day][:many]


def csl_items(documents: Iterable[PublishedDocument]) -> list[dict[str, Any]]:
    """Documents as items, in their order."""
    return [csl_item(document) for document in documents]


def csl_bytes(material: Material) -> bytes:
    """All documents behind the events as CSL JSON."""
    text = json.dumps(csl_items(material.documents), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")
