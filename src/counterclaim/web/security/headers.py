"""What every answer carries: nothing but the app's own files is loaded or run."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from counterclaim.web.security.viewer import Viewer
from counterclaim.web.settings import WebSettings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: FastAPI, settings: WebSettings) -> None:
    """Put viewer, token and headers around every request."""
    token = secrets.token_urlsafe(32)
    viewer = Viewer(settings.user or getpass.getuser())

    @app.middleware("http")
    async def guarded(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.viewer, request.state.csrf_token = viewer, token
        response = await call(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
