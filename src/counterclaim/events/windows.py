"""Which pairs of an index of keys are candidates, of some rows, and which came and went with other rows.

Under a key with many mentions each meets only the next ones. So a mention that comes in between parts others, and one
that goes lets others meet.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterclaim.events.arrays import Flags, Ints
from counterclaim.events.blocking import REACH, Index, packed

_NONE = np.empty(0, dtype=np.int64)


def pairs_of(index: Index, wanted: Flags) -> Ints:
    """All candidate pairs that hold a wanted row, packed and sorted."""
    at, n = np.flatnonzero(wanted[index.row]), len(wanted)
    found = [_NONE]
    for step in range(1, REACH + 1):
        before, after = at[at >= step], at[at < len(index.key) - step]
        met = [(before - step, before), (after, after + step)]
        same = [(one[k], other[k]) for one, other in met for k in [index.key[one] == index.key[other]]]
        if not any(len(one) for one, _ in same):
            break
        found.extend(packed(index.row[one], index.row[other], n) for one, other in same)
    return _distinct(np.unique(np.concatenate(found)), n)


def pairs_within(index: Index, group: Ints) -> Ints:
    """Candidate pairs of rows of one group (a code a row, -1 for none), packed and sorted."""
    at, n = np.flatnonzero(group[index.row] >= 0), len(group)
    key, row = index.key[at], index.row[at]
    found = [_NONE]
    for step in range(1, REACH + 1):
        near = (key[step:] == key[:-step]) & (at[step:] - at[:-step] <= REACH)
        if not near.any():
            break
        near &= group[row[step:]] == group[row[:-step]]
        found.append(packed(row[:-step][near], row[step:][near], n))
    return _distinct(np.unique(np.concatenate(found)), n)


def meets(index: Index, pairs: Ints, n: int) -> Flags:
    """Whether each packed pair is a candidate."""
    left, right = pairs // n, pairs % n
    wanted = np.zeros(n, dtype=bool)
    wanted[left] = wanted[right] = True
    places: dict[int, dict[int, int]] = {}
    for at in np.flatnonzero(wanted[index.row]).tolist():
        places.setdefault(int(index.row[at]), {})[int(index.key[at])] = at
    return np.array(
        [
            any(abs(at - places[b][key]) <= REACH for key, at in places[a].items() if key in places[b])
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
        ],
        dtype=bool,
    )


def parted(old: Index, moved: Ints, new: Index, n: int) -> tuple[Ints, Ints]:
    """Packed pairs of rows that stay as they are and no longer meet under some key, and such that now do.

    Args:
        old: the index as it was.
        moved: per old row its present one, -1 where it is gone or changed.
        new: the index as it is.
        n: number of present rows.
    """
    stays = np.zeros(n, dtype=bool)
    stays[moved[moved >= 0]] = True
    lost, gained = [_NONE], [_NONE]
    changed = np.unique(np.concatenate([old.key[moved[old.row] < 0], new.key[~stays[new.row]]]))
    for was, now in _long(old, new, changed):
        target = moved[old.row[was]]
        before, after = np.flatnonzero(target >= 0), np.flatnonzero(stays[new.row[now]])
        rows = target[before]
        until = np.searchsorted(before, before + REACH, "right"), np.searchsorted(after, after + REACH, "right")
        lost.append(_spanned(rows, until[1], until[0], n))
        gained.append(_spanned(rows, until[0], until[1], n))
    return _distinct(np.unique(np.concatenate(lost)), n), _distinct(np.unique(np.concatenate(gained)), n)


def _long(old: Index, new: Index, keys: Ints) -> Iterator[tuple[slice, slice]]:
    """The stretches of keys under which not every mention meets every other."""
    ends = [np.searchsorted(index.key, keys, side) for index in (old, new) for side in ("left", "right")]
    for a, b, c, d in zip(*(end.tolist() for end in ends), strict=True):
        if max(b - a, d - c) > REACH + 1:
            yield slice(a, b), slice(c, d)


def _spanned(rows: Ints, begin: Ints, end: Ints, n: int) -> Ints:
    """Pairs of each row with those from ``begin`` up to ``end``, places in the same list."""
    many = np.maximum(end - begin, 0)
    one = np.repeat(np.arange(len(rows)), many)
    other = np.arange(len(one)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
    return packed(rows[one], rows[other], n)


def _distinct(pairs: Ints, n: int) -> Ints:
    return np.asarray(pairs[pairs // max(n, 1) != pairs % max(n, 1)], dtype=np.int64)
