"""What tallies came to last, kept beside the ledger so that the next answer can say what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from counterclaim.model.tally import Standing, TallyCase, TallyState


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One tally's answer in one state of the ledger, and its answer in the state before."""

    ledger: str
    """Which state of the ledger ``now`` answers for."""
    now: TallyState
    before: TallyState | None = None


@dataclass(frozen=True)
class TalliesFile:
    """One JSON file; where it is missing or damaged, the next answers are the first."""

    path: Path

    def load(self) -> dict[str, Kept]:
        """By tally id what is kept of it."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            return {str(name): _kept(entry) for name, entry in content.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def save(self, kept: Mapping[str, Kept]) -> None:
        """Write all anew, whole or not at all."""
        text = json.dumps({name: asdict(kept[name]) for name in sorted(kept)}, ensure_ascii=False, indent=1)
        partial = self.path.with_name(self.path.name + ".new")
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(self.path)


def _kept(entry: Mapping[str, Any]) -> Kept:
    before = entry["before"]
    return Kept(ledger=str(entry["ledger"]), now=_state(entry["now"]), before=_state(before) if before else None)


def _state(entry: Mapping[str, Any]) -> TallyState:
    return TallyState(
        rules=str(entry["rules"]), total=str(entry["total"]), cases=tuple(_case(case) for case in entry["cases"])
    )


def _case(entry: Mapping[str, Any]) -> TallyCase:
    return TallyCase(
        event_id=str(entry["event_id"]),
        title=str(entry["title"]),
        standing=Standing(entry["standing"]),
        low=int(entry["low"]),
        high=None if entry["high"] is None else int(entry["high"]),
        reasons=tuple(map(str, entry["reasons"])),
        statement_ids=tuple(map(str, entry["statement_ids"])),
    )
