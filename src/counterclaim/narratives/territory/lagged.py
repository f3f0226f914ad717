"""Do attacks outside follow losses of territory? A quasi-Poisson regression on lagged losses, and its placebo checks.

log E[attacks in period t] = a + b t + sum over k = 1..K of c_k losses(t - k), fitted by iteratively reweighted least
squares (McCullagh and Nelder 1989, ch. 6); standard errors are widened by the dispersion that Pearson's statistic
estimates. The checks: losses that come only afterwards (leads, by running time backwards), circular shifts of the
losses, and each period of losses left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.model.territory import CountModel, LagEffect, TerritoryPeriod

Floats = npt.NDArray[np.float64]

LEAST_PERIODS, LEAST_ATTACKS, LEAST_LOSSES = 24, 12, 4
"""With fewer there is no model: its intervals would say nothing."""
_ROUNDS = 60
_LARGEST = 30.0
"""Bound of the linear predictor: beyond it a count has no finite estimate."""

ASSUMPTIONS = (
    "Counts of different periods are independent given losses and trend; variance grows in proportion to the mean.",
    "All losses weigh alike, whatever their size, and act for the same number of periods.",
    "Attacks and losses were collected with the same care throughout; what nobody collected is not there.",
    "The trend is log-linear; a season or a change of the group's ways is not modelled.",
)


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Too little to fit a model to; the message says what."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients with their covariance, dispersion in it, and degrees of freedom."""

    beta: Floats
    covariance: Floats
    dispersion: float
    freedom: int


def lagged_model(series: Sequence[TerritoryPeriod], lags: int = 3) -> CountModel:
    """The model of a series with losses up to ``lags`` periods before.

    Raises:
        Refused: the series has too few periods, attacks or losses, or no finite estimate.
    """
    attacks = np.array([p.outside for p in series], dtype=np.float64)
    losses = np.array([p.lost for p in series], dtype=np.float64)
    _check(attacks, losses, lags)
    fit = _fit(attacks, losses, lags)
    total = _summed(fit, lags)
    observed = _strength(total)
    shifted = [_strength(_summed(_fit(attacks, np.roll(losses, k), lags), lags)) for k in range(1, len(losses))]
    led = _summed(_fit(attacks[::-1], losses[::-1], lags), lags)
    share = float(np.mean([s >= observed - 1e-12 for s in shifted]))
    return CountModel(
        periods=len(series),
        attacks=int(attacks.sum()),
        losses=int(losses.sum()),
        lags=tuple(_effect(fit, k) for k in range(1, lags + 1)),
        total=total,
        dispersion=fit.dispersion,
        leads=led,
        shifted=share,
        shifts=len(shifted),
        without_one=_without_one(attacks, losses, lags),
        assumptions=ASSUMPTIONS,
        sentence=_sentence(total, led, share, lags),
    )


def _check(attacks: Floats, losses: Floats, lags: int) -> None:
    for one, many, found, least in (
        ("period", "periods", len(attacks), LEAST_PERIODS + lags),
        ("attack outside", "attacks outside", int(attacks.sum()), LEAST_ATTACKS),
        ("loss", "losses", int(losses.sum()), LEAST_LOSSES),
    ):
        if found < least:
            raise Refused(f"{found} {one if found == 1 else many}, and it takes {least}")


def _design(losses: Floats, lags: int) -> Floats:
    """Constant, trend from -1 to 1, and the losses of each lag; the first ``lags`` periods have no past: left out."""
    n = len(losses)
    past = [losses[lags - k : n - k] for k in range(1, lags + 1)]
    return np.column_stack([np.ones(n - lags), np.linspace(-1, 1, n - lags), *past])


def _fit(attacks: Floats, losses: Floats, lags: int) -> _Fit:
    x, y = _design(losses, lags), attacks[lags:]
    beta: Floats = np.zeros(x.shape[1])
    beta[0] = np.log(max(y.mean(), 0.1))
    for _ in range(_ROUNDS):
        eta = np.clip(x @ beta, -_LARGEST, _LARGEST)
        mean = np.exp(eta)
        working = eta + (y - mean) / mean
        weighted = x * mean[:, None]
        # A ridge so small that it moves nothing holds columns that a shift has emptied.
        bent = x.T @ weighted + 1e-8 * np.eye(x.shape[1])
        fresh: Floats = np.asarray(np.linalg.solve(bent, weighted.T @ working), dtype=np.float64)
        if np.abs(fresh - beta).max() < 1e-10:
            beta = fresh
            break
        beta = fresh
    mean = np.exp(np.clip(x @ beta, -_LARGEST, _LARGEST))
    freedom = len(y) - x.shape[1]
    dispersion = max(float((((y - mean) ** 2) / mean).sum() / freedom), 1e-6)
    information = x.T @ (x * mean[:, None]) + 1e-8 * np.eye(x.shape[1])
    covariance: Floats = np.asarray(dispersion * np.linalg.inv(information), dtype=np.float64)
    return _Fit(beta, covariance, dispersion, freedom)


def _ratio(fit: _Fit, weights: Floats, lag: int) -> LagEffect:
    value = float(weights @ fit.beta)
    error = math.sqrt(max(float(weights @ fit.covariance @ weights), 0.0))
    from scipy import stats

    reach = float(stats.t.ppf(0.975, fit.freedom)) * error
    low, middle, high = (math.exp(min(max(v, -_LARGEST), _LARGEST)) for v in (value - reach, value, value + reach))
    return LagEffect(lag=lag, ratio=middle, low=low, high=high)


def _effect(fit: _Fit, lag: int) -> LagEffect:
    weights = np.zeros(len(fit.beta))
    weights[1 + lag] = 1
    return _ratio(fit, weights, lag)


def _summed(fit: _Fit, lags: int) -> LagEffect:
    weights = np.zeros(len(fit.beta))
    weights[2:] = 1
    return _ratio(fit, weights, lags)


def _strength(effect: LagEffect) -> float:
    """How far an effect is from none, either way."""
    return abs(math.log(effect.ratio))


def _without_one(attacks: Floats, losses: Floats, lags: int) -> tuple[float, float]:
    found = []
    for at in np.flatnonzero(losses):
        fewer = losses.copy()
        fewer[at] = 0
        found.append(_summed(_fit(attacks, fewer, lags), lags).ratio)
    return min(found), max(found)


def _sentence(total: LagEffect, leads: LagEffect, share: float, lags: int) -> str:
    """What the model says in plain words, and what it does not show."""
    said = (
        f"One place lost goes with {total.ratio:.2f} times as many attacks outside over the {lags} periods after it "
        f"(95 % interval {total.low:.2f} to {total.high:.2f})"
    )
    clear = (total.low > 1 or total.high < 1) and share < 0.05 and leads.low <= 1 <= leads.high
    held = (
        "the placebo checks do not speak against it"
        if clear
        else "this cannot be told from no connection: " + "; ".join(_doubts(total, leads, share))
    )
    return (
        f"{said}; {held}. It is an association, not a cause: it does not show that losses bring about attacks, as both "
        "may follow from the same campaign, and neither the attacks that nobody reported nor other causes are in it."
    )


def _doubts(total: LagEffect, leads: LagEffect, share: float) -> list[str]:
    found = []
    if total.low <= 1 <= total.high:
        found.append("the interval holds 1")
    if share >= 0.05:
        found.append(f"{share:.0%} of shifted series show as much")
    if not leads.low <= 1 <= leads.high:
        found.append("losses that came only afterwards show an effect too")
    return found
