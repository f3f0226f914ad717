from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.team import Team, make_team

from counterclaim.pipeline import open_ledger
from counterclaim.web.security.limiting import Limits

ESTUARY = Path(__file__).parents[3] / "examples" / "estuary"


@pytest.fixture(scope="session")
def estuary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented example, run once; tests work on copies."""
    folder = tmp_path_factory.mktemp("estuary")
    with open_ledger(folder / "ledger.db") as book:
        book.add(ESTUARY)
        book.run()
    return folder


@pytest.fixture
def world(estuary: Path, tmp_path: Path) -> Iterator[Team]:
    """The team of the invented example."""
    shutil.copytree(estuary, tmp_path / "world")
    made = make_team(tmp_path / "world" / "ledger.db", limits=Limits(reads="100000/minute", writes="100000/minute"))
    yield made
    made.app.state.desk.close()
    made.accounts.close()
