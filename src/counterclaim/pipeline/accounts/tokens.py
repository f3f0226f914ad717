"""Tokens for programs that use the HTTP API."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

from counterclaim.backends.storage import AccountStore
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model.account import Account, AccountEvent, ApiToken, TeamRole
from counterclaim.pipeline.accounts.recalling import Recalled
from counterclaim.pipeline.accounts.secrets import digest_of, join_token, new_id, new_secret, same, split_token

DAYS = 90
"""How long a token holds if nothing else is said."""
MOST_DAYS = 366
NAME_LENGTH = 64
TOUCH = timedelta(minutes=1)


class Tokens:
    """Named, expiring rights, each scoped by a role."""

    def __init__(self, store: AccountStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._recalled: Recalled[tuple[ApiToken, Account]] = Recalled(clock)

    def make(
        self, account: Account, name: str, *, role: TeamRole | None = None, days: int = DAYS, by: str = ""
    ) -> tuple[str, ApiToken]:
        """A new token: the text to show once, and what is kept of it.

        Raises:
            ConfigError: no name, a role above the account's, or days out of range.
        """
        label = "".join(c if c.isprintable() else " " for c in name).strip()
        if not label or len(label) > NAME_LENGTH:
            remedy = "say what uses it, as in nightly-export"
            raise ConfigError(f"a token's name has 1 to {NAME_LENGTH} characters", remedy=remedy)
        if not 1 <= days <= MOST_DAYS:
            raise ConfigError(f"a token holds for 1 to {MOST_DAYS} days", remedy="make a new one when it is over")
        chosen = role or account.role
        if not account.role.covers(chosen):
            raise ConfigError(f"{account.name} is {account.role}, and a token may not do more", remedy="choose less")
        now, secret = self._clock(), new_secret()
        token = ApiToken(
            id=new_id(),
            account_id=account.id,
            name=label,
            digest=digest_of(secret),
            role=chosen,
            created=now,
            expires=now + timedelta(days=days),
        )
        note = f"{label}, {chosen}, {days} days"
        event = AccountEvent(kind="token_made", by=by or account.name, about=account.name, at=now, note=note)
        self._store.add_token(token, event)
        return join_token(token.id, secret), token

    def account(self, text: str, *, changes: int | None = None) -> tuple[Account, ApiToken] | None:
        """Whose token it is; None for one that is forged, expired, revoked, or of a disabled account.

        With the number of ``changes`` of accounts that there have been, what was read after as many need not be read
        again.
        """
        parts = split_token(text)
        known = self._recalled.get(parts[0], changes) if parts and changes is not None else None
        found = known or (self._store.token(parts[0]) if parts else None)
        # An unknown id is compared as well, so that it takes as long.
        right = same(digest_of(parts[1] if parts else ""), found[0].digest if found else digest_of("?"))
        if found is None or not right:
            return None
        token, account = found
        now = self._clock()
        if token.revoked or now >= token.expires or account.disabled:
            return None
        if known is None:
            self._used(token, now)
            if changes is not None:
                self._recalled.keep(token.id, changes, found)
        return account, token

    def _used(self, token: ApiToken, now: datetime) -> None:
        if token.used is None or now - token.used >= TOUCH:
            # Nobody is kept from working because somebody else writes for long: the next use is noted.
            with contextlib.suppress(StorageError):
                self._store.touch_token(token.id, now)

    def of(self, account: Account) -> list[ApiToken]:
        """An account's tokens, oldest first, revoked and expired ones too."""
        return self._store.tokens(account.id)

    def revoke(self, account: Account, token_id: str, *, by: str = "") -> None:
        """Make a token of this account worthless.

        Raises:
            ConfigError: the account has no such token, or it is revoked already.
        """
        token = next((t for t in self.of(account) if same(t.id, token_id)), None)
        now = self._clock()
        name = token.name if token else ""
        event = AccountEvent(kind="token_revoked", by=by or account.name, about=account.name, at=now, note=name)
        if token is None or not self._store.revoke_token(token.id, now, event):
            raise ConfigError(f"{account.name} has no such token that still holds", remedy="list the tokens")
