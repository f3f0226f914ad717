"""A ledger moved whole between files and PostgreSQL. All reports and rows are invented."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim.backends.storage import copying as rows
from counterclaim.backends.storage import logical_digest, open_storage
from counterclaim.errors import ConfigError, StorageError, VerificationError
from counterclaim.model import Coding
from counterclaim.model.account import TeamRole
from counterclaim.pipeline import copying, open_ledger
from counterclaim.pipeline.accounts import open_accounts
from counterclaim.pipeline.copying import copy_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = datetime(2031, 7, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """A ledger with everything in it: judgements, merges, two runs, two releases, a filled sheet, problems."""
    path = tmp_path_factory.mktemp("original") / "estuary.db"
    tables = EXAMPLES / "tables"
    with open_ledger(path, clock=lambda: NOON) as book:
        for name in ("sources.yaml", "places.csv", "actors.yaml", "government", "wire"):
            book.add(EXAMPLES / "estuary" / name)
        for name in ("border_watch.csv", "border_watch_2.csv"):
            book.add(f"csv:{tables / name}", table_map=tables / "border_watch.yaml")
        book.run()
        first, second, *_ = book.views()
        book.judge("merge", first.event.id, second.event.id, reason="one night \0 é", by="Ada")
        book.judge("reject", first.statements[0].statement.id, reason="another place", by="Ben")
        book.run()
    with closing(open_storage(path)) as storage:
        item = next(storage.documents())
        storage.save_sheets([Coding(document_id=item.id, coder="human/Ada")], {item.id: [{"note": "=1+1"}, {}]})
    with open_ledger(path, clock=lambda: NOON) as book:
        book.run()
    beside = path.with_name("estuary.answers.jsonl")
    beside.write_text('{"key": "k", "about": "doc_1", "answer": "{}"}\n', encoding="utf-8")
    return path


def everything(address) -> dict[str, object]:
    """All that a ledger says of itself."""
    with closing(open_storage(address, create=False)) as storage:
        return {
            "digest": logical_digest(storage),
            "captures": list(storage.captures()),
            "previous": (storage.previous_assessments(), storage.previous_manifest()),
            "releases": storage.releases(),
            "sheets": storage.sheets(),
            "chain": (storage.judgements(), storage.stored_digests()),
            "redirects": storage.redirects(),
            "stale": storage.stale(),
            "problems": storage.problems(),
        }


def tree(start: Path) -> dict[str, bytes]:
    found = [start] if start.is_file() else sorted(path for path in start.rglob("*") if path.is_file())
    return {str(path.relative_to(start)): path.read_bytes() for path in found}


def exported(address, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    with open_ledger(address, create=False) as book:
        assert book.verify().faults == []
        book.export("csv", folder)
        book.brief(folder / "brief.html")
        book.search("police")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_there_and_back_everything_is_the_same(original, ledger_address, tmp_path):
    there = copy_ledger(original, ledger_address)
    # Both ways before anything is published: a brief is remembered by the ledger that it was made from.
    back = copy_ledger(ledger_address, tmp_path / "back.db")
    assert everything(ledger_address) == everything(original)
    assert exported(ledger_address, tmp_path / "there") == exported(original, tmp_path / "here")
    assert everything(tmp_path / "back.db") == everything(original)
    assert exported(tmp_path / "back.db", tmp_path / "again") == exported(original, tmp_path / "once_more")
    assert (there.rows, there.digest) == (back.rows, back.digest)
    for ending in ("answers.jsonl", "codebook", "archive"):
        assert tree(tmp_path / f"back.{ending}") == tree(original.with_name(f"estuary.{ending}")) != {}
    kept = everything(original)
    assert len(kept["chain"][0]) == 2
    assert len(kept["releases"]) == 2
    assert kept["previous"][0]
    assert kept["sheets"]


def test_a_copy_goes_on_like_its_original(original, ledger_address, tmp_path):
    copy_ledger(original, tmp_path / "file.db")
    copy_ledger(original, ledger_address)
    digests = set()
    for address in (tmp_path / "file.db", ledger_address):
        with open_ledger(address, create=False, clock=lambda: NOON) as book:
            book.judge("reject", book.views()[0].statements[-1].statement.id, reason="seen again", by="Ada")
            book.run()
            assert book.verify().faults == []
            digests.add(book.logical_digest())
    assert len(digests) == 1


def test_a_target_that_holds_something_is_refused_and_left_alone(original, tmp_path):
    copy_ledger(original, tmp_path / "copy.db")
    before = everything(tmp_path / "copy.db")
    with pytest.raises(StorageError, match="is not empty"):
        copy_ledger(original, tmp_path / "copy.db")
    assert everything(tmp_path / "copy.db") == before
    with pytest.raises(ConfigError, match="both ledgers would have their files in"):
        copy_ledger(original, original)
    with pytest.raises(StorageError, match="there is no ledger"):
        copy_ledger(tmp_path / "none.db", tmp_path / "other.db")


@pytest.mark.parametrize("onto", ["file", "server"])
def test_a_copy_that_is_cut_off_is_an_empty_ledger_and_can_be_made_again(
    original, ledger_address, tmp_path, monkeypatch, onto
):
    target = ledger_address if onto == "server" else tmp_path / "copy.db"
    real, calls = rows.insert, []

    def cut_off(connection, table, found):
        calls.append(table.name)
        if table.name == "weights":
            raise KeyboardInterrupt
        real(connection, table, found)

    monkeypatch.setattr(rows, "insert", cut_off)
    with pytest.raises(KeyboardInterrupt):
        copy_ledger(original, target)
    assert {"captures", "events", "judgements"} < set(calls)
    monkeypatch.undo()
    with closing(open_storage(target)) as storage:
        assert list(storage.captures()) == storage.events() == storage.judgements() == []
    copy_ledger(original, target)
    assert everything(target) == everything(original)


def test_a_ledger_that_is_written_to_meanwhile_is_not_passed_off_as_copied(original, tmp_path, monkeypatch):
    copy_ledger(original, tmp_path / "source.db")

    def late(source, target, **options):
        written = rows.copy_rows(source, target, **options)
        with open_ledger(tmp_path / "source.db") as book:
            book.judge("unmask", "Somebody", reason="public office")
        return written

    monkeypatch.setattr(copying, "copy_rows", late)
    with pytest.raises(VerificationError, match="somebody wrote to the ledger"):
        copy_ledger(tmp_path / "source.db", tmp_path / "copy.db")
    with closing(open_storage(tmp_path / "copy.db")) as storage:
        assert list(storage.captures()) == storage.judgements() == []


def test_what_was_tampered_with_shows_in_the_copy_too(original, ledger_address, tmp_path):
    copy_ledger(original, tmp_path / "source.db")
    with closing(sqlite3.connect(tmp_path / "source.db")) as connection:
        connection.execute("UPDATE weights SET decibans = decibans + 1")
        connection.commit()
    copy_ledger(tmp_path / "source.db", ledger_address)
    with open_ledger(ledger_address, create=False) as book:
        assert any("table weights: it was changed" in fault for fault in book.verify().faults)


def test_accounts_come_along_only_where_that_is_asked_for(original, ledger_address, tmp_path):
    copy_ledger(original, tmp_path / "source.db")
    with closing(open_accounts(tmp_path / "source.db")) as accounts:
        accounts.add("ada", TeamRole.ADMIN, "four words that fit")
    copy_ledger(tmp_path / "source.db", tmp_path / "without.db")
    copy_ledger(tmp_path / "source.db", ledger_address, accounts=True)
    for address, known in ((tmp_path / "without.db", []), (ledger_address, ["ada"])):
        with closing(open_accounts(address)) as accounts:
            assert [account.name for account in accounts.all()] == known
    with closing(open_accounts(ledger_address)) as accounts:
        accounts.add("ben", TeamRole.CODER, "four words that fit")
