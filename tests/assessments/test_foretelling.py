"""Scores of forecasts against vectors worked out by hand and those of the literature's formulas."""

from datetime import UTC, date, datetime

import pytest

from counterclaim.assessments.foretelling import brier, log_score, scored, track_records
from counterclaim.model.forecast import Answer, Chance, Forecast, Settlement, Version


def version(p, day, high=None, words=""):
    return Version(
        chance=Chance(low=p, high=p if high is None else high, words=words),
        at=datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC),
        by="A",
        reason="r",
        judgement="0" * 64,
    )


def settled(answer, on=None):
    return Settlement(
        answer=answer, at=datetime(2031, 2, 1, tzinfo=UTC), by="B", reason="r", judgement="1" * 64,
        on=date.fromisoformat(on) if on else None,
    )  # fmt: skip


def forecast(*versions, answer=None, on=None, who="A", topic="", number=1, **fields):
    return Forecast(
        id=f"fct_{number}",
        question="Will it?",
        rule="A text says so",
        tally_rule=None,
        opens=date(2031, 1, 1),
        closes=date(2031, 1, 10),
        forecaster=who,
        topic=topic,
        versions=versions,
        settlement=settled(answer, on) if answer else None,
        **fields,
    )


GIVEN = (0.1, 0.1, 0.1, 0.3, 0.3, 0.7, 0.7, 0.7, 0.9, 0.9)
CAME = (0, 0, 0, 0, 1, 1, 0, 1, 1, 1)


def test_the_reference_vector_is_met():
    made = [
        forecast(version(p, "2031-01-01"), answer=Answer.YES if y else Answer.NO, number=n)
        for n, (p, y) in enumerate(zip(GIVEN, CAME, strict=True))
    ]
    whole = track_records(made, date(2031, 3, 1))[0].calibration
    assert whole.count == 10
    assert whole.brier == pytest.approx(0.13)
    assert whole.reliability == pytest.approx(0.0133, abs=5e-5)
    assert whole.resolution == pytest.approx(0.1333, abs=5e-5)
    assert whole.uncertainty == pytest.approx(0.25)
    assert whole.skill == pytest.approx(0.48)
    assert whole.log_score == pytest.approx(0.4005, abs=5e-5)
    assert whole.z == pytest.approx(-0.2962, abs=5e-5)
    assert not whole.enough


def test_the_scores_of_one_probability():
    assert brier(0.7, True) == pytest.approx(0.09)
    assert brier(0.7, False) == pytest.approx(0.49)
    assert log_score(0.7, True) == pytest.approx(0.356675, abs=1e-6)
    assert log_score(0.999, False) == pytest.approx(4.60517, abs=1e-5)  # clipped to .99


def test_updates_count_for_the_days_on_which_they_stood():
    made = forecast(version(0.4, "2031-01-01"), version(0.9, "2031-01-06"), answer=Answer.YES)
    found = scored(made)
    assert found.first == pytest.approx(0.36)
    assert found.last == pytest.approx(0.01)
    assert found.days == 10
    assert found.daily == pytest.approx((5 * 0.36 + 5 * 0.01) / 10)
    assert found.updates == 1


def test_a_question_that_is_decided_early_ends_there():
    made = forecast(version(0.4, "2031-01-01"), version(0.9, "2031-01-06"), answer=Answer.YES, on="2031-01-05")
    found = scored(made)
    assert (found.last, found.days, found.updates) == (pytest.approx(0.36), 5, 0)


def test_what_was_said_after_the_answer_scores_nothing():
    assert scored(forecast(version(0.9, "2031-01-06"), answer=Answer.YES, on="2031-01-05")) is None


def test_words_are_scored_at_the_middle_and_at_both_ends():
    found = scored(forecast(version(0.55, "2031-01-01", high=0.80, words="likely"), answer=Answer.YES))
    assert found.last == pytest.approx((1 - 0.675) ** 2)
    assert (found.best, found.worst) == (pytest.approx(0.04), pytest.approx(0.2025))


@pytest.mark.parametrize("answer", [None, Answer.VOID])
def test_open_and_void_forecasts_have_no_score(answer):
    assert scored(forecast(version(0.4, "2031-01-01"), answer=answer)) is None


def test_a_record_is_kept_for_each_forecaster_and_topic_with_what_was_withdrawn():
    made = [
        forecast(version(0.9, "2031-01-01"), answer=Answer.YES, who="A", topic="river", number=1),
        forecast(version(0.9, "2031-01-01"), answer=Answer.NO, who="A", topic="town", number=2),
        forecast(version(0.2, "2031-01-01"), who="B", topic="town", number=3),
        forecast(version(0.2, "2031-01-01"), who="B", topic="town", number=4, withdrawn=True),
    ]
    records = {(r.forecaster, r.topic): r for r in track_records(made, date(2031, 2, 1))}
    assert set(records) == {("", ""), ("A", ""), ("A", "river"), ("A", "town"), ("B", ""), ("B", "town")}
    assert records["A", ""].daily == pytest.approx((0.01 + 0.81) / 2)
    assert records["A", "river"].calibration.brier == pytest.approx(0.01)
    of_b = records["B", ""]
    assert (of_b.registered, of_b.open, of_b.overdue, of_b.withdrawn, of_b.daily) == (2, 1, 1, 1, None)
