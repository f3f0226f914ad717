"""A ledger and files coded by a model at an address: what goes on, what stops, what is not asked twice."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tests.backends.endpoints.model_server import Reply, said, serving
from tests.statements.llm.scripted import Scripted, answer, event, statement

from counterclaim.backends.endpoints import EndpointError
from counterclaim.errors import ConfigError, ConsentMissing, EngineError
from counterclaim.model import Document, Source
from counterclaim.pipeline import code_files, open_ledger
from counterclaim.pipeline.asking import Asking, model_and_address
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import DocumentCoder, withheld
from counterclaim.pipeline.progress import Silent
from counterclaim.statements.llm import Estimate

QUIET = Silent()
GOOD = answer(event(1, statement("Police suspect the Harbour Front", perpetrator="Harbour Front"))).text


def write(path: Path, count: int) -> Path:
    texts = [f"Report {n}. A bomb exploded. Police suspect the Harbour Front." for n in range(count)]
    path.write_text("".join(json.dumps({"id": f"w-{n}", "text": t, "lang": "en"}) + "\n" for n, t in enumerate(texts)))
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write(tmp_path / "texts.jsonl", 4)


def code(texts: Path, address: str, **options):
    out = texts.with_name("out.jsonl")
    report = code_files(
        [str(texts)], out, ledger=texts.with_name("l.db"), coder=f"llm:m@{address}", progress=QUIET, **options
    )
    return report, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_files_are_coded_by_a_model(texts):
    with serving(lambda asked, n: said(GOOD)) as server:
        report, records = code(texts, server.address)
    assert (report.documents, report.statements, report.problems) == (4, 4, [])
    assert {record["coder"] for record in records} == {"llm/m/prompt-1"}


def test_an_answer_that_is_no_json_is_a_problem_of_its_text_and_the_batch_goes_on(texts):
    with serving(lambda asked, n: said("no" if "Report 1" in asked.content else GOOD)) as server:
        report, records = code(texts, server.address)
    assert [record["id"] for record in records] == ["w-0", "w-2", "w-3"]
    assert [p.code for p in report.problems] == ["model_failed"]
    assert report.problems[0].refused


def test_what_was_answered_before_a_stop_is_not_asked_again(texts):
    def script(asked, n):
        return said(GOOD) if n < 2 else Reply(b"no credit", 401)

    with serving(script) as server, pytest.raises(EndpointError, match="no credit"):
        code(texts, server.address)
    assert not texts.with_name("out.jsonl").exists()
    kept = texts.with_name("out.jsonl.answers")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with serving(lambda asked, n: said(GOOD)) as server:
        report, _ = code(texts, server.address)
        assert len(server.asked) == 2
        code(texts, server.address)
        assert len(server.asked) == 2
    assert report.documents == 4


def test_a_server_that_fails_text_after_text_ends_the_batch(texts):
    with serving(lambda asked, n: Reply(b"<html>")) as server, pytest.raises(EndpointError, match="protocol's form"):
        code(texts, server.address)
    assert len(server.asked) == 3


def test_what_it_will_cost_is_shown_before_anything_is_sent_and_can_be_refused(texts):
    shown: list[Estimate] = []

    def refuse(expected: Estimate) -> None:
        shown.append(expected)
        raise ConfigError("stopped")

    with serving(lambda asked, n: said(GOOD)) as server:
        with pytest.raises(ConfigError, match="stopped"):
            code(texts, server.address, price=(1.0, 2.0), confirm=refuse)
        assert server.asked == []
        code(texts, server.address, price=(1.0, 2.0), confirm=shown.append)
        code(texts, server.address, confirm=shown.append)
    assert [expected.documents for expected in shown] == [4, 4], "where nothing is to be asked, nothing is shown"
    assert shown[0].cost is not None


def test_a_ledger_is_coded_once_and_an_interrupted_run_goes_on(tmp_path, texts):
    with open_ledger(tmp_path / "l.db") as book:
        book.add(texts)
        broken = serving(lambda asked, n: said(GOOD) if n < 2 else Reply(b"", 401))
        with broken as server, pytest.raises(EndpointError):
            book.run(coder=f"llm:m@{server.address}")
        with serving(lambda asked, n: said("no" if "Report 3" in asked.content else GOOD)) as server:
            report = book.run(coder=f"llm:m@{server.address}")
            assert len(server.asked) == 2
        assert (report.coded, report.problems) == (1, 1)
        with serving(lambda asked, n: said(GOOD)) as server:
            assert book.run(coder=f"llm:m@{server.address}").problems == 0
            assert len(server.asked) == 1
            assert set(book.statements()["coder"]) == {"llm/m/prompt-1"}
            book.run()
            assert not any(name.startswith("llm") for name in book.statements()["coder"])
            assert book.run(coder=f"llm:m@{server.address}").coded == 4
            assert len(server.asked) == 1, "answers are kept beside the ledger"
        assert book.verify().sound


def test_the_key_is_stored_nowhere(tmp_path, texts, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_LLM_KEY", "s3cret-key")
    with open_ledger(tmp_path / "l.db") as book, serving(lambda asked, n: said(GOOD)) as server:
        book.add(texts)
        book.run(coder=f"llm:m@{server.address}")
        assert server.asked[0].headers["Authorization"] == "Bearer s3cret-key"
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"s3cret-key" not in path.read_bytes()


def test_another_machine_needs_a_consent_which_can_be_taken_back(tmp_path, texts):
    away = "http://192.0.2.9/v1"
    with open_ledger(tmp_path / "l.db") as book:
        book.add(texts)
        with pytest.raises(ConsentMissing):
            book.run(coder=f"llm:m@{away}")
        given = book.consent(f"{away}/", reason="public reports, approved by the board", by="Ada")
        assert (given.by, given.anchors[0].value, str(given.verdict)) == ("Ada", away, "consent")

        def stop(expected: Estimate) -> None:
            raise ConfigError("far enough")

        with pytest.raises(ConfigError, match="far enough"):
            book.run(coder=f"llm:m@{away}", confirm=stop)
        with pytest.raises(ConsentMissing):
            book.run(coder="llm:m@http://192.0.2.9:8080/v1")
    with pytest.raises(ConfigError, match="far enough"):
        code(texts, away, confirm=stop)
    with open_ledger(tmp_path / "l.db") as book:
        book.consent(away, reason="the contract ended", withdraw=True)
        with pytest.raises(ConsentMissing):
            book.run(coder=f"llm:m@{away}")
        assert book.verify().sound
        assert len(book.judgements()) == 2


def test_a_consent_needs_its_reason_and_an_address(tmp_path):
    with open_ledger(tmp_path / "l.db") as book:
        with pytest.raises(ConfigError, match="reason"):
            book.consent("https://models.example/v1", reason=" ")
        with pytest.raises(ConfigError, match="address"):
            book.consent("the cloud", reason="why not")
        with pytest.raises(ConfigError, match="judge consent"):
            book.judge("consent", "https://models.example/v1", reason="by the other door")


@pytest.mark.parametrize("leaves", [True, False])
def test_texts_that_may_not_be_kept_do_not_leave_the_machine(tmp_path, leaves):
    (tmp_path / "sources-1-1.yaml").write_text("outlets:\n  - name: The Paper\n    hosting: digest\n", encoding="utf-8")
    chat = Scripted(lambda content, n: answer(), leaves_machine=leaves)
    coder = DocumentCoder(Codebook(tmp_path), "llm:m", Asking(chat=chat))
    plain = {"capture_id": "", "item_sha256": "0", "uri": "", "member": "", "source_id": "", "title": "", "author": "",
             "published": None, "language": "en", "media_type": "", "text": "A bomb."}  # fmt: skip
    paper, other = Document(outlet="The Paper", **plain), Document(outlet="The Post", **plain)
    assert coder.withholds(paper, None) is leaves
    assert not coder.withholds(other, None)
    assert coder.withholds(other, Source(name="The Post", hosting="digest")) is leaves
    assert withheld(paper).refused


def test_a_coders_name_says_model_and_address():
    assert model_and_address("llm:qwen2.5:7b@http://127.0.0.1:1/v1", "") == ("qwen2.5:7b", "http://127.0.0.1:1/v1")
    assert model_and_address("llm:team@home/m", "http://127.0.0.1:1/v1") == ("team@home/m", "http://127.0.0.1:1/v1")
    for name, otherwise in (("llm:m", ""), ("llm:", "http://127.0.0.1/v1"), ("llm", "http://127.0.0.1/v1")):
        with pytest.raises(ConfigError, match="llm:MODEL@"):
            model_and_address(name, otherwise)


@pytest.mark.parametrize("value", ["ten", "0", "-1", "1.5"])
def test_a_setting_that_is_no_number_is_named(value):
    with pytest.raises(ConfigError, match="COUNTERCLAIM_LLM_TIMEOUT"):
        Asking.opened("llm:m@http://127.0.0.1:1/v1", (), environment={"COUNTERCLAIM_LLM_TIMEOUT": value})


def test_what_is_coded_as_it_is_captured_is_never_sent_to_a_model(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_CODER", "llm:m@https://models.example/v1")
    (tmp_path / "sources.yaml").write_text("outlets:\n  - name: The Paper\n    hosting: digest\n", encoding="utf-8")
    text = "---\noutlet: The Paper\nlanguage: en\n---\nA bomb exploded in Tarn. Police suspect the Harbour Front."
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    with open_ledger(tmp_path / "l.db") as book:
        assert book.add(tmp_path / "sources.yaml", tmp_path / "r.txt").documents == 1
        with pytest.raises((ConsentMissing, EngineError)):
            book.run()
        assert book.run(coder="grammar-en").statements > 0
