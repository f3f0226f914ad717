"""Fields in which two records are compared, and the levels of agreement of each."""

from __future__ import annotations

import numpy as np

from counterclaim.events.kernel.compiled import compiled
from counterclaim.events.kernel.rows import Bytes, Ints, Rows
from counterclaim.events.kernel.surroundings import CROWDS, SHARES, Located

REACH_DAYS = 5
"""Two records further apart in time are not compared."""
_VAGUE_DATES = ("overlap within a week", "overlap within a month", "overlap", "vague dates near each other")
_DISTANCES = (0.02, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
_KINDS = ("", " (one point stands for a place)", " (both points stand for places)")
_SIZES = (2, 5, 10, 25)
_RATIOS = (0.9, 0.75, 0.5, 0.25)

DATE, PLACE, TYPE, ACTOR, TOLL, CROWD = 0, 1, 2, 3, 4, 5
FIELDS = ("date", "place", "type", "actor", "toll", "surroundings")
ACTOR_SAME, ACTOR_OTHER = 0, SHARES


def _date_names() -> list[str]:
    return ["same day", *(f"{gap} days apart" for gap in range(1, REACH_DAYS + 1)), *_VAGUE_DATES]


def _place_names() -> list[str]:
    far = [*(f"within {km:g} km" for km in _DISTANCES[1:]), f"over {_DISTANCES[-1]:g} km apart"]
    return [name + kind for kind in _KINDS for name in ["same point", *far]]


def _toll_names() -> list[str]:
    sizes = [f"up to {size - 1}" for size in _SIZES] + [f"{_SIZES[-1]} and more"]
    alike = ["same", *(f"within a factor of {ratio:g}" for ratio in _RATIOS), "further apart"]
    return [f"{name} ({size} dead)" for size in sizes for name in alike]


NAMES: tuple[tuple[str, ...], ...] = (
    tuple(_date_names()),
    tuple(_place_names()),
    ("same", "same group", "different"),
    (*(f"same, borne by up to 1 in {2**k} nearby" for k in range(SHARES)), "different"),
    tuple(_toll_names()),
    tuple(f"about {2.0 ** (k - 11):.2g} records a day nearby" for k in range(CROWDS)),
)
"""The levels of each field in the order of their codes; the code after the last says that one of the two is silent."""
COUNTS = np.array([len(names) for names in NAMES])
WIDTH = int(COUNTS.max()) + 1


@compiled
def date_level(first_a: int, last_a: int, first_b: int, last_b: int, reach: int) -> int:
    """Level of the dates; -1 where they are further apart than ``reach`` days."""
    gap = max(first_a - last_b, first_b - last_a, 0)
    if gap > reach:
        return -1
    span = max(last_a - first_a, last_b - first_b) + 1
    if span == 1:
        return gap
    if gap > 0:
        return reach + 4
    return reach + 1 if span <= 8 else reach + 2 if span <= 31 else reach + 3


@compiled
def place_level(
    lat_a: float, lon_a: float, kind_a: int, lat_b: float, lon_b: float, kind_b: int, narrowing: float
) -> int:
    """Level of the points; ``narrowing`` is the cosine of the latitude."""
    north = (lat_a - lat_b) * 111.195
    across = abs(lon_a - lon_b)
    if across > 180.0:
        across = 360.0 - across
    east = across * 111.195 * narrowing
    far = north * north + east * east
    if far < 0.0004:
        step = 0
    else:
        step = 1
        bound = 0.25
        while step < 9 and far >= bound:
            bound *= 4.0
            step += 1
    return (kind_a + kind_b) * 10 + step


@compiled
def toll_level(a: int, b: int) -> int:
    """Level of two tolls: by size of the larger, and how near the lesser comes to it; 30 where one is untold."""
    if a < 0 or b < 0:
        return 30
    high, low = max(a, b), min(a, b)
    size = 0 if high < 2 else 1 if high < 5 else 2 if high < 10 else 3 if high < 25 else 4
    if high == low:
        return size * 6
    ratio = low / high
    step = 1 if ratio >= 0.9 else 2 if ratio >= 0.75 else 3 if ratio >= 0.5 else 4 if ratio >= 0.25 else 5
    return size * 6 + step


@compiled
def type_level(type_a: int, group_a: int, type_b: int, group_b: int) -> int:
    """Level of two types; 3 where one is untold."""
    if type_a < 0 or type_b < 0:
        return 3
    if type_a == type_b:
        return 0
    return 1 if group_a == group_b and group_a >= 0 else 2


@compiled
def actor_level(a: int, rarity_a: int, b: int, rarity_b: int, silent: int) -> int:
    """Level of two actors; ``silent`` where one is untold."""
    if a < 0 or b < 0:
        return silent
    if a == b:
        return min(rarity_a, rarity_b)
    return silent - 1


@compiled
def pair_levels(t: Rows, where: Located, left: Ints, right: Ints, reach: int, out: Bytes) -> None:
    """Levels of pairs of rows into ``out`` (pairs by fields)."""
    for place in range(len(left)):
        i, j = left[place], right[place]
        out[place, 0] = date_level(t.first[i], t.last[i], t.first[j], t.last[j], reach)
        out[place, 1] = place_level(
            t.latitude[i],
            t.longitude[i],
            where.kind[i],
            t.latitude[j],
            t.longitude[j],
            where.kind[j],
            min(where.narrowing[i], where.narrowing[j]),
        )
        out[place, 2] = type_level(t.type[i], t.group[i], t.type[j], t.group[j])
        out[place, 3] = actor_level(t.actor[i], where.rarity[i], t.actor[j], where.rarity[j], 7)
        out[place, 4] = toll_level(t.toll[i], t.toll[j])
        out[place, 5] = max(where.crowd[i], where.crowd[j])


def levels(t: Rows, where: Located, left: Ints, right: Ints, reach: int = REACH_DAYS) -> Bytes:
    """The levels of pairs of rows, one column a field."""
    out = np.empty((len(left), len(FIELDS)), dtype=np.uint8)
    pair_levels(t, where, left, right, reach, out)
    return out
