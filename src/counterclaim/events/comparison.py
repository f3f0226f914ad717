"""Comparison of pairs field by field, weighed in bits in the manner of Fellegi and Sunter (1969)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.events import levels as levels_of
from counterclaim.events.arrays import Columns, Floats, Ints
from counterclaim.events.levels import Levels
from counterclaim.events.parameters import Parameters, log_odds

_ROUNDS = 25
_CLIP = 60.0


@dataclass(frozen=True, slots=True)
class Compared:
    """Per field the level of each pair ("" where untold) and per pair the sum of all weights and the prior."""

    levels: dict[str, Levels]
    bits: Floats
    prior_bits: float

    def fields(self, pair: int, parameters: Parameters) -> tuple[tuple[str, float, str], ...]:
        """(field, bits, level) of one pair, the prior first; fields that were not told are left out."""
        told = [(field, str(levels[pair])) for field, levels in self.levels.items() if levels[pair]]
        weights = [(field, parameters.bits[field, level], level.replace("_", " ")) for field, level in told]
        return (("prior", self.prior_bits, "any two mentions compared"), *weights)


def compare(table: Columns, left: Ints, right: Ints, parameters: Parameters, prior: float | None = None) -> Compared:
    """Compare rows ``left`` with rows ``right``; ``prior`` in bits is estimated from the pairs where not given."""
    levels = {
        "date": levels_of.dates(table, left, right),
        "place": levels_of.places(table, left, right),
        "type": levels_of.types(table, left, right, parameters),
        "actors": levels_of.sets(table.actors, left, right),
        "targets": levels_of.sets(table.targets, left, right),
        "fatalities": levels_of.tolls(table, left, right),
        "words": levels_of.words(table.words, left, right),
        "document": levels_of.documents(table, left, right),
        "series": np.where(table.series[left] != table.series[right], "one_is_series", "").astype(object),
    }
    bits = np.zeros(len(left))
    for field, found in levels.items():
        for name in sorted({name for f, name in parameters.bits if f == field}):
            bits[found == name] += parameters.bits[field, name]
    prior_bits = estimated_prior(bits, parameters) if prior is None else prior
    return Compared(levels=levels, bits=bits + prior_bits, prior_bits=prior_bits)


def estimated_prior(bits: Floats, parameters: Parameters) -> float:
    """Log odds (base 2) of the share of compared pairs that are one event, by expectation-maximisation.

    Only the share is estimated, with m and u as given (Winkler 1988 estimates all three), and it is kept within the
    bounds of the parameter file, since few or odd pairs carry little information.
    """
    share = parameters.prior
    if len(bits):
        for _ in range(_ROUNDS):
            odds = np.exp2(np.clip(bits + log_odds(share), -_CLIP, _CLIP))
            share = min(max(float((odds / (1 + odds)).mean()), parameters.least_prior), parameters.most_prior)
    return log_odds(share)
