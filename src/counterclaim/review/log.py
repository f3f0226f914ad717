"""The log of judgements: append-only, each entry holding the digest of the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from counterclaim.backends.storage.base import Storage
from counterclaim.model import GENESIS, Judgement, Receipt
from counterclaim.review.rules import check_judgement
from counterclaim.review.striking import confirmed, struck_by


def append(storage: Storage, judgement: Judgement, receipt: Receipt | None = None) -> Judgement:
    """Put a judgement at the end of the chain; returns it as chained, with its ``previous`` filled in.

    A request whose ``receipt`` is in the chain already is answered with what it made then.

    Raises:
        ConfigError: the judgement lacks a reason, an author, a time zone or an anchor, or its changes do not fit.
        StorageError: the ledger cannot be written.
    """
    check_judgement(judgement)
    return storage.append_next(judgement, receipt)


def chain_head(judgements: Sequence[Judgement]) -> str:
    """Digest of the last judgement, ``GENESIS`` before the first."""
    return judgements[-1].digest if judgements else GENESIS


def verify_chain(judgements: Sequence[Judgement], stored_digests: Sequence[str]) -> list[str]:
    """What does not hold in the chain, one line each; empty if it holds.

    Each judgement must have the digest that was stored with it, and name the digest of the one before it. A change
    of any field, a judgement taken out, put in or moved shows; judgements cut off at the end show only against a
    head that was published before. Words may be missing only where a later judgement that forgets a document says so.
    """
    faults = []
    struck = struck_by(judgements)
    expected = GENESIS
    for number, (judgement, stored) in enumerate(zip_longest(judgements, stored_digests), start=1):
        if judgement is None or stored is None:
            faults.append(f"judgement {number}: the judgement or its stored digest is missing")
            break
        if judgement.previous != expected:
            faults.append(
                f"judgement {number} by {judgement.by}: it follows {judgement.previous[:12]}, "
                f"but the one before it is {expected[:12]}"
            )
        if judgement.digest != stored or (judgement.struck and not confirmed(judgement, struck)):
            faults.append(f"judgement {number} by {judgement.by}: it was changed after it was recorded")
        expected = stored
    return faults
