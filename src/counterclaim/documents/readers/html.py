"""Web pages: the main text by trafilatura, metadata from the page's own declarations."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction, html2txt

from counterclaim.documents.dates import date_in_address
from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Draft, Part, Refused
from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.readers.page_metadata import PageMetadata, page_metadata

Node = Any  # what XPath gives has no type

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]+)", re.I)
_DECLARED = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.I)
_UNFINISHED = re.compile(r"<[A-Za-z/!][^<>]{0,2000}$")
_LINE = re.compile(r"(?<!\n)\n(?!\n)")
_MAX_BYTES = 20 * 1024**2
_MAX_DEPTH = 2000
_MAX_ELEMENTS = 400_000


def read(part: Part, limits: ReadLimits) -> Draft:  # noqa: ARG001 - all readers take limits
    """Read a page; raises Refused for one that is cut off, monstrous or without text."""
    if len(part.data) > _MAX_BYTES:
        message = f"the page is larger than {_MAX_BYTES >> 20} MB"
        raise Refused("too_large", message, "save its text as a file and add that")
    source = decode(part.data, _declared_charset(part))
    if _is_cut_off(source):
        raise Refused("truncated", "the page is cut off", "fetch it again")
    tree = _tree(source)
    found = page_metadata(tree)
    text = _main_text(tree, source)
    if not text:
        raise Refused("no_text", "no text was found in the page", "save the page's text as a file and add that")
    uri = "" if part.web else found.address
    return Draft(
        text=text,
        media_type="text/html",
        title=found.title,
        author=found.author,
        outlet=found.outlet,
        published=found.published or date_in_address(part.uri or uri),
        language_hint=found.language,
        uri=uri,
        invented=found.invented,
        remarks=_remarks(found),
    )


def _is_cut_off(source: str) -> bool:
    """Whether the page ends inside a tag, or opens its body and then ends in the middle of a text."""
    end = source[-5000:].lower()
    if "</html" in end or "</body" in end:
        return False
    return bool(_UNFINISHED.search(source[-2100:])) or (not end.endswith((">", "\n")) and "<body" in source.lower())


def _remarks(found: PageMetadata) -> tuple[Refused, ...]:
    if not found.unread_date:
        return ()
    return (
        Refused(
            "metadata", f"publication date cannot be read: {found.unread_date[:60]!r}", "nothing to do, or give it"
        ),
    )


def _declared_charset(part: Part) -> str:
    if header := _DECLARED.search(part.media_type):
        return header[1]
    meta = _CHARSET.search(part.data[:4096])
    return meta[1].decode("ascii", "replace") if meta else ""


def _tree(source: str) -> Node:
    depth = deepest = elements = 0
    for match in re.finditer(r"<(/?)([A-Za-z][\w-]{0,40})[^<>]{0,200}?(/?)>", source):
        elements += 1
        if (
            match[2].lower() in ("br", "img", "p", "li", "meta", "link", "input", "hr", "td", "tr", "th", "dd", "dt")
            or match[3]
        ):
            continue
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH or elements > _MAX_ELEMENTS:
        what = f"nests {deepest} elements deep" if deepest > _MAX_DEPTH else f"holds {elements} elements"
        raise Refused("bomb", f"the page {what}", "save its text as a file and add that")
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refused("damaged", "cannot be read as HTML", "fetch it again") from None


def _main_text(tree: Node, source: str) -> str:
    """Trafilatura's main text; where it finds none, all visible text."""
    body = bare_extraction(
        source, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False
    )
    text = (getattr(body, "text", "") or "") if body is not None else ""
    if not text.strip():
        text = html2txt(tree) or ""
        return text.strip()
    # trafilatura gives each block a line; a blank line between blocks is how every reader here parts paragraphs.
    return _LINE.sub("\n\n", text.strip())
