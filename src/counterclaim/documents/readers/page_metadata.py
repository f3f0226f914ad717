"""Title, author, outlet, date and language as a web page declares them (JSON-LD, meta elements, visible marks)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.documents.dates import parse_published
from counterclaim.documents.draft import INVENTED_LABEL
from counterclaim.documents.language import primary_tag
from counterclaim.model import DateInterval

Node = Any  # what XPath and JSON give has no type

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline", "title")
_AUTHORS = (
    "author",
    "article:author_name",
    "dc.creator",
    "citation_author",
    "byl",
    "parsely-author",
    "sailthru.author",
)
_OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name", "cre")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publication_date",
    "publish-date",
    "article.published",
    "date",
)
_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "report", "webpage", "socialmediaposting")
_TITLE_MARKS = (" | ", " – ", " — ", " - ", " :: ", " « ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says of itself; empty or None where it says nothing."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: DateInterval | None = None
    unread_date: str = ""
    """A publication date that is given but cannot be read."""
    language: str = ""
    address: str = ""
    invented: bool = False


def page_metadata(tree: Node) -> PageMetadata:
    """Gather a page's declarations, most deliberate first: JSON-LD, meta elements, then visible elements."""
    metas = _metas(tree)
    linked = list(_articles(tree))
    outlet = _first(_name(item.get("publisher")) for item in linked) or _of(metas, _OUTLETS)
    stated = [str(item.get("datePublished") or "") for item in linked]
    stated += [metas[key] for key in _DATES if key in metas] + _time_elements(tree)
    stated = [text for text in stated if text.strip()]
    published = next((date for text in stated if (date := parse_published(text))), None)
    address = _first(tree.xpath("//link[@rel='canonical']/@href")) or metas.get("og:url", "")
    return PageMetadata(
        title=_title(tree, metas, linked, outlet),
        author=_author(tree, metas, linked),
        outlet=outlet,
        published=published,
        unread_date=stated[0] if stated and published is None else "",
        language=primary_tag(_first(tree.xpath("/html/@lang")) or metas.get("og:locale", "")),
        address=address if address.startswith(("http://", "https://")) else "",
        invented=metas.get(INVENTED_LABEL, "").strip().casefold() in ("true", "yes", "1"),
    )


def _metas(tree: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _articles(tree: Node) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article; broken JSON-LD is passed over, as browsers do."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [loaded]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                queue.extend(value for key in ("@graph", "mainEntity") if (value := item.get(key)))
                kinds = item.get("@type") or ""
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(str(kind).lower() in _ARTICLES for kind in kinds):
                    yield item


def _name(value: Node) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for item in value if (name := _name(item))))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and not value.startswith(("http://", "https://")) else ""


def _first(values: Node) -> str:
    return next((str(value).strip() for value in values if str(value).strip()), "")


def _of(metas: dict[str, str], keys: tuple[str, ...]) -> str:
    return _first(metas[key] for key in keys if key in metas)


def _title(tree: Node, metas: dict[str, str], linked: list[dict[str, Any]], outlet: str) -> str:
    title = _first(_name(item.get("headline")) for item in linked) or _of(metas, _TITLES)
    if not title:
        headings = tree.xpath("//h1")
        whole = _first(tree.xpath("//head/title/text()"))
        title = " ".join(headings[0].text_content().split()) if len(headings) == 1 else whole
    for mark in _TITLE_MARKS:
        before, _, after = title.rpartition(mark)
        if before and outlet and after.strip().casefold() == outlet.casefold():
            return before.strip()
    return title


def _author(tree: Node, metas: dict[str, str], linked: list[dict[str, Any]]) -> str:
    author = _first(_name(item.get("author")) for item in linked) or _of(metas, _AUTHORS)
    if not author:
        marked = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]")
        author = " ".join(marked[0].text_content().split())[:120] if marked else ""
    author = "" if author.startswith(("http://", "https://")) else author
    return author[3:].strip() if author[:3].lower() == "by " else author


def _time_elements(tree: Node) -> list[str]:
    paths = "//time[@itemprop='datePublished' or @pubdate]/@datetime", "//*[@itemprop='datePublished']/@content"
    marked = [str(value) for path in paths for value in tree.xpath(path)]
    if marked:
        return marked
    plain = {str(value)[:10] for value in tree.xpath("(//article|//main|//header)//time/@datetime")}
    return [plain.pop()] if len(plain) == 1 else []  # several unmarked times: none of them is surely the page's own
