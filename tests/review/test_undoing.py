"""What was taken back stays in the chain and no longer counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.factories import judgement
from tests.review.test_grouping import A, B, C, applied, pair

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Verdict
from counterclaim.review.rules import check_judgement
from counterclaim.review.undoing import in_force, undone_by


def undo(of, reason="it was wrong"):
    return replace(judgement(Verdict.UNDO, Anchor(property="judgement", value=of.digest)), reason=reason)


MERGE = judgement(Verdict.MERGE, A, B)


def test_a_merge_that_is_taken_back_joins_nothing():
    assert applied(MERGE).together == (pair("a", "b"),)
    assert applied(MERGE, undo(MERGE)).together == ()


def test_an_undoing_that_is_taken_back_lets_the_judgement_count_again():
    once = undo(MERGE)
    twice = undo(once, "it was right after all")
    assert in_force([MERGE, once, twice]) == (MERGE,)
    assert undone_by([MERGE, once, twice]) == {once.digest: twice}
    assert applied(MERGE, once, twice).together == (pair("a", "b"),)


def test_what_an_undone_split_had_superseded_holds_again():
    split = judgement(Verdict.SPLIT, A, B)
    assert applied(MERGE, split).apart == (pair("a", "b"),)
    back = applied(MERGE, split, undo(split))
    assert back.together == (pair("a", "b"),)
    assert back.apart == ()


def test_each_pair_names_the_judgement_behind_it():
    later = judgement(Verdict.MERGE, B, C)
    found = applied(MERGE, later)
    assert found.decided_by == {pair("a", "b"): MERGE, pair("b", "c"): later}


def test_an_undoing_without_a_judgement_is_refused():
    check_judgement(undo(MERGE))
    with pytest.raises(ConfigError, match="concerns a judgement"):
        check_judgement(judgement(Verdict.UNDO, Anchor(value="abc")))
