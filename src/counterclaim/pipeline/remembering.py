"""What linking keeps beside the ledger, so that the next run links anew only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.events import Memory
from counterclaim.model import Event

LEAST = 1_000
"""With fewer mentions everything is linked anew: it takes a moment, and the weights follow the data."""
_SHA = 32


@dataclass(frozen=True)
class LinkingFile:
    """One file; where it is missing, damaged, or not of the events at hand, everything is linked anew."""

    path: Path
    linker: str
    """Name and version of the linker: what another one found is of no use."""
    least: int = LEAST

    def load(self, events: Sequence[Event]) -> Memory | None:
        """The memory of the linking that found these events, None where there is none."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        held, sealed, packed = content[:_SHA], content[_SHA : 2 * _SHA], content[2 * _SHA :]
        if held != self._of(events) or sealed != hashlib.sha256(packed).digest():
            return None
        return Memory.unpacked(packed)

    def save(self, memory: Memory | None, events: Sequence[Event]) -> None:
        """Keep a memory with the events that it belongs to; without one, or of few mentions, keep none."""
        if memory is None or len(memory.ids) < self.least:
            self.path.unlink(missing_ok=True)
            return
        packed = memory.packed()
        beside = self.path.with_name(self.path.name + ".new")
        beside.write_bytes(self._of(events) + hashlib.sha256(packed).digest() + packed)
        beside.replace(self.path)

    def _of(self, events: Sequence[Event]) -> bytes:
        digest = hashlib.sha256(self.linker.encode())
        for event in sorted(events, key=lambda event: event.id):
            digest.update("\n".join((event.id, *event.mention_ids, "")).encode())
        return digest.digest()
