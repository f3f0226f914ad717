"""Accounts: who may use a shared ledger, how they sign in, and how that ends."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from counterclaim.backends.storage import logical_digest, open_accounts_store, open_storage
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.accounts import Accounts, Passwords, open_accounts

GOOD = "copper lantern ninety moss"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2031, 5, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock):
    store = open_accounts_store(tmp_path / "ledger.db", create=True)
    with Accounts(store, passwords=Passwords(CHEAP), clock=clock) as opened:
        opened.add("root", TeamRole.ADMIN, GOOD)
        yield opened


def kinds(accounts: Accounts) -> list[tuple[str, str, str]]:
    return [(e.kind, e.by, e.about) for e in reversed(accounts.log())]


def test_passwords_are_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    made = Passwords().hash(GOOD)
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert GOOD not in made
    assert Passwords().verify(GOOD, made)
    assert not Passwords().verify(GOOD + "!", made)


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaa", "rootrootrootroot", "root12root12", "x" * 12, "a long one " * 200]
)
def test_a_password_that_is_easily_guessed_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(ConfigError, match="password is"):
        accounts.set_password("root", password)


@pytest.mark.parametrize("name", ["", " ", "-x", "a b", "a\nb", "a\x1b[31m", "x" * 65, "a/b", "<b>", "a\u202eb", "=1"])
def test_a_name_that_would_not_read_well_in_a_log_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(ConfigError, match="name"):
        accounts.add(name, TeamRole.CODER, GOOD)


def test_names_of_all_scripts_are_accepted_and_differ_by_more_than_case(accounts: Accounts) -> None:
    assert accounts.add("مريم", TeamRole.CODER, GOOD).name == "مريم"
    assert accounts.add("Zoë.K@press", TeamRole.CODER, GOOD).name == "Zoë.K@press"
    with pytest.raises(ConfigError, match="already"):
        accounts.add("ROOT", TeamRole.CODER, GOOD)
    with pytest.raises(ConfigError, match="already"):
        accounts.add("ｒｏｏｔ", TeamRole.CODER, GOOD)


def test_signing_in_opens_a_session_whose_id_is_nowhere_on_disk(accounts: Accounts, tmp_path: Path) -> None:
    signed = accounts.sessions.sign_in("Root", GOOD, address="192.0.2.7")
    assert signed is not None
    assert len(signed.secret) == 43
    assert accounts.sessions.account(signed.secret).name == "root"
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))
    assert signed.secret.encode() not in kept
    assert GOOD.encode() not in kept
    assert accounts.log()[0].address == "192.0.2.7"


def test_each_sign_in_has_an_id_of_its_own(accounts: Accounts) -> None:
    ids = {accounts.sessions.sign_in("root", GOOD).secret for _ in range(5)}
    assert len(ids) == 5


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_look_the_same(accounts: Accounts) -> None:
    accounts.add("gone", TeamRole.CODER, GOOD)
    accounts.set_disabled("gone", True)
    for name, password in (("root", "wrong"), ("nobody", GOOD), ("gone", GOOD), ("\0\ud800" * 500, GOOD)):
        assert accounts.sessions.sign_in(name, password, address="192.0.2.9") is None
    notes = [(e.about, e.note) for e in reversed(accounts.log()) if e.kind == "refused"]
    assert notes == [
        ("root", "wrong password"),
        ("", "no such account"),
        ("gone", "disabled"),
        ("", "no such account"),
    ]


def test_an_unknown_name_costs_a_hash_as_well(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, kept, text: checked.append(kept) or verify(self, kept, text)
    )
    accounts.sessions.sign_in("nobody", "wrong")
    accounts.sessions.sign_in("root", "wrong")
    assert len(checked) == 2


def test_a_session_ends_after_eight_idle_hours_and_after_a_week_of_use(accounts: Accounts, clock: Clock) -> None:
    idle = accounts.sessions.sign_in("root", GOOD).secret
    clock.passes(hours=7, minutes=59)
    assert accounts.sessions.account(idle) is not None
    clock.passes(hours=8, seconds=1)
    assert accounts.sessions.account(idle) is None
    used = accounts.sessions.sign_in("root", GOOD).secret
    for _ in range(24):
        clock.passes(hours=7)
        assert accounts.sessions.account(used) is not None
    clock.passes(seconds=1)
    assert accounts.sessions.account(used) is None


def test_sessions_that_are_over_are_forgotten_at_the_next_sign_in(accounts: Accounts, clock: Clock) -> None:
    accounts.sessions.sign_in("root", GOOD)
    clock.passes(hours=9)
    accounts.sessions.sign_in("root", GOOD)
    assert accounts.sessions.sign_out_everywhere(accounts.get("root")) == 1


def test_signing_out_ends_one_session_and_everywhere_all_of_this_account_only(accounts: Accounts) -> None:
    accounts.add("other", TeamRole.CODER, GOOD)
    root = accounts.get("root")
    one, two = (accounts.sessions.sign_in("root", GOOD).secret for _ in range(2))
    others = accounts.sessions.sign_in("other", GOOD).secret
    accounts.sessions.sign_out(root, others)
    assert accounts.sessions.account(others) is not None, "another account's session is not ended by its id"
    accounts.sessions.sign_out(root, one)
    assert accounts.sessions.account(one) is None
    assert accounts.sessions.account(two) is not None
    assert accounts.sessions.sign_out_everywhere(root) == 1
    assert accounts.sessions.account(two) is None
    assert accounts.sessions.account(others).name == "other"


def test_a_new_password_and_a_disabled_account_end_all_sessions(accounts: Accounts) -> None:
    accounts.add("maria", TeamRole.CODER, GOOD)
    first = accounts.sessions.sign_in("maria", GOOD).secret
    accounts.set_password("maria", GOOD + " two")
    assert accounts.sessions.account(first) is None
    assert accounts.sessions.sign_in("maria", GOOD) is None
    second = accounts.sessions.sign_in("maria", GOOD + " two").secret
    accounts.set_disabled("maria", True)
    assert accounts.sessions.account(second) is None
    accounts.set_disabled("maria", False)
    assert accounts.sessions.account(second) is None
    assert accounts.sessions.sign_in("maria", GOOD + " two") is not None


def test_who_changes_their_own_password_must_know_the_present_one(accounts: Accounts) -> None:
    root = accounts.get("root")
    with pytest.raises(ConfigError, match="present password is wrong"):
        accounts.change_own_password(root, "wrong", GOOD + " two")
    accounts.change_own_password(root, GOOD, GOOD + " two")
    assert accounts.sessions.sign_in("root", GOOD + " two") is not None


def test_a_hash_of_weaker_parameters_is_made_anew_at_the_next_sign_in(accounts: Accounts) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    accounts.sessions._passwords = stronger
    before = accounts._store.by_key("root")[1]
    session = accounts.sessions.sign_in("root", GOOD).secret
    after = accounts._store.by_key("root")[1]
    assert "t=1" in before
    assert "t=2" in after
    assert accounts.sessions.account(session) is not None


def test_the_last_admin_can_be_neither_demoted_nor_disabled(accounts: Accounts) -> None:
    for attempt in (
        lambda: accounts.set_role("root", TeamRole.READER),
        lambda: accounts.set_disabled("root", True),
    ):
        with pytest.raises(ConfigError, match="only admin"):
            attempt()
    accounts.add("second", TeamRole.ADMIN, GOOD)
    assert accounts.set_role("root", TeamRole.READER).role is TeamRole.READER
    with pytest.raises(ConfigError, match="only admin"):
        accounts.set_disabled("second", True)


def test_two_admins_cannot_demote_each_other_at_the_same_time(accounts: Accounts) -> None:
    accounts.add("second", TeamRole.ADMIN, GOOD)
    done: list[str] = []
    barrier = threading.Barrier(2)

    def demote(name: str) -> None:
        barrier.wait()
        try:
            accounts.set_role(name, TeamRole.READER)
            done.append(name)
        except ConfigError:
            pass

    threads = [threading.Thread(target=demote, args=(name,)) for name in ("root", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1


def test_a_token_is_shown_once_and_kept_as_a_digest(accounts: Accounts, tmp_path: Path) -> None:
    text, made = accounts.tokens.make(accounts.get("root"), "nightly", role=TeamRole.READER, days=30)
    account, token = accounts.tokens.account(text)
    assert (account.name, token.name, token.role) == ("root", "nightly", TeamRole.READER)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))
    assert text.encode() not in kept
    assert text.rsplit("_", 1)[1].encode() not in kept
    assert made.id in text


def test_tokens_expire_are_revoked_and_stop_with_their_account(accounts: Accounts, clock: Clock) -> None:
    maria = accounts.add("maria", TeamRole.CODER, GOOD)
    month, _ = accounts.tokens.make(maria, "month", days=30)
    year, kept = accounts.tokens.make(maria, "year", days=365)
    clock.passes(days=30)
    assert accounts.tokens.account(month) is None
    assert accounts.tokens.account(year) is not None
    accounts.set_disabled("maria", True)
    assert accounts.tokens.account(year) is None
    accounts.set_disabled("maria", False)
    accounts.tokens.revoke(maria, kept.id)
    assert accounts.tokens.account(year) is None
    with pytest.raises(ConfigError, match="no such token"):
        accounts.tokens.revoke(maria, kept.id)


def test_forged_tokens_are_worth_nothing(accounts: Accounts) -> None:
    text, made = accounts.tokens.make(accounts.get("root"), "real")
    other, _ = accounts.tokens.make(accounts.get("root"), "other")
    secret = text.rsplit("_", 1)[1] if text.count("_") == 2 else text[29:]
    flipped = text[:-1] + ("A" if text[-1] != "A" else "B")
    for forged in (
        "",
        "cct_",
        flipped,
        text.upper(),
        text + " ",
        f"cct_{'0' * 24}_{secret}",
        f"cct_{made.id}_{other[29:]}",
        made.id,
        made.digest,
        f"cct_{made.id}_{made.digest[:43]}",
        "cct_\ud800",
    ):
        assert accounts.tokens.account(forged) is None, forged
    assert accounts.tokens.account(text) is not None


def test_a_token_may_no_more_than_its_account_and_is_nobody_elses_to_revoke(accounts: Accounts) -> None:
    maria = accounts.add("maria", TeamRole.CODER, GOOD)
    with pytest.raises(ConfigError, match="may not do more"):
        accounts.tokens.make(maria, "x", role=TeamRole.ADMIN)
    for days in (0, -1, 367):
        with pytest.raises(ConfigError, match="days"):
            accounts.tokens.make(maria, "x", days=days)
    text, made = accounts.tokens.make(accounts.get("root"), "root's")
    with pytest.raises(ConfigError, match="no such token"):
        accounts.tokens.revoke(maria, made.id)
    assert accounts.tokens.account(text) is not None


def test_use_of_a_token_is_noted(accounts: Accounts, clock: Clock) -> None:
    text, _ = accounts.tokens.make(accounts.get("root"), "x")
    clock.passes(hours=3)
    accounts.tokens.account(text)
    assert accounts.tokens.of(accounts.get("root"))[0].used == clock.now


def test_the_log_tells_who_did_what_to_whom(accounts: Accounts) -> None:
    maria = accounts.add("maria", TeamRole.CODER, GOOD, by="root")
    accounts.sessions.sign_in("maria", GOOD)
    accounts.set_role("maria", TeamRole.ADJUDICATOR, by="root")
    _, made = accounts.tokens.make(maria, "t")
    accounts.tokens.revoke(maria, made.id, by="root")
    accounts.set_disabled("maria", True, by="root")
    assert kinds(accounts) == [
        ("added", "command line", "root"),
        ("added", "root", "maria"),
        ("signed_in", "maria", "maria"),
        ("role_changed", "root", "maria"),
        ("token_made", "maria", "maria"),
        ("token_revoked", "root", "maria"),
        ("disabled", "root", "maria"),
    ]
    assert next(e.note for e in accounts.log() if e.kind == "role_changed") == "coder -> adjudicator"
    newest = accounts.log(limit=2)
    assert [e.kind for e in accounts.log(before=newest[-1].number, limit=1)] == ["token_made"]


def test_accounts_are_no_part_of_what_the_ledger_says(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(open_storage(path)) as storage:
        before = logical_digest(storage)
    with Accounts(open_accounts_store(path), passwords=Passwords(CHEAP)) as accounts:
        accounts.add("root", TeamRole.ADMIN, GOOD)
    with closing(open_storage(path)) as storage:
        assert logical_digest(storage) == before
        assert storage.integrity() == []


def test_where_no_ledger_is_there_are_no_accounts(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no ledger"):
        open_accounts(tmp_path / "missing.db")
