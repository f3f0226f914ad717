"""What a request to judge is known by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.backends.storage.digest import canonical
from counterclaim.model import Receipt, Verdict
from counterclaim.model.identity import sha256_hex


def receipt_of(key: str, verdict: Verdict, subjects: Sequence[str], reason: str, changes: Mapping[str, str]) -> Receipt:
    """The receipt of a decision that was asked for under a key."""
    request = canonical([str(verdict), list(subjects), reason, sorted(changes.items())])
    return Receipt(key=key, request=sha256_hex(request))
