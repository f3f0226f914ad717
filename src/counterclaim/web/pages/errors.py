"""Errors as pages in plain words."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from counterclaim.errors import ConfigError
from counterclaim.web.rendering import page

_HEADINGS = {
    403: "You may not do this",
    404: "There is no such page",
    405: "This page takes no such request",
    413: "That is too much at once",
    422: "This does not fit",
}


def install(app: FastAPI) -> None:
    """Show errors of pages as pages; those of the API are the API's."""
    app.add_exception_handler(ConfigError, _config)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def _shown(request: Request, status: int, message: str, remedy: str = "") -> Response:
    heading = _HEADINGS.get(status, "This did not work")
    return page(request, "error.html.j2", status=status, heading=heading, message=message, remedy=remedy)


async def _config(request: Request, error: Exception) -> Response:
    assert isinstance(error, ConfigError)
    missing = error.message.startswith(("no ", "there is no "))
    return _shown(request, 404 if missing else 422, error.message, error.remedy)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _shown(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()[:5])
    return _shown(request, 422, told[:500])
