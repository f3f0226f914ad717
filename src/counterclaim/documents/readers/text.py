"""Plain text, with or without front matter."""

from __future__ import annotations

from counterclaim.documents.dateline import find_title
from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Draft, Part
from counterclaim.documents.front_matter import FrontMatter, split_front_matter
from counterclaim.documents.limits import ReadLimits


def read(part: Part, limits: ReadLimits) -> Draft:  # noqa: ARG001 - all readers take limits
    """Read plain text; raises Refused where it cannot be decoded."""
    front, text = split_front_matter(decode(part.data))
    return with_front_matter(text, front, "text/plain", find_title(text))


def with_front_matter(text: str, front: FrontMatter, media_type: str, title: str) -> Draft:
    """A draft of ``text`` with the fields of its front matter."""
    fields = front.fields
    return Draft(
        text=text,
        media_type=media_type,
        title=fields.get("title") or title,
        author=fields.get("author", ""),
        outlet=fields.get("outlet", ""),
        published=front.published,
        language=fields.get("language", ""),
        uri=fields.get("url", ""),
        agency=fields.get("agency", ""),
        invented=front.invented,
        remarks=front.remarks,
    )
