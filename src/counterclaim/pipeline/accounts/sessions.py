"""Signing in and out, and sessions that end by themselves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterclaim.backends.storage import AccountStore
from counterclaim.errors import StorageError
from counterclaim.model.account import Account, AccountEvent, Session
from counterclaim.pipeline.accounts.names import name_key
from counterclaim.pipeline.accounts.passwords import Passwords
from counterclaim.pipeline.accounts.recalling import Recalled
from counterclaim.pipeline.accounts.secrets import digest_of, new_secret

IDLE = timedelta(hours=8)
"""A session ends when nobody used it for so long."""
ABSOLUTE = timedelta(days=7)
"""A session ends so long after signing in, used or not."""
TOUCH = timedelta(minutes=1)
"""Use is noted once in so long, to spare the database a write with each page."""
NAME_KEPT = 64
"""Characters of an unknown name that the log keeps."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: ``secret`` goes into the cookie and is kept nowhere."""

    account: Account
    secret: str


class Sessions:
    """Who is signed in, in which browser."""

    def __init__(self, store: AccountStore, passwords: Passwords, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._recalled: Recalled[tuple[Session, Account]] = Recalled(clock)

    def sign_in(self, name: str, password: str, *, address: str = "") -> SignedIn | None:
        """A new session, or None where name or password are wrong or the account is disabled: it never says which."""
        found = self._store.by_key(name_key(name[: 4 * NAME_KEPT]))
        right = self._passwords.verify(password, found[1] if found else None)
        now = self._clock()
        if found is None or not right or found[0].disabled:
            known = found[0].name if found else ""
            note = "disabled" if found and right else "wrong password" if found else "no such account"
            self._store.record(AccountEvent(kind="refused", by="", about=known, at=now, address=address, note=note))
            return None
        account, kept = found
        if self._passwords.outdated(kept):
            self._store.set_password(account.id, self._passwords.hash(password), None)
        self._store.drop_old_sessions(seen_before=now - IDLE, created_before=now - ABSOLUTE)
        secret = new_secret()
        session = Session(digest=digest_of(secret), account_id=account.id, created=now, seen=now)
        event = AccountEvent(kind="signed_in", by=account.name, about=account.name, at=now, address=address)
        self._store.open_session(session, event)
        return SignedIn(account, secret)

    def account(self, secret: str, *, changes: int | None = None) -> Account | None:
        """Whose session it is; None for one that is unknown, over, or of a disabled account.

        With the number of ``changes`` of accounts that there have been, what was read after as many need not be read
        again.
        """
        digest, now = digest_of(secret), self._clock()
        found = None if changes is None else self._recalled.get(digest, changes)
        if found is None:
            found = self._read(digest, now)
            if found is not None and changes is not None:
                self._recalled.keep(digest, changes, found)
        return found[1] if found and _holds(*found, now) else None

    def _read(self, digest: str, now: datetime) -> tuple[Session, Account] | None:
        """A session with its account, its use noted; None where there is none."""
        found = self._store.session(digest)
        if found and _holds(*found, now) and now - found[0].seen >= TOUCH:
            # Nobody is kept from working because somebody else writes for long: the next use is noted.
            with contextlib.suppress(StorageError):
                self._store.touch_session(digest, now)
        return found

    def sign_out(self, account: Account, secret: str, *, address: str = "") -> None:
        """End one session."""
        event = self._event("signed_out", account, address)
        self._store.end_sessions(account.id, event, only=digest_of(secret))

    def sign_out_everywhere(self, account: Account, *, address: str = "") -> int:
        """End all sessions of an account; returns how many there were."""
        return self._store.end_sessions(account.id, self._event("signed_out_everywhere", account, address))

    def _event(self, kind: str, account: Account, address: str) -> AccountEvent:
        return AccountEvent(kind=kind, by=account.name, about=account.name, at=self._clock(), address=address)


def _holds(session: Session, account: Account, now: datetime) -> bool:
    return not account.disabled and now - session.seen <= IDLE and now - session.created <= ABSOLUTE
