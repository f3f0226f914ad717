"""Names of actors that are told of the same events: aliases learned from the records themselves.

Two names are one actor's if records that agree in everything else bear them as often as records with one name do, and
not merely as often as neighbours meet by chance. Each near pair of records with two names adds evidence: the likelihood
of its agreement elsewhere if the names are one actor's, over that if they are not. How alike the strings are gives the
prior odds. What comes out weighs a link; it never enters the codebook and merges nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import JaroWinkler

from counterclaim.events.kernel.compiled import compiled
from counterclaim.events.kernel.estimation import Weights
from counterclaim.events.kernel.joining import Rules, join
from counterclaim.events.kernel.levels import ACTOR, COUNTS
from counterclaim.events.kernel.rows import UNTOLD, Bytes, Floats, Ints

_UNLIKE, _ALIKE = -6.0, 0.0
"""Prior log odds (base 2) that two names are one actor's, by whether the strings are alike."""
_LIKENESS = 0.9
_OTHER_NAMES = 0.03
"""Share of records of one event that name two different actors: accounts differ, and coders err."""
_RULES = Rules(threshold=3.0, uncompared=0.0, distinct=0.0)
_MOST_BITS = 6.0
"""What one pair of records can say at most, so that no single odd record decides."""


def learned_actors(actor: Ints, names: Sequence[str], left: Ints, right: Ints, near: Bytes, weights: Weights) -> Ints:
    """The learned actor of each name, named by its least code.

    Args:
        actor: code of the name of each row, -1 where untold.
        names: the vocabulary; may be empty, then no strings are compared.
        left: one row of each pair.
        right: the other.
        near: their levels.
        weights: as estimated with every name an actor of its own.
    """
    count = max(int(actor.max(initial=UNTOLD)) + 1, len(names))
    one, other = actor[left], actor[right]
    told = (one != UNTOLD) & (other != UNTOLD) & (one != other)
    keys = np.minimum(one, other)[told].astype(np.int64) * count + np.maximum(one, other)[told]
    told_of = np.empty(len(keys))
    evidence(near[told], weights.bits(), _alias_bits(weights), told_of)
    known, inverse = np.unique(keys, return_inverse=True)
    score: Floats = np.bincount(inverse, weights=told_of, minlength=len(known)).astype(np.float64)
    first, second = (known // max(count, 1)).astype(np.int32), (known % max(count, 1)).astype(np.int32)
    score = score + _likeness(first, second, names)
    return join(count, first, second, score, _RULES).astype(np.int32)


def _alias_bits(weights: Weights) -> Floats:
    """What the field would give a pair with one actor and with two, in bits."""
    same, silent = slice(0, COUNTS[ACTOR] - 1), COUNTS[ACTOR] - 1
    agree, by_chance = weights.m[ACTOR, same].sum(), weights.u[ACTOR, same].sum()
    differ = _OTHER_NAMES / max(float(weights.u[ACTOR, silent]), 1e-6)
    return np.asarray(np.log2([max(agree, 0.5) / max(by_chance, 1e-6), differ]), dtype=np.float64)


@compiled
def evidence(near: Bytes, bits: Floats, alias: Floats, out: Floats) -> None:
    """Bits that each pair gives for its two names being one actor's."""
    fields = near.shape[1]
    for pair in range(near.shape[0]):
        prior = bits[5, near[pair, 5]]
        others = 0.0
        for field in range(fields - 1):
            if field != 3:
                others += bits[field, near[pair, field]]
        likelihood = 2.0 ** max(min(others, 40.0), -40.0)
        one = 1.0 / (1.0 + 2.0 ** -(prior + alias[0]))
        two = 1.0 / (1.0 + 2.0 ** -(prior + alias[1]))
        told = np.log2((1.0 - one + one * likelihood) / (1.0 - two + two * likelihood))
        out[pair] = max(min(told, 6.0), -6.0)


def _likeness(first: Ints, second: Ints, names: Sequence[str]) -> Floats:
    """Prior bits from how alike the names are (Jaro 1989, Winkler 1990), or one begins the other."""
    if not names:
        return np.full(len(first), _UNLIKE)
    folded = [name.casefold() for name in names]
    alike = [
        folded[a].startswith(folded[b])
        or folded[b].startswith(folded[a])
        or JaroWinkler.similarity(folded[a], folded[b], score_cutoff=_LIKENESS) > 0
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]
    return np.where(np.array(alike, dtype=bool), _ALIKE, _UNLIKE)


def recoded(actor: Ints, learned: Ints) -> Ints:
    """Rows' actors by what was learned; a name that came later stays an actor of its own."""
    known = (actor != UNTOLD) & (actor < len(learned))
    return np.where(known, learned[np.clip(actor, 0, max(len(learned) - 1, 0))] if len(learned) else actor, actor)
