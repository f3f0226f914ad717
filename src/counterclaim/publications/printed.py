"""What the references of a brief printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What one reference printed, so that a later look can tell whether it still would."""

    file: str
    line: int
    written: str
    value: str
    sentence: str
    event_ids: tuple[str, ...]
