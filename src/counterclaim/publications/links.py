"""Addresses in publications: shown as text, live only where that is safe and proper."""

from __future__ import annotations

from urllib.parse import urlsplit

from counterclaim.model import Document, Hosting, Source
from counterclaim.publications.display import clean, one_line
from counterclaim.publications.redaction import Redactor

_NO_LIVE_LINK = ("armed_group_media", "unknown", "platform")
_WITHHELD = "address withheld: it contains a masked name; the capture's digest stands for it"


def shown_address(document: Document, redactor: Redactor) -> tuple[str, str]:
    """(the address as text, why it is withheld): one of the two is empty, or both where there is no address."""
    address = one_line(clean(document.uri))
    if not address:
        return "", ""
    return ("", _WITHHELD) if redactor.hides(address) else (address, "")


def live_link(address: str, source: Source | None) -> str:
    """``address`` if a reader may follow it from a page, else empty.

    Only http and https without user names are followed; never an armed group's own outlet, nor an outlet whose kind
    is not known, nor one of which only digests are kept.
    """
    if source is None or source.kind in _NO_LIVE_LINK or source.hosting == Hosting.DIGEST:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    safe = parts.scheme in ("http", "https") and host and "@" not in parts.netloc and not set(address) & set("<>\"'\\ ")
    return address if safe else ""
