"""Places of which the ledger knows one event only, so that a report without a day can only mean that one.

The frequency of a value decides what agreement on it is worth (Newcombe 1959): to name the place and the deed is little
where attacks happen every week, and nearly enough where one is known.
"""

from __future__ import annotations

import numpy as np

from counterclaim.events.arrays import TYPES, UNTOLD, Columns, Flags, Ints
from counterclaim.events.levels import Levels, likeness
from counterclaim.events.parameters import Parameters

_WITHIN_DAYS = 3
_PRECISE_DAYS = 8


def episodes(t: Columns, a: Ints, b: Ints, parameters: Parameters, sole: Flags) -> Levels:
    """Level "only_one_told" where one tells no day and both can only mean the one event told of their place."""
    place, precise = _place(t), _precise(t)
    vague = ~(precise[a] & precise[b])
    same = (place[a] == place[b]) & (place[a] != UNTOLD)
    fits = likeness(t.type[a], t.type[b], parameters) != "different"
    apart = t.document[a] != t.document[b]
    holds = vague & same & fits & apart & (precise[a] | sole[a]) & (precise[b] | sole[b])
    return np.where(holds, "only_one_told", "").astype(object)


def sole_told(t: Columns, parameters: Parameters) -> Flags:
    """Which mentions can only mean the one event told of their place, by all that is told of that place."""
    return _sole(t, _place(t), _precise(t), parameters)


def _precise(t: Columns) -> Flags:
    return np.asarray(t.dated & (t.last - t.first < _PRECISE_DAYS), dtype=bool)


def _place(t: Columns) -> Ints:
    """The one narrow place that each mention is about: its own, or the only one that its words name."""
    return np.array([next(iter(h)) if len(h) == 1 else UNTOLD for h in t.hints], dtype=np.int64)


def _sole(t: Columns, place: Ints, precise: Flags, parameters: Parameters) -> Flags:
    """Which mentions without a day can only mean one event.

    All days told of their place, for deeds that theirs may be, lie together, meet what they tell of the date, and are
    not after they were published.
    """
    size = int(place.max(initial=UNTOLD)) + 1
    # The row and column after the last stand for what is not told, which numpy also finds under -1.
    first = np.full((size + 1, len(TYPES) + 1), np.iinfo(np.int64).max)
    last = np.full((size + 1, len(TYPES) + 1), np.iinfo(np.int64).min)
    known = precise & (place != UNTOLD)
    np.minimum.at(first, (place[known], t.type[known]), t.first[known])
    np.maximum.at(last, (place[known], t.type[known]), t.last[known])
    codes = np.arange(-1, len(TYPES))
    left, right = (grid.ravel() for grid in np.meshgrid(codes, codes, indexing="ij"))
    fits = (likeness(left, right, parameters) != "different").reshape(len(codes), len(codes))
    fits = np.roll(fits, -1, axis=(0, 1))  # -1 last, as in the tables
    begun = np.array([np.where(fits[kind], first, np.iinfo(np.int64).max).min(axis=1) for kind in range(len(codes))])
    ended = np.array([np.where(fits[kind], last, np.iinfo(np.int64).min).max(axis=1) for kind in range(len(codes))])
    start, end = begun[t.type, place], ended[t.type, place]
    told = (place != UNTOLD) & (end >= start)
    together = told & (np.where(told, end, 0) - np.where(told, start, 0) <= _WITHIN_DAYS)
    meets = (t.first <= end) & (t.last >= start)
    return np.asarray(together & meets & (t.published != UNTOLD) & (t.published + 1 >= start), dtype=bool)
