"""Which rows stand after a data set's releases."""

from __future__ import annotations

from counterclaim.documents.revisions import standing
from counterclaim.model import Release


def release(name: str, data_set: str = "made", **rows: str) -> Release:
    return Release(capture_id=name, data_set=data_set, records=tuple(sorted(rows.items())))


def told(*releases: Release) -> list[tuple[str, str, str, str]]:
    return [(r.capture_id, r.record, r.was, r.now) for r in standing(releases).revisions]


def test_a_changed_row_replaces_the_former_one() -> None:
    found = standing([release("one", a="d1", b="d2"), release("two", a="d1", b="d3")])
    assert found.rows == {"d1": "made", "d3": "made"}
    assert found.retired == {"d2": "d3"}


def test_rows_that_a_new_release_no_longer_has_are_withdrawn() -> None:
    found = standing([release("one", a="d1", b="d2", c="d3"), release("two", a="d1", c="d4")])
    assert [(r.record, r.now) for r in found.revisions] == [("b", ""), ("c", "d4")]
    assert found.retired == {"d2": "", "d3": "d4"}


def test_a_file_with_fewer_than_half_of_the_rows_withdraws_nothing() -> None:
    assert told(release("one", a="d1", b="d2", c="d3"), release("two", a="d4")) == [("two", "a", "d1", "d4")]


def test_two_countries_of_one_release_do_not_withdraw_each_other() -> None:
    assert told(release("one", a="d1", b="d2"), release("other", c="d3", d="d4")) == []


def test_a_world_file_replaces_two_countries_and_withdraws_from_both() -> None:
    world = release("world", a="d1", c="d3", e="d5")
    assert told(release("one", a="d1", b="d2"), release("other", c="d3", d="d4"), world) == [
        ("world", "b", "d2", ""),
        ("world", "d", "d4", ""),
    ]


def test_a_row_that_comes_back_as_it_was_stands_again() -> None:
    found = standing([release("one", a="d1"), release("two", a="d2"), release("three", a="d1")])
    assert found.rows == {"d1": "made"}
    assert found.retired == {"d2": "d1"}


def test_data_sets_do_not_meddle_with_each_other() -> None:
    found = standing([release("one", a="d1"), release("two", "another", a="d2")])
    assert found.rows == {"d1": "made", "d2": "another"}
    assert found.revisions == ()
