"""What people decided, end to end: through runs, a better coder and back, and a text that is read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.pipeline.desk.stories import CLOCK, write_reports

from counterclaim.backends.storage import open_storage
from counterclaim.model import ActorName, Assessment, Coding, Judgement, Statement, StatementView, Verdict
from counterclaim.pipeline.desk import open_desk
from counterclaim.pipeline.ledger import Ledger, open_ledger
from counterclaim.review.sampling import Plan

GRAMMAR, ENCODER = "grammar-en", "encoder-en"
REPORTS = (
    ("pier", "A bomb in Myawaddy killed 3 people on 2 June 2014. The Karen National Union claimed responsibility."),
    ("denial", "The Karen National Union denied that it had bombed Myawaddy on 2 June 2014. Police blamed the group."),
    ("lashio", "Gunmen shot dead 4 people in Lashio on 9 March 2015. Nobody has claimed responsibility for it."),
)


@dataclass(frozen=True)
class Decided:
    """A ledger in which each kind of decision was made on another statement."""

    book: Ledger
    accepted: Statement
    corrected: Statement
    rejected: Statement
    contested: Statement
    document: str
    made: tuple[Judgement, ...]


@pytest.fixture
def decided(tmp_path: Path) -> Iterator[Decided]:
    with open_ledger(tmp_path / "counterclaim.db", clock=lambda: CLOCK) as book:
        book.add(write_reports(tmp_path, REPORTS))
        book.run(coder=GRAMMAR)
        said = views(book)
        claim = pick(said, "perpetrator", "claims")
        denial = pick(said, "perpetrator", "denies")
        toll, place = pick(said, "fatalities", value="4"), pick(said, "place", value="Lashio")
        sample = Plan(kind="statements", seed="7", coders=("ada", "ben"))
        made = (
            book.judge("accept", claim.statement.id, reason="read in the original", by="ada"),
            book.judge("correct", toll.statement.id, reason="five", by="ada", changes={"value": "5"}),
            book.judge("reject", place.statement.id, reason="the province", by="ben"),
            book.judge("reject", denial.statement.id, reason="a quote", by="ada"),
            book.judge("accept", denial.statement.id, reason="its words", by="ben"),
            book.judge("adjudicate", denial.statement.id, reason="line 1", by="eve", changes={"as": "ben"}),
            book.judge(
                "add", toll.document.id, reason="overlooked", by="ben",
                changes={"quote": "Gunmen", "property": "weapon", "act": "reports_as_fact", "value": "rifle"},
            ),
            book.judge("finish", toll.document.id, reason="read whole", by="ben"),
            book.double_coding.draw(sample, 5, reason="agreement", by="eve"),
        )  # fmt: skip
        four = (claim, toll, place, denial)
        yield Decided(book, *(v.statement for v in four), toll.document.id, made)


def views(book: Ledger) -> list[StatementView]:
    return [said for view in book.views() for said in view.statements]


def pick(said: list[StatementView], prop: str, act: str = "", value: str = "") -> StatementView:
    return next(
        v for v in said
        if v.statement.property == prop and act in ("", v.statement.act) and value in ("", v.statement.value)
    )  # fmt: skip


def what_holds(book: Ledger) -> dict[tuple[str, str, str], str]:
    """What people hold of which statement, whatever its id is."""
    return {
        (str(v.statement.property), v.statement.value, str(v.statement.act)): str(v.verdict)
        for v in views(book)
        if v.verdict is not None
    }


HELD = {
    ("perpetrator", "Karen National Union", "claims"): "accept",
    ("fatalities", "5", "reports_as_fact"): "correct",
    ("place", "Lashio", "reports_as_fact"): "reject",
    ("perpetrator", "Karen National Union", "denies"): "accept",
    ("weapon", "rifle", "reports_as_fact"): "add",
}


def test_decisions_hold_through_runs_a_better_coder_and_back(decided: Decided) -> None:
    book = decided.book
    chain = [j.digest for j in book.judgements()]
    units = book.double_coding.sample().sample.units
    for coder in (GRAMMAR, ENCODER, GRAMMAR):
        book.run(coder=coder)
        assert what_holds(book) == HELD
        assert book.reading().applied.conflicts == ()
        assert book.reading().applied.lost == ()
        assert [j.digest for j in book.judgements()] == chain
        assert book.double_coding.sample().sample.units == units
        assert book.verify().sound
    assert list(book.reading().applied.finished.values()) == [("ben",)]


def test_each_decision_has_who_when_why_and_old_and_new(decided: Decided) -> None:
    correction, adjudication = decided.made[1], decided.made[5]
    assert (correction.by, correction.at, correction.reason) == ("ada", CLOCK, "five")
    assert correction.changes == (("value", "4", "5"),)
    assert adjudication.changes == (("decision", "", "accept"),)
    for before, after in zip(decided.made, decided.made[1:], strict=False):
        assert after.previous == before.digest


def test_a_statement_is_found_by_every_id_that_it_had(decided: Decided) -> None:
    book, first = decided.book, decided.corrected.id
    second = next(v.statement.id for v in views(book) if v.statement.value == "5")
    book.judge("correct", second, reason="six", by="ada", changes={"value": "6"})
    book.run(coder=GRAMMAR)
    with open_desk(book.files.database, clock=lambda: CLOCK) as desk:
        found = {desk.statement(key).statement.id for key in (first, second)}
        assert found == {next(v.statement.id for v in views(book) if v.statement.value == "6")}
        assert [r.judgement.changes for r in desk.statement_history(first).readings] == [
            (("value", "4", "5"),),
            (("value", "5", "6"),),
        ]


def reread(book: Ledger, document: str, change) -> None:
    """Put another coding of a document in place, as a coder of tomorrow may make it."""
    storage = open_storage(book.files.database, create=False)
    try:
        coding = next(iter(storage.codings([document])))
        statements = tuple(s for found in coding.statements if (s := change(found)) is not None)
        storage.save_codings([replace(coding, statements=statements)], [])
    finally:
        storage.close()


def shifted(statement: Statement) -> Statement:
    """The same, on a passage that is one word shorter."""
    passage = statement.passage
    cut = passage.quote.rindex(" ") if " " in passage.quote else len(passage.quote)
    return replace(statement, passage=replace(passage, end=passage.start + cut, quote=passage.quote[:cut]))


def test_a_passage_that_is_cut_otherwise_keeps_its_decisions(decided: Decided) -> None:
    reread(decided.book, decided.document, shifted)
    assert {k: v for k, v in what_holds(decided.book).items() if k[0] in ("fatalities", "place", "weapon")} == {
        k: v for k, v in HELD.items() if k[0] in ("fatalities", "place", "weapon")
    }
    assert decided.book.reading().applied.lost == ()


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda s: None if s.property == "fatalities" else s, ["correct"]),
        (lambda s: replace(s, speaker=ActorName(name="Police")) if s.property == "fatalities" else s, ["correct"]),
        # Whatever the machine now counts, the person has said what it is.
        (lambda s: replace(s, value="9") if s.property == "fatalities" else s, []),
        # Who rejected what is no longer found has got what they asked for.
        (lambda s: None if s.property == "place" else s, []),
        (lambda s: replace(s, value="Mandalay") if s.property == "place" else s, ["reject"]),
    ],
)
def test_a_decision_whose_object_is_gone_is_listed_and_comes_back_with_it(decided: Decided, change, lost) -> None:
    book = decided.book
    before = next(iter(stored(book, decided.document)))
    reread(book, decided.document, change)
    book.run(coder=GRAMMAR)
    assert [str(o.judgement.verdict) for o in book.reading().applied.lost] == lost
    with open_desk(book.files.database, clock=lambda: CLOCK) as desk:
        asked = [item.why for item in desk.queue("orphan").items]
        assert [why.split(" by ")[0] for why in asked] == lost
        assert all("by ada: " in why or "by ben: " in why for why in asked)
    restore(book, before)
    book.run(coder=GRAMMAR)
    assert what_holds(book) == HELD
    with open_desk(book.files.database, clock=lambda: CLOCK) as desk:
        assert desk.queue("orphan").items == ()


def stored(book: Ledger, document: str) -> list[Coding]:
    storage = open_storage(book.files.database, create=False)
    try:
        return list(storage.codings([document]))
    finally:
        storage.close()


def restore(book: Ledger, coding: Coding) -> None:
    storage = open_storage(book.files.database, create=False)
    try:
        storage.save_codings([coding], [])
    finally:
        storage.close()


def test_what_is_taken_back_no_longer_counts_and_stays_on_record(decided: Decided) -> None:
    book = decided.book
    book.judge("undo", decided.made[5].digest, reason="to be heard again", by="eve")
    assert [c.fields for c in book.reading().applied.conflicts] == [("decision",)]
    book.run(coder=GRAMMAR)
    assert len(book.judgements()) == len(decided.made) + 1
    assert book.judgements()[-1].verdict is Verdict.UNDO
    with open_desk(book.files.database, clock=lambda: CLOCK) as desk:
        states = [r.state for r in desk.statement_history(decided.contested.id).readings]
    assert states == ["contested", "contested", "taken back"]


def chances(told: Iterable[Assessment]) -> dict[str, float]:
    """The probability of each answer to each question about an event."""
    return {f"{a.property}: {c.value}": c.probability for a in told for c in a.candidates}


def test_what_turned_out_moves_weights_elsewhere_only_until_it_is_taken_back(decided: Decided) -> None:
    """Speakers whom one line of priors judges borrow from each other's records: so others' weights move too."""
    book = decided.book
    book.run(coder=GRAMMAR)
    before = {view.event.id: view.assessments for view in book.views()}
    event = next(view.event.id for view in book.views() if view.assessment("perpetrator").voices > 1)
    made = book.judge("resolve", event, reason="a verdict", by="eve", changes={"perpetrator": "Karen National Union"})
    book.run(coder=GRAMMAR)
    # What is settled never weighs the event itself, so that nobody's verdict proves itself.
    told = next(v.assessments for v in book.views() if v.event.id == event)
    assert chances(told) == pytest.approx(chances(before[event]), rel=1e-9)
    book.judge("undo", made.digest, reason="quashed", by="eve")
    book.run(coder=GRAMMAR)
    assert {view.event.id: view.assessments for view in book.views()} == before
