"""Names of accounts: what is accepted, and when two are the same."""

from __future__ import annotations

import unicodedata

from counterclaim.errors import ConfigError

LONGEST = 64
_ALSO = "._@-"


def account_name(text: str) -> str:
    """A name as it is kept and as judgements carry it.

    Raises:
        ConfigError: it is empty, too long, or has signs other than letters, digits and ``._@-``.
    """
    name = unicodedata.normalize("NFKC", text).strip()
    remedy = f"take up to {LONGEST} letters and digits, with . _ @ - between them"
    if not name or len(name) > LONGEST:
        raise ConfigError(f"a name has 1 to {LONGEST} characters", remedy=remedy)
    marks = {"Mn", "Mc"}
    if not name[0].isalnum() or not all(c.isalnum() or c in _ALSO or unicodedata.category(c) in marks for c in name):
        raise ConfigError(f"{name[:LONGEST]!r} cannot be a name", remedy=remedy)
    return name


def name_key(text: str) -> str:
    """The same for names that differ only in case or in the form of their characters."""
    # PostgreSQL keeps no NUL, and no database half of a surrogate pair: neither is in any name.
    plain = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).strip().casefold())
