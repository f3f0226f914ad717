"""What was forgotten: read from the chain, where it stays."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Judgement, Verdict

FORGOTTEN_DOCUMENT, FORGOTTEN_CAPTURE = "document", "capture"
"""Fields of a forgetting's changes: (it, id or SHA-256, "")."""


def forgotten(storage: Storage, items: Iterable[str]) -> dict[str, Judgement]:
    """The judgement that forgot these bytes, by their SHA-256, for those that were forgotten."""
    wanted = set(items)
    told = (judgement for judgement in storage.judgements_about(wanted) if judgement.verdict is Verdict.FORGET)
    return {
        anchor.item_sha256: judgement
        for judgement in told
        for anchor in judgement.anchors
        if anchor.item_sha256 in wanted
    }


def tombstones(storage: Storage) -> list[Judgement]:
    """All forgettings in the order of the chain."""
    return [judgement for judgement in storage.judgements_with(Verdict.FORGET) if judgement.verdict is Verdict.FORGET]


def tombstone_of(storage: Storage, document_id: str) -> Judgement | None:
    """The last judgement that forgot the document of this id, None where none did."""
    wanted = (FORGOTTEN_DOCUMENT, document_id, "")
    return next((judgement for judgement in reversed(tombstones(storage)) if wanted in judgement.changes), None)


def forgotten_documents(judgement: Judgement) -> tuple[str, ...]:
    """Ids of the documents that a judgement forgot."""
    return tuple(value for field, value, _ in judgement.changes if field == FORGOTTEN_DOCUMENT)


def forgotten_captures(judgement: Judgement) -> tuple[str, ...]:
    """SHA-256 of captured bytes that are gone with them."""
    return tuple(value for field, value, _ in judgement.changes if field == FORGOTTEN_CAPTURE)
