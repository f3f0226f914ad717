"""The child process that parses feeds: sends one frame an entry, or one refusal."""

from __future__ import annotations

import io
import re
from datetime import date
from email.utils import parsedate_to_datetime

import feedparser

from counterclaim.backends.sandboxed import Emit, serve
from counterclaim.model import DateInterval

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def handle(header: dict[str, object], data: bytes, emit: Emit) -> None:
    """Parse ``data``; entities are refused, never expanded."""
    if b"<!ENTITY" in data:
        emit({"refused": "the feed declares XML entities, which are never read"})
        return
    declared = str(header.get("content_type") or "application/xml")
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-type": declared}, sanitize_html=False)
    if not feed.version or (feed.bozo and not feed.entries):
        emit({"refused": "is no RSS or Atom that can be read"})
        return
    for entry in feed.entries:
        emit(
            {
                "link": str(entry.get("link", ""))[:2000],
                "title": _plain(entry.get("title", "")),
                "author": _plain(entry.get("author", "")),
                "outlet": _plain(entry.get("source", {}).get("title") or feed.feed.get("title", "")),
                "language": str(entry.get("language") or feed.feed.get("language") or "")[:20],
                "published": day_of(str(entry.get("published") or "")),
            }
        )


def day_of(text: str) -> str:
    """The day of an RFC 5322 or ISO date as the feed writes it, in its own time zone; empty if it is none."""
    try:
        if not text:
            return ""
        iso = _ISO_DAY.match(text)
        day = date.fromisoformat(text[:10]) if iso else parsedate_to_datetime(text).date()
        # Feeds write 0001-01-01 where they know no date.
        return str(DateInterval.of_day(day))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _plain(text: object) -> str:
    return " ".join(re.sub(r"<[^>]{0,500}>", " ", str(text)).split())[:500]


if __name__ == "__main__":
    serve(handle)
