from __future__ import annotations

import numpy as np
import pytest
from scipy.special import erf

from counterclaim.statements.encoder.dense import Heads, gelu, sigmoid, softmax


def test_gelu_is_that_of_the_error_function() -> None:
    x = np.linspace(-6, 6, 201, dtype=np.float32)
    assert np.abs(gelu(x) - 0.5 * x * (1 + erf(x / np.sqrt(2)))).max() < 1e-6


def test_probabilities_sum_to_one_and_large_scores_do_not_overflow() -> None:
    p = softmax(np.array([[1000.0, 1000.0], [-1000.0, 0.0]], np.float32))
    assert p.tolist() == [[0.5, 0.5], [0.0, 1.0]]
    assert sigmoid(np.array([-500.0, 0.0, 500.0], np.float32)) == pytest.approx([0.0, 0.5, 1.0])


def test_a_task_sees_its_own_arrays_only() -> None:
    arrays = {"one.a.weight": np.eye(2) * 3, "one.a.bias": np.ones(2), "two.a.weight": np.eye(2)}
    heads = Heads(arrays, "one")
    assert heads.linear("a", np.array([1.0, 2.0], np.float32)).tolist() == [4.0, 7.0]
    with pytest.raises(KeyError):
        Heads(arrays, "two").linear("a", np.zeros(2, np.float32))
