"""One capture of one item, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.identity import content_id
from counterclaim.model.values.date_interval import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as they were captured. ``retrieved`` is UTC and no part of any id."""

    sha256: str
    size: int
    media_type: str
    uri: str
    """The address as asked for; for a local file its name, never its folder."""
    retrieved: datetime
    headers: tuple[tuple[str, str], ...] = ()
    archive_path: str = ""
    """Where the WARC record lies, relative to the archive's folder; empty where only the digest is kept."""

    @property
    def id(self) -> str:
        """Content id over digest and address."""
        return content_id("cap", self.sha256, self.uri)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One item of one capture as text; never changed after it is made.

    ``member`` is the path inside a container (ZIP member, WARC record, JSON Lines id), empty for a plain file.
    ``text`` is what all offsets count in: Unicode code points of exactly this string. It is empty after the coding
    of an item whose outlet has ``hosting: digest``.
    """

    capture_id: str
    item_sha256: str
    """SHA-256 of the item's own bytes (the member's, in a container)."""
    uri: str
    """The item's address where one is known, empty for a local file without one."""
    member: str
    source_id: str
    outlet: str
    title: str
    author: str
    published: DateInterval | None
    language: str
    """BCP 47 primary tag, such as "en"; "und" where it cannot be told."""
    media_type: str
    text: str
    agency: str = ""
    """The agency credited in dateline or byline, empty where none is."""
    invented: bool = False
    """Whether the item labels itself as an invented example."""

    @property
    def id(self) -> str:
        """Content id over the item's bytes and its address: the same thing twice is one document."""
        return content_id("doc", self.item_sha256, self.uri)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRelation:
    """``document_id`` repeats ``origin_id``: the same text, near enough to be one voice."""

    document_id: str
    origin_id: str
    kind: str
    """"identical", "copy" (containment of at least .5) or "partial" (.2 to .5)."""
    similarity: float
