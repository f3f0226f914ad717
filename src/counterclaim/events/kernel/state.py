"""Linking kept up to date: new records are compared with what is near them, and only what they touch is joined anew.

The calibration stays as it was estimated, so that adding records in any portions ends in the clusters that linking all
of them at once by that calibration gives. When there are half as many records again, estimate anew (``State.stale``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim.events.kernel.blocks import Block, block, compacted
from counterclaim.events.kernel.calibration import RULES, Calibration
from counterclaim.events.kernel.clustering import Clusters, least_rows
from counterclaim.events.kernel.joining import components, join
from counterclaim.events.kernel.rows import Ints, Longs, Pairs, Rows
from counterclaim.events.kernel.sweep import Links, links, links_across, sweep_key

_GROWTH = 1.5

Judged = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class State:
    """Records, kept pairs and clusters, with what is needed to add to them. Records are numbered as they arrived."""

    key: Longs
    """Place of each record in the order of the sweep; ties in order of arrival."""
    source: Ints
    present: npt.NDArray[np.bool_]
    """Whether the record is still there."""
    label: Longs
    """Cluster of each record, named by its least one."""
    root: Longs
    """Component of each record, named by its least one: what no cluster reaches beyond."""
    links: Links
    blocks: tuple[Block, ...]
    calibration: Calibration
    together: Judged = frozenset()
    apart: Judged = frozenset()

    @classmethod
    def of(cls, t: Rows, found: Clusters, together: Pairs | None = None, apart: Pairs | None = None) -> State:
        """The state after linking ``t`` at once."""
        judged = _judged(together)
        root = _roots(t.size, found.links.left, found.links.right, found.links.bits >= RULES.threshold, judged)
        return cls(
            key=sweep_key(t),
            source=t.source,
            present=np.ones(t.size, dtype=bool),
            label=found.label,
            root=root,
            links=found.links,
            blocks=(block(t, 0, found.calibration),),
            calibration=found.calibration,
            together=judged,
            apart=_judged(apart),
        )

    @property
    def stale(self) -> bool:
        """Whether so many records came that the calibration should be estimated anew."""
        return int(self.present.sum()) > _GROWTH * self.calibration.rows

    def added(self, t: Rows) -> State:
        """The state with more records, whose codes are of the same, possibly longer, vocabularies."""
        size = len(self.key)
        fresh = block(t, size, self.calibration)
        kept = self._links_of(fresh)
        mine = size + np.arange(t.size, dtype=np.int64)
        whole = replace(
            self,
            key=np.append(self.key, sweep_key(t)),
            source=np.append(self.source, t.source),
            present=np.append(self.present, np.ones(t.size, dtype=bool)),
            label=np.append(self.label, mine),
            root=np.append(self.root, mine),
            links=_chained([self.links, kept]),
            blocks=compacted((*self.blocks, fresh)),
        )
        return whole._rejoined(np.concatenate([mine, kept.left, kept.right]))

    def removed(self, gone: Longs) -> State:
        """The state without some records, as after a data set's new release; their numbers stay taken."""
        present = self.present.copy()
        present[gone] = False
        held = present[self.links.left] & present[self.links.right]
        kept = Links(self.links.left[held], self.links.right[held], self.links.bits[held], self.links.compared)
        return replace(self, present=present, links=kept)._rejoined(gone)

    def judged(self, together: Pairs | None, apart: Pairs | None) -> State:
        """The state under other judgements: all that are in force now, not only the new ones."""
        one, two = _judged(together), _judged(apart)
        changed = np.array(sorted((one ^ self.together) | (two ^ self.apart)), dtype=np.int64).reshape(-1)
        return replace(self, together=one, apart=two)._rejoined(changed)

    def _links_of(self, fresh: Block) -> Links:
        """Kept pairs of new records among themselves and with those that were there."""
        measure = self.calibration.measure()
        found = [fresh.as_records(links(fresh.rows, fresh.where, fresh.plan, measure), fresh)]
        for known in self.blocks:
            across = links_across(fresh.rows, fresh.where, fresh.plan, known.rows, known.where, known.plan, measure)
            met = fresh.as_records(across, known)
            there = self.present[met.left]
            found.append(Links(met.left[there], met.right[there], met.bits[there], met.compared))
        return _chained(found)

    def _rejoined(self, touched: Longs | Ints) -> State:
        """Join anew every component that a touched record is in."""
        hit = np.zeros(len(self.key), dtype=bool)
        hit[self.root[touched]] = True
        within = hit[self.root]
        rows = np.flatnonzero(within)
        order = rows[np.argsort(self.key[rows], kind="stable")]
        place = np.full(len(self.key), -1, dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        inside = np.flatnonzero(within[self.links.left])
        left, right, bits = place[self.links.left[inside]], place[self.links.right[inside]], self.links.bits[inside]
        closed = right >= 0
        left, right, bits = left[closed], right[closed], bits[closed]
        together = _placed(self.together, place, self.present)
        found = join(
            len(order),
            left,
            right,
            bits,
            RULES,
            source=self.source[order],
            together=_arrays(together),
            apart=_arrays(_placed(self.apart, place, self.present)),
        )
        label, root = self.label.copy(), self.root.copy()
        label[order] = least_rows(found, order)
        root[order] = least_rows(_roots(len(order), left, right, bits >= RULES.threshold, together), order)
        return replace(self, label=label, root=root)


def _judged(pairs: Pairs | None) -> Judged:
    return frozenset() if pairs is None else frozenset(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))


def _placed(judged: Judged, place: Ints, present: npt.NDArray[np.bool_]) -> Judged:
    """Judged pairs of records that are there, as places of the records that are joined anew."""
    found = ((int(place[a]), int(place[b])) for a, b in judged if present[a] and present[b])
    return frozenset((a, b) for a, b in found if a >= 0 and b >= 0)


def _arrays(judged: Judged) -> Pairs | None:
    """Sorted by what the pairs are of, so that which judgement is refused does not depend on their order."""
    if not judged:
        return None
    table = np.array(sorted(judged), dtype=np.int32)
    return table[:, 0], table[:, 1]


def _roots(n: int, left: Ints, right: Ints, strong: npt.NDArray[np.bool_], together: Judged) -> Longs:
    joined = _arrays(together) or (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))
    ends = np.append(left[strong], joined[0]), np.append(right[strong], joined[1])
    root = np.empty(n, dtype=np.int64)
    components(ends[0].astype(np.int32), ends[1].astype(np.int32), np.ones(len(ends[0])), 0.0, root)
    return root


def _chained(parts: list[Links]) -> Links:
    return Links(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.bits for part in parts]),
        sum(part.compared for part in parts),
    )
