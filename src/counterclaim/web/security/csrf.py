"""Tokens that only the app's own pages know, bound to the browser's session.

A signed-in session's id is known to nobody else, so the token is made of it alone and outlives a restart. Where nobody
signs in, the cookie could come from another program on this machine, so a key of the server goes in as well.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope

from counterclaim.pipeline.accounts.secrets import same
from counterclaim.web.security.refusals import Refusal
from counterclaim.web.security.sizes import Body

HEADER = "x-csrf-token"
FIELD = "csrf_token"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def load_key(folder: Path | None) -> bytes:
    """The server's key from its folder, made where there is none; without a folder one for this process alone."""
    if folder is None:
        return secrets.token_bytes(32)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "web.key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    key = path.read_bytes()
    # Half a key is what a kill in the middle of writing leaves: a process's own will do until somebody removes it.
    return key if len(key) == 32 else secrets.token_bytes(32)


def csrf_token(session: str, key: bytes = b"") -> str:
    """The token of a session."""
    return hmac.new(session.encode() + key, b"counterclaim csrf", hashlib.sha256).hexdigest()


async def check(scope: Scope, body: Body, expected: str) -> None:
    """Refuse a request without the session's token in its header or form.

    Args:
        scope: the request.
        body: what came with it.
        expected: the session's token.

    Raises:
        Refusal: no token, or another session's.
    """
    headers = Headers(scope=scope)
    given = headers.get(HEADER, "")
    if not given and headers.get("content-type", "").split(";")[0].strip().casefold() in _FORMS:
        given = await _from_form(scope, body.again())
    if not same(given, expected):
        raise Refusal(
            403,
            "the request does not come from a page of this session",
            why="csrf",
            remedy="reload the page and try again; programs send the csrf_token of /api/v1/me as X-CSRF-Token",
        )


async def _from_form(scope: Scope, receive: Receive) -> str:
    try:
        async with Request(dict(scope), receive).form(max_files=10, max_fields=1000) as form:
            field = form.get(FIELD, "")
    except Exception as error:
        raise Refusal(400, "the form cannot be read", why="form", remedy="send it as browsers do") from error
    return field if isinstance(field, str) else ""
