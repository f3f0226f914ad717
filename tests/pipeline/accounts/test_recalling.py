"""Who comes back is known without being looked up again, until anything about accounts changes anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from argon2 import PasswordHasher

from counterclaim.backends.storage import open_accounts_store
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.accounts import Accounts, Passwords

GOOD = "copper lantern ninety moss"
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class Clock:
    now = datetime(2031, 5, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("ledger_address"))


@pytest.fixture
def serving(address: str, clock: Clock) -> Iterator[Accounts]:
    """The accounts as the server has them."""
    with Accounts(open_accounts_store(address, create=True), passwords=CHEAP, clock=clock) as opened:
        opened.add("root", TeamRole.ADMIN, GOOD)
        opened.add("maria", TeamRole.ADJUDICATOR, GOOD)
        yield opened


@pytest.fixture
def elsewhere(serving: Accounts, address: str, clock: Clock) -> Iterator[Accounts]:
    """The same accounts as a command line has them."""
    with Accounts(open_accounts_store(address), passwords=CHEAP, clock=clock) as opened:
        yield opened


def reads(accounts: Accounts, name: str) -> Mock:
    """Counts how often the store is asked for something."""
    spy = Mock(wraps=getattr(accounts._store, name))
    setattr(accounts._store, name, spy)
    return spy


def test_a_token_and_a_session_are_read_once_while_nothing_changes(serving: Accounts) -> None:
    token, _ = serving.tokens.make(serving.get("maria"), "load")
    signed = serving.sessions.sign_in("maria", GOOD)
    assert signed is not None
    tokens, sessions = reads(serving, "token"), reads(serving, "session")
    for _ in range(5):
        found, _ = serving.by_token(token)
        assert found is not None
        assert found[0].name == "maria"
        account, _ = serving.by_session(signed.secret)
        assert account is not None
    assert (tokens.call_count, sessions.call_count) == (1, 1)


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts, made: accounts.tokens.revoke(accounts.get("maria"), made),
        lambda accounts, _: accounts.set_disabled("maria", True),
    ],
    ids=["revoked", "disabled"],
)
def test_what_another_process_takes_from_a_token_is_gone_at_once(
    serving: Accounts, elsewhere: Accounts, end: Callable[[Accounts, str], None]
) -> None:
    text, made = serving.tokens.make(serving.get("maria"), "load")
    assert serving.by_token(text)[0] is not None
    end(elsewhere, made.id)
    assert serving.by_token(text)[0] is None


def test_a_role_given_by_another_process_holds_at_once(serving: Accounts, elsewhere: Accounts) -> None:
    text, _ = serving.tokens.make(serving.get("maria"), "load")
    assert serving.by_token(text)[0][0].role is TeamRole.ADJUDICATOR
    elsewhere.set_role("maria", TeamRole.READER)
    assert serving.by_token(text)[0][0].role is TeamRole.READER


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts, _: accounts.set_password("maria", "another lantern of moss"),
        lambda accounts, secret: accounts.sessions.sign_out(accounts.get("maria"), secret),
        lambda accounts, _: accounts.sessions.sign_out_everywhere(accounts.get("maria")),
        lambda accounts, _: accounts.set_disabled("maria", True),
    ],
    ids=["password", "signed out", "everywhere", "disabled"],
)
def test_a_session_that_another_process_ends_is_over_at_once(
    serving: Accounts, elsewhere: Accounts, end: Callable[[Accounts, str], object]
) -> None:
    signed = serving.sessions.sign_in("maria", GOOD)
    assert serving.by_session(signed.secret)[0] is not None
    end(elsewhere, signed.secret)
    assert serving.by_session(signed.secret)[0] is None


def test_a_forged_secret_is_refused_though_the_token_is_known(serving: Accounts) -> None:
    text, _ = serving.tokens.make(serving.get("maria"), "load")
    assert serving.by_token(text)[0] is not None
    assert serving.by_token(text[:-1] + ("A" if text[-1] != "A" else "B"))[0] is None
    assert serving.by_token(text)[0] is not None


def test_what_is_known_ends_in_its_time(serving: Accounts, clock: Clock) -> None:
    text, _ = serving.tokens.make(serving.get("maria"), "load", days=1)
    clock.now += timedelta(days=1, seconds=-20)
    assert serving.by_token(text)[0] is not None
    clock.now += timedelta(seconds=20)
    assert serving.by_token(text)[0] is None


def test_use_is_noted_once_a_minute(serving: Accounts, clock: Clock) -> None:
    text, _ = serving.tokens.make(serving.get("maria"), "load")
    touches = reads(serving, "touch_token")
    for _ in range(50):
        assert serving.by_token(text)[0] is not None
        clock.now += timedelta(seconds=6)
    assert touches.call_count == 5
    assert serving.tokens.of(serving.get("maria"))[0].used == clock.now - timedelta(seconds=60)


def test_nobody_is_refused_because_somebody_else_writes_for_long(tmp_path: Path, clock: Clock) -> None:
    ledger = tmp_path / "ledger.db"
    with Accounts(open_accounts_store(ledger, create=True), passwords=CHEAP, clock=clock) as serving:
        text, _ = serving.tokens.make(serving.add("root", TeamRole.ADMIN, GOOD), "load")
        with closing(sqlite3.connect(ledger)) as run:
            run.execute("BEGIN IMMEDIATE")
            assert serving.by_token(text)[0] is not None
        assert serving.tokens.of(serving.get("root"))[0].used is None
        clock.now += timedelta(minutes=1)
        assert serving.by_token(text)[0] is not None
        assert serving.tokens.of(serving.get("root"))[0].used == clock.now
