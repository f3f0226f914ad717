"""How well probabilities did on questions that have since been resolved."""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 30
"""With fewer resolved questions there is nothing to judge by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBand:
    """The forecasts of one band of probability: how many, what they said on average, and how often they were right."""

    low: float
    high: float
    count: int
    forecast: float
    right: float
    right_low: float
    """Wilson's 90 % interval of ``right``."""
    right_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Scores of the leading answers' probabilities; the scores are None where nothing is resolved.

    ``brier`` is the mean of (forecast - right)^2, from 0 (best) to 1, and equals reliability - resolution +
    uncertainty + ``within`` (Murphy 1973; the last is what bands of unequal forecasts leave over).
    """

    count: int
    brier: float | None = None
    reliability: float | None = None
    resolution: float | None = None
    uncertainty: float | None = None
    within: float | None = None
    skill: float | None = None
    """Against always saying the base rate; None where all or none were right."""
    log_score: float | None = None
    """Mean negative logarithm of the probability of what came out, clipped to 1 and 99 %."""
    ece: float | None = None
    """Expected calibration error over the bands."""
    z: float | None = None
    """Spiegelhalter's Z (1986): beyond 1.96 either way the forecasts are miscalibrated."""
    many_brier: float | None = None
    """Mean over perpetrator questions of the sum over all answers, from 0 to 2."""
    bands: tuple[CalibrationBand, ...] = ()
    by_property: tuple[tuple[str, int, int], ...] = ()
    """(property, resolved, leading answer right)."""
    unscored: int = 0
    """Resolved questions on which nothing was told before they were resolved."""

    @property
    def enough(self) -> bool:
        """Whether there are questions enough to judge by."""
        return self.count >= ENOUGH

    @property
    def sentence(self) -> str:
        """How well such probabilities did, or that nobody knows yet."""
        if not self.count and self.unscored:
            asked, them = ("question is", "it") if self.unscored == 1 else ("questions are", "them")
            return (
                f"Nobody knows yet how well such probabilities do: {self.unscored} {asked} resolved, and nothing was "
                f"told on {them} before that."
            )
        if not self.count:
            return "Nobody knows yet how well such probabilities do: no question of this ledger has been resolved."
        asked = "question has" if self.count == 1 else "questions have"
        if not self.enough or self.brier is None or self.ece is None:
            return (
                f"Nobody knows yet how well such probabilities do: {self.count} {asked} been resolved, which is too "
                f"few to judge (it takes {ENOUGH})."
            )
        right = sum(r for _, _, r in self.by_property)
        return (
            f"How well such probabilities did: of {self.count} resolved questions the leading answer was right in "
            f"{right}; Brier score {self.brier:.3f} (0 is best; always saying 50 % gives .250), expected calibration "
            f"error {self.ece:.3f}."
        )


UNCALIBRATED = Calibration(count=0)
"""Nothing is resolved."""
