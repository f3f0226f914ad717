"""One table says who may do what; every route declares what it does, and is held to it."""

from __future__ import annotations

import re

import pytest
from tests.web.team import PORT, ROLES, Team

from counterclaim.model.account import TeamRole
from counterclaim.web import WebSettings
from counterclaim.web.security import RIGHTS, Action, Viewer, install
from counterclaim.web.security.needs import routes, undeclared
from counterclaim.web.security.viewer import NOBODY

MATRIX = {
    "read": (True, True, True, True),
    "own_account": (True, True, True, True),
    "read_names": (False, True, True, True),
    "judge": (False, True, True, True),
    "adjudicate": (False, False, True, True),
    "unmask": (False, False, True, True),
    "run": (False, False, True, True),
    "consent": (False, False, False, True),
    "forget": (False, False, False, True),
    "people": (False, False, False, True),
}
"""May a reader, coder, adjudicator, admin do it?"""


@pytest.mark.parametrize("action", list(Action))
def test_the_table_of_rights_is_this_one(action: Action) -> None:
    viewers = [Viewer.of(str(role), role, "acc", "session") for role in ROLES]
    assert tuple(viewer.may(action) for viewer in viewers) == MATRIX[action]
    assert not NOBODY.may(action)
    assert action in RIGHTS


def test_readers_see_masked_names_and_coders_the_sources() -> None:
    assert [Viewer.of("x", role, "acc", "session").masked for role in ROLES] == [True, False, False, False]


def test_roles_are_ordered_by_what_they_may() -> None:
    assert sorted([TeamRole.ADMIN, TeamRole.READER, TeamRole.ADJUDICATOR, TeamRole.CODER]) == list(ROLES)
    assert TeamRole.ADMIN > TeamRole.CODER >= TeamRole.CODER > TeamRole.READER


def test_every_route_declares_what_it_does(team: Team) -> None:
    assert len(routes(team.app)) > 10
    assert undeclared(team.app) == []


def test_a_route_that_declares_nothing_keeps_the_app_from_starting(team: Team) -> None:
    @team.app.get("/forgotten")
    def forgotten() -> None: ...

    assert undeclared(team.app) == ["GET /forgotten"]
    with pytest.raises(AssertionError, match="GET /forgotten"):
        install(team.app, WebSettings(ledger="a.db", port=PORT))


def test_only_the_way_in_and_health_are_open_to_all(team: Team) -> None:
    open_ = {route.path for route in routes(team.app) if not route.actions}
    assert open_ <= {"/login", "/logout", "/api/v1/health"}


def test_every_route_that_changes_something_needs_more_than_reading(team: Team) -> None:
    for route in routes(team.app):
        if route.methods - {"GET", "HEAD"} and route.path not in ("/login", "/logout"):
            assert set(route.actions) - {Action.READ}, route.path


@pytest.mark.parametrize("role", ROLES)
def test_every_route_refuses_exactly_those_who_may_not(team: Team, role: TeamRole) -> None:
    client = team.signed_in(str(role))
    viewer = Viewer.of(str(role), role, "acc", "session")
    for route in routes(team.app):
        if route.path in ("/login", "/logout") or route.path.endswith("/stream"):
            continue
        path = re.sub(r"\{[^}]*\}", "x", route.path)
        for method in sorted(route.methods - {"HEAD"}):
            before = len(team.refusals())
            answer = client.request(method, path, headers={"X-CSRF-Token": csrf(client)})
            refused = ("role", 403, str(role)) in team.refusals()[before:]
            assert refused == (not all(viewer.may(action) for action in route.actions)), (method, path)
            assert not refused or answer.status_code == 403, (method, path)


def csrf(client) -> str:
    from counterclaim.web.security.csrf import csrf_token

    return csrf_token(client.cookies["counterclaim_8765"])


def test_a_tokens_role_bounds_its_account_and_the_account_bounds_the_token(team: Team) -> None:
    narrow = team.with_token("admin", TeamRole.READER)
    assert narrow.get("/people").status_code == 403
    wide = team.with_token("admin")
    assert wide.get("/people").status_code == 200
    team.accounts.add("second", TeamRole.ADMIN, "copper lantern ninety moss")
    team.accounts.set_role("admin", TeamRole.CODER)
    assert wide.get("/people").status_code == 403, "the account has lost the role since"


def test_a_new_role_holds_from_the_next_request_on(team: Team) -> None:
    client = team.signed_in("coder")
    assert client.get("/people").status_code == 403
    team.accounts.set_role("coder", TeamRole.ADMIN)
    assert client.get("/people").status_code == 200
