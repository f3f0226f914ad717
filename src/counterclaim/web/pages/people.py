"""The people of a team, for admins: accounts, roles, and the log of accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.accounts import Accounts
from counterclaim.web.pages.account import own
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, needs

router = APIRouter(prefix="/people", dependencies=[needs(Action.PEOPLE)])
LINES = 100
"""Lines of the log on one page."""


@router.get("")
def people(request: Request, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None) -> Response:
    """All accounts, and what befell them."""
    return _page(request, before=before)


@router.post("")
def add(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    role: Annotated[TeamRole, Form()] = TeamRole.CODER,
) -> Response:
    """Make an account; its owner changes the password after signing in."""
    accounts, admin = own(request)
    return _done(request, lambda: accounts.add(name, role, password, by=admin.name))


@router.post("/{name}/role")
def change_role(request: Request, name: str, role: Annotated[TeamRole, Form()]) -> Response:
    """Give another role, from that person's next request on."""
    accounts, admin = own(request)
    return _done(request, lambda: accounts.set_role(name, role, by=admin.name))


@router.post("/{name}/disabled")
def disable(request: Request, name: str, disabled: Annotated[bool, Form()]) -> Response:
    """Shut an account out at once, or let it in again."""
    accounts, admin = own(request)
    return _done(request, lambda: accounts.set_disabled(name, disabled, by=admin.name))


@router.post("/{name}/password")
def new_password(request: Request, name: str, password: Annotated[str, Form(max_length=2000)]) -> Response:
    """Give a new password to who has lost theirs."""
    accounts, admin = own(request)
    return _done(request, lambda: accounts.set_password(name, password, by=admin.name))


@router.post("/{name}/sign-out")
def sign_out(request: Request, name: str) -> Response:
    """End all sessions of an account."""
    accounts, _ = own(request)
    return _done(request, lambda: accounts.sessions.sign_out_everywhere(accounts.get(name)))


def _done(request: Request, change: Callable[[], object]) -> Response:
    try:
        change()
    except ConfigError as error:
        return _page(request, failed=error.message, status=422)
    return RedirectResponse("/people", 303)


def _page(request: Request, *, before: int | None = None, failed: str = "", status: int = 200) -> Response:
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        return page(request, "people.html.j2", accounts=None)
    log = accounts.log(before=before, limit=LINES)
    return page(
        request,
        "people.html.j2",
        status=status,
        accounts=accounts.all(),
        roles=list(TeamRole),
        log=log,
        older=log[-1].number if len(log) == LINES else None,
        failed=failed,
    )
