"""The sweep meets exactly what lies near in time and place."""

import numpy as np
import pytest
from tests.events.kernel.records import told

from counterclaim.events.kernel.calibration import calibrate
from counterclaim.events.kernel.cells import cells, neighbours
from counterclaim.events.kernel.clustering import cluster
from counterclaim.events.kernel.explaining import explained
from counterclaim.events.kernel.levels import REACH_DAYS
from counterclaim.events.kernel.rows import codes, rows
from counterclaim.events.kernel.sweep import LONGEST_DAYS, layout, pairs


def spans(n=400, seed=3):
    rng = np.random.default_rng(seed)
    first = rng.integers(0, 60, n)
    return rows(
        first=first,
        last=first + rng.choice([0, 0, 0, 2, 10, 60], n),
        latitude=np.where(rng.random(n) < 0.1, np.nan, rng.uniform(10, 11.4, n)),
        longitude=rng.uniform(179.3, 180.9, n),
        source=rng.integers(-1, 3, n),
    )


def expected(t, nearest, reach):
    """All pairs by brute force: cells that touch, dates within reach, not of one declared source."""
    cell = cells(t.latitude, t.longitude)
    known = np.unique(cell[cell >= 0])
    touching = {(int(known[a]), int(known[b])) for a, b in zip(*neighbours(known), strict=True)}
    found = set()
    for i in range(t.size):
        for j in range(i):
            gap = max(t.first[i] - t.last[j], t.first[j] - t.last[i], 0)
            short = max(t.last[i] - t.first[i], t.last[j] - t.first[j]) < LONGEST_DAYS
            near = (min(cell[i], cell[j]), max(cell[i], cell[j])) in touching
            apart = t.source[i] < 0 or t.source[i] != t.source[j]
            if nearest <= gap <= reach and short and near and apart:
                found.add((j, i))
    return found


@pytest.mark.parametrize(("nearest", "reach"), [(0, 5), (20, 30)])
def test_the_sweep_finds_all_near_pairs_and_no_others(nearest, reach):
    t = spans()
    plan = layout(t)
    left, right = pairs(t.take(plan.order), plan, nearest=nearest, reach=reach)
    found = {tuple(sorted((int(plan.order[a]), int(plan.order[b])))) for a, b in zip(left, right, strict=True)}
    assert len(found) == len(left)
    assert found == expected(t, nearest, reach)


def test_a_sample_is_a_part_of_the_pairs_and_always_the_same():
    t = spans(seed=4)
    plan = layout(t)
    arranged = t.take(plan.order)
    whole = set(zip(*(side.tolist() for side in pairs(arranged, plan, nearest=0, reach=5)), strict=True))
    part = list(zip(*(side.tolist() for side in pairs(arranged, plan, nearest=0, reach=5, every=3)), strict=True))
    assert set(part) < whole
    assert part
    assert part == list(
        zip(*(side.tolist() for side in pairs(arranged, plan, nearest=0, reach=5, every=3)), strict=True)
    )


def test_the_weight_of_a_link_is_the_sum_of_what_explains_it():
    made = told(events=150)
    found = cluster(made.rows, made.names)
    for left, right, bits in list(zip(found.links.left, found.links.right, found.links.bits, strict=True))[:60]:
        fields = explained(made.rows, int(left), int(right), found.calibration)
        assert sum(weight for _, weight, _ in fields) == pytest.approx(bits, abs=1e-9)
        assert fields[0][0] == "surroundings"


def test_a_pair_too_far_apart_in_time_was_not_compared_and_says_so():
    t = rows(first=[0, REACH_DAYS + 1], latitude=[1.0, 1.0], longitude=[1.0, 1.0])
    assert explained(t, 0, 1, calibrate(t)) == (("date", -10.0, "more than 5 days apart: not compared"),)


def test_two_rows_of_a_data_set_that_declares_them_distinct_say_so():
    t = rows(first=[0, 0], latitude=[1.0, 1.0], longitude=[1.0, 1.0], source=[0, 0])
    assert explained(t, 0, 1, calibrate(t))[-1] == ("data set", -15.0, "it declares its rows events of their own")


def test_nothing_to_sweep_gives_no_pairs():
    t = rows(first=[], latitude=[], longitude=[])
    assert cluster(t).label.tolist() == []
    lone = rows(first=[3], latitude=[np.nan], longitude=[2.0])
    assert cluster(lone).label.tolist() == [0]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"latitude": [1.0], "longitude": [1.0, 2.0]}, "another length than first: latitude"),
        ({"latitude": [1.0, 91.0], "longitude": [1.0, 2.0]}, "latitude 91.0 of row 1"),
        ({"latitude": [1.0, 1.0], "longitude": [1.0, 2.0], "last": [5, 0]}, "row 1 ends before it begins"),
        ({"latitude": [1.0, 1.0], "longitude": [1.0, 2.0], "weapon": [5, 0]}, "no such columns: weapon"),
    ],
)
def test_wrong_columns_are_refused_with_their_row(columns, message):
    with pytest.raises(ValueError, match=message):
        rows(first=[1, 2], **columns)


def test_codes_are_sorted_and_what_is_untold_has_none():
    found, words = codes(["b", "", "a", "b"])
    assert words == ["a", "b"]
    assert found.tolist() == [1, -1, 0, 1]
