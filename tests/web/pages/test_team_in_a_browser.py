"""Signing in, and what each role finds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.web.team import PASSWORD


def sign_in(page, name, password=PASSWORD):
    page.goto("/queue")
    page.wait_for_url("**/login**")
    page.fill("#name", name)
    page.fill("#password", password)
    page.keyboard.press("Enter")


def test_who_has_not_signed_in_sees_the_way_in_and_comes_back_to_where_it_led(team_site, watch):
    seen = watch(team_site)
    page = seen.page
    page.goto("/timeline")
    page.wait_for_url("**/login**")
    assert seen.serious() == []
    assert page.locator("nav a").count() == 0
    page.fill("#name", "coder")
    page.fill("#password", "not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Name or password is wrong")
    seen.faults.clear()
    page.fill("#name", "coder")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline")
    page.get_by_role("link", name="coder").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/login**")


@pytest.mark.parametrize(
    ("role", "judges", "runs", "people"),
    [("reader", False, False, False), ("coder", True, False, False), ("admin", True, True, True)],
)
def test_each_role_finds_what_it_may(team_site, watch, role, judges, runs, people):
    seen = watch(team_site)
    page = seen.page
    sign_in(page, role)
    expect(page.locator("#deck")).to_have_count(1)
    page.goto("/queue?kind=unsure")
    assert (page.get_by_role("button", name="Accept").count() > 0) is judges
    page.goto("/run")
    assert (page.get_by_role("button", name="Run now").count() > 0) is runs
    assert (page.get_by_role("link", name="People").count() > 0) is people
    status = page.goto("/people").status
    assert status == (200 if people else 403)
    assert seen.serious() == []
    assert not seen.too_wide()
    if not people:
        assert "admin" in page.locator("main").inner_text()
    seen.faults.clear()
