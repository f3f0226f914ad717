"""Counts as reported: exact, 'at least', 'up to', or between two figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """People killed or injured. ``high`` None: 'at least ``low``'; ``low`` None: 'up to ``high``'.

    The canonical text is "36", "20+" (at least), "..40" (up to) or "9..10".
    """

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a CountRange needs at least one bound")
        if min(self.low or 0, self.high or 0) < 0:
            raise ValueError("a count cannot be negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"range ends below its start: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, count: int) -> Self:
        """The range of one exact figure."""
        return cls(low=count, high=count)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text; raises ValueError on anything else."""
        if text.endswith("+"):
            return cls(low=_whole(text[:-1]), high=None)
        if ".." in text:
            low, high = text.split("..", 1)
            return cls(low=_whole(low) if low else None, high=_whole(high))
        return cls.exactly(_whole(text))

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        if self.low is None:
            return f"..{self.high}"
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"

    def compatible(self, other: CountRange) -> bool:
        """Whether one figure could satisfy both."""
        low = max(self.low or 0, other.low or 0)
        highs = [h for h in (self.high, other.high) if h is not None]
        return not highs or low <= min(highs)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{text!r} is no whole number; write it as 12, 12..15 or 12+") from None
