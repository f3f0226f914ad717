"""A document in a browser: words become statements, statements are decided where they stand, folds are opened."""

from __future__ import annotations

from playwright.sync_api import Page, expect

DRAG = """() => {
    const walk = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT), nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    const first = nodes.find(n => n.data.includes('pointed'));
    const last = nodes.slice(nodes.indexOf(first)).find(n => n.data.includes('Column'));
    const end = last.data.indexOf('Column') + 6;
    getSelection().setBaseAndExtent(first, first.data.indexOf('pointed'), last, end);
}"""


def opened(page: Page, words: str) -> Page:
    page.goto(f"/search?q={words}")
    page.locator(".hits a").first.click()
    page.wait_for_selector("#text")
    page.wait_for_load_state()  # its words stand there before its keys are heard
    return page


def test_what_is_selected_becomes_a_statement_and_is_taken_back(own_site, watch):
    page = opened(watch(own_site).page, "fishermen")
    added = page.locator(".said .reading", has_text="old men")
    expect(added).to_have_count(0)
    page.keyboard.press("+")
    page.evaluate(DRAG)
    expect(page.locator("[data-quote]")).to_have_value("pointed to the Marsh Column")
    page.fill("#add-v", "Marsh Column")
    page.select_option("#add-a", "suspects")
    page.fill("#add-s", "old men")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice[role=status]")).to_contain_text("added by hand")
    page.wait_for_load_state()
    expect(added).to_have_count(1)
    page.keyboard.press("z")
    expect(page.locator("#live .toast")).to_contain_text("taken back")
    expect(added).to_have_count(0)


def test_words_are_selected_with_keys_alone(own_site, watch):
    page = opened(watch(own_site).page, "fishermen")
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.locator("#text").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "A"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "bomb"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("[data-quote]").input_value() == "bomb killed 12"
    start, end = (int(page.locator(f"[data-{name}]").input_value()) for name in ("from", "to"))
    assert (end - start, page.evaluate("document.activeElement.name")) == (len("bomb killed 12"), "set.property")


def test_words_of_a_right_to_left_text_are_walked_the_way_they_run(site, watch):
    page = opened(watch(site).page, "التفجير")
    page.locator("#text").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("getSelection().toString().trim()") == "جبهة"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString().trim()") == "أعلنت"


def test_a_statement_is_decided_where_it_stands_and_the_focus_goes_on(own_site, watch):
    page = opened(watch(own_site).page, "fishermen")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('.said').id")
    page.keyboard.press("a")
    expect(page.locator(f"#{first} .tag.accept")).to_have_text("accepted")
    assert page.evaluate("document.activeElement.closest('.said').id") != first
    expect(page.locator("#live .toast")).to_contain_text("accepted")
    page.reload()
    expect(page.locator(f"#{first} .tag.accept")).to_have_count(1)
    page.goto("/activity")
    expect(page.locator("main tbody tr").first).to_contain_text("accepted")


def test_a_refused_decision_is_taken_off_the_page_again(own_site, watch):
    seen = watch(own_site)
    page = opened(seen.page, "fishermen")
    page.keyboard.press("j")
    page.route("**/judge", lambda route: route.fulfill(status=500, body="broken"))
    page.keyboard.press("x")
    expect(page.locator("#live .toast")).to_contain_text("the server answered 500")
    assert page.locator(".said .tag.reject").count() == 0
    assert page.evaluate("!!document.activeElement.closest('.said')")
    seen.faults.clear()


def test_a_graphic_passage_is_folded_until_a_key_opens_it(site, watch):
    page = opened(watch(site).page, "quay")
    passage = page.locator("#text details.fold", has_text="severed limbs").locator("mark, span[data-start]").first
    expect(passage).to_be_hidden()
    page.keyboard.press("f")
    expect(passage).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    expect(passage).to_be_hidden()
