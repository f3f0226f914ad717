"""What nobody meets unasked, and whom readers do not see by name."""

from __future__ import annotations

import pytest
from lxml import html
from tests.web.pages.watching import LISTS
from tests.web.team import make_team

SHOCKING = "severed limbs and charred bodies"
PRIVATE = "Daro Venn"


def pages_of(client, desk):
    found = [row.id for row in desk.events().items]
    documents = {v.document.id for i in found for v in desk.event(i).statements}
    statements = [v.statement.id for i in found for v in desk.event(i).statements]
    looked = ("/search?q=quay", "/search?q=claimed", "/search?q=arrested", "/map/events.geojson")
    paths = [*LISTS, *looked, *(f"/events/{i}" for i in found), *(f"/documents/{d}" for d in sorted(documents))]
    paths += [f"/statements/{s}" for s in statements]
    return {path: client.get(path).text for path in paths}


def outside_of_folds(text):
    tree = html.document_fromstring(text)
    for fold in tree.xpath("//details[contains(@class, 'fold')]"):
        fold.drop_tree()
    return html.tostring(tree, encoding="unicode")


def test_graphic_words_are_folded_on_every_page_that_quotes_them(client):
    told = pages_of(client, client.app.state.desk)
    quoting = {path for path, text in told.items() if SHOCKING in text}
    assert {path.split("/")[1].split("?")[0] for path in quoting} >= {"documents", "statements", "search"}
    assert [path for path in quoting if SHOCKING in outside_of_folds(told[path])] == []
    assert all('details class="fold" open' not in text for text in told.values())


def test_nothing_plays_or_moves_by_itself(client):
    for path, text in pages_of(client, client.app.state.desk).items():
        if not path.endswith(".geojson"):
            moving = (
                "//audio | //video | //iframe | //embed | //object | //marquee | //img | //animate | //*[@autoplay]"
            )
            assert html.document_fromstring(text).xpath(moving) == [], path


@pytest.fixture
def team(own_ledger):
    made = make_team(own_ledger)
    yield made
    made.accounts.close()
    made.app.state.desk.close()


def test_readers_see_no_private_persons_name_and_coders_do(team):
    desk = team.app.state.desk
    assert PRIVATE in "".join(pages_of(team.signed_in("coder"), desk).values())
    for path, text in pages_of(team.signed_in("reader"), desk).items():
        assert PRIVATE not in text, path
        assert "Venn" not in text, path


def test_readers_see_nothing_that_decides(team):
    for path, text in pages_of(team.signed_in("reader"), team.app.state.desk).items():
        if not path.endswith(".geojson"):
            forms = html.document_fromstring(text).xpath("//main//form[@method='post']/@action")
            assert set(forms) <= {"/logout", "/account/password", "/account/tokens"}, path
