"""Every page in a real browser: no fault, no other host, nothing serious to the checker, no page too wide."""

from __future__ import annotations

from tests.web.pages.watching import every_page

from counterclaim.web.security.headers import POLICY


def test_every_page_loads_without_a_fault_and_the_checker_finds_nothing_serious(site, watch):
    seen = watch(site)
    for path in every_page(seen.page):
        answer = seen.page.goto(path)
        assert answer.headers["content-security-policy"] == POLICY, path
        assert seen.serious() == [], path
    assert any(path.startswith("/static/fonts/") for path in seen.asked)


def test_in_the_dark_the_checker_finds_nothing_serious_either(site, watch):
    dark = watch(site, color_scheme="dark")
    event = every_page(dark.page)[10]
    for path in ("/queue?kind=unsure", "/timeline", event):
        dark.page.goto(path)
        assert dark.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
        assert dark.serious() == [], path


def test_no_page_is_wider_than_a_phone_or_a_tablet(site, watch):
    seen = watch(site, viewport={"width": 360, "height": 720})
    for path in every_page(seen.page):
        seen.page.goto(path)
        for width in (360, 820):
            seen.page.set_viewport_size({"width": width, "height": 720})
            assert not seen.too_wide(), (path, width)


def test_the_map_is_drawn_from_the_apps_own_files(site, watch):
    seen = watch(site)
    seen.page.goto("/map")
    seen.page.wait_for_selector("[data-map][data-drawn=yes]", timeout=20_000)
    assert "/static/vendor/natural-earth.json" in seen.asked


def test_right_to_left_text_runs_so_and_leaves_the_page_alone(site, watch):
    page = watch(site).page
    page.goto("/search?q=التفجير")
    direction = "e => getComputedStyle(e).direction"
    assert page.locator(".hits h3 a").first.evaluate(direction) == "rtl"
    page.locator(".hits a").first.click()
    assert page.locator("#text .para").first.evaluate(direction) == "rtl"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("main").evaluate(direction) == "ltr"
    assert page.locator("#text .para").first.get_attribute("dir") == "auto"
    assert page.locator("#text").get_attribute("lang") == "ar"


def test_hostile_words_run_nowhere(site, watch):
    page = watch(site).page
    for path in ("/search?q=bridge", "/queue", "/timeline", "/actors", "/map"):
        page.goto(path)
        assert page.title().endswith("counterclaim")
        assert page.locator("main img, main script, main iframe, main object").count() == 0
    page.goto("/search?q=bridge")
    page.locator(".hits a").first.click()
    assert page.title().startswith("<script>")
    assert page.locator("main img, main script").count() == 0


def test_a_policy_that_strict_stops_what_should_never_have_come_in(site, watch):
    seen = watch(site)
    seen.page.goto("/queue")
    ran = seen.page.evaluate(
        """() => new Promise(done => {
            document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">');
            const script = document.createElement('script');
            script.textContent = 'window.ran = 2';
            document.body.append(script);
            setTimeout(() => done(window.ran || 0), 300);
        })"""
    )
    assert ran == 0
    seen.faults.clear()


def test_what_is_not_there_says_so_and_leads_back(site, watch):
    seen = watch(site)
    assert seen.page.goto("/events/evt_none").status == 404
    assert seen.page.locator("h1").inner_text() == "There is no such page"
    assert seen.serious() == []
    seen.faults.clear()
    seen.page.keyboard.press("g")
    seen.page.keyboard.press("t")
    seen.page.wait_for_url("**/timeline")


def test_targets_are_large_enough_to_hit(site, watch):
    page = watch(site).page
    for path in [*every_page(page)[10:], "/queue?kind=unsure", "/timeline"]:
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                'button, select, input:not([type=hidden]), summary, .tabs a, nav a, .worklist a, .facets a')]
                .filter(e => e.getClientRects().length)
                .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([_, r]) => r.width < 24 || r.height < 24).map(([html]) => html)"""
        )
        assert small == [], path


def test_without_scripts_everything_can_be_read_and_decided(own_site, watch):
    page = watch(own_site, java_script_enabled=False).page
    for path in every_page(page):
        assert page.goto(path).ok, path
        assert page.locator("h1").count() == 1
    page.goto("/map")
    assert page.locator("main tbody tr").count() == 2
    page.goto("/queue?kind=unsure")
    page.get_by_role("button", name="Accept").click()
    assert "Recorded: accepted" in page.locator(".notice").first.inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "taken back" in page.locator(".notice").first.inner_text()
