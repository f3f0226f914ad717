"""Who is asking, and what that person may do and see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do; each role may do all that those before it may."""

    READER = 1
    CODER = 2
    ADJUDICATOR = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person behind a request."""

    name: str
    role: Role = Role.ADMIN
    masked: bool = False
    """Whether names of private persons are masked for this person."""

    @property
    def judges(self) -> bool:
        """Whether this person's decisions are taken."""
        return self.role >= Role.CODER
