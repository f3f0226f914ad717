"""The anchor that means all of a document."""

from __future__ import annotations

from counterclaim.model import Anchor, Document
from counterclaim.review.rules import DOCUMENT


def whole(document: Document) -> Anchor:
    """The anchor that means all of a document."""
    return Anchor(item_sha256=document.item_sha256, property=DOCUMENT)
