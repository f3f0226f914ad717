"""What somebody changes in the ledger's file, `verify` finds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.cli.test_commands import MANILA, call


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM texts",
        "UPDATE texts SET text = replace(text, 'Manila', 'Lisbon')",
        "UPDATE statements SET value = 'Nobody'",
        "UPDATE statements SET quote = replace(quote, 'a', 'b')",
        "UPDATE captures SET sha256 = replace(sha256, 'a', 'b')",
        "UPDATE judgements SET reason = 'another'",
        "DELETE FROM judgements",
        "UPDATE documents SET title = 'x'",
        "UPDATE sources SET affiliation = 'x'",
        "UPDATE captures SET media_type = 'x'",
        "UPDATE assessments SET outcome = 'Nobody'",
        "UPDATE candidates SET probability = 0.5",
        "DELETE FROM statements WHERE id = (SELECT min(id) FROM statements)",
        "UPDATE statements SET probability = 0.123",
        "DELETE FROM codings",
        "DELETE FROM weights",
        "DELETE FROM events",
        "UPDATE manifest SET coder = 'x'",
        "INSERT INTO redirects VALUES ('evt_x', 'evt_y')",
        "INSERT INTO sources SELECT 'src_x', 'x', kind, language, affiliation, domains, hosting FROM sources",
        "DELETE FROM seals",
    ],
)
def test_a_change_behind_the_back_is_found(tmp_path: Path, change: str) -> None:
    (tmp_path / "manila.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "manila.md")
    call(tmp_path, "run")
    with sqlite3.connect(tmp_path / "counterclaim.db") as ledger:
        (statement,) = ledger.execute("SELECT min(id) FROM statements").fetchone()
    call(tmp_path, "judge", "accept", statement, "--reason", "read in the original")
    call(tmp_path, "verify")
    ledger = sqlite3.connect(tmp_path / "counterclaim.db")
    ledger.execute(change)
    ledger.commit()
    ledger.close()
    call(tmp_path, "verify", code=10)
