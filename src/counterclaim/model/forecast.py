"""Forecasts: questions about what is to come, with the probability that somebody gave, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counterclaim.model.calibration import Calibration
from counterclaim.model.passage import Passage


class Answer(StrEnum):
    """What came of a forecast's question."""

    YES = "yes"
    NO = "no"
    VOID = "void"
    """The question lost its sense, or its rule cannot be applied: it is not scored."""
    OPEN = "open"
    """Takes an earlier answer back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A probability as it was given: a number, or a word of estimation with its band."""

    low: float
    high: float
    words: str = ""
    """The words, where it was given in words."""

    @property
    def probability(self) -> float:
        """The number, or the middle of the band."""
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:.0%}"
        return f"{self.words} ({self.low:.0%} to {self.high:.0%})".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRule:
    """A rule that a tally decides: yes once it comes to ``least`` for certain, no when it cannot at the horizon."""

    tally: str
    least: int

    def __str__(self) -> str:
        return f"tally {self.tally} comes to at least {self.least}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One probability that a forecaster gave, from its day on until the next."""

    chance: Chance
    at: datetime
    by: str
    """Who recorded it."""
    reason: str
    judgement: str
    """Digest of the judgement that records it."""
    made: date | None = None
    """The day on which a text gave it, for a forecast that was taken up later; None where it was recorded at once."""

    @property
    def day(self) -> date:
        """The day from which it counts."""
        return self.made or self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What came of it, by whose judgement."""

    answer: Answer
    at: datetime
    by: str
    reason: str
    judgement: str
    on: date | None = None
    """The day on which the question was decided; None where it is the horizon's last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A registered forecast. What it asks and by which rule never changes; its probability may, in new versions."""

    id: str
    question: str
    rule: str
    """How it will be told what came of it, in words."""
    tally_rule: TallyRule | None
    opens: date
    """The first day of the horizon."""
    closes: date
    """The last day of the horizon."""
    forecaster: str
    topic: str
    versions: tuple[Version, ...]
    settlement: Settlement | None = None
    item_sha256: str = ""
    """The item that it was taken up from; empty where it was made here."""
    start: int = 0
    end: int = 0
    withdrawn: bool = False
    """Whether its registration was taken back; it stays in the chain, and the record counts it."""
    passage: Passage | None = None
    """The sentence that it was taken up from, where its document is kept."""

    @property
    def now(self) -> Version:
        """The version that stands."""
        return self.versions[-1]

    @property
    def late(self) -> bool:
        """Whether it was registered only after its horizon had ended."""
        return self.versions[0].at.date() > self.closes

    @property
    def settled(self) -> bool:
        """Whether yes or no came out, so that it can be scored."""
        return self.settlement is not None and self.settlement.answer in (Answer.YES, Answer.NO)

    @property
    def status(self) -> str:
        """The answer, "withdrawn", or "open"."""
        if self.withdrawn:
            return "withdrawn"
        return str(self.settlement.answer) if self.settlement else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastScore:
    """How one forecast did; lower is better for both scores.

    Brier is (p - y)^2, from 0 to 1; the log score is -ln of what was given to what came out, p clipped to [.01, .99].
    """

    forecast_id: str
    happened: bool
    first: float
    """Brier score of the first version."""
    last: float
    """Brier score of the version that stood at the end."""
    daily: float
    """Mean Brier score over the days of the horizon on which a version stood: each counts for as long as it held."""
    log: float
    """Log score of the last version."""
    best: float
    worst: float
    """Brier scores of the two ends of the last version's band; both are ``last`` for a number."""
    days: int
    """Days that ``daily`` averages."""
    updates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How a forecaster did on a topic; "" stands for all."""

    forecaster: str
    topic: str
    registered: int
    open: int
    void: int
    withdrawn: int
    overdue: int
    """Open ones whose horizon has passed."""
    late: int
    """Taken up from texts only after their horizon had ended: whoever picks them knows what came."""
    daily: float | None
    """Mean of the daily Brier scores; None where nothing is settled."""
    calibration: Calibration
    """Scores of the last versions, with their bands."""
