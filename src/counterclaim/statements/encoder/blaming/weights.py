"""A linear model over signs. A sign's name is hashed to a weight, so that no words of training texts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from counterclaim.statements.encoder.blaming.scene import Scene
from counterclaim.statements.encoder.blaming.signs import guilt_signs
from counterclaim.statements.encoder.dense import Array

ROWS = 1 << 15
FILE = "blaming.npz"


def row(sign: str) -> int:
    """The row of a sign; the last one is kept for the constant."""
    return crc32(sign.encode()) % (ROWS - 1)


@dataclass(frozen=True)
class Blaming:
    """Weights (ROWS,) of the signs that an organisation did an incident, the constant last."""

    weights: Array

    @classmethod
    def read(cls, folder: Path) -> Blaming | None:
        """The weights of a model's folder; None where it has none."""
        path = folder / FILE
        if not path.is_file():
            return None
        with np.load(path) as arrays:
            return cls(arrays["guilt"].astype(np.float32))

    def write(self, folder: Path) -> None:
        """Keep them, in half precision."""
        np.savez_compressed(folder / FILE, guilt=self.weights.astype(np.float16))

    def odds(self, scene: Scene) -> float:
        """Log-odds that the text says that the organisation did it."""
        return self.weighed(guilt_signs(scene))

    def weighed(self, signs: Mapping[str, float]) -> float:
        """The signs' sum, with the constant."""
        rows = [row(sign) for sign in signs]
        strengths = np.fromiter(signs.values(), np.float32, len(rows))
        return float(strengths @ self.weights[rows] + self.weights[-1])
