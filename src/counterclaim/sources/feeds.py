"""RSS and Atom given by address: the pages behind the entries. Parsed in a confined child process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import httpx

from counterclaim.backends.sandbox import Sandbox, SandboxDied, SandboxLimits
from counterclaim.model import DateInterval, Hints
from counterclaim.sources.http_client import Answer, FetchRefused

_NOISE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*>|\s+)*", re.S | re.I
)
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF)[\s>]")
_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_SUFFIXES = (".rss", ".atom", ".rdf")
_REMEDY = "open the address in a browser and use the feed's own; a page is added by its own address"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry: its page's address and what the feed says about it."""

    address: str
    hints: Hints


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin as RSS or Atom do."""
    start = _NOISE.match(data[:20_000])
    return bool(_ROOT.match(data, start.end() if start else 0))


def claims_to_be_feed(answer: Answer) -> bool:
    """Whether server or address call this a feed."""
    declared = answer.header("content-type").split(";")[0].strip().lower()
    return declared in _TYPES or PurePosixPath(httpx.URL(answer.address).path).suffix.lower() in _SUFFIXES


def read_entries(answer: Answer) -> list[FeedEntry]:
    """The entries that have an address, in the feed's order, each address once; raises FetchRefused for no feed."""
    if not is_feed(answer.body):
        raise FetchRefused("not_a_feed", "is called a feed but is none", _REMEDY)
    try:
        with Sandbox("counterclaim.sources.feed_worker", SandboxLimits(wall_seconds=60)) as sandbox:
            frames = list(sandbox.stream({"content_type": answer.header("content-type")}, answer.body))
    except SandboxDied as death:
        raise FetchRefused("not_a_feed", f"the feed cannot be read: {death.detail}", _REMEDY) from None
    for frame in frames:
        if "refused" in frame:
            raise FetchRefused("not_a_feed", str(frame["refused"]), _REMEDY)
    entries: dict[str, FeedEntry] = {}
    base = httpx.URL(answer.address)
    for frame in frames:
        entry = _entry(frame, base)
        if entry is not None:
            entries.setdefault(entry.address, entry)
    return list(entries.values())


def _entry(frame: dict[str, str], base: httpx.URL) -> FeedEntry | None:
    try:
        address = str(base.join(frame["link"]).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError):
        return None
    if not frame["link"] or not address.startswith(("http://", "https://")):
        return None
    return FeedEntry(
        address=address,
        hints=Hints(
            title=frame["title"],
            author=frame["author"],
            outlet=frame["outlet"],
            published=DateInterval.parse(frame["published"]) if frame["published"] else None,
            language=frame["language"],
            uri=address,
        ),
    )
