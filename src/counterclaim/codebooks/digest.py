"""One digest over all codebook data, for the manifest of a run."""

from __future__ import annotations

import hashlib
from functools import cache

from counterclaim.codebooks.files import DATA


@cache
def digest() -> str:
    """SHA-256 over the names and bytes of all shipped codebook files, in order of name: 64 hex digits."""
    whole = hashlib.sha256()
    for path in sorted(p for p in DATA.iterdir() if p.is_file()):
        data = path.read_bytes()
        whole.update(f"{path.name}:{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()
