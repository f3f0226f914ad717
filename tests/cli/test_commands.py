"""The command line from a newcomer's first folder to a published brief."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from counterclaim.cli import main
from counterclaim.pipeline import open_ledger

MANILA = """---
title: Casino fire
outlet: Evening Post
published: 2031-06-03
language: en
invented: true
---
A fire at a casino in Manila killed 36 people on Friday. The Northern Tide Army claimed responsibility for the attack. \
Police rejected the claim and said that the attack was carried out by a lone gunman.
"""


@dataclass
class Done:
    stdout: str
    stderr: str


def call(folder: Path, *words: str, code: int = 0) -> Done:
    out, err, ended = io.StringIO(), io.StringIO(), 0
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "argv", ["counterclaim", *words]),
    ):
        try:
            main()
        except SystemExit as end:
            ended = int(end.code or 0)
    assert ended == code, err.getvalue() + out.getvalue()
    return Done(out.getvalue(), err.getvalue())


def test_the_installed_command_answers() -> None:
    done = subprocess.run([sys.executable, "-m", "counterclaim", "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("counterclaim ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "reports").mkdir()
    (folder / "reports" / "manila.md").write_text(MANILA, encoding="utf-8")
    call(folder, "add", "reports")
    call(folder, "run")
    return folder


def test_adding_the_same_folder_twice_adds_nothing(desk: Path) -> None:
    done = json.loads(call(desk, "add", "reports", "--json").stdout)
    assert (done["captured"], done["documents"], done["known"]) == (0, 0, 1)


def test_events_list_who_and_how_sure(desk: Path) -> None:
    rows = json.loads(call(desk, "events", "--json").stdout)
    assert len(rows) == 1
    assert rows[0]["country"] == "PH"
    assert rows[0]["date"] == "2031-05-30"
    assert rows[0]["fatalities_best"] == "36"


def test_filters_narrow_the_list(desk: Path) -> None:
    assert len(json.loads(call(desk, "events", "--contested", "--json").stdout)) == 1
    assert json.loads(call(desk, "events", "--place", "Cairo", "--json").stdout) == []
    assert json.loads(call(desk, "events", "--since", "2031-07", "--json").stdout) == []
    assert len(json.loads(call(desk, "events", "--actor", "Northern Tide Army", "--json").stdout)) == 1


def test_a_wrong_date_is_named_with_its_remedy(desk: Path) -> None:
    done = call(desk, "events", "--since", "June", code=2)
    assert "since" in done.stderr
    assert "2017-06" in done.stderr


def test_csv_output_is_a_table_that_programs_read(desk: Path) -> None:
    lines = call(desk, "events", "--csv").stdout.splitlines()
    assert lines[0].startswith("event_id,title,date")
    assert len(lines) == 2


def test_show_prints_who_says_what_with_quote_and_source(desk: Path) -> None:
    event = json.loads(call(desk, "events", "--json").stdout)[0]["event_id"]
    page = call(desk, "show", event[:10]).stdout
    assert "Northern Tide Army" in page
    assert "claimed responsibility" in page
    assert "Evening Post" in page
    assert "denies" in page


def test_an_unknown_event_says_how_to_list_them(desk: Path) -> None:
    done = call(desk, "show", "evt_nothing", code=2)
    assert "counterclaim events" in done.stderr


def test_search_finds_words_in_texts(desk: Path) -> None:
    assert "Casino fire" in call(desk, "search", "gunman").stdout
    assert "nothing found" in call(desk, "search", "submarine").stdout


def test_a_brief_is_one_file_that_asks_nothing_of_other_hosts(desk: Path) -> None:
    call(desk, "brief", "--out", "brief.html")
    page = (desk / "brief.html").read_text(encoding="utf-8")
    assert "Northern Tide Army" in page
    for loading in ("<script src", '<link rel="stylesheet"', "@import", "url(http"):
        assert loading not in page


def test_the_same_ledger_gives_the_same_bytes_twice(desk: Path) -> None:
    for name in ("brief.md", "tables.json", "statements.csv", "statements.parquet"):
        verb = ["brief"] if name.startswith("brief") else ["export", name.rpartition(".")[2]]
        call(desk, *verb, "--out", name)
        first = (desk / name).read_bytes()
        call(desk, *verb, "--out", name)
        assert (desk / name).read_bytes() == first


def test_a_rejected_statement_no_longer_counts_and_the_chain_holds(desk: Path) -> None:
    event = json.loads(call(desk, "events", "--json").stdout)[0]["event_id"]
    said = json.loads(call(desk, "show", event, "--json").stdout)["statements"]
    claim = next(s for s in said if s["act"] == "claims")
    call(desk, "judge", "reject", claim["statement_id"], "--reason", "a test", "--by", "tester")
    call(desk, "run")
    after = json.loads(call(desk, "show", event, "--json").stdout)
    rejected = next(s for s in after["statements"] if s["statement_id"] == claim["statement_id"])
    assert rejected["verdict"] == "reject"
    who = next(a for a in after["assessments"] if a["property"] == "perpetrator")
    assert claim["statement_id"] not in [s for w in who["weights"] for s in w["statements"]]
    assert json.loads(call(desk, "verify", "--json").stdout)["judgements"] == 1
    assert "a test" in call(desk, "judge", "list").stdout


def test_a_judgement_needs_a_reason(desk: Path) -> None:
    done = call(desk, "judge", "unmask", "Somebody", "--reason", " ", code=2)
    assert "reason" in done.stderr


def test_refused_files_are_named_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(MANILA, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "page.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = call(tmp_path, "add", "in", code=11)
    assert "1 captured" in done.stdout
    assert "empty.txt" in done.stderr
    assert "page.html" in done.stderr
    assert {p["subject"].rpartition("/")[2] for p in json.loads(call(tmp_path, "problems", "--json").stdout)} == {
        "empty.txt",
        "page.html",
    }


def test_a_tampered_capture_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "a.md")
    record = next((tmp_path / "counterclaim.archive").rglob("*.warc.gz"))
    record.chmod(0o644)
    record.write_bytes(record.read_bytes()[:-20])
    done = call(tmp_path, "verify", code=10)
    assert "a.md" in done.stdout


def test_an_unsupported_language_is_said_plainly(tmp_path: Path) -> None:
    text = "Un incendie a tué trente-six personnes vendredi dans un casino. Le groupe a revendiqué cette attaque."
    (tmp_path / "a.md").write_text(f"---\ntitle: Incendie\nlanguage: fr\n---\n{text}\n", encoding="utf-8")
    call(tmp_path, "add", "a.md")
    call(tmp_path, "run")
    problems = json.loads(call(tmp_path, "problems", "--json").stdout)
    assert [p["code"] for p in problems] == ["language"]
    assert "English" in problems[0]["message"]


def test_code_writes_one_record_a_document_without_a_ledger(tmp_path: Path) -> None:
    record = {"id": "doc-1", "title": "Fire", "published": "2031-06-03", "text": MANILA.partition("---\nA ")[2]}
    (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    call(tmp_path, "code", "in.jsonl", "--out", "out.jsonl")
    coded = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [c["id"] for c in coded] == ["doc-1"]
    quotes = [s["quote"] for e in coded[0]["events"] for s in e["statements"]]
    assert quotes
    assert all(quote in record["text"] for quote in quotes)
    assert not (tmp_path / "counterclaim.db").exists()


def test_an_item_of_a_digest_outlet_leaves_its_quotes_and_not_its_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sources.yaml").write_text("outlets:\n  - {name: Evening Post, hosting: digest}\n")
    (tmp_path / "in" / "a.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "in")
    call(tmp_path, "run")
    assert b"lone gunman" not in b"".join(p.read_bytes() for p in (tmp_path / "counterclaim.archive").rglob("*.gz"))
    assert json.loads(call(tmp_path, "verify", "--json").stdout)["not_kept"] == 1
    event = json.loads(call(tmp_path, "events", "--json").stdout)[0]["event_id"]
    quotes = [s["quote"] for s in json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"]]
    assert quotes
    assert all(len(quote) <= 300 for quote in quotes)


def test_add_takes_what_files_do_not_say_themselves(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("A bomb killed four people in Manila on Friday, police said.")
    (tmp_path / "own.md").write_text(MANILA, encoding="utf-8")
    call(tmp_path, "add", "plain.txt", "own.md", "--outlet", "Daily Sample", "--published", "2031-06-04")
    with open_ledger(tmp_path / "counterclaim.db") as book:
        told = {row["title"]: (row["outlet"], str(row["published"])) for row in book.documents().to_dict("records")}
    assert ("Daily Sample", "2031-06-04") in told.values()
    assert told["Casino fire"] == ("Evening Post", "2031-06-03")
    done = call(tmp_path, "add", "plain.txt", "--published", "last week", code=2)
    assert "2017-06-02" in done.stderr


def test_a_file_that_is_no_ledger_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "counterclaim.db").write_text("not a database")
    done = call(tmp_path, "events", code=7)
    assert "counterclaim.db" in done.stderr


def test_help_of_every_verb_shows_an_example() -> None:
    verbs = ("add", "run", "code", "events", "show", "search", "problems", "brief", "export", "verify")
    for verb in verbs:
        assert "Example:" in call(Path.cwd(), verb, "--help").stdout, verb
