"""Words that every form of a brief prints alike."""

from __future__ import annotations

BANNER = "Invented example: countries, groups, outlets, persons and events in here do not exist."
DRAFT = "Draft, not for publication: what has no support is marked."
TO_CHECK = (
    "To check: `counterclaim verify-brief FILE` tells whether this file is as it was published and every quote still "
    "stands; `counterclaim verify` walks the chain and every digest of the ledger; the same ledger and options give "
    "this digest and these bytes again."
)
