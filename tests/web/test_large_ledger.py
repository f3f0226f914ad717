"""The app on a ledger of a hundred thousand statements: no page takes many times what an empty one takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
STATEMENTS = 100_000
MOST = 40
"""Times the help page: what a page may take at the 95th percentile."""


def run(script: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *options], capture_output=True, text=True, timeout=3000, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
def test_every_look_at_a_large_ledger_is_a_few_times_an_empty_page(tmp_path: Path) -> None:
    ledger = tmp_path / "large.db"
    run("desk_ledger.py", str(ledger), "--statements", str(STATEMENTS))
    # The lists and the index are made in the first round, which is not judged.
    run("desk_pages.py", str(ledger), "--rounds", "1", "--most-ms", "1e9")
    told = run("desk_pages.py", str(ledger), "--rounds", "3", "--most-ratio", str(MOST))
    assert "too slow: none" in told
