"""How forecasts did: Brier and log scores, by version and by day, and the track record of who made them.

Brier 1950; updates count for the days on which they stood, as in the tournaments of Tetlock and Mellers (Mellers et al.
2014). A forecast in words is scored at the middle of its band and at both ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from counterclaim.assessments.calibration import Forecast as Question
from counterclaim.assessments.calibration import score
from counterclaim.model.forecast import Answer, Forecast, ForecastScore, TrackRecord

_FLOOR, _CEILING = 0.01, 0.99


def brier(probability: float, happened: bool) -> float:
    """The squared distance of a probability from what came out, 0 (best) to 1."""
    return (probability - happened) ** 2


def log_score(probability: float, happened: bool) -> float:
    """-ln of the probability given to what came out, clipped to 1 and 99 %."""
    clipped = min(max(probability, _FLOOR), _CEILING)
    return -math.log(clipped if happened else 1 - clipped)


def scored(forecast: Forecast) -> ForecastScore | None:
    """The scores of a settled forecast; None of one that is open, void or withdrawn.

    Versions recorded after the question was decided count for nothing; where none was recorded before, nothing does.
    """
    if not forecast.settled or forecast.withdrawn or forecast.settlement is None:
        return None
    happened = forecast.settlement.answer is Answer.YES
    end = forecast.settlement.on or forecast.closes
    standing = [v for v in forecast.versions if v.day <= end]
    if not standing:
        return None
    first, last = standing[0].chance, standing[-1].chance
    daily = [brier(p, happened) for p in _by_day(forecast, end)]
    ends = [brier(last.low, happened), brier(last.high, happened)]
    return ForecastScore(
        forecast_id=forecast.id,
        happened=happened,
        first=brier(first.probability, happened),
        last=brier(last.probability, happened),
        daily=sum(daily) / len(daily),
        log=log_score(last.probability, happened),
        best=min(ends),
        worst=max(ends),
        days=len(daily),
        updates=len(standing) - 1,
    )


def _by_day(forecast: Forecast, end: date) -> list[float]:
    """The probability that stood on each day from the first version, or the opening of the horizon, to ``end``."""
    versions = [v for v in forecast.versions if v.day <= end]
    day = min(max(versions[0].day, forecast.opens), end)
    standing: list[float] = []
    while day <= end:
        standing.append(next(v for v in reversed(versions) if v.day <= day).chance.probability)
        day += timedelta(days=1)
    return standing


def track_records(forecasts: Sequence[Forecast], today: date) -> list[TrackRecord]:
    """The records of each forecaster on each topic, of each over all topics, and of all; sorted by name, then topic."""
    keys = {("", "")} | {(f.forecaster, "") for f in forecasts} | {(f.forecaster, f.topic) for f in forecasts}
    return [
        _record(who, topic, [f for f in forecasts if who in ("", f.forecaster) and topic in ("", f.topic)], today)
        for who, topic in sorted(keys)
    ]


def _record(forecaster: str, topic: str, own: Sequence[Forecast], today: date) -> TrackRecord:
    found = [(f, s) for f in own if (s := scored(f)) is not None]
    open_ = [f for f in own if f.status == "open"]
    return TrackRecord(
        forecaster=forecaster,
        topic=topic,
        registered=len(own),
        open=len(open_),
        void=sum(f.status == Answer.VOID for f in own),
        withdrawn=sum(f.withdrawn for f in own),
        overdue=sum(f.closes < today for f in open_),
        late=sum(f.late for f in own),
        daily=sum(s.daily for _, s in found) / len(found) if found else None,
        calibration=score(_questions(found)),
    )


def _questions(found: Iterable[tuple[Forecast, ForecastScore]]) -> list[Question]:
    """Settled forecasts as questions of the scores that assessments share: the last version against what came out."""
    return [Question(property=f.topic or "no topic", probability=_last(f), right=s.happened) for f, s in found]


def _last(forecast: Forecast) -> float:
    end = forecast.settlement.on or forecast.closes if forecast.settlement else forecast.closes
    return [v for v in forecast.versions if v.day <= end][-1].chance.probability
