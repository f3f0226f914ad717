"""The small heads on the encoder's states, in numpy: what `torch.nn.Linear` and `GELU` do, from arrays of a heads.npz."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def softmax(x: Array, axis: int = -1) -> Array:
    """Probabilities along an axis."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True), np.float32)


def sigmoid(x: Array) -> Array:
    """Logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), np.float32)


def gelu(x: Array) -> Array:
    """Gaussian error linear unit (Hendrycks and Gimpel, 2016); the error function after Abramowitz and Stegun 7.1.26, to 1e-7."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), np.float32)


class Heads:
    """The heads of one task, by name."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], task: str) -> None:
        start = f"{task}."
        self._arrays = {k[len(start) :]: np.asarray(v, np.float32) for k, v in arrays.items() if k.startswith(start)}

    def linear(self, name: str, x: Array) -> Array:
        """`x` (..., in) through the linear layer `name` to (..., out)."""
        return np.asarray(x @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"], np.float32)

    def two_layers(self, name: str, x: Array) -> Array:
        """Linear, GELU, linear."""
        return self.linear(f"{name}.2", gelu(self.linear(f"{name}.0", x)))

    def array(self, name: str) -> Array:
        """The array called `name`."""
        return self._arrays[name]
