"""The accounts of one ledger as one object."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from counterclaim.backends.storage import AccountStore, open_accounts_store
from counterclaim.errors import ConfigError
from counterclaim.model.account import Account, AccountEvent, ApiToken, TeamRole
from counterclaim.model.desk import LedgerCounts
from counterclaim.pipeline.accounts.names import account_name, name_key
from counterclaim.pipeline.accounts.passwords import Passwords, check_password
from counterclaim.pipeline.accounts.secrets import new_id
from counterclaim.pipeline.accounts.sessions import Sessions
from counterclaim.pipeline.accounts.tokens import Tokens

COMMAND_LINE = "command line"
"""Who did it, in the log, where it was done at the server's own command line."""


def open_accounts(address: str | Path, *, create: bool = False) -> Accounts:
    """The accounts in the database of a ledger.

    Raises:
        StorageError: there is no ledger, or it cannot be opened.
    """
    return Accounts(open_accounts_store(address, create=create))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Accounts:
    """People and their roles; ``sessions`` and ``tokens`` hold how they come in."""

    def __init__(
        self, store: AccountStore, *, passwords: Passwords | None = None, clock: Callable[[], datetime] = _now
    ) -> None:
        self._store = store
        self._passwords = passwords or Passwords()
        self._clock = clock
        self.sessions = Sessions(store, self._passwords, clock)
        self.tokens = Tokens(store, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the database."""
        self._store.close()

    def add(self, name: str, role: TeamRole, password: str, *, by: str = COMMAND_LINE) -> Account:
        """Make an account.

        Raises:
            ConfigError: the name is taken or no name, or the password is easily guessed.
        """
        kept = account_name(name)
        check_password(password, kept)
        account = Account(id=f"acc_{new_id()}", name=kept, role=role, created=self._clock())
        event = self._event("added", account, by, note=str(role))
        if not self._store.add(account, name_key(kept), self._passwords.hash(password), event):
            raise ConfigError(f"there is an account {kept} already", remedy="take another name")
        return account

    def by_session(self, secret: str) -> tuple[Account | None, LedgerCounts]:
        """Whose session it is, if anybody's, and how often the ledger had changed just before: one look."""
        counts = self._store.counts()
        return self.sessions.account(secret, changes=counts.accounts), counts

    def by_token(self, text: str) -> tuple[tuple[Account, ApiToken] | None, LedgerCounts]:
        """Whose token it is, if anybody's, and how often the ledger had changed just before: one look."""
        counts = self._store.counts()
        return self.tokens.account(text, changes=counts.accounts), counts

    def all(self) -> list[Account]:
        """All accounts by name."""
        return self._store.accounts()

    def get(self, name: str) -> Account:
        """The account of this name.

        Raises:
            ConfigError: there is none.
        """
        found = self._store.by_key(name_key(name))
        if found is None:
            raise ConfigError(f"there is no account {name[:64]!r}", remedy="`counterclaim accounts list` shows them")
        return found[0]

    def set_role(self, name: str, role: TeamRole, *, by: str = COMMAND_LINE) -> Account:
        """Give another role.

        Raises:
            ConfigError: no such account, or no admin would be left.
        """
        account = self.get(name)
        event = self._event("role_changed", account, by, note=f"{account.role} -> {role}")
        self._keep_an_admin(self._store.set_role(account.id, role, event))
        return self.get(name)

    def set_disabled(self, name: str, disabled: bool, *, by: str = COMMAND_LINE) -> Account:
        """Disable an account, which ends its sessions and stops its tokens, or enable it again.

        Raises:
            ConfigError: no such account, or no admin would be left.
        """
        account = self.get(name)
        event = self._event("disabled" if disabled else "enabled", account, by)
        self._keep_an_admin(self._store.set_disabled(account.id, self._clock() if disabled else None, event))
        return self.get(name)

    def set_password(self, name: str, password: str, *, by: str = COMMAND_LINE) -> None:
        """Replace the password; all sessions of the account end.

        Raises:
            ConfigError: no such account, or a password that is easily guessed.
        """
        account = self.get(name)
        check_password(password, account.name)
        event = self._event("password_changed", account, by)
        self._store.set_password(account.id, self._passwords.hash(password), event)

    def change_own_password(self, account: Account, old: str, new: str) -> None:
        """Replace a password by who knows it.

        Raises:
            ConfigError: the old one is wrong, or the new one is easily guessed.
        """
        found = self._store.by_key(name_key(account.name))
        if not self._passwords.verify(old, found[1] if found else None):
            self._store.record(self._event("refused", account, account.name, note="wrong password at its change"))
            raise ConfigError("the present password is wrong", remedy="an admin can give a new one")
        self.set_password(account.name, new, by=account.name)

    def log(self, *, before: int | None = None, limit: int = 50) -> list[AccountEvent]:
        """What befell accounts, newest first."""
        return self._store.log(before=before, limit=limit)

    def _event(self, kind: str, account: Account, by: str, *, note: str = "") -> AccountEvent:
        return AccountEvent(kind=kind, by=by, about=account.name, at=self._clock(), note=note)

    @staticmethod
    def _keep_an_admin(done: bool) -> None:
        if not done:
            raise ConfigError("that is the only admin", remedy="make another account an admin first")
