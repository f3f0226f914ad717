"""The door: what stands around every request, in order."""

from __future__ import annotations

import getpass
from http import HTTPStatus

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.errors import StorageError
from counterclaim.pipeline.accounts import Accounts
from counterclaim.pipeline.accounts.secrets import new_secret
from counterclaim.web.security import cookies, csrf, sizes
from counterclaim.web.security.headers import guarded
from counterclaim.web.security.hosts import SAFE, Hosts
from counterclaim.web.security.limiting import Limits, network
from counterclaim.web.security.log import Log, address_of
from counterclaim.web.security.needs import is_open
from counterclaim.web.security.refusals import Refusal, answer
from counterclaim.web.security.viewer import NOBODY, Viewer
from counterclaim.web.settings import WebSettings

BEARER = "bearer "


class Guard:
    """Host and origin, sizes, who asks, how often, the token of the page; then the app. Refusals are logged."""

    def __init__(
        self, app: ASGIApp, *, settings: WebSettings, accounts: Accounts | None, limits: Limits, log: Log, key: bytes
    ) -> None:
        self._app = app
        self._settings = settings
        self._accounts = accounts
        self._limits = limits
        self._log = log
        self._key = key if accounts is None else b""
        self._hosts = Hosts(settings)
        self._owner = Viewer(settings.user or getpass.getuser()) if accounts is None else NOBODY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "websocket":
            # The app has none; whoever opens one is not the app.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = _Visit(send)
        state = scope.setdefault("state", {})
        state["viewer"], state["csrf_token"] = NOBODY, ""
        try:
            await self._serve(scope, receive, visit)
        except Refusal as refusal:
            who = state["viewer"].name
            self._log.refused(scope, status=refusal.status, why=refusal.why, who=who)
            await self._refuse(scope, receive, visit, refusal)
        except Exception as error:  # noqa: BLE001 - whatever it is: the client learns that, the log learns what
            self._log.failed(scope, error, who=state["viewer"].name)
            detail = "a fault of the program"
            fault = Refusal(500, detail, why="fault", remedy="try again; the server's log tells more")
            if isinstance(error, StorageError):
                remedy = "try again in a moment: nothing that was acknowledged is lost"
                fault = Refusal(503, "the database does not answer", why="storage", remedy=remedy)
                fault.headers["Retry-After"] = "2"
            await self._refuse(scope, receive, visit, fault)

    async def _serve(self, scope: Scope, receive: Receive, visit: _Visit) -> None:
        headers, method, path = Headers(scope=scope), scope["method"], scope["path"]
        self._hosts.check(method, headers)
        sizes.check_head(path, scope.get("query_string", b""), headers, sizes.BODY)
        secure = self._hosts.secure(scope["scheme"], headers)
        name = cookies.cookie_name(self._settings.port, secure=secure)
        scope["state"]["cookie"] = (name, secure)
        if path.startswith("/static/"):
            await self._app(scope, receive, guarded(visit.send))
            return
        session = cookies.read_cookie(headers, name)
        viewer, session = await self._identify(scope, headers, session)
        scope["state"]["viewer"], scope["state"]["session"] = viewer, session
        self._limits.request(viewer.account_id or network(address_of(scope)), writes=method not in SAFE)
        if not viewer.known and not is_open(path):
            raise Refusal(401, "nobody has signed in", why="sign-in", remedy="sign in, or send a token that holds")
        added = []
        if viewer.via != "token":
            if not session:
                session = new_secret()
                scope["state"]["session"] = session
                added.append(cookies.set_cookie(name, session, secure=secure))
            scope["state"]["csrf_token"] = csrf.csrf_token(session, self._key)
        if method not in SAFE:
            body = await sizes.take(receive, sizes.BODY)
            if viewer.via != "token":
                await csrf.check(scope, body, scope["state"]["csrf_token"])
            receive = body.again()
        await self._app(scope, receive, guarded(visit.send, *added))

    async def _identify(self, scope: Scope, headers: Headers, session: str) -> tuple[Viewer, str]:
        """Who asks, and the browser's id."""
        if self._accounts is None:
            return self._owner, session
        given = headers.get("authorization", "")
        if given:
            return await self._by_token(self._accounts, scope, given), ""
        if session:
            account, scope["state"]["counts"] = await run_sync(self._accounts.by_session, session)
            if account:
                return Viewer.of(account.name, account.role, account.id, "session"), session
        return NOBODY, session

    async def _by_token(self, accounts: Accounts, scope: Scope, given: str) -> Viewer:
        text = given[len(BEARER) :].strip() if given[: len(BEARER)].casefold() == BEARER else ""
        found, scope["state"]["counts"] = await run_sync(accounts.by_token, text)
        if found is None:
            self._limits.bad_token(address_of(scope))
            raise Refusal(
                HTTPStatus.UNAUTHORIZED,
                "the token does not hold",
                why="token",
                remedy="make a new one on your account's page",
                headers={"WWW-Authenticate": 'Bearer realm="counterclaim", error="invalid_token"'},
            )
        account, token = found
        # A token may no more than its account may by now.
        return Viewer.of(account.name, min(token.role, account.role), account.id, "token")

    async def _refuse(self, scope: Scope, receive: Receive, visit: _Visit, refusal: Refusal) -> None:
        if not visit.answered:
            await answer(scope, refusal)(scope, receive, guarded(visit.send))


class _Visit:
    """Knows whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.answered = False

    async def send(self, message: Message) -> None:
        self.answered = True
        await self._send(message)
