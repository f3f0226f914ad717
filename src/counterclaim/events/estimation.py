"""What the data at hand say about the weights: the share of matches, and how levels spread among pairs.

Expectation-maximisation over patterns of agreement (Winkler 1988, Using the EM algorithm for weight computation in the
Fellegi-Sunter model of record linkage). The shipped m and u count as so many pairs already seen, so that a small ledger
keeps them and a large one follows its own data. Only levels that compete under the same circumstances (both tell a day,
both tell a point) are estimated against each other; the share of all of them together stays as shipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim.events.arrays import Floats, Ints
from counterclaim.events.parameters import Parameters, agreement_bits, log_odds

_ROUNDS = 25
_CLIP = 60.0


@dataclass(frozen=True, slots=True)
class Patterns:
    """The distinct patterns of agreement: level codes (one column a field, -1 untold) and how many pairs show each."""

    names: Mapping[str, tuple[str, ...]]
    """The levels of each field, in the order of the codes."""
    codes: Ints
    counts: Ints
    inverse: Ints
    """The pattern of each pair."""

    def bits(self, parameters: Parameters) -> Floats:
        """Sum of the weights of each pattern, without the prior."""
        total = np.zeros(len(self.counts))
        for column, (field, names) in enumerate(self.names.items()):
            # One place more for -1, which numpy takes for the last.
            weights = np.array([*(parameters.bits[field, name] for name in names), 0.0])
            total += weights[self.codes[:, column]]
        return total


def patterns(levels: Mapping[str, np.ndarray[tuple[int], np.dtype[np.object_]]], parameters: Parameters) -> Patterns:
    """Code the levels of all pairs and gather the pairs that agree alike."""
    names = {field: tuple(name for f, name in parameters.bits if f == field) for field in levels}
    size = len(next(iter(levels.values())))
    codes = np.full((size, len(names)), -1, dtype=np.int64)
    packed = np.zeros(size, dtype=np.int64)
    for column, (field, known) in enumerate(names.items()):
        for code, name in enumerate(known):
            codes[levels[field] == name, column] = code
        packed = packed * (len(known) + 1) + codes[:, column] + 1
    _, first, inverse, counts = np.unique(packed, return_index=True, return_inverse=True, return_counts=True)
    return Patterns(names=names, codes=codes[first], counts=counts, inverse=inverse)


def estimated(found: Patterns, parameters: Parameters, judged: Floats | None = None) -> tuple[Parameters, float]:
    """The parameters as the data correct them, and the log odds (base 2) that a compared pair is one event.

    ``judged`` is what people decided about each pair: 1 one event, 0 two, NaN undecided. What they decided is not
    estimated; they look at doubtful pairs, so the share of one event is that among the others.
    """
    fitted, share = parameters, parameters.prior
    if not len(found.counts):
        return fitted, log_odds(share)
    decided = np.zeros(len(found.inverse)) if judged is None else np.where(np.isnan(judged), 0.0, judged)
    settled = np.zeros(len(found.inverse), dtype=bool) if judged is None else ~np.isnan(judged)
    known = np.bincount(found.inverse, weights=decided, minlength=len(found.counts))
    undecided = found.counts - np.bincount(found.inverse, weights=settled, minlength=len(found.counts))
    for _ in range(_ROUNDS):
        matched = _matched(found.bits(fitted), share) * undecided
        share = _bounded(float(matched.sum()) / max(float(undecided.sum()), 1.0), parameters)
        fitted = replace(parameters, bits=_bits(found, matched + known, parameters))
    return fitted, log_odds(share)


def estimated_prior(bits: Floats, parameters: Parameters) -> float:
    """Log odds (base 2) of the share of pairs that are one event, with all weights as given.

    It is kept within the bounds of the parameter file, since few or odd pairs carry little information.
    """
    share = parameters.prior
    if len(bits):
        for _ in range(_ROUNDS):
            share = _bounded(float(_matched(bits, share).mean()), parameters)
    return log_odds(share)


def _matched(bits: Floats, share: float) -> Floats:
    odds = np.exp2(np.clip(bits + log_odds(share), -_CLIP, _CLIP))
    return np.asarray(odds / (1 + odds), dtype=np.float64)


def _bounded(share: float, parameters: Parameters) -> float:
    return min(max(share, parameters.least_prior), parameters.most_prior)


def _bits(found: Patterns, matched: Floats, parameters: Parameters) -> dict[tuple[str, str], float]:
    """Weights from the expected numbers of matching and of other pairs at each level."""
    bits = dict(parameters.bits)
    other, least = found.counts - matched, parameters.least_kept
    columns = {field: column for column, field in enumerate(found.names)}
    for group in (g for g in parameters.competing if g[0][0] in columns):
        levels = [(columns[f], found.names[f].index(name)) for f, name in group]
        shipped_m, shipped_u = [parameters.m[key] for key in group], [parameters.u[key] for key in group]
        m = _spread(found.codes, levels, matched, shipped_m, seen=parameters.seen_matches, least=least)
        u = _spread(found.codes, levels, other, shipped_u, seen=parameters.seen_others, least=least)
        bits.update({key: agreement_bits(float(m[i]), float(u[i])) for i, key in enumerate(group)})
    return bits


def _spread(
    codes: Ints, levels: list[tuple[int, int]], pairs: Floats, shipped: list[float], *, seen: float, least: float
) -> npt.NDArray[np.float64]:
    """Shares of some competing levels: the shipped ones as ``seen`` pairs or a least part, and the pairs at hand."""
    start = np.array(shipped)
    whole = start.sum()
    counted = np.array([float(pairs[codes[:, column] == code].sum()) for column, code in levels])
    kept = max(seen / (counted.sum() + seen), least)
    shares = kept * start / whole + (1 - kept) * counted / max(counted.sum(), 1.0)
    return np.asarray(whole * shares, dtype=np.float64)
