"""Content-hashed ids: the same content always gets the same id, on every machine."""

from __future__ import annotations

import hashlib

ID_HEX = 24
"""Hex digits kept of a digest: 96 bits, no collision to be expected below 10^13 rows."""


def content_id(prefix: str, *parts: str | int | float | None) -> str:
    """Hash ``parts`` into an id such as ``doc_3f…``.

    Parts are length-prefixed before hashing, so ("ab", "c") and ("a", "bc") differ, and None differs from "".
    """
    digest = hashlib.sha256()
    for part in parts:
        if part is None:
            digest.update(b"n;")
            continue
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return f"{prefix}_{digest.hexdigest()[:ID_HEX]}"


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of ``data`` as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()
