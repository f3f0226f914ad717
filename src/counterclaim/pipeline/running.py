"""What a run reports."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.backends.storage.base import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What ``run`` did, and what the ledger now holds."""

    coded: int
    """Documents coded in this run."""
    derived: bool
    """False where nothing had changed since the last run."""
    documents: int
    events: int
    statements: int
    problems: int

    @classmethod
    def of(cls, storage: Storage, *, coded: int, derived: bool) -> RunReport:
        """Count what the ledger holds."""
        return cls(
            coded=coded,
            derived=derived,
            documents=sum(1 for _ in storage.documents()),
            events=len(storage.events()),
            statements=sum(len(coding.statements) for coding in storage.codings()),
            problems=len(storage.problems()),
        )
