from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.model.forecast import Answer, Chance, TallyRule
from counterclaim.review.forecasts import Registration, chance_changes, forecasts
from counterclaim.review.rules import FORECAST, JUDGEMENT, check_judgement

AT = datetime(2031, 1, 1, 12, tzinfo=UTC)
MADE = Registration(
    question="Will the bridge be hit?",
    rule="A wire report dated within the horizon says so",
    forecaster="A. Analyst",
    topic="bridges",
    opens=date(2031, 1, 1),
    closes=date(2031, 1, 31),
    chance=Chance(low=0.6, high=0.6),
    tally_rule=TallyRule(tally="hits", least=1),
)


def judgement(verdict, changes, *, days=0, anchor=None):
    return Judgement(
        verdict=verdict, anchors=(anchor or MADE.anchor,), by="A", at=AT + timedelta(days=days), reason="r",
        changes=tuple(changes),
    )  # fmt: skip


def undo(other):
    return judgement(Verdict.UNDO, (), anchor=Anchor(property=JUDGEMENT, value=other.digest))


REGISTERED = judgement(Verdict.FORECAST, MADE.changes)
REVISED = judgement(Verdict.FORECAST, chance_changes(Chance(low=0.55, high=0.8, words="likely")), days=3)
SETTLED = judgement(Verdict.SETTLE, [("answer", "", "yes"), ("on", "", "2031-01-09")], days=9)


def test_a_forecast_comes_out_of_the_chain_as_it_went_in():
    [found] = forecasts([REGISTERED, REVISED, SETTLED])
    assert (found.id, found.question, found.rule, found.topic) == (MADE.id, MADE.question, MADE.rule, "bridges")
    assert found.tally_rule == MADE.tally_rule
    assert [str(v.chance) for v in found.versions] == ["60%", "likely (55% to 80%)"]
    assert found.now.chance.probability == pytest.approx(0.675)
    assert (found.settlement.answer, found.settlement.on) == (Answer.YES, date(2031, 1, 9))
    assert found.settled


def test_a_forecast_of_a_text_counts_from_the_day_of_the_text():
    told = replace(MADE, made=date(2030, 12, 1), item_sha256="a" * 64, start=3, end=40)
    [found] = forecasts([judgement(Verdict.FORECAST, told.changes, anchor=told.anchor, days=60)])
    assert found.now.day == date(2030, 12, 1)
    assert found.late
    assert (found.item_sha256, found.start, found.end) == ("a" * 64, 3, 40)


def test_a_settling_is_taken_back_by_undoing_it_or_by_calling_it_open():
    assert forecasts([REGISTERED, SETTLED, undo(SETTLED)])[0].status == "open"
    again = judgement(Verdict.SETTLE, [("answer", "", "open")], days=10)
    assert forecasts([REGISTERED, SETTLED, again])[0].status == "open"


def test_a_revision_that_is_taken_back_does_not_count():
    [found] = forecasts([REGISTERED, REVISED, undo(REVISED)])
    assert len(found.versions) == 1


def test_a_registration_that_is_taken_back_stays_as_withdrawn():
    [found] = forecasts([REGISTERED, undo(REGISTERED)])
    assert found.status == "withdrawn"
    assert not found.settled


def test_the_whole_judgements_pass_the_chains_rules():
    for made in (REGISTERED, REVISED, SETTLED):
        check_judgement(made)


def without(*fields):
    return [c for c in MADE.changes if c[0] not in fields]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (without("rule"), "has no rule"),
        (without("question"), "asks nothing"),
        (without("closes"), "has no horizon"),
        (without("least"), "names the tally and the least number"),
        (without("low"), "gives a probability"),
        ([*without("low"), ("low", "", "0.0")], "nothing is certain"),
        ([*without("high"), ("high", "", "1.0")], "nothing is certain"),
        ([*without("closes"), ("closes", "", "2030-01-01")], "ends .2030-01-01. before it begins"),
        ([*without("closes"), ("closes", "", "soon")], "'soon' is no day"),
        ([*MADE.changes, ("colour", "", "red")], "no field colour"),
        ([*MADE.changes, ("low", "", "0.2")], "each field once"),
    ],
)
def test_a_forecast_that_cannot_be_scored_is_refused(changes, message):
    with pytest.raises(ConfigError, match=message):
        check_judgement(judgement(Verdict.FORECAST, changes))


@pytest.mark.parametrize("changes", [[], [("answer", "", "maybe")], [("answer", "", "yes"), ("on", "", "today")]])
def test_a_settling_says_yes_no_void_or_open(changes):
    with pytest.raises(ConfigError):
        check_judgement(judgement(Verdict.SETTLE, changes))


def test_a_forecast_concerns_a_forecast():
    with pytest.raises(ConfigError, match="concerns a forecast"):
        check_judgement(judgement(Verdict.FORECAST, MADE.changes, anchor=Anchor(value="x", property="actor")))
    assert MADE.anchor.property == FORECAST
