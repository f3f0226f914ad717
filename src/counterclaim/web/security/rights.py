"""Who may do what: one table, and the declaration that every route carries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from counterclaim.model.account import TeamRole


class Action(StrEnum):
    """What a route does."""

    READ = "read"
    """Look at anything, with private persons masked."""
    OWN_ACCOUNT = "own_account"
    """One's own password, sessions and tokens."""
    READ_NAMES = "read_names"
    """See the names as the sources give them."""
    JUDGE = "judge"
    """Accept, correct, reject and add statements; merge, split, resolve, identify; take back one's own."""
    ADJUDICATE = "adjudicate"
    """Settle what coders disagree about, and take back what others decided."""
    UNMASK = "unmask"
    """Lift the mask from a person's name."""
    RUN = "run"
    """Start a run, which makes verdicts of judgements."""
    CONSENT = "consent"
    """Let texts be sent to a model on another machine."""
    FORGET = "forget"
    """Remove a document for a stated reason."""
    PEOPLE = "people"
    """Accounts, roles, everybody's tokens, and the log of accounts."""


RIGHTS: Mapping[Action, TeamRole] = MappingProxyType(
    {
        Action.READ: TeamRole.READER,
        Action.OWN_ACCOUNT: TeamRole.READER,
        Action.READ_NAMES: TeamRole.CODER,
        Action.JUDGE: TeamRole.CODER,
        Action.ADJUDICATE: TeamRole.ADJUDICATOR,
        Action.UNMASK: TeamRole.ADJUDICATOR,
        Action.RUN: TeamRole.ADJUDICATOR,
        Action.CONSENT: TeamRole.ADMIN,
        Action.FORGET: TeamRole.ADMIN,
        Action.PEOPLE: TeamRole.ADMIN,
    }
)
"""The least role for each action. Each role may all that those before it may."""
