"""Claims, denials, blame, verdicts, doubts and retractions in many wordings, all invented."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.statements.case_scoring import CASES, code, coded, compare, expected, f1

from counterclaim.statements import Coder

WORDINGS: list[dict[str, Any]] = yaml.safe_load((CASES / "wordings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", WORDINGS, ids=[case["text"][:60] for case in WORDINGS])
def test_a_wording_is_coded_as_a_careful_reader_would(coder: Coder, case: dict[str, Any]) -> None:
    _, missed, surplus = compare(expected(case), coded(code(coder, case)))
    assert (missed, surplus) == ([], [])


def test_short_articles_are_coded_no_worse_than_measured(coder: Coder) -> None:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / "short_articles.yaml").read_text(encoding="utf-8"))
    hits = wanted = got = 0
    for case in cases:
        want, have = expected(case), coded(code(coder, case))
        hits += compare(want, have)[0]
        wanted, got = wanted + len(want), got + len(have)
    assert f1(hits, wanted, got) >= 0.64
