"""A run links anew only what changed, and ends in the events of a run that links everything."""

from __future__ import annotations

from functools import partial

import pytest

from counterclaim.pipeline import open_ledger
from counterclaim.pipeline.remembering import LinkingFile

TOWNS = ("Jolo", "Mosul", "Kabul", "Aleppo", "Maiduguri", "Quetta", "Cotabato", "Baghdad")


def report(number: int, town: str, day: int, dead: int) -> str:
    return (
        f"---\ntitle: Bombing in {town}\noutlet: Wire {number}\npublished: 2017-06-{day + 1:02}\n---\n"
        f"A bomb killed {dead} people in {town} on {day} June 2017, police said. "
        "The Marsh Column claimed the bombing.\n"
    )


def write(folder, numbers):
    for number in numbers:
        town = TOWNS[number % len(TOWNS)]
        day = 2 + 5 * (number % 4)
        (folder / f"{number:03}.md").write_text(report(number, town, day, 3 + number % len(TOWNS)))


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr("counterclaim.pipeline.ledger.LinkingFile", partial(LinkingFile, least=1))


def members(ledger):
    return {frozenset(view.event.mention_ids) for view in ledger.views()}


def test_a_new_report_relinks_what_it_touches_and_ends_in_the_events_of_a_full_run(kept, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, range(16))
    with open_ledger(tmp_path / "notes.db") as ledger:
        ledger.add(folder)
        first = ledger.run(coder="grammar-en")
        assert first.relinked == first.mentions
        assert not first.partly
        write(folder, [16])
        ledger.add(folder)
        second = ledger.run(coder="grammar-en")
        assert second.partly
        assert 1 <= second.relinked < second.mentions
        partly = members(ledger)
        whole = ledger.run(coder="grammar-en", relink=True)
        assert whole.relinked == whole.mentions
        assert members(ledger) == partly


def test_a_memory_that_is_not_of_these_events_is_not_used(kept, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, range(6))
    with open_ledger(tmp_path / "notes.db") as ledger:
        ledger.add(folder)
        ledger.run(coder="grammar-en")
        file = ledger.files.linking
        content = bytearray(file.read_bytes())
        content[-5] ^= 1
        file.write_bytes(content)
        write(folder, [7])
        ledger.add(folder)
        report = ledger.run(coder="grammar-en")
        assert report.relinked == report.mentions


def test_a_small_ledger_keeps_no_memory(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, range(3))
    with open_ledger(tmp_path / "notes.db") as ledger:
        ledger.add(folder)
        ledger.run(coder="grammar-en")
        assert not ledger.files.linking.exists()


def test_what_was_undone_is_not_carried_to_a_later_run(kept, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, range(8))
    with open_ledger(tmp_path / "notes.db") as ledger:
        ledger.add(folder)
        ledger.run(coder="grammar-en")
        before = members(ledger)
        one, two = (view.event.id for view in ledger.views()[:2])
        judged = ledger.judge("merge", one, two, reason="so an invented court found")
        assert ledger.run(coder="grammar-en").partly
        assert len(members(ledger)) == len(before) - 1
        assert set(ledger.decisions(ledger.show(one)).together.values()) == {judged}
        ledger.judge("undo", judged.digest, reason="it was misread")
        assert ledger.run(coder="grammar-en").partly
        assert members(ledger) == before
