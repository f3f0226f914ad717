"""What weighing asks of the book of priors."""

from __future__ import annotations

from typing import Protocol


class Numbers(Protocol):
    """A book of numbers by key; every number stands in the open, with its source, in ``codebooks/data/priors.yaml``."""

    def value(self, key: str) -> float:
        """The number under ``key``; raises ConfigError where there is none."""
        ...
