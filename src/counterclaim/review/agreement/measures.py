"""What is compared between people, on which scale, and its values as numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.model import CountRange, DateInterval, Property, Statement
from counterclaim.review.agreement.alpha import Floats, Level
from counterclaim.review.agreement.readings import Reading, Unit
from counterclaim.review.opinions import read_as

KEPT = "statement"
"""Whether there is such a statement at all."""
_MOST = 10**15
SAID, NOT_SAID = "said", "not said"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is compared."""

    field: str
    """statement, property, act, speaker, speaker_kind or value."""
    about: str = ""
    """Only of statements about this property; empty for all of them."""

    @property
    def words(self) -> str:
        """What is compared, in words."""
        if self.field == KEPT:
            return "whether it is said"
        return f"value of {self.about}" if self.about else self.field.replace("_", " ")

    @property
    def level(self) -> Level:
        """The scale: figures by their ratio, dates by days, all else equal or not."""
        if self.field != "value":
            return Level.NOMINAL
        if self.about in (Property.FATALITIES, Property.INJURED):
            return Level.RATIO
        return Level.INTERVAL if self.about == Property.DATE else Level.NOMINAL


MEASURES = (
    Measure(KEPT),
    Measure("property"),
    Measure("act"),
    Measure("speaker"),
    Measure("speaker_kind"),
    *(Measure("value", str(prop)) for prop in Property),
)


def table(units: Sequence[Unit], people: Sequence[str], measure: Measure) -> Floats:
    """Units by people as numbers, NaN where a person did not read a unit or it does not apply."""
    told = [[word(unit, unit.of(person), measure) for person in people] for unit in units]
    if measure.level is Level.NOMINAL:
        words = sorted({w for row in told for w in row if w is not None})
        codes = {w: float(place) for place, w in enumerate(words)}
        number: Callable[[str], float] = codes.__getitem__
    else:
        number = _count if measure.level is Level.RATIO else _day
    rows = [[float("nan") if w is None else number(w) for w in row] for row in told]
    return np.array(rows, dtype=np.float64).reshape(len(units), len(people))


def word(unit: Unit, reading: Reading | None, measure: Measure) -> str | None:
    """What one person says of what is compared, as words that are equal where people agree; None where nothing."""
    if reading is None or (measure.field == KEPT and unit.marked):
        return None
    form = reading.form
    if measure.field == KEPT:
        return SAID if form is not None else NOT_SAID
    if form is None or (measure.about and form.property != measure.about):
        return None
    return read_as(form, measure.field)


def shown(form: Statement | None, field: str) -> str:
    """The same as people write it."""
    if field == KEPT or form is None:
        return SAID if form is not None else NOT_SAID
    return form.speaker.name if field == "speaker" else str(getattr(form, field))


def _count(value: str) -> float:
    """A figure, the middle of a range, or the bound where only one is told; NaN for none."""
    try:
        told = CountRange.parse(value)
    except ValueError:
        return float("nan")
    ends = [float(min(end, _MOST)) for end in (told.low, told.high) if end is not None]
    return sum(ends) / len(ends) if ends else float("nan")


def _day(value: str) -> float:
    """The middle of a date's interval in days, or the bound where only one is told; NaN for none."""
    try:
        told = DateInterval.parse(value)
    except ValueError:
        return float("nan")
    ends = [float(day.toordinal()) for day in (told.earliest, told.latest) if day is not None]
    return sum(ends) / len(ends) if ends else float("nan")
