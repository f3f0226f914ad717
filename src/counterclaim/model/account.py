"""Who may use a ledger that a team shares: accounts, their sessions and tokens, and the log of what befell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TeamRole(StrEnum):
    """What an account is for; each may do all that those before it may."""

    READER = "reader"
    CODER = "coder"
    ADJUDICATOR = "adjudicator"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for the role that may least."""
        return list(TeamRole).index(self)

    def covers(self, other: TeamRole) -> bool:
        """Whether this role may all that ``other`` may."""
        return self.rank >= other.rank

    # As texts, "admin" would come before "coder".
    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, TeamRole) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, TeamRole) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, TeamRole) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, TeamRole) else NotImplemented


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person of the team; judgements carry the name."""

    id: str
    name: str
    role: TeamRole
    created: datetime
    disabled: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that signed in. The id itself is only in the browser; its SHA-256 is kept."""

    digest: str
    account_id: str
    created: datetime
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A named, expiring right to use the HTTP API. The secret was shown once; its SHA-256 is kept."""

    id: str
    account_id: str
    name: str
    digest: str
    role: TeamRole
    """It may what this role may, and never more than its account may."""
    created: datetime
    expires: datetime
    revoked: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent:
    """One line of the log of accounts: who did what to which account, from where."""

    kind: str
    """signed_in, refused, signed_out, signed_out_everywhere, added, role_changed, disabled, enabled,
    password_changed, token_made or token_revoked."""
    by: str
    about: str
    at: datetime
    address: str = ""
    note: str = ""
    number: int = 0
    """Its place in the log, from 1; 0 before it is kept."""
