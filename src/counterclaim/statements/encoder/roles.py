"""The roles, incident types and degrees of certainty that the encoder tells apart, as in MUC-4 (Sundheim, 1992)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon", "Place")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
CERTAINTIES = ("fact", "claimed", "accused", "accused_by_authorities", "possible")

ASKING, DEPTH = 4, 32
"""Shape of the attention by which the attribution head looks for who says so: its heads and the size of each."""


def header(record: Mapping[str, Any]) -> str:
    """The line put before a news item's text: where and when it was written, by whom, and its tags."""
    parts = [record.get("dateline") or "", *(record.get("tags") or [])]
    return ". ".join(part for part in parts if part) + ".\n\n"
