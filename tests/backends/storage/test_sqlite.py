"""The ledger as a SQLite file: what it is, what it refuses, what it survives."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contracts.storage_contract import PAPER, TEXT, capture, coding, document, fill, judgement

from counterclaim.backends.storage import logical_digest, open_storage, sqlite
from counterclaim.backends.storage.migrate import APPLICATION_ID, SCHEMA_VERSION
from counterclaim.errors import StorageError

FILLER = Path(__file__).with_name("filler.py")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my ledger #1 100%.db"


def rows(path, query):
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute(query).fetchall()


def change(path, *commands):
    with closing(sqlite3.connect(path)) as plain, plain:
        for command in commands:
            plain.execute(command)


def test_the_file_says_what_it_is(path):
    open_storage(path).close()
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_any_sqlite_tool_reads_who_says_what_where(path):
    with closing(open_storage(path)) as storage:
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
    query = """
        SELECT documents.title, speaker, act, property, value, start_offset, end_offset, quote
        FROM statements JOIN documents ON documents.id = statements.document_id ORDER BY start_offset LIMIT 1
    """
    assert rows(path, query) == [("a", "Police", "reports_as_fact", "fatalities", "36", 24, 50, TEXT[24:50])]


def test_names_in_other_scripts_stay_readable_in_lists(path):
    with closing(open_storage(path)) as storage:
        storage.add_capture(capture(), [(document(), replace(PAPER, domains=("مثال.example", "пример.example")))], [])
    assert rows(path, "SELECT domains FROM sources") == [('["مثال.example","пример.example"]',)]


def test_no_table_or_column_needs_quoting(path):
    open_storage(path).close()
    with closing(sqlite3.connect(path)) as plain:
        for (table,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'"):
            columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
            plain.execute(f"SELECT {', '.join(columns)} FROM {table}")


def test_writing_waits_for_the_disk_only_for_judgements(path):
    with closing(open_storage(path)) as storage:

        def synchronous():
            with storage._database.reading() as connection:
                return connection.exec_driver_sql("PRAGMA synchronous").scalar_one()

        storage.append_judgement(judgement())
        assert synchronous() == 2
        fill(storage, "a")
        assert synchronous() == 1


# --- what is refused ---------------------------------------------------------------------------------------------
def refused(path, **options):
    with pytest.raises(StorageError) as caught:
        open_storage(path, **options)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    return caught.value.message


def test_a_text_file_is_not_a_ledger(path):
    path.write_text("id,title\n1,report\n")
    assert "not a counterclaim ledger" in refused(path)
    assert path.read_text() == "id,title\n1,report\n"


def test_another_programs_database_is_not_a_ledger_and_stays_as_it_is(path):
    change(path, "CREATE TABLE contacts (name)")
    before = path.read_bytes()
    assert "not a counterclaim ledger" in refused(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_asks_for_a_newer_program(path):
    open_storage(path).close()
    change(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert f"version {SCHEMA_VERSION + 1}" in refused(path)


def test_a_folder_a_missing_folder_and_a_missing_ledger_are_named(tmp_path, path):
    assert "folder" in refused(tmp_path)
    assert "folder does not exist" in refused(tmp_path / "none" / "l.db")
    assert "no ledger" in refused(path, create=False)
    assert "no ledger" in refused(path, read_only=True)
    assert not path.exists()


def test_an_empty_file_becomes_a_ledger_only_if_that_is_wanted(path):
    path.touch()
    assert "no ledger" in refused(path, create=False)
    with closing(open_storage(path)) as storage:
        assert storage.integrity() == []


def test_a_locked_ledger_says_who_is_in_the_way(path):
    with closing(open_storage(path, busy_seconds=0.05)) as storage, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another process is writing"):
            fill(storage, "a")
        assert list(storage.documents()) == []
        other.rollback()
        fill(storage, "a")


def test_a_truncated_ledger_is_damaged_and_says_so(path):
    with closing(open_storage(path)) as storage:
        fill(storage, *(f"report {i}" for i in range(200)))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(StorageError, match="damaged") as caught:
        open_storage(path)
    assert caught.value.remedy


def test_a_ledger_with_pages_wiped_out_opens_and_integrity_says_what_is_wrong(path):
    with closing(open_storage(path)) as storage:
        fill(storage, *(f"report {i}" for i in range(200)))
    data = bytearray(path.read_bytes())
    data[-40 * 4096 :] = bytes(40 * 4096)
    path.write_bytes(data)
    with closing(open_storage(path)) as storage:
        assert storage.integrity()


def test_a_ledger_with_a_broken_head_is_damaged_and_says_so(path):
    open_storage(path).close()
    path.write_bytes(b"SQLite format 3\x00" + bytes(4000))
    with pytest.raises(StorageError) as caught:
        open_storage(path)
    assert caught.value.remedy


def test_reading_only_changes_nothing_and_refuses_to_write(path):
    with closing(open_storage(path)) as storage:
        (item,) = fill(storage, "a")
    before = path.read_bytes()
    with closing(open_storage(path, read_only=True)) as storage:
        assert list(storage.documents(with_text=True)) == [item]
        assert storage.integrity() == []
        with pytest.raises(StorageError, match="reading only"):
            storage.clear_problems("a")
    assert path.read_bytes() == before


def test_a_ledger_in_a_folder_that_cannot_be_written_is_read(path, monkeypatch):
    with closing(open_storage(path)) as storage:
        fill(storage, "a")
    monkeypatch.setattr(sqlite.os, "access", lambda *_: False)
    with closing(open_storage(path, read_only=True)) as storage:
        assert len(list(storage.documents())) == 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]


# --- tampering ---------------------------------------------------------------------------------------------------
TAMPERING = {
    "a statement's value": "UPDATE statements SET value = '35'",
    "a statement's act": "UPDATE statements SET act = 'denies'",
    "an act that does not exist": "UPDATE statements SET act = 'sings'",
    "a quote": "UPDATE statements SET quote = upper(quote)",
    "a span": "UPDATE statements SET start_offset = start_offset + 1, end_offset = end_offset + 1",
    "a span that does not fit": "UPDATE statements SET end_offset = end_offset + 1",
    "a text": "UPDATE texts SET text = replace(text, '36', '37')",
    "a text and its digest": "UPDATE texts SET text = replace(text, 'denied', 'claims'), sha256 = 'x'",
    "an item's digest": "UPDATE documents SET item_sha256 = 'x'",
    "a capture's digest": "UPDATE captures SET sha256 = 'x'",
    "a capture taken out": "DELETE FROM captures",
    "a document taken out": "DELETE FROM documents",
    "a mention moved": "UPDATE mentions SET number = 9",
}


@pytest.mark.parametrize("command", TAMPERING.values(), ids=TAMPERING.keys())
def test_integrity_finds_a_row_that_was_changed_by_another_program(path, command):
    with closing(open_storage(path)) as storage:
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        assert storage.integrity() == []
    change(path, command)
    with closing(open_storage(path)) as storage:
        assert storage.integrity()


# --- text that must not be kept ----------------------------------------------------------------------------------
def test_a_dropped_text_is_nowhere_in_the_files(path):
    secret = "the words that must go "
    with closing(open_storage(path)) as storage:
        item = document("a", text=TEXT + "." * 40 + secret * 400)
        storage.add_capture(capture("a"), [(item, PAPER)], [])
        storage.save_codings([coding(item)], [])
        storage.drop_text([item.id])
        for file in path.parent.iterdir():
            assert secret.encode() not in file.read_bytes(), file.name


# --- being killed ------------------------------------------------------------------------------------------------
def test_a_ledger_survives_kill_9_at_any_moment_and_ends_the_same(tmp_path):
    def run(target):
        return subprocess.Popen([sys.executable, str(FILLER), str(target)], stdout=subprocess.PIPE, text=True)

    whole = run(tmp_path / "whole.db")
    began = time.monotonic()
    expected = whole.communicate(timeout=60)[0]
    duration = time.monotonic() - began
    assert len(expected.strip()) == 64
    chance = random.Random(5)
    for point in range(4):
        target = tmp_path / f"{point}.db"
        process = run(target)
        time.sleep(chance.uniform(0.3, 1.0) * duration)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if target.exists():
            with closing(open_storage(target)) as storage:
                assert storage.integrity() == []
        assert run(target).communicate(timeout=60)[0] == expected


def test_two_processes_that_make_one_ledger_at_once_get_one(tmp_path):
    target = tmp_path / "one.db"
    processes = [
        subprocess.Popen([sys.executable, str(FILLER), str(target)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = {process.communicate(timeout=60)[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0]
    with closing(open_storage(target)) as storage:
        assert storage.integrity() == []
        assert logical_digest(storage) in {answer.strip() for answer in answers}


# --- speed -------------------------------------------------------------------------------------------------------
def test_three_thousand_codings_with_thirty_thousand_statements_are_written_in_seconds(path):
    spans = tuple((24, 24 + length) for length in range(12, 22))
    with closing(open_storage(path)) as storage:
        kept = capture()
        items = [document(item_sha256=f"{i:064x}", capture_id=kept.id) for i in range(3000)]
        codings = [coding(item, spans=spans) for item in items]
        began = time.process_time()
        storage.add_capture(kept, [(item, PAPER) for item in items], [])
        storage.save_codings(codings, [])
        assert time.process_time() - began < 15
        assert sum(len(c.statements) for c in storage.codings()) == 30_000


def test_opening_a_ledger_of_today_does_not_load_the_migrations(path):
    open_storage(path).close()
    code = (
        "import sys; from pathlib import Path; from counterclaim.backends.storage import open_storage;"
        "open_storage(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
