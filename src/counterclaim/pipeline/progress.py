"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the progress of one stage after another."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; ``total`` is the number of steps, None if unknown."""

    def step(self, note: str = "") -> None:
        """One step of the stage is done; ``note`` names what it was."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int | None) -> None:
        """Ignore the stage."""

    def step(self, note: str = "") -> None:
        """Ignore the step."""
