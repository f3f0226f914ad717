"""Who is asking, and what that person may do and see."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.account import TeamRole as Role
from counterclaim.web.security.rights import RIGHTS, Action


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind a request."""

    name: str
    role: Role = Role.ADMIN
    masked: bool = False
    """Whether names of private persons are masked for this person."""
    account_id: str = ""
    """Empty on one's own machine, and for who has not signed in."""
    via: str = "machine"
    """machine, session, token or nothing."""

    @classmethod
    def of(cls, name: str, role: Role, account_id: str, via: str) -> Viewer:
        """Somebody with an account."""
        return cls(name, role, not role.covers(RIGHTS[Action.READ_NAMES]), account_id, via)

    @property
    def known(self) -> bool:
        """Whether it is known who asks."""
        return self.via != "nothing"

    @property
    def judges(self) -> bool:
        """Whether this person's decisions are taken."""
        return self.may(Action.JUDGE)

    def may(self, action: Action | str) -> bool:
        """Whether this person may do it."""
        return self.known and self.role.covers(RIGHTS[Action(action)])


NOBODY = Viewer("", Role.READER, True, "", "nothing")
"""Who has not signed in."""
