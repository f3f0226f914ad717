"""What a store of accounts must do, whatever the database under it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime

from counterclaim.model.account import Account, AccountEvent, ApiToken, Session, TeamRole
from counterclaim.model.desk import LedgerCounts


class AccountStore(ABC):
    """The accounts of one ledger. Each writing method is one transaction, and the log entry that it takes is in it."""

    @abstractmethod
    def close(self) -> None:
        """Give up the connections; further calls are errors."""

    @abstractmethod
    def counts(self) -> LedgerCounts:
        """How often accounts, and the ledger that they are of, have changed: one look, for each request."""

    # --- accounts ------------------------------------------------------------------------------------------------
    @abstractmethod
    def add(self, account: Account, key: str, password_hash: str, event: AccountEvent) -> bool:
        """Add an account; returns False, and changes nothing, where one has this ``key`` (its name, folded)."""

    @abstractmethod
    def accounts(self) -> list[Account]:
        """All accounts by name."""

    @abstractmethod
    def by_key(self, key: str) -> tuple[Account, str] | None:
        """The account with this folded name, and the hash of its password."""

    @abstractmethod
    def by_id(self, account_id: str) -> Account | None:
        """The account with this id."""

    @abstractmethod
    def set_role(self, account_id: str, role: TeamRole, event: AccountEvent) -> bool:
        """Give another role; returns False, and changes nothing, where no enabled admin would be left."""

    @abstractmethod
    def set_disabled(self, account_id: str, at: datetime | None, event: AccountEvent) -> bool:
        """Disable (with its sessions ended) or enable; returns False where no enabled admin would be left."""

    @abstractmethod
    def set_password(self, account_id: str, password_hash: str, event: AccountEvent | None) -> None:
        """Replace the hash. With an event all sessions end; without one it is the same password, hashed anew."""

    # --- sessions ------------------------------------------------------------------------------------------------
    @abstractmethod
    def open_session(self, session: Session, event: AccountEvent) -> None:
        """Keep a new session."""

    @abstractmethod
    def session(self, digest: str) -> tuple[Session, Account] | None:
        """The session with this digest and its account."""

    @abstractmethod
    def touch_session(self, digest: str, at: datetime) -> None:
        """Note that a session was used; raises StorageError where others are writing for long."""

    @abstractmethod
    def end_sessions(self, account_id: str, event: AccountEvent | None, *, only: str = "") -> int:
        """End all sessions of an account, or ``only`` the one with this digest; returns how many ended."""

    @abstractmethod
    def drop_old_sessions(self, *, seen_before: datetime, created_before: datetime) -> int:
        """Forget sessions that are over anyhow."""

    # --- tokens --------------------------------------------------------------------------------------------------
    @abstractmethod
    def add_token(self, token: ApiToken, event: AccountEvent) -> None:
        """Keep a new token."""

    @abstractmethod
    def token(self, token_id: str) -> tuple[ApiToken, Account] | None:
        """The token with this id and its account."""

    @abstractmethod
    def tokens(self, account_id: str | None = None) -> list[ApiToken]:
        """The tokens of one account, or all, oldest first."""

    @abstractmethod
    def touch_token(self, token_id: str, at: datetime) -> None:
        """Note that a token was used; raises StorageError where others are writing for long."""

    @abstractmethod
    def revoke_token(self, token_id: str, at: datetime, event: AccountEvent) -> bool:
        """Make a token worthless; returns False where it is so already or there is none."""

    # --- log -----------------------------------------------------------------------------------------------------
    @abstractmethod
    def record(self, event: AccountEvent) -> None:
        """Add a line to the log."""

    @abstractmethod
    def log(self, *, before: int | None = None, limit: int = 50) -> list[AccountEvent]:
        """Lines of the log, newest first, those with a number below ``before``."""
