"""Double coding, agreement and adjudication in a real browser: keys, the checker, phones, and without scripts."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import expect
from tests.web.pages.conftest import serve
from tests.web.team import make_local

from counterclaim.pipeline.desk import Desk, open_desk
from counterclaim.review.sampling import Plan
from counterclaim.web import WebSettings, create_app
from counterclaim.web.security.log import Log


@dataclass(frozen=True)
class Review:
    """A ledger in which people differ and samples are under way, and where it is served to "kit", who codes nothing."""

    site: str
    coder: str
    """The same ledger, served to "lee", who codes."""
    ledger: Path
    contested: tuple[str, ...]
    coded: str
    """A sample of statements that ada and ben have coded."""
    blind: str
    """One that lee and ada are to code blind."""
    texts: str
    """One of documents that lee and ada are to code blind."""

    @property
    def pages(self) -> tuple[str, ...]:
        own = (
            "/adjudicate",
            f"/adjudicate/{self.contested[0]}",
            "/samples",
            f"/samples/{self.coded}",
            f"/samples/{self.coded}/agreement",
            "/agreement",
            "/queue?kind=conflict",
            "/queue?kind=contested",
        )
        given = (f"/samples/{self.blind}/code", f"/samples/{self.texts}/code", f"/samples/{self.blind}")
        return (*(self.site + path for path in own), *(self.coder + path for path in given))


def prepare(desk: Desk) -> tuple[tuple[str, ...], list[str]]:
    """People who differ, and the samples: one that is coded, a blind one, and one of documents."""
    said = [v.statement for r in desk.events().items for v in desk.event(r.id).statements]
    contested = [s.id for s in said if s.property == "perpetrator"][:2]
    for one in contested:
        desk.judge("reject", one, reason="a relayed claim, not one of its own", by="ada")
        desk.judge("correct", one, reason="the passage only supposes it", by="ben", changes={"act": "suspects"})
    coding, samples = desk.double_coding, []
    for kind, coders, blind, size in (
        ("statements", ("ada", "ben"), True, 12),
        ("statements", ("lee", "ada"), True, 4),
        ("documents", ("lee", "ada"), True, 1),
    ):
        plan = Plan(kind=kind, seed="2031-03", coders=coders, blind=blind, strata="")
        samples.append(coding.draw(plan, size, reason=f"{kind}, {' and '.join(coders)}", by="eve").digest)
    for number, unit in enumerate(coding.sample(samples[0]).sample.units):
        read = {"act": unit.act, "value": unit.value, "speaker": unit.speaker}
        coding.answer(samples[0], number, read, by="ada", reason="read")
        other = {**read, "act": "suspects"} if number % 3 == 0 else read
        coding.answer(samples[0], number, None if number == 4 else other, by="ben", reason="read")
    return tuple(contested), samples


@pytest.fixture(scope="module")
def review(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    folder = tmp_path_factory.mktemp("review") / "own"
    shutil.copytree(ledger.parent, folder)
    path = folder / ledger.name
    with open_desk(path) as desk:
        contested, (coded, blind, texts) = prepare(desk)
    for site in serve(lambda port: make_local(path, port=port)):
        for coder in serve(lambda port: lees(path, port)):
            yield Review(site, coder, path, contested, coded, blind, texts)


def lees(ledger: Path, port: int) -> FastAPI:
    return create_app(WebSettings(ledger=str(ledger), user="lee", port=port), log=Log(io.StringIO()))


def test_every_page_of_review_loads_without_a_fault_and_the_checker_finds_nothing_serious(review, watch):
    sites = (review.site, review.coder)
    for site, scheme in product(sites, ("light", "dark")):
        page = watch(site, color_scheme=scheme)
        for path in (path for path in review.pages if path.startswith(site)):
            assert page.page.goto(path).ok, path
            assert page.page.locator("h1").count() == 1, path
            assert page.serious() == [], path


def test_no_page_of_review_is_wider_than_a_phone_and_targets_are_large_enough(review, watch):
    phones = {site: watch(site, viewport={"width": 360, "height": 720}) for site in (review.site, review.coder)}
    for path in review.pages:
        seen = phones[review.site if path.startswith(review.site) else review.coder]
        seen.page.goto(path)
        assert not seen.too_wide(), path
        small = seen.page.evaluate(
            """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, nav a')]
                .filter(e => e.getClientRects().length).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([_, r]) => r.width < 24 || r.height < 24).map(([html]) => html)"""
        )
        assert small == [], path


def test_without_scripts_review_can_be_read_and_decided(review, watch):
    plain = {site: watch(site, java_script_enabled=False).page for site in (review.site, review.coder)}
    page = plain[review.site]
    for path in review.pages:
        assert plain[review.site if path.startswith(review.site) else review.coder].goto(path).ok, path
    page.goto(f"{review.site}/adjudicate/{review.contested[1]}")
    page.fill("#why", "read in the original")
    page.get_by_role("button", name="the reading of ben").click()
    assert "Recorded: adjudicated" in page.locator(".notice").first.inner_text()
    with open_desk(review.ledger) as desk:
        assert str(desk.statement(review.contested[1]).statement.act) == "suspects"
    page.get_by_role("button", name="Undo").first.click()
    with open_desk(review.ledger) as desk:
        assert str(desk.statement(review.contested[1]).statement.act) != "suspects"


def test_one_key_decides_a_case_and_the_next_one_comes(review, watch):
    page = watch(review.site).page
    page.goto("/adjudicate")
    first = page.locator(".worklist a[aria-current=true]").get_attribute("href")
    page.keyboard.press("3")
    page.wait_for_url("**/adjudicate?said=*")
    assert page.locator(".worklist a[aria-current=true]").get_attribute("href") != first
    page.goto(first)
    assert "has decided" in page.locator("main .notice").inner_text()
    assert page.locator("button[name=take]").count() == 0
    page.keyboard.press("z")
    expect(page.locator("button[name=take]")).to_have_count(4)


def test_a_blind_sample_is_coded_by_keys_without_a_sight_of_the_machines_reading(review, watch):
    page = watch(review.coder).page
    page.goto("/samples")
    page.locator(f"a[href='/samples/{review.blind}/code']").click()
    with open_desk(review.ledger) as desk:
        unit = desk.double_coding.sample(review.blind).sample.units[0]
    assert page.locator("#t-a").input_value() == ""
    assert page.locator("#t-v").input_value() == ""
    page.select_option("#t-a", unit.act)
    page.locator(".kind").click()
    page.keyboard.press("v")
    page.keyboard.type(unit.value)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kind")).to_have_text("Number 2")
    page.wait_for_load_state()  # its words stand there before its keys are heard
    page.keyboard.press("x")
    expect(page.locator(".kind")).to_have_text("Number 3")
    with open_desk(review.ledger) as desk:
        assert desk.double_coding.sample(review.blind).of("lee") == (2, 4)


def test_the_figure_of_agreement_has_a_row_for_each_measure_that_is_defined(review, watch):
    page = watch(review.site).page
    page.goto(f"/samples/{review.coded}/agreement")
    with open_desk(review.ledger) as desk:
        told = desk.double_coding.agreement(review.coded).comparison
    assert page.locator("svg circle").count() == len([row for row in told.rows if row.alpha is not None]) > 5
    assert page.locator(".differences > li").count() == len(told.differences) >= 3
    page.get_by_role("link", name="Decide").first.click()
    assert page.locator("h1").inner_text() == "Adjudicate"
