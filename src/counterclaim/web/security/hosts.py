"""Under which names the app answers, and from which pages it takes requests.

Another page in the same browser can reach a server on this machine: by a name of its own that it points at 127.0.0.1
(DNS rebinding), which the Host header tells, or by a request across origins, which the Origin and Sec-Fetch-Site
headers tell.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from counterclaim.web.security.refusals import Refusal
from counterclaim.web.settings import WebSettings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ANY = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


class Hosts:
    """Names and origins that are the app's own."""

    def __init__(self, settings: WebSettings) -> None:
        port = settings.port
        own = [] if settings.host in _ANY else [f"[{settings.host}]" if ":" in settings.host else settings.host]
        named = [*LOOPBACK, *(name.casefold() for name in own)]
        further = [name.casefold() for name in settings.hosts] if settings.team else []
        origins = [origin.casefold().rstrip("/") for origin in settings.origins] if settings.team else []
        proxied = [urlsplit(origin).netloc for origin in origins]
        self._hosts = frozenset([*named, *(f"{name}:{port}" for name in named), *further, *proxied])
        self._hosts |= {f"{name}:{port}" for name in further}
        self._origins = frozenset(
            [
                *origins,
                *(f"http://{name}:{port}" for name in (*named, *further)),
                *(f"{scheme}://{name}" for name in further for scheme in ("http", "https")),
                *(f"http://{name}" for name in named if port in (0, 80)),
            ]
        )
        self._secure = frozenset(urlsplit(origin).netloc for origin in origins if origin.startswith("https://"))

    def check(self, method: str, headers: Headers) -> None:
        """Refuse a request for another host, or from another origin.

        Raises:
            Refusal: Host, Origin or Sec-Fetch-Site are not the app's own.
        """
        given = headers.getlist("host")
        if len(given) != 1 or given[0].casefold() not in self._hosts:
            raise Refusal(
                421, "this server does not answer under that name", why="host", remedy="use the address it printed"
            )
        for origin in headers.getlist("origin"):
            if origin.casefold() not in self._origins:
                raise Refusal(
                    403, "requests from other sites are not taken", why="origin", remedy="open the app itself"
                )
        site = headers.get("sec-fetch-site", "same-origin")
        if method not in SAFE and site not in ("same-origin", "none"):
            raise Refusal(403, "requests from other sites are not taken", why="origin", remedy="open the app itself")

    def secure(self, scheme: str, headers: Headers) -> bool:
        """Whether the browser speaks https with us or with the proxy before us."""
        return scheme == "https" or headers.get("host", "").casefold() in self._secure
