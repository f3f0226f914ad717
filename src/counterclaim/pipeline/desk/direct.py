"""Decisions that need no look at the lists: most of all, and prepared by a query or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.backends.storage.base import Storage
from counterclaim.model import Anchor, Verdict
from counterclaim.pipeline import judging
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.standing import is_lead
from counterclaim.pipeline.views import Reading
from counterclaim.review.fields import Changes

_AS_READ = (Verdict.ACCEPT, Verdict.REJECT)


def prepared(
    storage: Storage, codebook: Codebook, verdict: Verdict, subjects: Sequence[str], changes: Mapping[str, str]
) -> tuple[tuple[Anchor, ...], Changes] | None:
    """What ``judging.prepare`` gives, where it rests on single rows; None where more has to be looked at.

    A statement that a coder read has the anchor of its own row, whatever people have decided about it since.
    """
    if verdict is Verdict.UNDO:
        with storage.look():
            return judging.prepare(Reading(storage, codebook), verdict, subjects, changes)
    if verdict not in _AS_READ or len(subjects) != 1 or changes:
        return None
    found = storage.anchor_of(subjects[0])
    if found is None:
        return None
    anchor, document, media_type = found
    retirement = storage.retirement([document]) if document else ({}, {})
    stands = retirement is not None and document not in retirement[0] and not is_lead(media_type, codebook)
    return ((anchor,), ()) if stands else None
