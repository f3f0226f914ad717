"""Extremely randomised trees (Geurts, Ernst and Wehenkel 2006) as flat arrays: reading them and asking them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

LEAF = -1
Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees' nodes behind one another; a leaf has the feature -1. Values up to the threshold go left."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: Rows
    """In a leaf: its share of matches."""
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]

    @classmethod
    def load(cls, path: Path) -> Forest:
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            return cls(**{name: arrays[name] for name in cls.__slots__})

    def save(self, path: Path) -> None:
        """Write plain arrays, the same bytes for the same trees."""
        with path.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **{name: getattr(self, name) for name in self.__slots__})

    def probabilities(self, rows: Rows) -> npt.NDArray[np.float64]:
        """Mean over the trees of the leaf that each row falls into."""
        total = np.zeros(len(rows), dtype=np.float64)
        every = np.arange(len(rows))
        for root in self.roots.tolist():
            at = np.full(len(rows), root, dtype=np.int32)
            while True:
                feature = self.feature[at]
                inner = feature != LEAF
                if not inner.any():
                    break
                goes = rows[every, np.where(inner, feature, 0)] <= self.threshold[at]
                at = np.where(inner, np.where(goes, self.left[at], self.right[at]), at)
            total += self.threshold[at]
        return total / max(len(self.roots), 1)
