"""What may be asked of the weighing of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.errors import ConfigError

KINDS = ("auto", "text", "number", "date", "set")
HALF_LIFE_DAYS = 730.0
"""After so long a resolved question counts half for its sources' record (ours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to weigh; raises ConfigError where something is out of range."""

    method: str = "hierarchical"
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind of values per property; "" for all that are not named."""
    separator: str = ";"
    """What stands between the members of a set."""
    copies: bool = True
    """Whether to look for sources that copy each other."""
    runners_up: int = 3
    """How many other values to name."""
    half_life_days: float = HALF_LIFE_DAYS

    def __post_init__(self) -> None:
        for name, kind in self.kinds.items():
            if kind not in KINDS:
                where = f"kind of {name!r}" if name else "kind"
                raise ConfigError(f"{kind!r} is no kind of value", where=where, remedy=f"choose of {', '.join(KINDS)}")
        if not self.separator:
            raise ConfigError("is empty", where="separator", remedy="give the character between members, such as ;")
        if not self.half_life_days > 0:
            raise ConfigError("is not positive", where="half-life", remedy="give a number of days")
        if self.runners_up < 0:
            raise ConfigError("is negative", where="runners-up", remedy="give 0 or more")

    def kind_of(self, property_: str) -> str:
        """The kind asked for a property."""
        return self.kinds.get(property_, self.kinds.get("", "auto"))
