"""What the pages say, and that nothing that a document says is ever run."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html
from tests.web.pages.conftest import BIDI, HOSTILE
from tests.web.team import make_local, token_of

from counterclaim.model import Verdict
from counterclaim.pipeline import open_ledger

PAGES = ("/queue", "/timeline", "/map", "/actors", "/search?q=bombing", "/problems", "/activity", "/run", "/help")


def ids(client, kind):
    desk = client.app.state.desk
    if kind == "events":
        return [row.id for row in desk.events().items]
    return {v.document.title: v.document.id for i in ids(client, "events") for v in desk.event(i).statements}


def event_of(client, words):
    return next(row.id for row in client.app.state.desk.events().items if words in row.title)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_well_formed_and_carries_no_script_of_its_own(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    tree = html.document_fromstring(answer.text)
    assert all(script.get("src", "").startswith("/static/") and not script.text for script in tree.iter("script"))
    assert not tree.xpath("//*[@style] | //style | //@*[starts-with(name(), 'on')]")
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1


def test_the_verdict_stands_in_words_and_the_voices_in_rows(client):
    page = html.document_fromstring(client.get(f"/events/{event_of(client, '3 March 2031')}").text)
    words = page.xpath("string(//p[@class='verdict'])")
    assert "our estimate" in words
    assert "voices are heard" in words
    rows = [
        " ".join(row.xpath("string(.)").split()) for row in page.xpath("//table[contains(@class, 'matrix')]/tbody/tr")
    ]
    assert any(row.startswith("Tidewater Front") and "claims" in row for row in rows)
    assert page.xpath("//h2[.='What moved the verdict']")
    steps = page.xpath("//table[@class='steps']/tbody/tr")
    assert [row.xpath("string(th)") for row in (steps[0], steps[-1])] == ["before anything is heard", "all together"]
    assert all(0 <= float(bar.get("x").rstrip("%")) <= 100 for bar in page.xpath("//table[@class='steps']//rect"))


def test_statements_are_marked_at_their_places_also_where_they_overlap(client):
    text = client.get(f"/documents/{ids(client, 'documents')['Bomb at the pier']}").text
    page = html.document_fromstring(text)
    marks = page.xpath("//div[@id='text']//mark")
    assert any("Tidewater Front claimed responsibility" in mark.xpath("string(.)") for mark in marks)
    assert any(len(mark.get("data-ids").split()) > 1 for mark in marks)
    shown = "".join(page.xpath("//div[@id='text']//*[@data-start]//text()"))
    for run in page.xpath("//div[@id='text']//*[@data-start]"):
        assert run.xpath("string(.)") in shown
    first = page.xpath("//mark[@data-start]")[0]
    document = client.app.state.desk.document(ids(client, "documents")["Bomb at the pier"]).document
    assert document.text[int(first.get("data-start")) :].startswith(first.xpath("string(.)"))


def test_a_month_is_drawn_as_a_month_and_a_day_as_a_point(client):
    page = html.document_fromstring(client.get("/timeline").text)
    drawn = {
        row.xpath("string(th)") + row.xpath("string(td[@data-label='When'])"): [
            shape.tag for shape in row.xpath(".//svg/*[contains(@class, 't-day') or contains(@class, 't-bar')]")
        ]
        for row in page.xpath("//tbody/tr")
    }
    month = next(shapes for title, shapes in drawn.items() if "January 2031" in title)
    day = next(shapes for title, shapes in drawn.items() if "2 April 2031" in title)
    assert (month, day) == (["rect"], ["circle"])


def test_what_a_document_says_is_shown_as_text(client):
    document = ids(client, "documents")[HOSTILE]
    statement = client.app.state.desk.document(document).statements[0].statement.id
    event = client.app.state.desk.document(document).events[0][1]
    for path in (
        f"/documents/{document}",
        f"/statements/{statement}",
        f"/events/{event}",
        "/search?q=bridge",
        "/queue",
    ):
        text = client.get(path).text
        tree = html.document_fromstring(text)
        assert "document.title" not in "".join(s.text or "" for s in tree.iter("script"))
        assert not tree.xpath("//img")
        assert not set(BIDI) & set("‮‬⁧⁩") & set(text)
    assert HOSTILE in html.document_fromstring(client.get(f"/documents/{document}").text).xpath("string(//h1)")


@pytest.mark.parametrize("words", [HOSTILE, BIDI, "\x00\x1b[31m", "=1+1", "'; drop table events; --", "x" * 500])
def test_what_somebody_types_is_shown_as_text_or_refused(client, words):
    for path in ("/search", "/actors", "/timeline", "/map"):
        answer = client.get(path, params={"q": words, "text": words, "place": words})
        assert answer.status_code in (200, 400, 422)
        tree = html.document_fromstring(answer.text)
        assert not tree.xpath("//img | //script[not(@src)]")


@pytest.mark.parametrize(
    "path",
    ["/events/evt_none", "/documents/doc_none", "/statements/stm_none", "/actors/nobody", "/activity/00", "/nowhere"],
)
def test_what_is_not_there_is_told_in_words(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_name_of_ten_megabytes_is_cut_and_said_to_be(own_ledger):
    with open_ledger(own_ledger) as book:
        statement = book.views()[0].statements[0].statement.id
        book.judge(Verdict.ACCEPT, statement, reason="<b>" + "x" * 10_000_000, by="kit")
    with TestClient(make_local(own_ledger), base_url="http://127.0.0.1:8765") as client:
        text = client.get("/activity").text
    assert len(text) < 20_000
    assert "[10,000,003 characters, cut here]" in text
    assert "<b>x" not in text


def forms(client, path):
    return token_of(client.get(path).text)


def test_a_decision_is_kept_told_and_taken_back_without_scripts(own_ledger):
    with TestClient(make_local(own_ledger), base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        desk = client.app.state.desk
        statement = desk.event(event_of(client, "3 March 2031")).statements[0].statement.id
        form = {"csrf_token": forms(client, f"/statements/{statement}"), "verdict": "accept", "subject": statement,
                "back": f"/statements/{statement}"}  # fmt: skip
        answer = client.post("/judge", data=form)
        assert answer.status_code == 303
        after = client.get(answer.headers["location"])
        assert "Recorded: accepted" in after.text
        assert "1 decision waits" in after.text
        (made,) = [item.judgement for item in desk.activity().items if item.judgement]
        assert (made.by, made.reason, made.verdict) == ("kit", "read in the passage", Verdict.ACCEPT)
        client.post("/judge", data={**form, "verdict": "undo", "subject": made.digest})
        assert desk.statement(statement).verdict is None


def test_a_correction_records_only_what_was_changed(own_ledger):
    with TestClient(make_local(own_ledger), base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        desk = client.app.state.desk
        s = next(
            v.statement for v in desk.event(event_of(client, "3 March 2031")).statements if v.statement.act == "claims"
        )
        form = {
            "csrf_token": forms(client, f"/statements/{s.id}"),
            "verdict": "correct",
            "subject": s.id,
            "back": "//evil.example",
        }
        for field, value in {"act": "claims", "value": s.value, "speaker": s.speaker.name}.items():
            form |= {f"was.{field}": value, f"set.{field}": value}
        answer = client.post("/judge", data={**form, "set.act": "suspects"})
        assert answer.headers["location"].startswith("/queue?")
        (made,) = [item.judgement for item in desk.activity().items if item.judgement]
        assert made.changes == (("act", "claims", "suspects"),)
        page = html.document_fromstring(client.get(f"/statements/{s.id}").text)
        act = next(r for r in page.xpath("//h2[.='Readings side by side']/..//tr") if r.xpath("string(th)") == "Act")
        assert [cell.xpath("string(.)") for cell in act.xpath("td")] == ["claims", "suspects"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "shout"}, "no decision"),
        ({"subject": "stm_none"}, "no statement"),
        ({"subject": ""}, "takes one subject"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_in_words_and_not_kept(client, change, said):
    form = {"csrf_token": forms(client, "/run"), "verdict": "accept", "subject": "stm_none", "back": "/queue", **change}
    answer = client.post("/judge", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert client.app.state.desk.pending() == 0


def test_words_from_the_text_become_a_statement_without_scripts(own_ledger):
    with TestClient(make_local(own_ledger), base_url="http://127.0.0.1:8765") as client:
        document = ids(client, "documents")["Bomb at the pier"]
        form = {"csrf_token": forms(client, f"/documents/{document}"), "set.quote": "pointed to the Marsh Column",
                "set.property": "perpetrator", "set.act": "suspects", "set.value": "Marsh Column",
                "set.speaker": "fishermen", "set.speaker_kind": "witness", "reason": "overlooked"}  # fmt: skip
        answer = client.post(f"/documents/{document}/add", data=form)
        assert answer.status_code == 200, answer.text
        assert "Recorded: added by hand" in answer.text
        added = [v for v in client.app.state.desk.document(document).statements if v.statement.coder == "human/kit"]
        assert [v.statement.passage.quote for v in added] == ["pointed to the Marsh Column"]
        refused = client.post(f"/documents/{document}/add", data={**form, "set.quote": "not in there"})
        assert refused.status_code == 422
        assert "do not stand in the text" in refused.text


def test_a_merge_is_shown_before_it_is_made(own_ledger):
    with TestClient(make_local(own_ledger), base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        first, second = ids(client, "events")[:2]
        form = {"csrf_token": forms(client, f"/events/{first}"), "verdict": "merge", "subject": second}
        shown = client.post(f"/events/{first}/preview", data=form)
        assert "These would be one event" in shown.text
        assert client.app.state.desk.pending() == 0
        made = client.post(
            "/judge", data={**form, "subject": [first, second], "reason": "one bombing", "back": f"/events/{first}"}
        )
        assert made.status_code == 303
        assert client.app.state.desk.pending() == 1


def test_the_points_of_the_map_say_how_exact_they_are(client):
    found = client.get("/map/events.geojson").json()["features"]
    signs = [f["properties"] for f in found if f["properties"]["kind"] == "point"]
    told = {sign["events"][0][1].split(",")[1].strip(): (sign["n"], sign["exact"], sign["radius"]) for sign in signs}
    assert told == {"Tidemouth (XE)": (1, False, 4000), "Ardelune (XE)": (1, False, 180000)}
    rims = [[y for _, y in f["geometry"]["coordinates"][0]] for f in found if f["properties"]["kind"] == "disc"]
    assert sorted(round(max(rim) - min(rim), 1) for rim in rims) == [0.1, 3.2]
    assert client.get("/map/outline.geojson").json()["type"] == "FeatureCollection"


def test_the_help_names_every_key_that_a_page_has(client):
    told = set(re.findall(r"<kbd>([^<]+)</kbd>", client.get("/help").text))
    for path in (*PAGES, f"/events/{event_of(client, '3 March 2031')}"):
        used = set(html.document_fromstring(client.get(path).text).xpath("//@data-key"))
        assert used - {"n", "r", "i"} <= told, path
