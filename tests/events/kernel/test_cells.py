"""Cells and their neighbourhoods."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.events.kernel.cells import cells, neighbours

_KM = 111.195


def touch(one, other):
    known = np.unique(cells(np.array([one[0], other[0]]), np.array([one[1], other[1]])))
    left, right = neighbours(known)
    return len(known) == 1 or (0, 1) in set(zip(left.tolist(), right.tolist(), strict=True))


@settings(deadline=None)
@given(st.floats(-89.5, 89.5), st.floats(-180, 180), st.floats(0, 2 * np.pi), st.floats(0, 50))
def test_whatever_lies_within_fifty_kilometres_is_in_cells_that_touch(latitude, longitude, angle, far):
    north = latitude + far * np.cos(angle) / _KM
    if abs(north) > 89.9:
        return
    east = longitude + far * np.sin(angle) / _KM / max(np.cos(np.radians(max(abs(latitude), abs(north)))), 1e-3)
    assert touch((latitude, longitude), (north, (east + 180) % 360 - 180))


def test_cells_touch_across_the_date_line():
    assert touch((10.0, 179.99), (10.0, -179.99))


def test_cells_of_far_places_do_not_touch():
    assert not touch((10.0, 20.0), (10.0, 22.0))


def test_a_place_without_a_point_has_no_cell():
    assert cells(np.array([np.nan, 5.0]), np.array([1.0, np.nan])).tolist() == [-1, -1]


def test_neighbours_are_symmetric_and_each_cell_is_its_own():
    rng = np.random.default_rng(2)
    known = np.unique(cells(rng.uniform(-90, 90, 4000), rng.uniform(-180, 180, 4000)))
    left, right = neighbours(known)
    assert (left <= right).all()
    assert set(range(len(known))) == {int(a) for a, b in zip(left, right, strict=True) if a == b}
