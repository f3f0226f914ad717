"""Samples of a small ledger of invented reports, coded by two people, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, ledger_of
from typer.testing import CliRunner

from counterclaim.cli.app import app
from counterclaim.errors import ConfigError
from counterclaim.model import Act, Judgement, Verdict
from counterclaim.pipeline.double_coding import DoubleCoding
from counterclaim.pipeline.ledger import Ledger, open_ledger
from counterclaim.review.agreement import MACHINE, Agreement
from counterclaim.review.sampling import Plan

COMPARED = 100


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(ledger_of(tmp_path), clock=lambda: CLOCK) as opened:
        yield opened


def drawn(coding: DoubleCoding, kind: str = "statements", size: int = 6, **options: object) -> str:
    plan = Plan(kind=kind, seed="7", coders=("ada", "ben"), **{"blind": True, **options})
    return coding.draw(plan, size, reason="march", by="eve").digest


def read(coding: DoubleCoding, number: int, by: str, act: str = "") -> Judgement:
    """Somebody reads a statement as the machine did but, where that is given, for its act."""
    unit = coding.sample().sample.units[number]
    said = {"act": act or unit.act, "value": unit.value, "speaker": unit.speaker}
    return coding.answer("", number, said, by=by, reason="read")


def row_of(coding: DoubleCoding, field: str, *people: str, about: str = "") -> Agreement:
    told = coding.agreement(draws=COMPARED).comparison
    wanted = (field, about, tuple(sorted(people)))
    return next(r for r in told.rows if (r.measure.field, r.measure.about, r.people) == wanted)


def test_the_same_seed_draws_the_same_statements_and_is_on_record(book: Ledger) -> None:
    first, second = (book.double_coding.sample(drawn(book.double_coding)) for _ in range(2))
    assert first.sample.units == second.sample.units
    assert (first.sample.plan.seed, first.sample.plan.population) == ("7", 24)
    assert book.judgements()[0].verdict is Verdict.SAMPLE


def test_a_sample_by_property_takes_from_each(book: Ledger) -> None:
    found = book.double_coding.sample(drawn(book.double_coding, size=9, strata="property"))
    properties = {u.property for u in found.sample.units}
    assert properties == {"perpetrator", "fatalities", "injured", "date", "place", "type", "weapon", "unclaimed"}
    with pytest.raises(ConfigError, match="documents cannot be drawn by 'act'"):
        drawn(book.double_coding, kind="documents", strata="act")


def test_who_reads_as_the_machine_did_accepts_without_having_known(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding)
    unit = coding.sample().sample.units[0]
    said = {"act": unit.act, "value": unit.value.upper(), "speaker": unit.speaker}
    assert coding.answer("", 0, said, by="ada", reason="read").verdict is Verdict.ACCEPT
    other = next(str(act) for act in Act if act != unit.act)
    corrected = coding.answer("", 0, {**said, "act": other}, by="ben", reason="read")
    assert (corrected.verdict, corrected.changes) == (Verdict.CORRECT, (("act", unit.act, other),))
    assert coding.answer("", 1, None, by="ben", reason="read").verdict is Verdict.REJECT
    with pytest.raises(ConfigError, match="a blind reading says the value"):
        coding.answer("", 2, {"act": unit.act}, by="ada", reason="read")
    with pytest.raises(ConfigError, match="not for eve to code"):
        coding.answer("", 0, said, by="eve", reason="read")
    with pytest.raises(ConfigError, match="units 1 to 6, not 7"):
        coding.answer("", 6, said, by="ada", reason="read")


def test_agreement_is_that_of_what_each_said_before_all_had_coded(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding)
    for number in range(6):
        read(coding, number, "ada", "claims" if number < 3 else "denies")
        read(coding, number, "ben", "claims" if number < 2 else "denies")
    found = row_of(coding, "act", "ada", "ben")
    # Coincidences: 4 claims with claims, 6 denies with denies, 2 mixed; 5 and 7 of 12: 1 - 11 * 2 / (2 * 5 * 7).
    assert found.alpha == pytest.approx(1 - 11 * 2 / 70)
    assert (found.units, found.same) == (6, pytest.approx(5 / 6))
    # One who has seen the other's reading comes round: that is no agreement between the two.
    read(coding, 2, "ada", "denies")
    assert row_of(coding, "act", "ada", "ben").alpha == found.alpha


def test_agreement_stays_when_a_later_coder_reads_otherwise(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding)
    for number in range(6):
        read(coding, number, "ada", "suspects")
        coding.answer("", number, None, by="ben", reason="read")
    before = coding.agreement(draws=COMPARED).comparison
    book.run(coder="grammar-en")
    after = coding.agreement(draws=COMPARED).comparison
    assert [(r.people, r.alpha) for r in before.rows] == [(r.people, r.alpha) for r in after.rows]
    assert coding.sample().whole == 6


def test_a_blind_coder_sees_neither_the_machine_nor_the_other_until_both_have_coded(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding)
    unit = coding.sample().sample.units[0]
    task = coding.next_task(coding.sample(), "ada")
    assert task is not None
    assert task.reading == (unit.property,)
    wanted = (unit.item_sha256, unit.start, unit.property, unit.value)
    statement = next(
        s.statement
        for view in book.views()
        for s in view.statements
        if (s.document.item_sha256, s.statement.passage.start, s.statement.property, s.statement.value) == wanted
    )
    assert not coding.sight("ada").of_statement(statement, unit.item_sha256)
    assert coding.sight("eve").of_statement(statement, unit.item_sha256)
    read(coding, 0, "ada")
    assert not coding.sight("ada").of_statement(statement, unit.item_sha256)
    read(coding, 0, "ben")
    assert coding.sight("ada").of_statement(statement, unit.item_sha256)


def test_documents_coded_whole_are_compared_by_passage_and_by_what_is_said(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding, kind="documents", size=1)
    item = coding.sample().sample.units[0].item_sha256
    document = next(d for d in book.reading().documents.values() if d.item_sha256 == item)
    text = next(iter(book.reading().storage.documents([document.id], with_text=True))).text
    first, second = text.split(". ")[0], text.split(". ")[1].rstrip(".")
    for person, quote, value in (("ada", first, "3"), ("ben", first, "4"), ("ada", second, "5")):
        fields = {"quote": quote, "property": "injured", "act": "reports_as_fact", "value": value, "event": "new"}
        book.judge("add", document.id, reason="read", by=person, changes=fields)
    assert coding.agreement(draws=COMPARED).waiting == 1
    for person in ("ada", "ben"):
        book.judge("finish", document.id, reason="read whole", by=person)
    found = coding.agreement(draws=COMPARED)
    spans = next(s for s in found.comparison.spans if s.people == ("ada", "ben"))
    assert (spans.score.left, spans.score.right, spans.score.f1, spans.score.f1_exact) == (2, 1, 2 / 3, 2 / 3)
    differing = found.comparison.differences[0]
    said = {r.coder: dict(differing.said(r)) for r in differing.unit.readings if r.coder != MACHINE}
    assert said == {"ada": {"value": "3"}, "ben": {"value": "4"}}
    assert differing.unit.quote == first


def test_what_is_taken_back_is_not_coded_any_more(book: Ledger) -> None:
    coding = book.double_coding
    drawn(coding)
    made = coding.answer("", 0, None, by="ada", reason="read")
    assert coding.sample().of("ada") == (1, 6)
    book.judge("undo", made.digest, reason="the wrong line", by="ada")
    assert coding.sample().of("ada") == (0, 6)


def test_all_that_two_people_judged_is_compared_without_a_sample(book: Ledger) -> None:
    statement = book.views()[0].statements[0].statement
    book.judge("accept", statement.id, reason="read", by="ada")
    assert book.double_coding.agreement(every=True, draws=COMPARED).comparison.units == ()
    book.judge("reject", statement.id, reason="read", by="ben")
    found = book.double_coding.agreement(every=True, draws=COMPARED).comparison
    assert [(r.coder, r.form is None) for r in found.units[0].readings] == [
        ("ada", False), ("ben", True), (MACHINE, False),
    ]  # fmt: skip


def test_the_verbs_draw_show_code_and_compare(book: Ledger, tmp_path: Path) -> None:
    ledger = ["--ledger", str(book.files.database)]

    def run(*words: str) -> str:
        told = CliRunner().invoke(app, [*words, *ledger])
        assert told.exit_code == 0, told.output
        return told.stdout

    people = ["--coder", "ada", "--coder", "ben", "--reason", "march", "--by", "eve"]
    run("sample", "draw", "statements", "--size", "2", "--seed", "7", "--blind", *people)
    task = json.loads(run("sample", "next", "--by", "ada", "--json"))
    assert (task["number"], len(task["reading"])) == (1, 1)
    for number in ("1", "2"):
        run("sample", "code", number, "--set", "act=denies", "--set", "value=9", "--by", "ada", "--reason", "read")
        run("sample", "code", number, "--not-said", "--by", "ben", "--reason", "read")
    listed = json.loads(run("sample", "list", "--json"))[0]
    assert (listed["whole"], listed["coders"]["ada"]) == (2, {"done": 2, "given": 2})
    assert "nothing waits for ada: 2 of 2 coded" in run("sample", "next", "--by", "ada")
    figure = tmp_path / "agreement.svg"
    told = run("agreement", "--draws", "100", "--figure", str(figure))
    assert "ben: statement not said" in told
    assert figure.read_text(encoding="utf-8").startswith("<svg")
    compared = json.loads(run("agreement", "--draws", "100", "--json"))
    assert {tuple(d["readings"]) for d in compared["differences"]} == {("ada", "ben", "machine")}
