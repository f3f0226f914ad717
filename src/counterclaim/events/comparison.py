"""Comparison of pairs field by field, weighed in bits in the manner of Fellegi and Sunter (1969)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.events import levels as levels_of
from counterclaim.events.arrays import Columns, Floats, Ints
from counterclaim.events.episodes import episodes
from counterclaim.events.estimation import estimated, patterns
from counterclaim.events.levels import Levels
from counterclaim.events.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Compared:
    """Per field the level of each pair ("" where untold) and per pair the sum of all weights and the prior."""

    levels: dict[str, Levels]
    bits: Floats
    prior_bits: float
    parameters: Parameters
    """As the data at hand correct them."""

    def fields(self, pair: int) -> tuple[tuple[str, float, str], ...]:
        """(field, bits, level) of one pair, the prior first; fields that were not told are left out."""
        told = [(field, str(levels[pair])) for field, levels in self.levels.items() if levels[pair]]
        weights = [(field, self.parameters.bits[field, level], level.replace("_", " ")) for field, level in told]
        return (("prior", self.prior_bits, "any two mentions compared"), *weights)


def compare(
    table: Columns,
    left: Ints,
    right: Ints,
    parameters: Parameters,
    prior: float | None = None,
    judged: Floats | None = None,
) -> Compared:
    """Compare rows ``left`` with rows ``right``.

    Where ``prior`` (in bits) is not given, it and the weights are estimated from the pairs; ``judged`` is what people
    decided about each: 1 one event, 0 two, NaN undecided.
    """
    levels = {
        "date": levels_of.dates(table, left, right),
        "place": levels_of.places(table, left, right),
        "type": levels_of.types(table, left, right, parameters),
        "actors": levels_of.sets(table.actors, left, right),
        "targets": levels_of.sets(table.targets, left, right),
        "fatalities": levels_of.tolls(table, left, right),
        "words": levels_of.words(table.words, left, right),
        "document": levels_of.documents(table, left, right),
        "episode": episodes(table, left, right, parameters),
        "series": np.where(table.series[left] != table.series[right], "one_is_series", "").astype(object),
    }
    found = patterns(levels, parameters)
    weights, prior_bits = estimated(found, parameters, judged) if prior is None else (parameters, prior)
    bits = found.bits(weights)[found.inverse] + prior_bits
    return Compared(levels=levels, bits=bits, prior_bits=prior_bits, parameters=weights)
