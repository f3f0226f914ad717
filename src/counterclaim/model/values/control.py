"""Who holds a place, or how that changed, as one statement gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from counterclaim.model.values.date_interval import DateInterval

_TEXT = re.compile(r"(?P<change>[a-z]+) by (?P<actor>.+?)(?: \[(?P<when>[0-9./-]+)\])?")


class ControlChange(StrEnum):
    """What happens to an actor's hold on a place."""

    GAINED = "gained"
    LOST = "lost"
    HELD = "held"
    CONTESTED = "contested"
    """The actor tries to take or to keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One value of the property control; the place stands beside it in the statement.

    The canonical text is "lost by ISIS" or, where the words tell a date, "lost by ISIS [2017-07]".
    """

    change: ControlChange
    actor: str
    when: DateInterval | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text; raises ValueError on anything else."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(f"not a statement of control: {text!r}; write it as lost by NAME [2017-07]")
        when = DateInterval.parse(found["when"]) if found["when"] else None
        return cls(change=ControlChange(found["change"]), actor=found["actor"], when=when)

    def __str__(self) -> str:
        return f"{self.change} by {self.actor}" + (f" [{self.when}]" if self.when else "")
