"""How often values occur among all mentions: to share what everybody tells says little (Newcombe 1959)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.events.arrays import Columns

_MANY, _MANY_SHARE = 20, 0.1


@dataclass(frozen=True)
class Common:
    """Counts among the mentions that the weights were estimated on."""

    mentions: int
    words: Mapping[str, int]
    """In how many mentions each word stands."""
    places: frozenset[str]
    """Keys of places, actors and targets that a tenth of the mentions which tell one, and at least twenty, name."""
    actors: frozenset[str]
    targets: frozenset[str]

    @classmethod
    def of(cls, t: Columns) -> Common:
        """Count."""
        return cls(
            mentions=len(t.words),
            words=Counter(word for each in t.words for word in each),
            places=_frequent([name] if name else [] for name in t.told_places()),
            actors=_frequent(t.actors),
            targets=_frequent(t.targets),
        )

    def rarity(self, word: str) -> float:
        """Inverse document frequency; a word that was not met then counts as met once."""
        return math.log((self.mentions + 1) / self.words.get(word, 1))


def _frequent(told: Iterable[Iterable[str]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    telling = 0
    for names in told:
        held = list(names)
        counts.update(held)
        telling += bool(held)
    return frozenset(name for name, count in counts.items() if count >= max(_MANY, _MANY_SHARE * telling))
