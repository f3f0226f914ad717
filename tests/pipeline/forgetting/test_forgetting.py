"""Documents forgotten: nothing of them is left, the chain holds, and they do not come back unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.pipeline.forgetting.ledgers import MARKER, filled, opened, packed, remains, written
from tests.postgres_server import Server

from counterclaim.errors import ConfigError
from counterclaim.model import STRUCK, Verdict
from counterclaim.settings import LedgerAddress

ASKED = "asked for by the person named"


@pytest.fixture(params=["file", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> LedgerAddress:
    if request.param == "file":
        return tmp_path / "ledger.db"
    return str(request.getfixturevalue("ledger_address"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "reports")


def test_no_word_of_it_is_left_in_any_file_or_row_and_the_ledger_is_sound(address: LedgerAddress, folder: Path) -> None:
    wanted = filled(address, folder)
    assert remains(address, MARKER)
    with opened(address) as book:
        before = book.judgements()
        report = book.forget(wanted, reason=ASKED, by="Cai")
        assert report.documents == (wanted,)
        assert report.struck == 6
        assert report.left == ""
    assert remains(address, MARKER) == []
    with opened(address) as book:
        assert book.verify().faults == []
        after = book.judgements()
        assert [j.digest for j in after[:-1]] == [j.digest for j in before]
        assert [(j.verdict, j.by, j.at) for j in after[:-1]] == [(j.verdict, j.by, j.at) for j in before]
        assert {j.reason for j in after if j.struck} == {""}
        # What is about another document stays as it was.
        assert after[-2] == before[-1]
        assert after[-1].reason == ASKED
        assert [j.digest for j in book.forgotten()] == [report.judgement]


def test_its_statements_are_gone_at_once_and_the_events_are_weighed_anew(address: LedgerAddress, folder: Path) -> None:
    wanted = filled(address, folder)
    with opened(address) as book:
        market = next(v for v in book.views() if {s.document.id for s in v.statements} > {wanted})
        book.forget(wanted, reason=ASKED)
        assert wanted not in set(book.documents()["document_id"])
        assert MARKER not in book.statements().to_json()
        assert book.search(MARKER) == []
        now = book.show(market.event.id)
        assert [s.document.title for s in now.statements]
        assert {s.document.title for s in now.statements} == {"Market bombed"}
        assert now.assessments
        assert not book._storage.stale()


def test_the_same_bytes_are_refused_unless_asked_for(address: LedgerAddress, folder: Path) -> None:
    wanted = filled(address, folder)
    with opened(address) as book:
        book.forget(wanted, reason=ASKED, by="Cai")
        again = book.add(folder)
        assert again.documents == again.captured == 0
        assert [p.code for p in again.problems] == ["forgotten"]
        assert "forgotten on 2031-07-01 by Cai: asked for by the person named" in again.problems[0].message
        inside = packed(folder, [f"{MARKER}.md", "other.md"], folder.parent / "pack.zip")
        held = book.add(inside)
        assert [p.code for p in held.problems] == ["forgotten"]
    assert [path for path in remains(address, MARKER) if "problems" not in path and "ledger.db" not in path] == []
    with opened(address) as book:
        assert book.verify().faults == []
        back = book.add(folder, forgotten=True)
        assert back.documents == 1
        book.run()
        assert wanted in set(book.documents()["document_id"])
        assert book.verify().faults == []
        # What was said of it is not brought back with it.
        assert [j.anchors for j in book.judgements() if j.verdict is Verdict.ADD] == [(STRUCK, STRUCK)]


def test_of_a_container_the_bytes_go_and_the_other_texts_stay(address: LedgerAddress, folder: Path) -> None:
    first = packed(folder, [f"{MARKER}.md", "other.md"], folder.parent / "first.zip")
    second = packed(folder, ["third.md", f"{MARKER}.md"], folder.parent / "second.zip")
    with opened(address) as book:
        book.add(first, second)
        documents = book.documents()
        wanted = documents[documents["title"].str.contains(MARKER)]["document_id"].iloc[0]
        report = book.forget(wanted, reason=ASKED)
        # The second archive holds the report too, though the ledger has it as the first one's.
        assert report.without_bytes == 2
        assert sorted(book.documents()["title"]) == ["Market bombed", "Mill shelled"]
        found = book.verify()
        assert found.faults == []
        assert (found.kept, found.not_kept) == (0, 2)
    assert remains(address, MARKER) == []


def test_words_are_struck_out_only_where_the_chain_says_so(tmp_path: Path, folder: Path) -> None:
    import sqlite3

    address = tmp_path / "ledger.db"
    wanted = filled(address, folder)
    with opened(address) as book:
        book.forget(wanted, reason=ASKED)
        assert book.verify().sound
        kept = next(j for j in reversed(book.judgements()) if not j.struck and j.verdict is Verdict.ACCEPT)
        struck = next(j for j in book.judgements() if j.struck)
    with sqlite3.connect(address) as database:
        database.execute("UPDATE judgements SET judge = 'Mallory' WHERE digest = ?", [struck.digest])
    with opened(address) as book:
        assert any("it was changed after it was recorded" in fault for fault in book.verify().faults)
    with sqlite3.connect(address) as database:
        database.execute("UPDATE judgements SET judge = ? WHERE digest = ?", [struck.by, struck.digest])
        database.execute("UPDATE judgements SET reason = '' WHERE digest = ?", [kept.digest])
    with opened(address) as book:
        assert any("it was changed after it was recorded" in fault for fault in book.verify().faults)


def test_forgetting_cannot_be_taken_back_and_needs_a_reason_and_a_document(tmp_path: Path, folder: Path) -> None:
    address = tmp_path / "ledger.db"
    wanted = filled(address, folder)
    with opened(address) as book:
        for given, reason, words in (
            ((wanted,), " ", "needs a reason"),
            (("doc_nothing",), "r", "no document has"),
            (("doc_",), "r", "several documents begin with"),
            ((), "r", "no document is named"),
        ):
            with pytest.raises(ConfigError, match=words):
                book.forget(*given, reason=reason)
        with pytest.raises(ConfigError, match="forgetting removes what it is about"):
            book.judge("forget", wanted, reason="r")
        made = book.forget(wanted, reason=ASKED)
        with pytest.raises(ConfigError, match="cannot be brought back"):
            book.judge("undo", made.judgement, reason="r")


def test_the_same_call_again_does_what_a_crash_left_undone(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = tmp_path / "ledger.db"
    wanted = filled(address, folder)
    with opened(address) as book:
        with monkeypatch.context() as patched:
            patched.setattr("counterclaim.sources.Archive.remove", _crash)
            with pytest.raises(KeyboardInterrupt):
                book.forget(wanted, reason=ASKED)
        assert any("forgotten" in fault for fault in book.verify().faults)
        report = book.forget(wanted, reason="another reason")
        assert report.documents == (wanted,)
        assert book.verify().faults == []
        assert [j.reason for j in book.forgotten()] == [ASKED]
    assert remains(address, MARKER) == []


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_answers_of_models_about_other_documents_stay(tmp_path: Path, folder: Path) -> None:
    address = tmp_path / "ledger.db"
    wanted = filled(address, folder)
    with opened(address) as book:
        with book.files.answers.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"key": "l", "about": "doc_other", "answer": "kept"}) + "\n")
        book.forget(wanted, reason=ASKED)
        assert [json.loads(line)["about"] for line in book.files.answers.read_text().splitlines()] == ["doc_other"]


def test_a_ledger_that_was_never_run_forgets_too(tmp_path: Path, folder: Path) -> None:
    with opened(tmp_path / "ledger.db") as book:
        book.add(folder)
        documents = book.documents()
        wanted = documents[documents["title"].str.contains(MARKER)]["document_id"].iloc[0]
        assert book.forget(wanted, reason=ASKED).struck == 0
        assert book.verify().faults == []
    assert remains(tmp_path / "ledger.db", MARKER) == []


def test_neither_a_dump_nor_the_servers_own_tables_hold_a_word_of_it(
    ledger_address: str, postgres: Server, folder: Path
) -> None:
    wanted = filled(ledger_address, folder)
    postgres.execute("CHECKPOINT")
    assert MARKER in postgres.dump(ledger_address)
    assert postgres.files_with(MARKER)
    with opened(ledger_address) as book:
        book.forget(wanted, reason=ASKED)
    postgres.execute("CHECKPOINT")
    assert MARKER not in postgres.dump(ledger_address)
    assert postgres.files_with(MARKER) == []
