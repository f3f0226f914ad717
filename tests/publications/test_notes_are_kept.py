"""What an analyst wrote is never written over by what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import counterclaim
from counterclaim.errors import ConfigError

NOTE = "---\ntitle: A note\n---\n\nWords of mine.\n"


def test_a_brief_does_not_take_the_place_of_its_note(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    (tmp_path / "other.md").symlink_to(note)
    with counterclaim.open(tmp_path / "a.db") as ledger:
        for same in (note, tmp_path / "." / "note.md", tmp_path / "other.md"):
            with pytest.raises(ConfigError, match=r"is the note itself \(give --out another name"):
                ledger.brief(same, note=note)
        ledger.brief(tmp_path / "made.md", note=note)
        ledger.brief(tmp_path / "made.md", note=note)
    assert note.read_text(encoding="utf-8") == NOTE


def test_a_draft_does_not_take_the_place_of_a_note(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    with counterclaim.open(tmp_path / "a.db") as ledger:
        ledger.edit_brief(note)
        note.write_text(NOTE, encoding="utf-8")
        with pytest.raises(ConfigError, match="there is a note already"):
            ledger.edit_brief(note)
    assert note.read_text(encoding="utf-8") == NOTE
