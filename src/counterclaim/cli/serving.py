"""The verb that opens the web app: serve."""

from __future__ import annotations

import importlib.util
import socket
import sys
import webbrowser
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.options import JsonOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.cli.watching import Bars
from counterclaim.errors import ConfigError, install
from counterclaim.settings import LEDGER_VARIABLE, ledger_path, on_server

if TYPE_CHECKING:
    from counterclaim.web.settings import WebSettings

SWITCH_SECONDS = 0.0005
"""How long one thread of the server computes before another may."""
KEEP_ALIVE_SECONDS = 75
"""How long a connection that nobody uses stays open."""
NEEDED = ("fastapi", "uvicorn", "argon2", "limits", "multipart", "sse_starlette", "structlog")


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(epilog="Example: counterclaim serve --ledger estuary.db --port 8765")(serve)


def serve(
    ledger: Annotated[
        str | None,
        typer.Option(
            envvar=LEDGER_VARIABLE,
            metavar="FILE",
            help="The ledger to work on: a file, or a postgresql:// address for a team.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(help="The address to listen at; for others than this machine with accounts.")] = (
        "127.0.0.1"
    ),
    accounts: Annotated[bool, typer.Option("--accounts", help="Ask for an account also on a ledger file.")] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="An address at which a team finds the app, such as https://desk.example behind a proxy; repeatable.",
            show_default=False,
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the app in the browser.")] = True,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Open the web app: review, look and judge in the browser. Ctrl-C ends it; nothing is lost."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigError(f"the web app needs {', '.join(missing)}", remedy=install("web"))
    from counterclaim.web.settings import WebSettings

    where = ledger_path(ledger)
    remote = on_server(where)
    if isinstance(where, Path) and not where.exists():
        raise ConfigError("there is no ledger", where=str(where), remedy="make one with `counterclaim add FILE`")
    settings = WebSettings(
        ledger=str(where), host=host, port=port, team=accounts or remote, origins=tuple(origin or ())
    )
    run(settings, show=open_, json=json)


def run(settings: WebSettings, *, show: bool, json: bool = False) -> None:
    """Serve until Ctrl-C."""
    import dataclasses

    import uvicorn

    from counterclaim.web import create_app

    # A request asks the database several times, and after each answer waits for whoever computes to make way.
    sys.setswitchinterval(SWITCH_SECONDS)
    listening = _listen(settings.host, settings.port)
    settings = dataclasses.replace(settings, port=listening.getsockname()[1])
    with listening:
        app = create_app(settings)
        with Bars(hidden=json) as bars:
            app.state.desk.prepare(bars)
        if json:
            print_json({"address": settings.address})
        else:
            print_line(f"counterclaim is at {settings.address} (Ctrl-C ends it)")
        # Who started it through a pipe waits for this line.
        sys.stdout.flush()
        if show:
            Timer(0.6, webbrowser.open, [settings.address]).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            # Longer than the proxies before it keep theirs, so that none sends to a connection that is being closed.
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio does not send small answers at once and each of them waits 40 ms for the one before.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        what = f"port {port} cannot be used at {host}: {error.strerror}"
        raise ConfigError(what, where="--port", remedy="give another with --port, or 0 for a free one") from error
    return listening
