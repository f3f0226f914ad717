"""A ledger with a team, served to a test client: real routes, real store, cheap hashes."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from counterclaim.backends.storage import open_accounts_store
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.accounts import Accounts, Passwords
from counterclaim.web import WebSettings, create_app
from counterclaim.web.security.limiting import Limits
from counterclaim.web.security.log import Log

PASSWORD = "copper lantern ninety moss"
PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ROLES = tuple(TeamRole)


@dataclass
class Team:
    """One account per role, named as the role is."""

    app: FastAPI
    accounts: Accounts
    stream: io.StringIO = field(default_factory=io.StringIO)

    def client(self) -> TestClient:
        return TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def signed_in(self, name: str, password: str = PASSWORD) -> TestClient:
        client = self.client()
        form = {"name": name, "password": password, "csrf_token": token_of(client.get("/login").text)}
        answer = client.post("/login", data=form)
        assert answer.status_code == 303, answer.text
        return client

    def token(self, name: str, role: TeamRole | None = None) -> str:
        return self.accounts.tokens.make(self.accounts.get(name), "test", role=role)[0]

    def with_token(self, name: str, role: TeamRole | None = None) -> TestClient:
        client = self.client()
        client.headers["Authorization"] = f"Bearer {self.token(name, role)}"
        return client

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def refusals(self) -> list[tuple[str, int, str]]:
        return [(str(e["why"]), int(str(e["status"])), str(e["who"])) for e in self.log() if e["event"] == "refused"]


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def make_team(ledger: Path, *, limits: Limits | None = None, **settings: object) -> Team:
    """The team of a ledger that exists."""
    accounts = Accounts(open_accounts_store(ledger), passwords=Passwords(CHEAP))
    known = {account.name for account in accounts.all()}
    for role in ROLES:
        if str(role) not in known:
            accounts.add(str(role), role, PASSWORD)
    stream = io.StringIO()
    made = WebSettings(**{"ledger": str(ledger), "team": True, "port": PORT, **settings})
    app = create_app(made, accounts=accounts, limits=limits, log=Log(stream))
    return Team(app=app, accounts=accounts, stream=stream)


def make_local(ledger: Path, stream: io.StringIO | None = None, *, port: int = PORT) -> FastAPI:
    """The app of one's own machine."""
    return create_app(WebSettings(ledger=str(ledger), user="kit", port=port), log=Log(stream or io.StringIO()))
