"""Whether two names are one place's, with parameters learned from hand-judged pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from counterclaim.codebooks.files import DATA
from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.names.features import Tables, features
from counterclaim.codebooks.names.forest import Forest
from counterclaim.codebooks.names.scripts import latin


@dataclass(frozen=True, slots=True)
class PlaceMatcher:
    """A matcher of place names; see docs/explanation/linking.md for what it was learned from and how good it is."""

    tables: Tables
    forest: Forest
    threshold: float
    """From this probability on two names count as one place's."""

    @classmethod
    def load(cls, folder: Path = DATA) -> Self:
        """The shipped parameters; read once."""
        return cls(*_read(folder))

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each pair the probability that the two names are one place's, whatever their script."""
        if not pairs:
            return []
        folded = [(fold(latin(one)), fold(latin(other))) for one, other in pairs]
        rows = [list(features(one, other, self.tables).values()) for one, other in folded]
        return [float(p) for p in self.forest.probabilities(np.array(rows, dtype=np.float32))]

    def same(self, one: str, other: str) -> bool:
        """Whether two names are more likely one place's than not, as learned."""
        return self.probabilities([(one, other)])[0] >= self.threshold


@cache
def _read(folder: Path) -> tuple[Tables, Forest, float]:
    told = json.loads((folder / "place_names.json").read_text(encoding="utf-8"))
    tables = Tables(told["names"], told["counts"], told["word_bits"], told["edit_bits"])
    return tables, Forest.load(folder / "place_names.npz"), float(told["threshold"])
