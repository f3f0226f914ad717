"""Under which names the app answers, and from which pages it takes requests."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from tests.web.team import PORT, make_local

from counterclaim.web import WebSettings
from counterclaim.web.security.hosts import Hosts
from counterclaim.web.security.refusals import Refusal

LOCAL = Hosts(WebSettings(ledger="a.db", port=PORT))
TEAM = Hosts(
    WebSettings(
        ledger="a.db", team=True, host="0.0.0.0", port=PORT, hosts=("desk.lan",), origins=("https://desk.example",)
    )
)


def refused(hosts: Hosts, method: str = "GET", **headers: str) -> str:
    try:
        hosts.check(method, Headers({name.replace("_", "-"): value for name, value in headers.items()}))
    except Refusal as refusal:
        return refusal.why
    return ""


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST:8765", "127.0.0.1"])
def test_the_local_server_answers_under_loopback_names_with_its_port(host: str) -> None:
    assert refused(LOCAL, host=host) == ""


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8765",
        "localhost.evil.example:8765",
        "127.0.0.1:8765@evil.example",
        "0.0.0.0:8765",
        "127.0.0.2:8765",
        "desk.lan:8765",
        "",
        " 127.0.0.1:8765",
        "127.0.0.1:8765, evil.example",
    ],
)
def test_a_name_that_somebody_points_at_this_machine_is_refused(host: str) -> None:
    assert refused(LOCAL, host=host) == "host"


def test_a_request_without_a_host_or_with_two_is_refused() -> None:
    assert refused(LOCAL) == "host"
    two = Headers(raw=[(b"host", b"127.0.0.1:8765"), (b"host", b"evil.example")])
    with pytest.raises(Refusal):
        LOCAL.check("GET", two)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:3000",
        "https://127.0.0.1:8765",
        "http://localhost",
        "file://",
        "",
    ],
)
def test_another_origin_is_refused_for_every_method(method: str, origin: str) -> None:
    assert refused(LOCAL, method, host="127.0.0.1:8765", origin=origin) == "origin"


def test_the_apps_own_pages_are_served() -> None:
    assert refused(LOCAL, "POST", host="localhost:8765", origin="http://localhost:8765") == ""
    assert refused(LOCAL, "POST", host="[::1]:8765", origin="http://[::1]:8765") == ""


def test_what_the_browser_says_of_the_site_counts_where_no_origin_is_sent() -> None:
    for site in ("cross-site", "same-site", "nonsense"):
        assert refused(LOCAL, "POST", host="127.0.0.1:8765", sec_fetch_site=site) == "origin"
    assert refused(LOCAL, "GET", host="127.0.0.1:8765", sec_fetch_site="cross-site") == "", (
        "a link elsewhere may lead here"
    )
    assert refused(LOCAL, "POST", host="127.0.0.1:8765", sec_fetch_site="same-origin") == ""


def test_a_team_is_served_under_the_names_that_were_set_and_no_others() -> None:
    assert refused(TEAM, host="desk.example") == ""
    assert refused(TEAM, host="desk.lan:8765") == ""
    assert refused(TEAM, "POST", host="desk.example", origin="https://desk.example") == ""
    assert refused(TEAM, "POST", host="desk.example", origin="http://desk.example") == "origin"
    assert refused(TEAM, host="evil.example") == "host"
    assert refused(TEAM, host="0.0.0.0:8765") == "host"


def test_cookies_are_for_https_only_where_a_proxy_speaks_https() -> None:
    assert TEAM.secure("http", Headers({"host": "desk.example"}))
    assert TEAM.secure("https", Headers({"host": "desk.lan"}))
    assert not TEAM.secure("http", Headers({"host": "desk.lan"}))


def test_refusals_of_the_local_server_are_answered_and_logged(empty_ledger: Path) -> None:
    stream = io.StringIO()
    client = TestClient(make_local(empty_ledger, stream), base_url=f"http://127.0.0.1:{PORT}")
    assert client.get("/help").status_code == 200
    assert client.get("/help", headers={"Host": "evil.example"}).status_code == 421
    answer = client.post("/judge", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    log = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(e["event"], e["why"], e["status"], e["method"], e["path"]) for e in log] == [
        ("refused", "host", 421, "GET", "/help"),
        ("refused", "origin", 403, "POST", "/judge"),
    ]
