"""Scores with known results, and what is scored."""

import pytest
from tests.assessments.saying import say

from counterclaim.assessments import forecast, score
from counterclaim.assessments.calibration import Forecast
from counterclaim.assessments.records import NO_RECORDS
from counterclaim.model import Property, Resolution

GIVEN = (0.1, 0.1, 0.1, 0.3, 0.3, 0.7, 0.7, 0.7, 0.9, 0.9)
CAME = (0, 0, 0, 0, 1, 1, 0, 1, 1, 1)


def forecasts(times=1):
    return [Forecast("perpetrator", p, bool(y)) for p, y in zip(GIVEN, CAME, strict=True)] * times


def test_the_scores_give_the_known_results():
    found = score(forecasts())
    assert found.brier == pytest.approx(0.13)
    assert (found.reliability, found.resolution, found.uncertainty) == pytest.approx((0.0133, 0.1333, 0.25), abs=5e-5)
    assert found.within == pytest.approx(0)
    assert found.skill == pytest.approx(0.48)
    assert found.log_score == pytest.approx(0.4005, abs=5e-5)
    assert found.z == pytest.approx(-0.2962, abs=5e-5)


def test_the_order_of_forecasts_does_not_matter():
    assert score(forecasts()[::-1]) == score(forecasts())


def test_resolved_questions_that_cannot_be_scored_are_told_as_such():
    from counterclaim.model.calibration import Calibration

    assert "no question of this ledger has been resolved" in Calibration(count=0).sentence
    assert "3 questions are resolved, and nothing was told on them before" in Calibration(count=0, unscored=3).sentence


def test_fewer_than_thirty_are_too_few_to_judge_and_thirty_are_enough():
    assert "too few to judge" in score(forecasts(2)).sentence
    assert "10 questions" in score(forecasts()).sentence
    assert "no question of this ledger has been resolved" in score([]).sentence
    assert "right in 15" in score(forecasts(3)).sentence


def test_what_a_court_says_does_not_foretell_its_own_finding(priors):
    said = [
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("assize court", "court", "attributes", "Reed Front", document="court"),
    ]
    settled = Resolution(
        event_id="e", property=Property.PERPETRATOR, value="Reed Front", value_key="reed front", by="court"
    )
    found = forecast(said, settled, priors, NO_RECORDS)
    assert (found.probability, found.right) == (pytest.approx(0.8), False)
    # Over all answers the truth is "somebody else": (.8)^2 + (.11 - 1)^2 + .06^2 + .02^2 + .01^2.
    assert found.squares == pytest.approx(0.64 + 0.89**2 + 0.06**2 + 0.02**2 + 0.01**2)


def test_a_toll_is_right_where_its_range_holds_the_truth(priors):
    said = [say("Doctor Lind", "expert", "reports_as_fact", "20+", prop="fatalities")]
    settled = Resolution(event_id="e", property=Property.FATALITIES, value="25", value_key="25", by="an analyst")
    assert forecast(said, settled, priors, NO_RECORDS).right
    assert forecast([], settled, priors, NO_RECORDS) is None
