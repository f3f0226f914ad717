"""The one cookie: a random id of the browser, and after signing in of its session."""

from __future__ import annotations

import re

from starlette.datastructures import Headers

_ID = re.compile(r"[A-Za-z0-9_-]{43}")


def cookie_name(port: int, *, secure: bool) -> str:
    """Under https the name that browsers guard against other hosts; else one of this port, as cookies know none."""
    return "__Host-counterclaim" if secure else f"counterclaim_{port}"


def read_cookie(headers: Headers, name: str) -> str:
    """The id that the browser sent, empty where there is none or it cannot be one of ours."""
    for line in headers.getlist("cookie"):
        for part in line.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name and _ID.fullmatch(value):
                return value
    return ""


def set_cookie(name: str, value: str, *, secure: bool) -> str:
    """The header that keeps an id until the browser closes; the server ends sessions by its own clock."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def drop_cookie(name: str, *, secure: bool) -> str:
    """The header that makes the browser forget the id."""
    return f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"
