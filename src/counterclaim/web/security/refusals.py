"""Refusals: what the client is told, and what the log is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from counterclaim.web.templating import environment

API = "/api/v1/"
PROBLEM = "application/problem+json"


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """A request that is not answered.

    Args:
        status: of the answer.
        detail: what is wrong, in words for the client; no secret and no part of a document.
        why: the word by which the log counts it.
        remedy: what to do about it.
        headers: further headers of the answer.
    """

    def __init__(
        self, status: int, detail: str, *, why: str, remedy: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.why = why
        self.remedy = remedy
        self.headers = dict(headers or {})


class ProblemResponse(JSONResponse):
    """Problem details (RFC 9457)."""

    media_type = PROBLEM

    def render(self, content: Any) -> bytes:  # noqa: ANN401 - as its base
        """JSON in ASCII: half a surrogate pair in a client's words must not break the answer about it."""
        return json.dumps(content).encode("ascii")


def problem(
    status: int, detail: str, *, remedy: str = "", where: str = "", headers: Mapping[str, str] | None = None
) -> ProblemResponse:
    """An answer in problem details: type, title, status, detail, and our own ``remedy`` and ``where``."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "remedy": remedy,
    }
    if where:
        body["where"] = where
    return ProblemResponse(body, status, headers=dict(headers or {}))


def answer(scope: Scope, refusal: Refusal) -> Response:
    """The answer to a refused request: problem details for programs, a page or the way to sign in for people."""
    if scope["path"].startswith(API):
        return problem(refusal.status, refusal.detail, remedy=refusal.remedy, headers=refusal.headers)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        return _to_sign_in(scope)
    text = (
        environment()
        .get_template("shut.html.j2")
        .render(title=HTTPStatus(refusal.status).phrase, detail=refusal.detail, remedy=refusal.remedy)
    )
    return HTMLResponse(text, refusal.status, headers=refusal.headers)


def _to_sign_in(scope: Scope) -> Response:
    from urllib.parse import quote

    asked = scope["path"] if scope["method"] == "GET" else "/"
    query = scope.get("query_string", b"").decode("latin-1") if scope["method"] == "GET" else ""
    target = f"/login?next={quote(asked + ('?' + query if query else ''), safe='/')}"
    if any(name == b"hx-request" for name, _ in scope["headers"]):
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    return RedirectResponse(target, 303)
