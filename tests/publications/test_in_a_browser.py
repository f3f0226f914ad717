"""The page as a browser lays it out: width, requests, themes. Skipped where no chromium is installed."""

import shutil

import pytest
from tests.publications import stories

from counterclaim.publications import BriefOptions, render_brief
from counterclaim.publications.notefile.lines import lines_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt-get install chromium)")


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_brief(stories.all_views(), BriefOptions(sources=stories.sources())).text, "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_never_scrolls_sideways_and_asks_for_nothing(browser, address, width) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert requests == [address]
    assert messages == []
    page.close()


def test_the_figures_follow_the_dark_theme(browser, address) -> None:
    inks = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        inks[scheme] = page.evaluate("getComputedStyle(document.querySelector('#timeline svg text')).fill")
        page.close()
    assert inks == {"light": "rgb(27, 30, 34)", "dark": "rgb(233, 230, 223)"}


def test_a_mark_leads_to_its_note_and_back(browser, address) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator("sup.marks a").first.click()
    assert page.url.endswith("#note-1")
    page.locator("#note-1 .back a").first.click()
    assert page.url.endswith("#ref-1")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_from_right_to_left_never_scrolls_sideways_either(browser, tmp_path, width) -> None:
    head = "---\ntitle: من فعل ذلك\nlanguage: ar\n---\n\n"
    note = lines_of(head + "قتل {event:evt_1|killed}.\n\n{figure:waterfall evt_1}\n", "note.md")
    path = tmp_path / "ar.html"
    path.write_bytes(render_brief(stories.all_views(), BriefOptions(source=note, sources=stories.sources())).data)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("getComputedStyle(document.querySelector('.canvas')).direction") == "ltr"
    page.close()
