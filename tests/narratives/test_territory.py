from datetime import date

import numpy as np
import pytest
from tests.factories import document, fact, place

from counterclaim.model import DateInterval, Property
from counterclaim.model.territory import ControlSpan, TerritoryAttack, TerritoryPeriod
from counterclaim.model.values.control import ControlChange
from counterclaim.narratives import Period
from counterclaim.narratives.territory import (
    Refused,
    joined,
    lagged,
    lagged_model,
    moves_of_spans,
    moves_of_statements,
    periods,
)

FRONT = "Tidewater Front"


def span(where, actor, since, until=None, row=2):
    return ControlSpan(
        place=where, actor=actor, since=date.fromisoformat(since), until=date.fromisoformat(until) if until else None,
        source="the wire", row=row,
    )  # fmt: skip


def told(value, where="Port Calder", start=100):
    return fact(Property.CONTROL, value, f"{value} at {where}", place=place(where), start=start)


def test_a_span_is_a_gain_at_its_beginning_and_a_loss_after_its_end():
    rows = [span("Calder", FRONT, "2031-01-01", "2031-02-10"), span("Holm", FRONT, "2031-03-05", row=3)]
    found = moves_of_spans(rows, lambda name: name == FRONT, lambda name: ("XE",))
    assert [(m.place, m.change, str(m.when), m.row) for m in found] == [
        ("Calder", ControlChange.LOST, "2031-02-11", 2),
        ("Holm", ControlChange.GAINED, "2031-03-05", 3),
    ]  # what is held on the file's first day was not gained on it


def test_statements_of_one_change_are_one_move_with_all_their_speakers():
    one = told(f"lost by {FRONT} [2031-02]")
    same = told(f"lost by {FRONT} [2031-02]", start=900)
    other = told(f"gained by {FRONT} [2031-03-04]", where="Holm")
    foreign = told("gained by Harbour Watch [2031-03-04]")
    found = moves_of_statements([one, same, other, foreign], lambda s: None, lambda s, actor: actor == FRONT)
    assert [(m.place, m.change, str(m.when), len(m.statement_ids)) for m in found] == [
        ("Port Calder", ControlChange.LOST, "2031-02", 2),
        ("Holm", ControlChange.GAINED, "2031-03-04", 1),
    ]


def test_a_change_that_a_file_and_a_text_tell_is_one():
    rows = [span("Calder", FRONT, "2031-01-01", "2031-02-10"), span("Holm", FRONT, "2030-12-01", row=3)]
    written = moves_of_spans(rows, lambda name: True, lambda name: ())
    texts = [told(f"lost by {FRONT} [2031-02-14]", where="Calder"), told(f"lost by {FRONT} [2031-04]", where="Calder")]
    said = moves_of_statements(texts, lambda s: None, lambda s, actor: True)
    found = [m for m in joined(written, said) if m.place == "Calder" and m.change is ControlChange.LOST]
    assert [(m.row, len(m.statement_ids)) for m in found] == [(2, 1), (0, 1)]


def test_a_change_without_a_date_happened_before_its_text_came_out():
    found = moves_of_statements([told(f"lost by {FRONT}")], lambda s: document().published, lambda s, actor: True)
    assert found[0].when == DateInterval(earliest=None, latest=date(2031, 3, 5))


def test_the_series_counts_by_period_and_says_what_is_in_none():
    rows = [span("Calder", FRONT, "2031-01-01", "2031-02-10")]
    moves = moves_of_spans(rows, lambda name: True, lambda name: ())
    attacks = [
        TerritoryAttack(event_id="a", when=DateInterval.parse("2031-01-07"), inside=True),
        TerritoryAttack(event_id="b", when=DateInterval.parse("2031-03"), inside=False),
        TerritoryAttack(event_id="c", when=DateInterval.parse("2031"), inside=False),
        TerritoryAttack(event_id="d", when=DateInterval.parse("2031-02-02"), inside=None),
    ]
    series, left = periods(moves, rows, attacks, Period.MONTH)
    assert [(str(p.start), p.lost, p.held, p.inside, p.outside) for p in series] == [
        ("2031-01-01", 0, 1, 1, 0),
        ("2031-02-01", 1, 0, 0, 0),
        ("2031-03-01", 0, 0, 0, 1),
    ]
    assert left == 2


def series_of(attacks, losses):
    start = date(2031, 1, 6)
    return [
        TerritoryPeriod(
            start=date.fromordinal(start.toordinal() + 7 * n), end=date.fromordinal(start.toordinal() + 7 * n + 6),
            gained=0, lost=int(lost), held=None, inside=0, outside=int(hit),
        )
        for n, (hit, lost) in enumerate(zip(attacks, losses, strict=True))
    ]  # fmt: skip


def made(effect, seed=7, n=200):
    """Attacks with a mean of 2, and ``effect`` times as many in the week after a loss."""
    rng = np.random.default_rng(seed)
    losses = rng.binomial(1, 0.15, n)
    mean = 2.0 * np.where(np.roll(losses, 1) == 1, effect, 1.0)
    return series_of(rng.poisson(mean), losses)


def test_a_planted_effect_is_found_at_its_lag_and_not_among_the_placebos():
    found = lagged_model(made(2.5), lags=2)
    assert found.lags[0].low < 2.5 < found.lags[0].high
    assert found.lags[0].low > 1.5
    assert found.lags[1].low < 1 < found.lags[1].high
    assert found.leads.low < 1 < found.leads.high
    assert found.shifted < 0.05
    assert found.without_one[0] <= found.total.ratio <= found.without_one[1]
    assert "the placebo checks do not speak against it" in found.sentence
    assert "not a cause" in found.sentence


def test_without_an_effect_nothing_is_found():
    found = lagged_model(made(1.0), lags=2)
    assert found.total.low < 1 < found.total.high
    assert found.shifted > 0.05
    assert "cannot be told from no connection" in found.sentence
    assert 0.7 < found.dispersion < 1.4


def test_the_fit_solves_the_score_equations():
    attacks = np.array([p.outside for p in made(2.5)], dtype=float)
    losses = np.array([p.lost for p in made(2.5)], dtype=float)
    fit = lagged._fit(attacks, losses, 2)
    x = lagged._design(losses, 2)
    assert np.abs(x.T @ (attacks[2:] - np.exp(x @ fit.beta))).max() < 1e-5


def test_more_spread_than_poisson_widens_the_intervals():
    rng = np.random.default_rng(3)
    losses = rng.binomial(1, 0.15, 200)
    attacks = rng.negative_binomial(0.7, 0.7 / 2.7, 200)
    assert lagged_model(series_of(attacks, losses), lags=1).dispersion > 2


@pytest.mark.parametrize(
    ("attacks", "losses", "message"),
    [
        ([1] * 20, [1] * 20, "20 periods, and it takes 27"),
        ([0] * 40, [1] * 40, "0 attacks outside, and it takes 12"),
        ([1] * 40, [0] * 38 + [1, 1], "2 losses, and it takes 4"),
    ],
)
def test_too_little_is_refused_with_what_it_takes(attacks, losses, message):
    with pytest.raises(Refused, match=message):
        lagged_model(series_of(attacks, losses), lags=3)
