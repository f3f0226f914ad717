"""What other pairs say about a pair of mentions, on a case worked out by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from coreference_support import support


def test_a_rival_in_the_same_document_lowers_the_margin_and_a_side_without_one_has_the_most():
    found = [SimpleNamespace(document=d, sentence=s) for d, s in ((0, 0), (1, 0), (1, 2))]
    pairs, odds = np.array([(0, 1), (0, 2), (1, 2)]), np.array([2.0, -1.0, -3.0])
    told = support(found, pairs, odds)
    assert told[:, 0].tolist() == [2.0, -1.0, -3.0]
    # 2 is 3 above the mention's other choice in the document; the other side has no other choice there: cut at 8.
    assert told[0, 1:3].tolist() == [3.0, 8.0]
    assert told[1, 1] == -3.0
    # No other pair of the same two sentences; of the same two documents one, with the odds -1.
    assert told[0, 3] == 0.0
    assert told[0, 6] == pytest.approx(np.log1p(1 / (1 + np.exp(1.0))))
