"""One small ledger of invented texts for all page tests, served once to a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright
from tests.web.pages.watching import Watched
from tests.web.team import make_local, make_team

from counterclaim.pipeline import open_ledger

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> =cmd|'/c calc'!A1"
"""A title that no page may run, no spreadsheet compute and no browser fetch from."""
BIDI = "‮evil‬ ⁧x⁩"

HEAD = "---\ntitle: {title}\noutlet: {outlet}\ndate: {date}\nlanguage: {language}\n---\n"
PLACES = (
    "name,aliases,country,latitude,longitude,radius_m,kind,demonyms\n"
    "Tidemouth,,XE,-36.0,-23.0,4000,city,\n"
    "Ardelune,,XE,-36.0,-23.3,180000,country,Ardelunian\n"
)
TEXTS = {
    "pier.md": (
        HEAD.format(title="Bomb at the pier", outlet="Delta Courier", date="2031-03-05", language="en")
        + "A bomb killed 12 people at the pier of Tidemouth on Monday, police said.\n\n"
        "The Tidewater Front claimed responsibility for the bombing. The Tidewater Front denied that it had meant to "
        "kill anybody.\n\nOld fishermen shook their heads at that and pointed to the Marsh Column.\n\n"
        "Invented example. Nothing in it is real.\n"
    ),
    "pier_again.md": (
        HEAD.format(title="Who bombed the pier", outlet="Harbour Post", date="2031-03-06", language="en")
        + "The government blamed the Marsh Column for the bombing at the pier of Tidemouth on 3 March 2031.\n\n"
        "The Marsh Column denied responsibility for the bombing. At least 14 people were killed in the bombing.\n\n"
        "The Lantern Guild claimed responsibility for the bombing that left severed limbs and charred bodies on the "
        "quay.\n\nPolice arrested Daro Venn, 24, a dock worker suspected of the bombing of Tidemouth.\n"
    ),
    "mill.md": (
        HEAD.format(title="Fire at the mill", outlet="Harbour Post", date="2031-04-02", language="en")
        + "Gunmen shot dead three workers at a mill in Ardelune in January 2031. Nobody has claimed the shooting.\n"
    ),
    "hostile.md": (
        HEAD.format(
            title='"' + HOSTILE.replace('"', '\\"') + '"', outlet="Harbour Post", date="2031-04-03", language="en"
        )
        + f"{HOSTILE}\n\nThe Marsh Column {BIDI} claimed responsibility for the bombing of the {HOSTILE} bridge on "
        "2 April 2031, which killed 2 people.\n"
    ),
    "arabic.md": (
        HEAD.format(title="انفجار في الميناء", outlet="صوت الدلتا", date="2031-03-06", language="ar")
        + "أعلنت جبهة المد مسؤوليتها عن التفجير في الميناء يوم الاثنين.\n\nوقتل 12 شخصا.\n"
    ),
}


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    with open_ledger(folder / "pages.db") as book:
        book.add(folder)
        book.run()
    return folder / "pages.db"


@pytest.fixture
def own_ledger(ledger: Path, tmp_path: Path) -> Path:
    """A copy for tests that decide things."""
    shutil.copytree(ledger.parent, tmp_path / "own")
    return tmp_path / "own" / ledger.name


@pytest.fixture(scope="session")
def client(ledger: Path) -> Iterator[TestClient]:
    with TestClient(make_local(ledger), base_url="http://127.0.0.1:8765") as found:
        yield found


def serve(make: Callable[[int], FastAPI]) -> Iterator[str]:
    """An app at a free port, in a thread of this process, until the test is done."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make(port), log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def site(ledger: Path) -> Iterator[str]:
    yield from serve(lambda port: make_local(ledger, port=port))


@pytest.fixture
def own_site(own_ledger: Path) -> Iterator[str]:
    yield from serve(lambda port: make_local(own_ledger, port=port))


@pytest.fixture(scope="session")
def team_site(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app of a team, one account per role."""
    folder = tmp_path_factory.mktemp("team") / "own"
    shutil.copytree(ledger.parent, folder)
    yield from serve(lambda port: make_team(folder / ledger.name, port=port).app)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs chromium (tools/install_chromium.sh)")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-unsafe-swiftshader"])
        yield started
        started.close()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens pages at a site, and at the end says what happened on them that must not."""
    opened: list[Watched] = []

    def start(site: str, **options: object) -> Watched:
        opened.append(Watched(browser, site, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()
        assert one.faults == []
