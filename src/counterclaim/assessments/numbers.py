"""What weighing asks of the book of priors."""

from __future__ import annotations

from typing import Protocol


class Numbers(Protocol):
    """A book of numbers by key; every number stands in the open, with its source, in ``codebooks/data/priors.yaml``."""

    def value(self, key: str) -> float:
        """The number under ``key``; raises ConfigError where there is none."""
        ...

    def value_for(self, key: str, actor: str) -> float:
        """The number under ``key`` for one actor, where the book has one of its own, else the general one."""
        ...
