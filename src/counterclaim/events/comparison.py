"""Comparison of pairs field by field, weighed in bits in the manner of Fellegi and Sunter (1969)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.events import levels as levels_of
from counterclaim.events.arrays import Columns, Flags, Floats, Ints
from counterclaim.events.common import Common
from counterclaim.events.episodes import episodes, sole_told
from counterclaim.events.estimation import estimated, patterns
from counterclaim.events.levels import Levels
from counterclaim.events.parameters import Parameters

_LATE = ("reported_later", "reported_long_after", "published_apart")
"""To be late speaks against one event because others come in between; where there is only one, it says nothing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Per field the level of each pair ("" where untold) and per pair the sum of all weights and the prior."""

    levels: dict[str, Levels]
    bits: Floats
    prior_bits: float
    parameters: Parameters
    """As the data at hand correct them."""
    common: Common
    sole: Flags
    """Per row whether it can only mean the one event told of its place."""

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
    common: Common | None = None,
    sole: Flags | None = None,
) -> Compared:
    """Compare rows ``left`` with rows ``right``.

    Where ``prior`` (in bits) is not given, it and the weights are estimated from the pairs; ``judged`` is what people
    decided about each: 1 one event, 0 two, NaN undecided. ``common`` and ``sole`` are counted from the rows where they
    are not given; give them where the rows are not all mentions.
    """
    common = Common.of(table) if common is None else common
    sole = sole_told(table, parameters) if sole is None else sole
    levels = {
        "date": levels_of.dates(table, left, right),
        "place": levels_of.places(table, left, right, common),
        "type": levels_of.types(table, left, right, parameters),
        "actors": levels_of.sets(table.actors, left, right, common.actors),
        "targets": levels_of.sets(table.targets, left, right, common.targets),
        "fatalities": levels_of.tolls(table, left, right),
        "words": levels_of.words(table.words, left, right, common),
        "document": levels_of.documents(table, left, right),
        "episode": episodes(table, left, right, parameters, sole),
        "series": np.where(table.series[left] != table.series[right], "one_is_series", "").astype(object),
    }
    late = np.isin(levels["date"].astype(str), _LATE) & (levels["episode"] != "")
    levels["date"] = np.where(late, "", levels["date"]).astype(object)
    found = patterns(levels, parameters)
    weights, prior_bits = estimated(found, parameters, judged) if prior is None else (parameters, prior)
    bits = found.bits(weights)[found.inverse] + prior_bits
    return Compared(levels=levels, bits=bits, prior_bits=prior_bits, parameters=weights, common=common, sole=sole)
