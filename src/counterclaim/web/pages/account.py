"""One's own account: password, sessions, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from counterclaim.errors import ConfigError
from counterclaim.model.account import Account, TeamRole
from counterclaim.pipeline.accounts import Accounts
from counterclaim.pipeline.accounts.tokens import DAYS
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, Viewer, needs
from counterclaim.web.security.refusals import Refusal

router = APIRouter(dependencies=[needs(Action.OWN_ACCOUNT)])


@router.get("/account")
def account_page(request: Request) -> Response:
    """The account of who asks."""
    if request.app.state.accounts is None:
        return page(request, "account.html.j2", account=None)
    return _page(request)


@router.post("/account/password")
def change_password(
    request: Request,
    old: Annotated[str, Form(max_length=2000)],
    new: Annotated[str, Form(max_length=2000)],
    again: Annotated[str, Form(max_length=2000)],
) -> Response:
    """Another password; all sessions end, this one too."""
    accounts, account = own(request)
    # Passwords tried here count as those tried at the way in.
    request.app.state.limits.sign_in(_address(request), account.id)
    try:
        if new != again:
            raise ConfigError("the two new passwords differ", remedy="type them again")
        accounts.change_own_password(account, old, new)
    except ConfigError as error:
        request.app.state.limits.sign_in_failed(_address(request), account.id)
        return _page(request, failed=error.message, status=422)
    return RedirectResponse("/login", 303)


@router.post("/account/tokens")
def make_token(
    request: Request,
    label: Annotated[str, Form(max_length=200)],
    role: Annotated[TeamRole, Form()] = TeamRole.READER,
    days: Annotated[int, Form()] = DAYS,
) -> Response:
    """A new token, shown in this answer only."""
    accounts, account = own(request)
    try:
        text, _ = accounts.tokens.make(account, label, role=role, days=days)
    except ConfigError as error:
        return _page(request, failed=error.message, status=422)
    return _page(request, made=text)


@router.post("/account/tokens/{token_id}/revoke")
def revoke_token(request: Request, token_id: str) -> Response:
    """Make one of one's own tokens worthless."""
    accounts, account = own(request)
    try:
        accounts.tokens.revoke(account, token_id)
    except ConfigError as error:
        return _page(request, failed=error.message, status=404)
    return RedirectResponse("/account", 303)


def own(request: Request) -> tuple[Accounts, Account]:
    """The accounts, and the account of who asks in a browser.

    Raises:
        Refusal: there are no accounts here, or a program asks with a token: a token makes no tokens.
    """
    accounts: Accounts | None = request.app.state.accounts
    viewer: Viewer = request.state.viewer
    if accounts is None:
        raise Refusal(404, "there are no accounts on one's own machine", why="no-accounts", remedy="serve a team")
    if viewer.via != "session":
        raise Refusal(403, "this is done in the browser only", why="token", remedy="sign in")
    return accounts, accounts.get(viewer.name)


def _page(request: Request, *, failed: str = "", made: str = "", status: int = 200) -> Response:
    accounts, account = own(request)
    answer = page(
        request,
        "account.html.j2",
        status=status,
        account=account,
        tokens=accounts.tokens.of(account),
        roles=[role for role in TeamRole if account.role.covers(role)],
        days=DAYS,
        failed=failed,
        made=made,
    )
    if made:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
