"""A server on this machine that speaks the chat-completions protocol and answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    body: dict[str, Any]
    headers: dict[str, str]
    path: str

    @property
    def content(self) -> str:
        return self.body["messages"][1]["content"]


Script = Callable[[Asked, int], Reply]


def said(text: str, finish: str = "stop") -> Reply:
    """The reply of a server whose model said ``text``."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    usage = {"prompt_tokens": 7, "completion_tokens": 3}
    return Reply(json.dumps({"choices": [choice], "usage": usage}).encode())


@dataclass
class ModelServer:
    address: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """A server that answers its n-th question (from 0) by ``script``."""
    server = ModelServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append(Asked(json.loads(data), dict(self.headers), self.path))
            reply = script(server.asked[-1], len(server.asked) - 1)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server.address = f"http://127.0.0.1:{listener.server_port}/v1"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
