"""What the first and last lines of a report say about where it comes from: agency credit, date, title."""

from __future__ import annotations

import re

from counterclaim.documents.dates import parse_published
from counterclaim.model import DateInterval

_HEAD = 1200
"""Code points looked at from the start: a dateline further down is none."""
_DATELINE = re.compile(
    r"^[ \t>*_]{0,9}(?P<place>[^\W\d_][^\n()]{0,90}?)?[ \t]{0,3}\((?P<agency>[^()\n]{2,40})\)"
    r"[ \t*_]{0,4}(?:--|[-–—―:])[ \t]*(?P<next>\S?)",
    re.MULTILINE,
)
_PLAIN_DATELINE = re.compile(r"^(?P<place>[^\W\d_][^\n()]{2,90}?)[ \t]*(?:--|[–—―]| - )[ \t]*\S", re.MULTILINE)
_CLOSING = re.compile(
    r"\n[ \t]*(?:\((?P<paren>[^()\n]{2,40})\)|[–—―-]{1,2}[ \t]*(?P<dash>[^()\n.]{2,40}))[ \t]*\.?\s*$"
)
_BYLINE = re.compile(
    r"^[ \t]*(?:by|por|par|von|di|door)[ \t]+[^\n,|/]{3,60}[,|/][ \t]*(?P<agency>[^\n,|/]{2,40})$", re.I | re.M
)
_WRITTEN_BY = re.compile(
    r"(?:written |reported )?by (?:the )?(?P<author>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,6}?)"
    r"(?:,? (?:for|of) (?:the )?(?P<outlet>[^\W\d_][^\n,.;:]{2,60}?))?(?:,? (?:on|in|at) [^\n]{2,60}?)?\.?",
    re.I,
)
_AGENCY_WORD = re.compile(
    r"\b(?:agency|agence|agencia|agenzia|agentur|ag[eê]ncia|ajans\w*|press|presse|prensa|news|wire|service)\b"
    r"|وكالة|آژانس|агентство",
    re.I,
)
_DATE_LINE = re.compile(
    r"^[ \t]*(?:(?:published|posted|issued|date|publi[ée]|publicado|ver[öo]ffentlicht|fecha)\b"
    r"[ \t]*(?:on|le|el|am)?[ \t]*:?[ \t]*)?"
    r"(?P<date>[^\n]{0,40}(?:1[5-9]|20)\d{2}[^\n]{0,16})$",
    re.I | re.M,
)
_BLANK_END = re.compile(r"\n[ \t]*\n[ \t]*$")
_NOT_AGENCY = re.compile(r"^[\d\W]+$|\d{3,}|https?:|@", re.I)
_SENTENCE_END = re.compile(r"[.!?…:;,。؟।]$")


def find_agency(text: str, author: str = "") -> str:
    """The agency credited in dateline, byline or closing line; empty where none is."""
    head = text[:_HEAD]
    for match in _DATELINE.finditer(head):
        opens = _opens_paragraph(head, match) and not match["next"].islower()
        if opens and _is_dateline_place(match["place"] or "") and _is_agency(match["agency"]):
            return match["agency"].strip()
    for match in _BYLINE.finditer(head):
        if _is_agency(match["agency"]) and _names_agency(match["agency"]):
            return match["agency"].strip()
    if author and "," in author:
        last = author.rsplit(",", 1)[1].strip()
        if _names_agency(last):
            return last
    if closing := _CLOSING.search(text[-200:]):
        name = (closing["paren"] or closing["dash"] or "").strip()
        if _is_agency(name) and _names_agency(name):
            return name
    return ""


def find_byline(text: str) -> tuple[str, str]:
    """(author, outlet) of a line such as "By Ann Example for the Example Monitor"; empty where not told."""
    for line in text[:_HEAD].split("\n")[:10]:
        match = _WRITTEN_BY.fullmatch(line.strip()) if len(line) <= 120 else None
        if match and not match["author"][0].islower():
            return match["author"].strip(), (match["outlet"] or "").strip()
    return "", ""


def find_published(text: str) -> DateInterval | None:
    """A date in the dateline or on a line of its own among the first lines; its year must be written."""
    head = text[:_HEAD]
    for pattern in (_DATELINE, _PLAIN_DATELINE):
        for match in pattern.finditer(head):
            place = match["place"] or ""
            if not _opens_paragraph(head, match) or not _is_dateline_place(place):
                continue
            found = parse_published(place.split(",", 1)[-1].strip()) if "," in place else None
            if found:
                return found
    for line in head.split("\n")[:12]:
        alone = _DATE_LINE.match(line) if len(line) <= 60 else None
        if alone and (found := parse_published(alone["date"].strip())):
            return found
    return None


def find_title(text: str) -> str:
    """The first line, where it stands alone like a headline: short, unfinished, followed by a blank line."""
    lines = text.lstrip("\n").split("\n", 2)
    first = lines[0].strip()
    alone = len(lines) > 1 and not lines[1].strip()
    if not alone or not 3 <= len(first) <= 200 or _SENTENCE_END.search(first) or len(lines) < 3 or not lines[2].strip():
        return ""
    return first


def _opens_paragraph(head: str, match: re.Match[str]) -> bool:
    """At the start, after a blank line, or right under a headline; not at a wrapped line's start."""
    before = head[: match.start()]
    return not before.strip() or bool(_BLANK_END.search(before)) or before.strip("\n").count("\n") == 0


def _is_dateline_place(place: str) -> bool:
    """PLACE, "Place, June 2" or nothing: few words before the credit, the first an upper-case or caseless one."""
    place = place.strip(" ,*_")
    if not place:
        return True
    name = place.split(",", 1)[0].strip()
    return (
        len(name.split()) <= 5 and not name[0].islower() and not _SENTENCE_END.search(name) and len(place.split()) <= 12
    )


def _is_agency(name: str) -> bool:
    name = name.strip()
    return bool(name) and len(name.split()) <= 6 and not name[0].islower() and not _NOT_AGENCY.search(name)


def _names_agency(name: str) -> bool:
    """A name that says that it is an agency, or an abbreviation in capitals."""
    return bool(_AGENCY_WORD.search(name)) or (name.isupper() and 2 <= len(name) <= 6 and name.isalpha())
