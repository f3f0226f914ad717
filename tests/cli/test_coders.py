"""The options by which people and language models code, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.backends.endpoints.model_server import said, serving
from tests.cli.test_commands import call
from tests.statements.llm.scripted import answer, event, statement

TEXT = "A bomb killed two people in Tarn. Police suspect the Harbour Front."
GOOD = answer(event(1, statement("Police suspect the Harbour Front", perpetrator="Harbour Front"))).text


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_sheet_goes_out_and_comes_in_through_files(desk):
    done = call(desk, "code", "report.txt", "--export", "sheet.csv", "--prefill", "grammar-en")
    assert done.stdout.startswith("1 documents, 2 passages: sheet.csv")
    done = call(desk, "code", "report.txt", "--import", "sheet.csv", "--coder-name", "Ada", "--out", "gold.jsonl")
    assert "gold.jsonl" in done.stdout
    assert json.loads((desk / "gold.jsonl").read_text(encoding="utf-8"))["coder"] == "human/Ada"


def test_a_sheet_goes_through_a_ledger_and_a_bad_row_ends_with_exit_code_11(desk):
    call(desk, "add", "report.txt")
    call(desk, "run")
    call(desk, "code", "--export", "sheet.csv", "--prefill", "ledger")
    sheet = desk / "sheet.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace(",suspects,", ",hints,"), encoding="utf-8")
    done = call(desk, "code", "--import", "sheet.csv", "--coder-name", "Ada", code=11)
    assert "refused: sheet.csv (row " in done.stderr
    assert "column act): 'hints' is no word of the codebook; one of claims, denies" in done.stderr
    assert "they count from the next `counterclaim run` on" in done.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "texts and --out are needed"),
        (("report.txt",), "texts and --out are needed"),
        (("--export", "a.csv", "--import", "b.csv"), "two calls"),
        (("report.txt", "--import", "b.csv", "--out", "o.jsonl"), "--coder-name"),
        (("report.txt", "--out", "o.jsonl", "--coder", "oracle"), "no coder called 'oracle'"),
        (("report.txt", "--out", "o.jsonl", "--price", "cheap"), "--price 'cheap' is no price"),
        (("report.txt", "--out", "o.jsonl", "--coder", "llm:m@nowhere"), "needs the model's name and address"),
    ],
)
def test_what_does_not_fit_together_is_said_with_a_remedy(desk, words, why):
    done = call(desk, "code", *words, code=2)
    assert why in done.stderr
    assert "(" in done.stderr


def test_a_model_is_asked_only_after_a_yes(desk):
    with serving(lambda asked, n: said(GOOD)) as server:
        words = ("code", "report.txt", "--out", "o.jsonl", "--coder", f"llm:m@{server.address}", "--price", "100/200")
        done = call(desk, *words, code=2)
        assert "1 documents in 1 questions to the model" in done.stderr
        assert "nothing was sent (add --yes)" in done.stderr
        assert server.asked == []
        done = call(desk, *words, "--yes")
        assert "at the price given" in done.stderr
        assert len(server.asked) == 1
    assert json.loads((desk / "o.jsonl").read_text(encoding="utf-8"))["coder"] == "llm/m/prompt-1"


def test_a_run_by_a_model_tells_what_it_dropped(desk):
    call(desk, "add", "report.txt")
    bad = answer(event(1, statement("Police accuse the Harbour Front", perpetrator="Harbour Front"))).text
    with serving(lambda asked, n: said(bad)) as server:
        call(desk, "run", "--coder", f"llm:m@{server.address}", "--yes")
    assert "1 with a quote that is not in the text" in call(desk, "problems", "--json").stdout


def test_another_machine_is_refused_with_exit_code_12_until_somebody_consents(desk):
    away = "https://192.0.2.9/v1"
    words = ("code", "report.txt", "--out", "o.jsonl", "--coder", f"llm:m@{away}", "--ledger", "l.db")
    done = call(desk, *words, code=12)
    assert f"counterclaim judge consent {away} --reason" in done.stderr
    done = call(desk, "judge", "consent", away, "--reason", "approved", "--by", "Ada", "--ledger", "l.db")
    assert done.stdout.rstrip().endswith(f"texts may be sent to {away}")
    assert "add --yes" in call(desk, *words, code=2).stderr
    assert f"consent  {away}" in call(desk, "judge", "list", "--ledger", "l.db").stdout
    call(desk, "judge", "consent", away, "--withdraw", "--reason", "the contract ended", "--ledger", "l.db")
    call(desk, *words, code=12)
