"""Killed at any moment of `add` and `run` and started again, the ledger ends as if nothing had happened."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.pipeline.ledger import open_ledger

DRIVER = Path(__file__).with_name("driver.py")
ESTUARY = Path(__file__).parents[2] / "examples" / "estuary"


def start(ledger: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(DRIVER), str(ledger), str(ESTUARY)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(ledger: Path) -> str:
    process = start(ledger)
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    return out


def exports(ledger: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    with open_ledger(ledger, create=False) as book:
        written = [path for name in ("csv", "json", "parquet") for path in book.export(name, folder / f"tables.{name}")]
        assert book.verify().sound
    return {path.name: path.read_bytes() for path in written}


def kill_and_recover(points: int, seed: int, folder: Path) -> None:
    began = time.monotonic()
    expected = finish(folder / "whole.db")
    duration = time.monotonic() - began
    tables = exports(folder / "whole.db", folder / "whole")
    chance = random.Random(seed)
    cut_short = 0
    for point in range(points):
        ledger = folder / f"{point}.db"
        process = start(ledger)
        time.sleep(chance.uniform(0.1, 1.0) * duration)
        process.send_signal(signal.SIGKILL)
        cut_short += process.wait() == -signal.SIGKILL
        process.stdout.close()
        assert finish(ledger) == expected, f"point {point}"
        assert exports(ledger, folder / str(point)) == tables, f"point {point}"
    assert cut_short > points // 2, "most runs ended before they could be killed"


def test_three_kills_leave_no_trace(tmp_path: Path) -> None:
    kill_and_recover(3, seed=7, folder=tmp_path)


@pytest.mark.slow
def test_twenty_five_kills_leave_no_trace(tmp_path: Path) -> None:
    kill_and_recover(25, seed=11, folder=tmp_path)
