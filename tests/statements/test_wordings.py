"""Claims, denials, blame, verdicts, doubts and retractions in many wordings, all invented."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.statements.case_scoring import CASES, code, coded, compare, expected

from counterclaim.statements import Coder

WORDINGS: list[dict[str, Any]] = yaml.safe_load((CASES / "wordings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", WORDINGS, ids=[case["text"][:60] for case in WORDINGS])
def test_a_wording_is_coded_as_a_careful_reader_would(coder: Coder, case: dict[str, Any]) -> None:
    _, missed, surplus = compare(expected(case), coded(code(coder, case)))
    assert (missed, surplus) == ([], [])
