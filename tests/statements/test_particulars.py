"""Weapon, target, evidence and channel on invented sentences (cases/particulars.yaml)."""

from __future__ import annotations

import time
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


def test_a_channel_and_proof_leave_who_said_what_as_it_was(read: Read) -> None:
    coding = read(
        "The Crimson Path claimed responsibility for the bombing of the Velmar market on 2 July 2014 in a video "
        "posted on Telegram."
    )
    (told,) = [s for s in coding.statements if s.property == "perpetrator"]
    assert (told.act, told.speaker.name, told.value) == ("claims", "Crimson Path", "Crimson Path")
    assert "video" in told.evidence
    assert told.channel == "in a video posted on Telegram"


def test_quotes_of_particulars_are_exact_and_of_quotable_length(read: Read) -> None:
    for case in _CASES:
        coding = read(case["text"])
        for statement in coding.statements:
            for passage in (statement.passage, *statement.also):
                assert case["text"][passage.start : passage.end] == passage.quote
                assert 12 <= len(passage.quote) <= 600


def test_time_grows_with_the_length_of_the_text(read: Read) -> None:
    text = "On 2 July 2014 a car bomb hit a bus and a police post in Velmar, and no evidence was offered. "

    def seconds(times: int) -> float:
        began = time.process_time()
        read(text * times)
        return time.process_time() - began

    seconds(10)
    assert seconds(400) < 10 * max(seconds(100), 0.01)
