"""A reader's draft made into an item: cleaned text, language, date, agency, address."""

from __future__ import annotations

from counterclaim.documents.cleaning import clean, clean_line
from counterclaim.documents.dateline import find_agency, find_byline, find_published
from counterclaim.documents.draft import Draft, Part, Refused
from counterclaim.documents.language import detect_language, primary_tag
from counterclaim.model import ReadItem


def finish(part: Part, draft: Draft, item_sha256: str) -> ReadItem:
    """Raises Refused where no text is left.

    What the item itself says comes first, then what its surroundings say (``part.hints``), then what its words show.
    """
    text = clean(draft.text, verbatim=draft.verbatim)
    if not draft.verbatim:
        text = text.strip()
    if not text.strip():
        raise Refused("no_text", "holds no text", "leave it out")
    if draft.record:
        return _row(part, draft, item_sha256, text)
    hints = part.hints
    written_by, written_for = find_byline(text)
    author = clean_line(draft.author or hints.author or written_by, 200)
    return ReadItem(
        member=clean_line(part.member, 1000),
        item_sha256=item_sha256,
        uri=part.uri if part.web else _address(draft.uri or hints.uri or part.uri),
        text=text,
        title=clean_line(draft.title or hints.title),
        author=author,
        outlet=clean_line(draft.outlet or hints.outlet or written_for, 200),
        published=draft.published or hints.published or find_published(text),
        language=_language(text, draft, hints.language),
        media_type=draft.media_type,
        agency=clean_line(draft.agency or find_agency(text, author), 80),
        invented=draft.invented,
    )


def _row(part: Part, draft: Draft, item_sha256: str, text: str) -> ReadItem:
    """A data set's row: what it does not say itself is not guessed from its words."""
    hints = part.hints
    return ReadItem(
        member=clean_line(part.member, 1000),
        item_sha256=item_sha256,
        uri="",
        text=text,
        title=clean_line(draft.title),
        author="",
        outlet=draft.outlet,
        published=draft.published or hints.published,
        language=draft.language or primary_tag(hints.language) or "und",
        media_type=draft.media_type,
        record=clean_line(draft.record, 2000),
    )


def _language(text: str, draft: Draft, hinted: str) -> str:
    if declared := primary_tag(draft.language):
        return declared
    found = detect_language(text)
    return found if found != "und" else draft.language_hint or primary_tag(hinted) or "und"


def _address(uri: str) -> str:
    uri = clean_line(uri, 2000)
    return uri if uri.startswith(("http://", "https://")) and " " not in uri else ""
