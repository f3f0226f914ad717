from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.team import Team, make_team

from counterclaim.pipeline import open_ledger


@pytest.fixture
def empty_ledger(tmp_path: Path) -> Path:
    open_ledger(tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


@pytest.fixture
def team(empty_ledger: Path) -> Iterator[Team]:
    made = make_team(empty_ledger)
    yield made
    made.accounts.close()
