"""Rows of event data sets among the mentions: they go through the kernel, which estimates its weights from them.

A row of a data set tells day, point, type, sides and toll in columns, a report tells some of them in words. So rows are
weighed against each other by what the data at hand say of rows, and everything else by the reviewed weights of reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from counterclaim.events.arrays import Flags, Floats, Ints
from counterclaim.events.parameters import Parameters
from counterclaim.model import MentionProfile

if TYPE_CHECKING:
    from counterclaim.events.record_memory import RecordMemory
    from counterclaim.events.record_rows import RecordRows

Codes = npt.NDArray[np.int32]
Pair = tuple[int, int]
Fields = tuple[tuple[str, float, str], ...]

LONGEST_DAYS = 45
"""A row that spans as many days or more is compared as a report is."""


def are_records(profiles: Sequence[MentionProfile]) -> Flags:
    """Which mentions are rows of data sets with a day and a point."""
    return np.array([bool(p.declared_distinct) and _placed(p) for p in profiles], dtype=bool)


def sources(profiles: Sequence[MentionProfile]) -> Codes:
    """Code of the data set that each mention is a row of, -1 where it is none or its data set declares nothing."""
    known = {key: code for code, key in enumerate(sorted({p.declared_distinct for p in profiles} - {""}))}
    return np.array([known.get(p.declared_distinct, -1) for p in profiles], dtype=np.int32)


def _placed(p: MentionProfile) -> bool:
    if p.date is None or p.date.earliest is None or p.date.latest is None or p.place is None or not p.place.located:
        return False
    return (p.date.latest - p.date.earliest).days < LONGEST_DAYS


@dataclass(frozen=True, slots=True)
class RecordLinks:
    """Weighed pairs of rows of data sets, as places in the list of all mentions."""

    left: Ints
    right: Ints
    bits: Floats
    at: Mapping[int, int] = field(default_factory=dict)
    """The row of each mention that is one."""
    rows: RecordRows | None = None

    def fields(self, left: int, right: int) -> Fields | None:
        """(field, bits, level) of a pair; None where the two are not both such rows."""
        if self.rows is None or left not in self.at or right not in self.at:
            return None
        return self.rows.fields(self.at[left], self.at[right])

    def among(self, place: Ints) -> RecordLinks:
        """The pairs of some mentions only; ``place`` is each mention's place among them, -1 where it is none."""
        left, right = place[self.left], place[self.right]
        inside = (left >= 0) & (right >= 0)
        at = {int(place[mention]): row for mention, row in self.at.items() if place[mention] >= 0}
        return RecordLinks(left=left[inside], right=right[inside], bits=self.bits[inside], at=at, rows=self.rows)

    def memory(self) -> RecordMemory | None:
        """What to keep for the next time; None where there were no such rows."""
        return self.rows.memory() if self.rows else None


def record_links(
    profiles: Sequence[MentionProfile],
    records: Flags,
    together: Sequence[Pair],
    apart: Sequence[Pair],
    parameters: Parameters,
    known: RecordMemory | None = None,
) -> RecordLinks:
    """Weigh the rows of data sets against each other; what people judged improves the weights.

    Where ``known`` is given the rows are weighed by what was estimated then.
    """
    places = np.flatnonzero(records)
    if len(places) < 2:
        empty = np.empty(0, dtype=np.int64)
        return RecordLinks(left=empty, right=empty, bits=np.empty(0))
    # Loading the compiled loops takes a second, which a ledger without data sets need not wait for.
    from counterclaim.events.record_rows import RecordRows

    told = [profiles[place] for place in places.tolist()]
    at = {place: row for row, place in enumerate(places.tolist())}
    if known is None:
        found = RecordRows.weighed(told, sources(told), parameters, _within(together, at), _within(apart, at))
    else:
        found = RecordRows.by(told, sources(told), parameters, known)
    return RecordLinks(
        left=places[found.links.left], right=places[found.links.right], bits=found.links.bits, at=at, rows=found
    )


def _within(judged: Sequence[Pair], at: Mapping[int, int]) -> tuple[Codes, Codes] | None:
    known = [(at[a], at[b]) for a, b in judged if a in at and b in at]
    if not known:
        return None
    table = np.array(known, dtype=np.int32)
    return table[:, 0], table[:, 1]
