"""The table of agreement: each measure over all people and over each pair of them, and the units where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from counterclaim.review.agreement.alpha import reliability
from counterclaim.review.agreement.interval import DRAWS, Interval, interval
from counterclaim.review.agreement.measures import KEPT, MEASURES, Measure, shown, table, word
from counterclaim.review.agreement.readings import Reading, Unit, people_of
from counterclaim.review.agreement.spans import Span, SpanScore, span_f1

SAFE, TENTATIVE = 0.8, 0.667
"""Krippendorff's bounds."""
FEWEST = 10
"""Alpha of fewer units is told, but not judged: one unit more may turn it. A convention of ours."""

MACHINE = "machine"
"""The machine among the people, where it is compared with them; it never counts among all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far some people agree in one measure."""

    measure: Measure
    people: tuple[str, ...]
    """Two of them, or all."""
    everybody: bool
    units: int
    """Units that at least two of them read."""
    alpha: float | None
    interval: Interval | None
    same: float | None
    """Share of pairs of values that are the same."""

    @property
    def verdict(self) -> str:
        """What alpha allows, in words."""
        if not self.units:
            return "nobody has read the same"
        if self.alpha is None:
            return "not defined: all values are the same"
        if self.units < FEWEST:
            return "too few to tell"
        if self.alpha >= SAFE:
            return "good"
        return "tentative" if self.alpha >= TENTATIVE else "too low: make the codebook plainer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanAgreement:
    """How far two people marked the same passages."""

    people: tuple[str, str]
    score: SpanScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A unit that people read differently, each reading beside the others."""

    unit: Unit
    fields: tuple[str, ...]
    """Where they differ."""

    def said(self, reading: Reading) -> tuple[tuple[str, str], ...]:
        """What one of them says in each of those fields."""
        if reading.form is None:
            return ((KEPT, shown(None, KEPT)),)
        return tuple((name, shown(reading.form, name)) for name in self.fields if name != KEPT) or (
            (KEPT, shown(reading.form, KEPT)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that is to be told of how far people agree."""

    people: tuple[str, ...]
    units: tuple[Unit, ...]
    rows: tuple[Agreement, ...]
    """By measure, everybody before the pairs."""
    spans: tuple[SpanAgreement, ...]
    differences: tuple[Difference, ...]


def compare(
    units: Sequence[Unit], spans: Mapping[str, Mapping[str, Sequence[Span]]] | None = None, *, draws: int = DRAWS
) -> Comparison:
    """Compare all people who read the same units.

    Args:
        units: what they read.
        spans: by person and document the passages that they marked themselves.
        draws: of each bootstrap; documents are drawn where units stand in several, units otherwise.
    """
    names = people_of(units)
    people = [name for name in names if name != MACHINE]
    rows = []
    for measure in MEASURES:
        values = table(units, names, measure)
        rows += [row for row in _rows(units, values, names, people, measure, draws) if row.units]
    return Comparison(
        people=tuple(names),
        units=tuple(units),
        rows=tuple(rows),
        spans=tuple(_spans(spans or {})),
        differences=tuple(differences(units)),
    )


def differences(units: Sequence[Unit]) -> Iterator[Difference]:
    """The units in which people differ; the machine alone against them is no difference between people."""
    for unit in units:
        readings = [r for r in unit.readings if r.coder != MACHINE]
        fields = []
        for field in dict.fromkeys(measure.field for measure in MEASURES):
            words = {word(unit, reading, Measure(field)) for reading in readings} - {None}
            fields += [field] if len(words) > 1 else []
        if fields:
            yield Difference(unit=unit, fields=tuple(fields))


def _rows(
    units: Sequence[Unit],
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    names: Sequence[str],
    people: Sequence[str],
    measure: Measure,
    draws: int,
) -> Iterator[Agreement]:
    groups = [(tuple(people), True)] if len(people) > 2 else []
    groups += [(pair, len(people) == 2 and MACHINE not in pair) for pair in combinations(names, 2)]
    documents = np.array([unit.document_id for unit in units])
    for group, everybody in groups:
        chosen = values[:, [names.index(name) for name in group]]
        read = (~np.isnan(chosen)).sum(axis=1) >= 2
        found = reliability(chosen, measure.level)
        clusters = documents[read]
        drawn = None if len(set(clusters.tolist())) in (0, 1, len(clusters)) else clusters
        yield Agreement(
            measure=measure,
            people=group,
            everybody=everybody,
            units=found.units,
            alpha=found.alpha,
            interval=interval(found, clusters=drawn, draws=draws),
            same=found.observed,
        )


def _spans(spans: Mapping[str, Mapping[str, Sequence[Span]]]) -> Iterator[SpanAgreement]:
    for left, right in combinations(sorted(spans), 2):
        score = span_f1(spans[left], spans[right])
        if score.documents:
            yield SpanAgreement(people=(left, right), score=score)
