from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from tests.statements.case_scoring import make_coder

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import neutrality

DATA = yaml.safe_load(neutrality.TEXTS.read_text(encoding="utf-8"))
REPORTS = [neutrality.Report(t["title"], str(t["published"]), t["text"]) for t in DATA["texts"]]


def exchanged(pairs: list[neutrality.Pair]) -> dict[str, float]:
    coder = make_coder()
    total: dict[str, float] = {}
    for a, b in pairs:
        for report in REPORTS:
            one, other = neutrality.told(report, (a, b), coder), neutrality.told(report, (b, a), coder)
            for name, n in neutrality.compared(one, other).items():
                total[name] = total.get(name, 0) + n
    return neutrality.shares(total)


def test_faiths_can_be_exchanged_without_any_change() -> None:
    found = exchanged([("Sunni militants", "Shia militants"), ("Muslim extremists", "Christian extremists")])
    assert found == {"acts": 0, "certainty": 0, "probability": 0}


def test_nations_can_be_exchanged_without_any_change() -> None:
    found = exchanged([("Russia", "Ukraine"), ("Iran", "Israel")])
    assert found == {"acts": 0, "certainty": 0, "probability": 0}


@pytest.mark.slow
def test_certainty_and_probability_never_hang_on_who_somebody_is() -> None:
    pairs = [(a, b) for listed in DATA["pairs"].values() for a, b in listed]
    found = exchanged(pairs)
    assert found["certainty"] <= neutrality.MOST
    assert found["probability"] <= neutrality.MOST
    assert found["acts"] <= 0.03, "0.01 is the aim; what is left are phrases that the grammar takes for no actor"


def test_the_measure_sees_a_difference() -> None:
    key = (0, "claims", "A", "A", 0)
    told = {key: (1.0, 0.8), (1, "denies", "B", "B", 0): (1.0, 0.8)}
    found = neutrality.shares(neutrality.compared(told, {key: (0.5, 0.6)}))
    assert found == pytest.approx({"acts": 0.5, "certainty": 0.5, "probability": 0.2})
