"""RSS and Atom held in a file: each entry is an item made of its own content; no link is followed.

Feeds given by address are another matter: there the pages behind the entries are fetched (``sources``).
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import feedparser
from lxml import html

from counterclaim.documents.dates import parse_published
from counterclaim.documents.draft import INVENTED_LABEL, Desk, Draft, Part, Refused
from counterclaim.documents.language import primary_tag

Entry = Any  # feedparser has no types

_BLOCKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "ul", "ol", "table"}
_SPACE = re.compile(r"[ \t\r\f\v]*\n\s*\n[ \t\r\f\v]*")


def unpack(part: Part, desk: Desk) -> None:
    """Read all entries; raises Refused for a feed that is none or declares entities."""
    if b"<!ENTITY" in part.data:
        raise Refused("bomb", "declares XML entities, which are never read", "remove the DOCTYPE and add it again")
    feed = feedparser.parse(
        io.BytesIO(part.data), response_headers={"content-type": part.media_type or "application/xml"}
    )
    if not feed.version or (feed.bozo and not feed.entries):
        raise Refused("not_a_feed", "is no RSS or Atom that can be read", "fetch it again, or add the pages themselves")
    if feed.bozo and _is_cut_off(part.data):
        place = part.member
        desk.complain(
            place, Refused("truncated", "the feed is cut off", "fetch it again; the entries before were read")
        )
    for number, entry in enumerate(feed.entries, 1):
        name = str(entry.get("id") or entry.get("link") or f"entry {number}")[:300]
        place = f"{part.member}/{name}" if part.member else name
        if desk.begin(place):
            _read_entry(part, place, entry, feed.feed, desk)


def _is_cut_off(data: bytes) -> bool:
    return not re.search(rb"</(?:\w+:)?(?:rss|feed|RDF)>\s*(?:<!--.*)?$", data[-400:].strip(), re.S)


def _read_entry(part: Part, place: str, entry: Entry, feed: Entry, desk: Desk) -> None:
    content = entry.get("content") or []
    markup = max([piece.get("value", "") for piece in content] + [entry.get("summary", "")], key=len)
    text = plain(markup)
    title = plain(entry.get("title", ""))
    if not text:
        refusal = Refused("no_text", "the entry has no text of its own", "add the address of its page")
        desk.complain(place, refusal)
        return
    link = str(entry.get("link", ""))
    published = parse_published(str(entry.get("published") or entry.get("updated") or ""))
    identity = json.dumps([entry.get("id", ""), link, title, markup], ensure_ascii=False)
    inner = Part(data=b"", name=part.name, member=place, depth=part.depth + 1, hints=part.hints)
    draft = Draft(
        text=text,
        media_type="text/html",
        title=title,
        author=str(entry.get("author", "")),
        outlet=str(entry.get("source", {}).get("title") or feed.get("title", "")),
        published=published,
        invented=any(tag.get("term") == INVENTED_LABEL for tag in entry.get("tags") or ()),
        language_hint=primary_tag(str(entry.get("language") or feed.get("language") or "")),
        uri=link if link.startswith(("http://", "https://")) else "",
    )
    desk.keep(inner, draft, identity.encode("utf-8", "surrogatepass"))


def plain(markup: str) -> str:
    """The words of a small piece of HTML, paragraphs apart."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return ""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            element.tail = ("\n" if element.tag == "br" else "\n\n") + (element.tail or "")
    for element in list(tree.iter("script", "style")):
        element.text = ""
    return _SPACE.sub("\n\n", str(tree.text_content())).strip()
