"""Portions of records, each in order of the sweep and ready to be compared with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.kernel.calibration import Calibration
from counterclaim.events.kernel.rows import Longs, Rows
from counterclaim.events.kernel.surroundings import Located
from counterclaim.events.kernel.sweep import Layout, Links, layout

_MOST = 8


@dataclass(frozen=True, slots=True)
class Block:
    """Records in order of the sweep."""

    rows: Rows
    where: Located
    plan: Layout
    record: Longs
    """The number of the record at each place."""

    def as_records(self, found: Links, other: Block) -> Links:
        """Pairs of a place here and one in ``other`` as pairs of record numbers, the lesser first."""
        one, two = self.record[found.left].astype(np.int32), other.record[found.right].astype(np.int32)
        return Links(np.minimum(one, two), np.maximum(one, two), found.bits, found.compared)


def block(t: Rows, first: int, calibration: Calibration) -> Block:
    """A block of records numbered from ``first`` on."""
    plan = layout(t)
    told, where = calibration.prepared(t.take(plan.order))
    return Block(rows=told, where=where, plan=plan, record=first + plan.order)


def compacted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Fewer blocks where there are many: the later ones become one, and all one when those weigh half the first."""
    if len(blocks) <= _MOST:
        return tuple(blocks)
    later = _merged(blocks[1:])
    if 2 * later.rows.size < blocks[0].rows.size:
        return blocks[0], later
    return (_merged([blocks[0], later]),)


def _merged(blocks: Sequence[Block]) -> Block:
    rows, where = blocks[0].rows, blocks[0].where
    for other in blocks[1:]:
        rows = rows.extended(other.rows)
        where = where.extended(other.where)
    record = np.concatenate([each.record for each in blocks])
    plan = layout(rows)
    order = plan.order
    return Block(
        rows=rows.take(order),
        where=where.take(order),
        plan=plan,
        record=record[order],
    )
