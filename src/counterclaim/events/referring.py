"""Mentions without day and place whose document has told both before: "the court found that they planned the bombing".

Such a mention refers back. It takes day and place from the mention that it can only mean, and is then linked like any
other. Where none of its document tells of such a deed with its day and its town, or several do, it stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.events.arrays import day_bounds, is_narrow
from counterclaim.events.parameters import Parameters
from counterclaim.model import MentionProfile

_FEW_DAYS = 8


def referred(found: Sequence[MentionProfile], parameters: Parameters) -> list[MentionProfile]:
    """The profiles; those that refer back with the day and place that are meant, and whose mention it is."""
    told: dict[str, list[MentionProfile]] = defaultdict(list)
    for profile in found:
        told[profile.document_id].append(profile)
    return [_resolved(p, told[p.document_id], parameters) if _bare(p) else p for p in found]


def _bare(p: MentionProfile) -> bool:
    return p.date is None and p.place is None and not p.declared_distinct


def _resolved(p: MentionProfile, beside: Iterable[MentionProfile], parameters: Parameters) -> MentionProfile:
    others = [other for other in beside if _settled(other)]
    if p.main:
        # What a report is about needs no telling twice; only two words for one deed in one sentence are sure.
        others = [
            o for o in others if not o.main and p.anchor_words.endswith(o.anchor_words) and _akin(p, o, parameters)
        ]
    else:
        others = [other for other in others if p.type is not None and p.type == other.type]
    if len(others) != 1:
        return p
    (meant,) = others
    return replace(p, date=meant.date, place=meant.place, refers_to=meant.mention_id)


def _settled(p: MentionProfile) -> bool:
    """Whether a mention tells of one event: a few days and a town, or less."""
    if p.date is None or p.place is None or not is_narrow(p.place):
        return False
    first, last = day_bounds(p.date)
    return last - first < _FEW_DAYS


def _akin(one: MentionProfile, other: MentionProfile, parameters: Parameters) -> bool:
    """Whether their types may be two words for one deed: the murder of fifteen people in the bombing of a terminal."""
    if one.type is None or other.type is None:
        return False
    return one.type == other.type or frozenset({str(one.type), str(other.type)}) in parameters.akin
