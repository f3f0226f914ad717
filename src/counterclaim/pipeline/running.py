"""What a run reports."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.backends.storage.base import Storage
from counterclaim.model.tally import TallyChange


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What ``run`` did, and what the ledger now holds."""

    coded: int
    """Documents coded in this run."""
    derived: bool
    """False where nothing had changed since the last run."""
    relinked: int
    """Mentions that were linked anew; the events of all others are those of the last run."""
    mentions: int
    documents: int
    events: int
    statements: int
    problems: int
    tallies: tuple[TallyChange, ...] = ()
    """The ledger's tallies, each with what it came to before the run and after."""

    @property
    def partly(self) -> bool:
        """Whether only a part of the mentions was linked anew."""
        return self.derived and self.relinked < self.mentions

    @classmethod
    def of(
        cls, storage: Storage, *, coded: int, relinked: int | None, tallies: tuple[TallyChange, ...] = ()
    ) -> RunReport:
        """Count what the ledger holds; ``relinked`` is None where nothing had changed."""
        events = storage.events()
        return cls(
            coded=coded,
            derived=relinked is not None,
            relinked=relinked or 0,
            documents=sum(1 for _ in storage.documents()),
            mentions=sum(len(event.mention_ids) for event in events),
            events=len(events),
            statements=sum(len(coding.statements) for coding in storage.codings()),
            problems=len(storage.problems()),
            tallies=tallies,
        )
