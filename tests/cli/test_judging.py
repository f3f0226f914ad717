"""Judgements about whole events, by the ids that people type."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import call

FIRE = "A fire at a casino in Manila killed {} people on 2 June 2031. The Northern Tide Army claimed responsibility."
BOMB = "A bomb in Cairo killed {} people on 9 September 2031, police said. The Southern Reed Front claimed the attack."


def listed(folder: Path) -> dict[str, int]:
    return {row["event_id"]: row["documents"] for row in json.loads(call(folder, "events", "--json").stdout)}


def test_a_merge_takes_all_of_both_events_and_their_old_ids_still_lead_there(tmp_path: Path) -> None:
    texts = [FIRE.format(36), FIRE.format(37), FIRE.format(38), BOMB.format(4), BOMB.format(5)]
    lines = [json.dumps({"id": str(n), "text": text, "lang": "en"}) for n, text in enumerate(texts)]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call(tmp_path, "add", "reports.jsonl")
    call(tmp_path, "run")
    before = listed(tmp_path)
    assert len(before) == 2
    call(tmp_path, "judge", "merge", *before, "--reason", "one and the same, as an invented court found")
    call(tmp_path, "run")
    after = listed(tmp_path)
    assert list(after.values()) == [sum(before.values())]
    for event_id in before:
        assert next(iter(after)) in call(tmp_path, "show", event_id[:12]).stdout


def ledger_of_four(folder: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": FIRE.format(36 + n), "lang": "en"}) for n in range(4)]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call(folder, "add", "reports.jsonl")
    call(folder, "run")


def test_what_a_split_leaves_stays_one_event_and_merge_and_split_take_turns(tmp_path: Path) -> None:
    ledger_of_four(tmp_path)
    whole, sizes = listed(tmp_path), []
    assert list(whole.values()) == [4]
    (event,) = whole
    chosen = json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"][0]["mention_id"]
    for verdict in ("split", "merge", "split"):
        subjects = [*listed(tmp_path), chosen] if verdict == "split" else list(listed(tmp_path))
        call(tmp_path, "judge", verdict, *subjects, "--reason", "as an invented court found")
        call(tmp_path, "run")
        sizes.append(sorted(listed(tmp_path).values()))
    assert sizes == [[1, 3], [4], [1, 3]]


def test_a_correction_to_nothing_is_refused_with_what_to_do(tmp_path: Path) -> None:
    ledger_of_four(tmp_path)
    (event,) = listed(tmp_path)
    statement = json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"][0]["statement_id"]
    for field in ("value", "speaker"):
        for empty in ("", "  "):
            done = call(tmp_path, "judge", "correct", statement, "--set", f"{field}={empty}", "--reason", "x", code=2)
            assert f"a statement needs a {field}" in done.stderr
            assert "judge reject" in done.stderr.replace("\n", " ")
    assert json.loads(call(tmp_path, "judge", "list", "--json").stdout) == []


def test_a_merge_says_who_and_why_can_be_undone_and_redone_and_old_ids_lead_on(tmp_path: Path) -> None:
    texts = [FIRE.format(36), FIRE.format(37), BOMB.format(4), BOMB.format(5)]
    lines = [json.dumps({"id": str(n), "text": text, "lang": "en"}) for n, text in enumerate(texts)]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call(tmp_path, "add", "reports.jsonl")
    call(tmp_path, "run")
    first = listed(tmp_path)
    assert len(first) == 2
    call(tmp_path, "judge", "merge", *first, "--by", "A. Editor", "--reason", "as an invented court found")
    call(tmp_path, "run")
    (merged,) = listed(tmp_path)
    told = " ".join(call(tmp_path, "show", merged, "--links").stdout.split())
    assert "one event, decided by A. Editor" in told
    assert "as an invented court found" in told
    (judgement,) = json.loads(call(tmp_path, "judge", "list", "--json").stdout)
    call(tmp_path, "judge", "undo", judgement["digest"][:10], "--reason", "the court was misread")
    call(tmp_path, "run")
    assert listed(tmp_path) == first
    refused = call(tmp_path, "judge", "undo", judgement["digest"][:10], "--reason", "again", code=2)
    assert "has taken it back already" in refused.stderr
    undoing = json.loads(call(tmp_path, "judge", "list", "--json").stdout)[1]
    call(tmp_path, "judge", "undo", undoing["digest"], "--reason", "it was read right")
    call(tmp_path, "run")
    assert list(listed(tmp_path)) == [merged]
    for event_id in first:
        assert merged in call(tmp_path, "show", event_id).stdout


def test_two_coders_differ_an_adjudicator_decides_and_it_can_be_taken_back(tmp_path: Path) -> None:
    ledger_of_four(tmp_path)
    (event,) = listed(tmp_path)

    def shown() -> dict[str, object]:
        rows = json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"]
        return next(row for row in rows if row["property"] == "perpetrator")

    first = shown()
    statement = str(first["statement_id"])
    call(
        tmp_path, "judge", "correct", statement, "--set", "act=suspects", "--by", "Ada", "--reason", "it says believed"
    )
    call(tmp_path, "judge", "reject", statement, "--by", "Ben", "--reason", "about another fire")
    assert shown()["act"] == first["act"]
    refused = call(tmp_path, "judge", "adjudicate", statement, "--as", "Eve", "--by", "Cleo", "--reason", "x", code=2)
    assert "who does: Ada, Ben" in refused.stderr
    call(tmp_path, "judge", "adjudicate", statement, "--as", "Ada", "--by", "Cleo", "--reason", "read in the original")
    assert shown()["act"] == "suspects"
    *_, final = json.loads(call(tmp_path, "judge", "list", "--json").stdout)
    assert final["changes"] == [["decision", "", "correct"], ["act", first["act"], "suspects"]]
    call(tmp_path, "judge", "undo", final["digest"], "--by", "Cleo", "--reason", "misread")
    assert shown()["act"] == first["act"]


def test_the_beginning_of_a_documents_id_is_enough_to_add_to_it(tmp_path: Path) -> None:
    ledger_of_four(tmp_path)
    event = next(iter(listed(tmp_path)))
    document = json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"][0]["document_id"]
    said = ("--set", "property=injured", "--set", "act=reports_as_fact", "--set", "value=3")
    quote = ("--quote", "A fire at a casino in Manila", "--reason", "invented")
    call(tmp_path, "judge", "add", document[:14], *quote, *said)
    unknown = call(tmp_path, "judge", "add", "doc_none", *quote, *said, code=2)
    assert "no document has the id 'doc_none' (`counterclaim search WORDS --json` lists them)" in unknown.stderr


def test_a_wrong_word_is_answered_with_the_right_ones(tmp_path: Path) -> None:
    ledger_of_four(tmp_path)
    event = next(iter(listed(tmp_path)))
    said = json.loads(call(tmp_path, "show", event, "--json").stdout)["statements"][0]["statement_id"]
    wrong = call(tmp_path, "judge", "correct", said, "--set", "act=agrees", "--reason", "x", code=2)
    assert "say one of claims, denies, attributes, suspects" in wrong.stderr
