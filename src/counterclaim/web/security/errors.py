"""Errors of the API as problem details; those of pages stay as pages have them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from counterclaim.errors import ConfigError
from counterclaim.web.security.refusals import API, problem

Handler = Callable[[Request, Exception], Awaitable[Response]]
TOLD = 5
"""How many faults of one request are told."""


def install_errors(app: FastAPI) -> None:
    """Tell programs what is wrong in problem details; call it after the pages have said how they tell people."""
    for kind, told in ((HTTPException, _http), (RequestValidationError, _invalid), (ConfigError, _unfit)):
        app.add_exception_handler(kind, _split(told, cast("Handler | None", app.exception_handlers.get(kind))))


def _split(ours: Handler, pages: Handler | None) -> Handler:
    async def handled(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(API) or pages is None:
            return await ours(request, error)
        return await pages(request, error)

    return handled


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = "there is nothing at this address"
    return problem(error.status_code, detail, remedy="see /api/docs", headers=error.headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    told = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in found[:TOLD]]
    unread = any(one["type"] in ("json_invalid", "value_error.jsondecode") for one in found)
    return problem(400 if unread else 422, "; ".join(told)[:1000], remedy="see /api/docs")


async def _unfit(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ConfigError)
    return problem(422, error.message, remedy=error.remedy, where=error.where)
