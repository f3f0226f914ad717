"""The weights of agreement and disagreement, read from the reviewed file ``codebooks/data/linking.yaml``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.codebooks.files import DATA, read_yaml
from counterclaim.errors import ConfigError

_FIELDS = ("date", "place", "type", "actors", "targets", "fatalities", "words", "document", "episode", "series")


@dataclass(frozen=True)
class Parameters:
    """Weights in bits per field and level, the bounds of the prior, and the threshold that a link must reach."""

    bits: Mapping[tuple[str, str], float]
    """log2(m / u) by (field, level)."""
    m: Mapping[tuple[str, str], float]
    u: Mapping[tuple[str, str], float]
    competing: tuple[tuple[tuple[str, str], ...], ...]
    """Levels of one field that compete under the same circumstances, and so can be estimated against each other."""
    seen_matches: float
    seen_others: float
    """As how many pairs, of one event and of two, the shipped m and u count beside the pairs at hand."""
    least_kept: float
    """The part of a corrected m or u that is the shipped one, however many pairs there are."""
    prior: float
    """Share of compared pairs that are one event: where its estimation starts."""
    least_prior: float
    most_prior: float
    threshold_bits: float
    uncompared_bits: float
    """Weight of a pair that was never compared, because it does not meet in time and place."""
    akin: frozenset[frozenset[str]]
    """Pairs of event types of which one can be told as the other."""
    groups: Mapping[str, int]
    """The wider group of each event type, by its place in the file."""

    @classmethod
    @cache
    def shipped(cls) -> Parameters:
        """The parameters that ship with the package."""
        return cls.load(DATA / "linking.yaml")

    @classmethod
    def load(cls, path: Path) -> Parameters:
        """Read a file; raises ConfigError that names the wrong entry."""
        data = read_yaml(path)
        try:
            return cls(
                bits={(f, level): _bits(data[f][level], f, level) for f in _FIELDS for level in data[f]},
                m={(f, level): float(data[f][level]["m"]) for f in _FIELDS for level in data[f]},
                u={(f, level): float(data[f][level]["u"]) for f in _FIELDS for level in data[f]},
                competing=_competing(data),
                seen_matches=float(data["seen"]["matches"]),
                seen_others=float(data["seen"]["others"]),
                least_kept=_share(data["seen"]["least_kept"], "seen", "least_kept"),
                prior=_share(data["prior"]["probability"], "prior", "probability"),
                least_prior=_share(data["prior"]["least"], "prior", "least"),
                most_prior=_share(data["prior"]["most"], "prior", "most"),
                threshold_bits=log_odds(_share(data["threshold"]["probability"], "threshold", "probability")),
                uncompared_bits=log_odds(_share(data["uncompared"]["probability"], "uncompared", "probability")),
                akin=frozenset(frozenset(pair) for pair in data["akin"]),
                groups={kind: place for place, group in enumerate(data["groups"]) for kind in group},
            )
        except (KeyError, TypeError, ValueError) as error:
            remedy = "see the shipped linking.yaml for the entries it needs; each level has m and u between 0 and 1"
            raise ConfigError(f"has a wrong or missing entry: {error}", where=str(path), remedy=remedy) from error


def agreement_bits(m: float, u: float) -> float:
    """Weight of one level: log2 of how much more often it occurs among pairs that are one event."""
    return math.log2(m / u)


def log_odds(probability: float) -> float:
    """log2(p / (1 - p))."""
    return math.log2(probability / (1 - probability))


def probability(bits: float) -> float:
    """2^w / (1 + 2^w), safe for large weights of either sign."""
    if bits >= 0:
        return 1 / (1 + math.pow(2.0, -min(bits, 1000.0)))
    odds = math.pow(2.0, max(bits, -1000.0))
    return odds / (1 + odds)


def _competing(data: Mapping[str, Any]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The groups of levels, each of which must exist."""
    groups = tuple(tuple((f, level) for level in group) for f, found in data["competing"].items() for group in found)
    missing = next((f"{f}.{level}" for group in groups for f, level in group if level not in data[f]), None)
    if missing is not None:
        raise ValueError(f"competing names {missing}, which is no level")
    return groups


def _bits(entry: Mapping[str, Any], field: str, level: str) -> float:
    return agreement_bits(_share(entry["m"], field, level), _share(entry["u"], field, level))


def _share(value: object, field: str, level: str) -> float:
    number = float(str(value))
    if not 0 < number < 1:
        raise ValueError(f"{field}.{level} is {value}, not between 0 and 1")
    return number
