"""How much a reader may take."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Limits on one capture; sizes in bytes, times in seconds."""

    memory_bytes: int = 2 * 1024**3
    """Address space of the child process that parses."""
    cpu_seconds: int = 30
    """Computing time for one item; a container's members each have their own."""
    wall_seconds: float = 90.0
    max_item_bytes: int = 50 * 1024**2
    """One file or one member, unpacked."""
    max_total_bytes: int = 500 * 1024**2
    """All members of one container together, unpacked, at any depth."""
    max_members: int = 100_000
    max_ratio: int = 200
    """Unpacked to packed size of one member, looked at above `RATIO_FLOOR` bytes."""
    max_depth: int = 3
    """Containers in containers: a ZIP in a ZIP in a ZIP is read, a fourth is not."""
    max_deaths: int = 20
    """After so many members that ended the child, the rest of a container is given up."""

    def for_tables(self) -> ReadLimits:
        """The limits of one table of a data set: as a file it may be as large as a container."""
        return replace(
            self,
            max_item_bytes=self.max_total_bytes,
            max_total_bytes=2 * self.max_total_bytes,
            max_members=10 * self.max_members,
        )

    def as_header(self) -> dict[str, float]:
        """What the child needs of it."""
        return asdict(self)


RATIO_FLOOR = 1 << 20
