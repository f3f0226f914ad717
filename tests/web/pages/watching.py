"""A page in a browser, and everything of it that must not happen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

LISTS = (
    "/queue",
    "/timeline",
    "/map",
    "/actors",
    "/search?q=bombing",
    "/problems",
    "/activity",
    "/run",
    "/help",
    "/account",
)
"""Pages that every ledger has."""


class Watched:
    """A page; ``faults`` are errors, dialogs and requests to other hosts."""

    def __init__(self, browser: Browser, site: str, **options: object) -> None:
        self.context = browser.new_context(base_url=site, **options)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.context.on("request", lambda request: self._asked(request.url, site))

    def _asked(self, url: str, site: str) -> None:
        self.asked.append(url.removeprefix(site))
        if not url.startswith((site, "blob:")):
            self.faults.append(url)

    def serious(self) -> list[str]:
        """What the accessibility checker finds serious or critical."""
        return [
            f"{v['id']}: {node['html'][:160]}"
            for v in Axe().run(self.page).response["violations"]
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"]
        ]

    def too_wide(self) -> bool:
        """Whether the page has to be scrolled sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def every_page(page: Page) -> list[str]:
    """All lists, and one event, statement, document and actor."""
    page.goto("/timeline")
    event = page.get_attribute("main tbody a[href^='/events/']", "href")
    page.goto(event)
    statement = page.get_attribute("a[href^='/statements/']", "href")
    document = page.get_attribute("a[href^='/documents/']", "href").split("#")[0]
    page.goto("/actors")
    return [*LISTS, event, statement, document, page.get_attribute("main a[href^='/actors/']", "href")]


def card(page: Page) -> str:
    """What the card of the queue is about."""
    return page.get_attribute("#card", "data-item") or ""
