from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.quality.gate import FLOORS, breaches

from counterclaim.statements import ENCODER, GRAMMAR

ROOT = Path(__file__).parents[2]
RESULT = {
    "found": {"f1": 0.9},
    "full": {"f1": 0.9},
    "events": {"country": 1.0, "date": 1.0, "f1": 0.9},
    "unsupported": 0,
}


def test_the_floors_are_never_below_those_of_the_first_release() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    promised = {"found.f1": 0.60, "full.f1": 0.40, "events.country": 0.85, "events.date": 0.75}
    assert set(floors["coders"]) == {GRAMMAR, ENCODER}
    for bars in floors["coders"].values():
        assert all(bars["at_least"][name] >= value for name, value in promised.items())
        assert bars["at_most"]["unsupported"] == 0


def test_a_figure_below_its_floor_breaks_the_gate() -> None:
    floors = {"at_least": {"full.f1": 0.91}, "at_most": {"unsupported": 0}}
    assert breaches(RESULT, floors) == ["full.f1: 0.9 is below 0.91"]


def test_one_unsupported_quote_breaks_the_gate() -> None:
    floors = {"at_least": {}, "at_most": {"unsupported": 0}}
    assert breaches(RESULT | {"unsupported": 1}, floors) == ["unsupported: 1.0 is above 0"]


def test_missing_data_is_said_and_does_not_pass(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.quality.gate", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "not found" in run.stderr
