"""Weapon, target, evidence and channel on invented sentences (cases/particulars.yaml)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from tests.statements.case_scoring import CASES

from counterclaim.model import Coding

Read = Callable[..., Coding]

_CASES: list[dict[str, Any]] = yaml.safe_load((CASES / "particulars.yaml").read_text(encoding="utf-8"))


def values(coding: Coding, prop: str) -> set[str]:
    """All values of one property."""
    return {s.value for s in coding.statements if s.property == prop}


@pytest.mark.parametrize("case", _CASES, ids=[str(n) for n in range(1, len(_CASES) + 1)])
def test_what_was_used_hit_and_offered_is_found(read: Read, case: dict[str, Any]) -> None:
    coding = read(case["text"])
    told = {k: values(coding, k) for k in ("weapon", "target", "evidence") if k in case}
    assert told == {k: set(case[k]) for k in told}
    if "channel" in case:
        assert {s.channel for s in coding.statements if s.channel} == set(case["channel"])


@pytest.mark.parametrize("case", [c for c in _CASES if "without" in c], ids=lambda c: c["text"][:30])
def test_no_name_of_a_person_becomes_a_target(read: Read, case: dict[str, Any]) -> None:
    for statement in read(case["text"]).statements:
        if statement.property in ("target", "weapon", "evidence"):
            assert not any(name in f"{statement.value} {statement.words}" for name in case["without"])
