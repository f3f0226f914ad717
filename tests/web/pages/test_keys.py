"""The app by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect
from tests.web.pages.watching import card

AT_ONCE = 100
"""Milliseconds between a key and the next thing to decide."""
WAITED = """key => new Promise(done => {
    const deck = document.getElementById('deck'), start = performance.now();
    new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - start); })
        .observe(deck, { childList: true });
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
})"""


def test_one_key_decides_and_the_next_stands_there_at_once(own_site, watch):
    page = watch(own_site).page
    page.goto("/queue?kind=unsure")
    seen, waited = [card(page)], []
    for key, told in (("a", "accepted"), ("x", "rejected")):
        page.wait_for_selector("#deck:not([data-ahead='0'])")
        waited.append(page.evaluate(WAITED, key))
        assert card(page) not in seen
        seen.append(card(page))
        expect(page.locator("#live .toast")).to_contain_text(told)
        assert page.evaluate("document.activeElement.id") == "card"
    assert min(waited) < AT_ONCE
    page.keyboard.press("z")
    expect(page.locator("#live .toast")).to_contain_text("taken back")
    expect(page.locator("#card")).to_have_attribute("data-item", seen[1])
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("j")
    expect(page.locator("#card")).to_have_attribute("data-item", seen[2])
    page.goto("/activity")
    told = page.locator("main tbody tr").all_inner_texts()
    assert [m[0] for row in told if (m := re.search("accepted|rejected|taken back", row))] == [
        "taken back", "rejected", "accepted",
    ]  # fmt: skip


def test_the_next_is_there_before_the_server_has_answered(own_site, watch):
    page = watch(own_site).page
    page.goto("/queue?kind=unsure")
    page.wait_for_selector("#deck:not([data-ahead='0'])")
    held: list[Route] = []
    page.route("**/judge", lambda route: held.append(route))
    first = card(page)
    page.keyboard.press("a")
    expect(page.locator("#card")).not_to_have_attribute("data-item", first)
    assert page.locator("#live .toast").count() == 0
    held.pop().continue_()
    expect(page.locator("#live .toast")).to_contain_text("accepted")


def test_what_the_server_refuses_comes_back_with_the_reason(own_site, watch):
    seen = watch(own_site)
    page = seen.page
    page.goto("/queue?kind=unsure")
    page.wait_for_selector("#deck:not([data-ahead='0'])")
    first = card(page)
    page.route("**/judge", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#live .toast")).to_contain_text("Not recorded: the server cannot be reached")
    expect(page.locator("#card")).to_have_attribute("data-item", first)
    seen.faults.clear()


def test_a_correction_needs_no_mouse(own_site, watch):
    page = watch(own_site).page
    page.goto("/queue?kind=unsure")
    first = card(page)
    page.keyboard.press("c")
    page.locator("#card details[open] input[name='set.value']").fill("2031-04-01")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#live .toast")).to_contain_text("corrected")
    page.goto(f"/statements/{first}")
    expect(page.locator("main")).to_contain_text("Readings side by side")
    expect(page.locator("main")).to_contain_text("2031-04-01")


def test_a_merge_is_previewed_made_and_undone(own_site, watch):
    page = watch(own_site).page
    page.goto("/timeline")
    first, second, *_ = page.eval_on_selector_all(
        "main tbody a[href^='/events/']", "links => links.map(l => l.getAttribute('href').split('/')[2])"
    )
    page.goto(f"/events/{first}")
    page.keyboard.press("m")
    page.locator("#merge-with").fill(second)
    page.keyboard.press("Enter")
    expect(page.locator("#preview")).to_contain_text("These would be one event")
    assert page.evaluate("document.activeElement.id") == "preview"
    page.fill("#preview-why", "one attack")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".notice[role=status]")).to_contain_text("held to be one event")
    page.wait_for_load_state()
    page.keyboard.press("Control+z")
    expect(page.locator("#live .toast")).to_contain_text("taken back")


def test_a_split_is_previewed_made_and_undone(own_site, watch):
    page = watch(own_site).page
    page.goto("/timeline")
    for path in page.eval_on_selector_all("main tbody a[href^='/events/']", "l => l.map(a => a.getAttribute('href'))"):
        page.goto(path)
        if page.locator("#split").count():
            break
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    page.locator("#split").get_by_role("button", name="Show what would be").click()
    expect(page.locator("#preview")).to_contain_text("This would be two events")
    page.fill("#preview-why", "two attacks")
    page.locator("#preview").get_by_role("button", name="Split").click()
    expect(page.locator(".notice[role=status]")).to_contain_text("split")
    page.wait_for_load_state()
    page.keyboard.press("z")
    expect(page.locator("#live .toast")).to_contain_text("taken back")


def test_help_tells_the_keys_of_the_page_and_can_switch_them_off(site, watch):
    page = watch(site).page
    page.goto("/queue?kind=unsure")
    page.keyboard.press("?")
    expect(page.locator("dialog#help")).to_contain_text("Accept")
    page.locator("[data-switch]").uncheck()
    page.keyboard.press("Escape")
    before = card(page)
    page.keyboard.press("j")
    page.keyboard.press("g")
    page.keyboard.press("m")
    assert (card(page), page.url.endswith("/queue?kind=unsure")) == (before, True)


@pytest.mark.parametrize(("key", "path"), [("q", "/queue"), ("t", "/timeline"), ("a", "/actors"), ("v", "/activity")])
def test_two_keys_lead_to_each_page(site, watch, key, path):
    page = watch(site).page
    page.goto("/help")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(f"**{path}")


def test_focus_is_seen_and_comes_in_the_order_of_the_page(site, watch):
    page = watch(site).page
    page.goto("/queue?kind=unsure")
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]"
            )
        )
    assert [words for words, _ in seen] == ["Skip to the content", "counterclaim", "Queue", "Timeline"]
    assert all(style != "none" for _, style in seen)


def test_a_run_is_started_watched_and_ends(own_site, watch):
    page = watch(own_site).page
    page.goto("/run")
    page.keyboard.press("r")
    expect(page.locator("#status")).to_contain_text(re.compile("Running|has ended"))
    expect(page.locator("#status")).to_contain_text("The run has ended", timeout=60_000)
    assert "the ledger holds" in page.locator("pre.log").inner_text()
