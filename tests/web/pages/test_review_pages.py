"""Pages of double coding, agreement and adjudication, and who may open them, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.pipeline.desk.stories import CLOCK, ledger_of
from tests.web.team import PASSWORD, Team, make_team

from counterclaim.model.account import TeamRole
from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.review.sampling import Plan


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return ledger_of(tmp_path)


@pytest.fixture
def desk(ledger: Path):
    with open_desk(ledger, clock=lambda: CLOCK) as opened:
        yield opened


@pytest.fixture
def coders(ledger: Path):
    """A team with two coders more, ada and ben."""

    made = make_team(ledger)
    for name in ("ada", "ben"):
        made.accounts.add(name, TeamRole.CODER, PASSWORD)
    yield made
    made.accounts.close()


def post(client: TestClient, address: str, page: str, **fields: object):
    token = re.search(r'<meta name="csrf-token" content="([0-9a-f]{64})"', client.get(page).text)
    assert token
    return client.post(address, data={**fields, "csrf_token": token[1]})


def contested(desk: Desk) -> str:
    statement = next(
        v.statement for r in desk.events().items for v in desk.event(r.id).statements if v.statement.act == "claims"
    )
    desk.judge("reject", statement.id, reason="a relayed claim", by="ada")
    desk.judge("correct", statement.id, reason="it is blamed", by="ben", changes={"act": "attributes"})
    return statement.id


def test_only_adjudicators_and_admins_adjudicate(coders: Team, desk: Desk) -> None:
    statement = contested(desk)
    for name, status in (("reader", 403), ("coder", 403), ("adjudicator", 200), ("admin", 200)):
        assert coders.signed_in(name).get(f"/adjudicate/{statement}").status_code == status
    client = coders.signed_in("coder")
    assert post(client, f"/adjudicate/{statement}", "/queue", take="machine").status_code == 403
    # Nor by another door.
    body = {"verdict": "adjudicate", "subjects": [statement], "reason": "mine", "changes": {"decision": "accept"}}
    assert coders.with_token("coder").post("/api/v1/judgements", json=body).status_code == 403
    form = {"verdict": "adjudicate", "subject": statement, "set.decision": "accept", "reason": "mine"}
    assert post(client, "/judge", "/queue", **form).status_code == 403
    assert coders.with_token("adjudicator").post("/api/v1/judgements", json=body).status_code == 201


def test_the_readings_stand_side_by_side_and_one_is_chosen(coders: Team, desk: Desk) -> None:
    statement = contested(desk)
    client = coders.signed_in("adjudicator")
    text = client.get("/adjudicate").text
    heads = re.findall(r'<th scope="col"><bdi>([^<]*)</bdi>', text)
    assert heads == ["The machine", "ada", "ben"]
    assert re.findall(r'name="take" value="([^"]*)" data-key="(\d)"', text) == [
        ("machine", "1"), ("person:ada", "2"), ("person:ben", "3"), ("nobody", "0"),
    ]  # fmt: skip
    assert "a relayed claim" in text
    assert '<tr class="differs"><th scope="row">Act' not in text  # one who rejects differs about the whole, not the act
    answer = post(client, f"/adjudicate/{statement}", "/adjudicate", take="person:ben", reason="line 2")
    assert answer.status_code == 303
    now = desk.statement(statement)
    assert (str(now.statement.act), str(now.verdict)) == ("attributes", "correct")
    assert desk.queue("conflict").items == ()
    desk.judge("accept", statement, reason="still", by="ada")
    assert str(desk.statement(statement).statement.act) == "attributes"
    history = desk.statement_history(statement)
    assert [(r.judgement.by, r.state) for r in history.readings] == [
        ("ada", "superseded"), ("ben", "stands"), ("adjudicator", "stands"), ("ada", "overruled"),
    ]  # fmt: skip
    assert "has decided" in client.get(f"/adjudicate/{statement}").text
    made = history.readings[2].judgement
    back = post(client, "/judge", "/adjudicate", verdict="undo", subject=made.digest, reason="too soon")
    assert back.status_code == 303
    assert desk.queue("conflict").total == 1


def test_an_adjudicator_may_decide_otherwise_than_anybody(coders: Team, desk: Desk) -> None:
    statement = contested(desk)
    client = coders.signed_in("admin")
    before = desk.statement(statement).statement
    fields = {"was.act": str(before.act), "set.act": "suspects", "was.value": before.value, "set.value": before.value}
    assert post(client, f"/adjudicate/{statement}", "/adjudicate", take="correct", **fields).status_code == 303
    assert str(desk.statement(statement).statement.act) == "suspects"
    refused = post(client, f"/adjudicate/{statement}", "/adjudicate", take="the stars")
    assert refused.status_code == 422
    assert "this is no decision" in refused.text


def test_a_sample_is_drawn_and_coded_blind_through_the_pages(coders: Team, desk: Desk) -> None:
    admin = coders.signed_in("adjudicator")
    form = {"kind": "statements", "coders": "ada, ben", "reason": "March", "size": 3, "blind": "true", "seed": "7"}
    drawn = post(admin, "/samples", "/samples", **form)
    assert drawn.status_code == 303
    address = drawn.headers["location"]
    assert post(coders.signed_in("ada"), "/samples", "/samples", **form).status_code == 403
    units = desk.double_coding.sample().sample.units
    for name in ("ada", "ben"):
        client = coders.signed_in(name)
        for number, unit in enumerate(units):
            text = client.get(f"{address}/code").text
            assert f"Number {number + 1}" in text
            assert f'value="{unit.value}"' not in text
            assert "selected>claims" not in text
            fields = {"number": number + 1, "take": "said", "set.act": "denies", "set.value": unit.value}
            if name == "ben" and number == 0:
                fields["take"] = "nothing"
            assert post(client, f"{address}/code", f"{address}/code", **fields).status_code == 303
        assert "You have coded all" in client.get(f"{address}/code").text
    assert "3/3" in admin.get("/samples").text
    text = admin.get(f"{address}/agreement").text
    assert "Where people differ: 1" in text
    assert re.search(r'href="/adjudicate/stm_[0-9a-f]+">Decide', text)
    assert admin.get(re.search(r'href="(/adjudicate/stm_[0-9a-f]+)">Decide', text)[1]).status_code == 200
    assert 'href="/statements/stm_' in coders.signed_in("ada").get(f"{address}/agreement").text


def test_a_document_coded_blind_is_shown_without_the_machines_reading(coders: Team, desk: Desk) -> None:
    plan = Plan(kind="documents", seed="7", coders=("ada", "ben"), blind=True)
    made = desk.double_coding.draw(plan, 1, reason="March", by="eve")
    document = next(iter(desk.double_coding.titles(made.anchors).values()))[0]
    client, other = coders.signed_in("ada"), coders.signed_in("coder")
    assert '<h2 id="h-said">No statements' in client.get(f"/documents/{document}").text
    assert "You code this text whole" in client.get(f"/documents/{document}").text
    assert '<h2 id="h-said">No statements' not in other.get(f"/documents/{document}").text
    assert coders.with_token("ada").get(f"/api/v1/documents/{document}").json()["statements"] == []
    assert coders.with_token("coder").get(f"/api/v1/documents/{document}").json()["statements"] != []
    event = desk.document(document).events[0][1]
    assert client.get(f"/events/{event}").status_code == 422
    assert other.get(f"/events/{event}").status_code == 200
    form = {"verdict": "finish", "subject": document, "back": f"/samples/{made.digest}/code"}
    for name in ("ada", "ben"):
        assert post(coders.signed_in(name), "/judge", f"/samples/{made.digest}/code", **form).status_code == 303
    assert '<h2 id="h-said">No statements' not in client.get(f"/documents/{document}").text


def test_the_queue_asks_about_two_events_side_by_side(coders: Team, ledger: Path) -> None:
    from tests.pipeline.desk.test_queue import TWICE

    folder = ledger.parent / "twice"
    folder.mkdir()
    path = ledger_of(folder, TWICE)
    from counterclaim.pipeline.ledger import open_ledger

    with open_ledger(path, clock=lambda: CLOCK) as book:
        view = book.views()[0]
        book.judge("split", view.event.id, view.mentions[1].document_id, reason="two", by="ada")
        book.run()
        book.judge("undo", book.judgements()[0].digest, reason="one", by="ada")
    team = make_team(path)
    try:
        client = team.signed_in("coder")
        text = client.get("/queue?kind=duplicate").text
        assert "Are these one event?" in text
        subjects = re.findall(r'name="subject" value="(evt_[0-9a-f]+)"', text)
        assert len(set(subjects)) == 2
        form = {"verdict": "merge", "subject": subjects, "back": "/queue"}
        assert post(client, "/judge", "/queue", **form).status_code == 303
        assert "Are these one event?" not in client.get("/queue?kind=duplicate").text
    finally:
        team.accounts.close()
