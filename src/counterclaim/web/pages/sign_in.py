"""Signing in and out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from counterclaim.pipeline.accounts import Accounts
from counterclaim.pipeline.accounts.names import name_key
from counterclaim.web.rendering import page
from counterclaim.web.security import Viewer, open_to_all
from counterclaim.web.security.cookies import drop_cookie, set_cookie
from counterclaim.web.security.log import address_of

router = APIRouter(dependencies=[open_to_all()])


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's name in the address
    """The form; on one's own machine nobody needs it."""
    if request.app.state.accounts is None:
        return RedirectResponse("/", 303)
    return page(request, "login.html.j2", next=local(next), failed="")


@router.post("/login")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the field's name in the form
) -> Response:
    """Check the password; a right one begins a session with a new id."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        return RedirectResponse("/", 303)
    address, limits, log = address_of(request.scope), request.app.state.limits, request.app.state.log
    limits.sign_in(address, name_key(name))
    signed = accounts.sessions.sign_in(name, password, address=address)
    if signed is None:
        limits.sign_in_failed(address, name_key(name))
        # Not the name: people type their password there.
        log.refused(request.scope, status=401, why="password")
        return page(request, "login.html.j2", status=401, next=local(next), failed="Name or password is wrong.")
    old = request.state.session if request.state.viewer.known else ""
    if old:
        accounts.sessions.sign_out(signed.account, old, address=address)
    cookie, secure = request.state.cookie
    log.event("signed_in", who=signed.account.name, address=address)
    answer = RedirectResponse(local(next), 303)
    answer.headers["Set-Cookie"] = set_cookie(cookie, signed.secret, secure=secure)
    return answer


@router.post("/logout")
def sign_out(request: Request, everywhere: Annotated[bool, Form()] = False) -> Response:
    """End this session, or all of this account."""
    accounts: Accounts | None = request.app.state.accounts
    viewer: Viewer = request.state.viewer
    if accounts is None or viewer.via != "session":
        return RedirectResponse("/", 303)
    account, address = accounts.get(viewer.name), address_of(request.scope)
    if everywhere:
        accounts.sessions.sign_out_everywhere(account, address=address)
    else:
        accounts.sessions.sign_out(account, request.state.session, address=address)
    cookie, secure = request.state.cookie
    answer = RedirectResponse("/login", 303)
    answer.headers["Set-Cookie"] = drop_cookie(cookie, secure=secure)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def local(target: str) -> str:
    """An address of this app, or its first page in place of any other."""
    parts = urlsplit(target) if target.isprintable() else None
    if parts is None or parts.scheme or parts.netloc or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return "/"
    return target
