"""Random ids and tokens, and what is kept of them."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

BYTES = 32
"""256 bits: nobody guesses them, so a plain SHA-256 of them may be kept."""

_TOKEN = re.compile(r"cct_([0-9a-f]{24})_([A-Za-z0-9_-]{43})")


def new_secret() -> str:
    """256 random bits in 43 characters."""
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """96 random bits in 24 hex digits."""
    return secrets.token_hex(12)


def join_token(token_id: str, secret: str) -> str:
    """A token as it is shown once: recognisable as one of ours by scanners for leaked secrets."""
    return f"cct_{token_id}_{secret}"


def split_token(text: str) -> tuple[str, str] | None:
    """(id, secret) of a token, None if it has not the form of one."""
    match = _TOKEN.fullmatch(text)
    return (match[1], match[2]) if match else None


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
