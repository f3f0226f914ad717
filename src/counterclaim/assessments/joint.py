"""Rounds of the kernel until nothing moves: beliefs, reliabilities, habits of error and copying found together.

One round over a partition gives statistics that add up with those of other partitions, so ``converge`` takes one
partition or many; records are shrunken from the merged statistics.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import UNKNOWN, Claims, Floats, Known, summed
from counterclaim.assessments.kernel import one_round, tally
from counterclaim.assessments.reliability import Record, record_of

THIN = 64
"""A group with fewer statements than this is judged without the statement in question."""
START_RUMOUR = 0.3
START_MISSES = 0.3
SETTLED = 5e-4
"""Rounds end when the expected number of right statements moves by less than this share of all."""
MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Habits:
    """What the sources have in common; each figure is per property."""

    rumour: Floats
    """Share of errors that repeat the rumour of the question."""
    misses: Floats
    """Share of the other errors that narrowly miss the truth."""

    @classmethod
    def start(cls, properties: int) -> Habits:
        """Before anything is heard."""
        return cls(np.full(properties, START_RUMOUR), np.full(properties, START_MISSES))


@dataclass(frozen=True, slots=True)
class Statistics:
    """What one round over a partition says; partitions add up."""

    right: Floats
    """Expected right statements per group."""
    said: Floats
    """Statements per group that count."""
    errors: Floats
    """Per property: errors, those on the rumour, those that could be near misses, those that are."""

    def __add__(self, other: Statistics) -> Statistics:
        return Statistics(self.right + other.right, self.said + other.said, self.errors + other.errors)


@dataclass(slots=True)
class Partition:
    """Some of the questions with all their statements, and what is believed of them as yet.

    Codes of groups, sources and properties are those of the whole table.
    """

    claims: Claims
    known: Known
    belief: Floats
    voice: npt.NDArray[np.float32]
    counted: Floats
    """Per question: how much its statements count for their sources' record. A statement to which nobody else speaks
    says nothing about its source, unless the question is resolved."""

    @classmethod
    def of(cls, claims: Claims, known: Known | None = None) -> Partition:
        """Begin with shares of the vote."""
        votes = summed(claims.cell, claims.share, claims.cells)
        total = np.repeat(
            np.add.reduceat(np.append(votes, 0.0), claims.cell_start[:-1]) if claims.questions else votes,
            np.diff(claims.cell_start),
        )
        anchors = known or claims.nothing_known()
        heard = (np.diff(claims.claim_start) > 1) | (anchors.cell != UNKNOWN)
        return cls(
            claims, anchors, votes / total, np.ones(len(claims.cell), np.float32), np.where(heard, anchors.weight, 0.0)
        )

    def statistics(self) -> Statistics:
        """Of the beliefs as they are, before any round."""
        c = self.claims
        right, said = tally(c.claim_start, c.group, c.cell, c.share, self.counted, self.belief, c.groups)
        return Statistics(right, said, np.zeros((len(c.domain), 4)))

    def round(self, record: Record, habits: Habits, *, anchor: bool = True) -> tuple[Floats, Floats]:
        """Renew the beliefs from reliabilities; returns expected right statements and counts of errors."""
        c = self.claims
        right, errors = one_round(
            c.claim_start, c.cell_start, c.group, c.cell, c.share, self.voice, c.question_property, c.domain,
            habits.rumour, habits.misses, record.right, record.wrong, record.weight, record.said < THIN, c.near_start,
            c.near, self.known.cell, self.counted, self.belief, anchor,
        )  # fmt: skip
        return right, errors


@dataclass(frozen=True, slots=True)
class Found:
    """Where the rounds came to rest."""

    record: Record
    habits: Habits
    rounds: int


def converge(
    parts: list[Partition],
    statistics: Statistics | None = None,
    habits: Habits | None = None,
    rounds: int = MOST_ROUNDS,
) -> tuple[Found, Statistics]:
    """Rounds over all partitions until nothing moves; their beliefs are renewed in place.

    Returns where it came to rest and the last statistics, from which a later call goes on.
    """
    whole = parts[0].claims
    merged = statistics or _merged([part.statistics() for part in parts])
    manner = habits or Habits.start(len(whole.domain))
    total = max(float(merged.said.sum()), 1.0)
    record = record_of(merged.right, merged.said, whole)
    done = 0
    while done < rounds:
        done += 1
        found = [part.round(record, manner) for part in parts]
        right = np.sum([r for r, _ in found], axis=0)
        moved = float(np.abs(right - merged.right).sum()) / total
        merged = replace(merged, right=right, errors=np.sum([e for _, e in found], axis=0))
        record = record_of(right, merged.said, whole)
        manner = _habits(merged.errors, whole.domain)
        if moved < SETTLED:
            break
    return Found(record, manner, done), merged


def _merged(parts: list[Statistics]) -> Statistics:
    total = parts[0]
    for part in parts[1:]:
        total += part
    return total


def _habits(errors: Floats, domain: Floats) -> Habits:
    """Shares from counts, each leaning a little on its starting value."""
    even = 1 / np.maximum(domain - 1, 1)
    on_rumour = (errors[:, 1] + 2 * (START_RUMOUR + (1 - START_RUMOUR) * even)) / (errors[:, 0] + 2)
    rumour = np.where(domain > 2, (on_rumour - even) / np.where(domain > 2, 1 - even, 1), 0.0)
    misses = (errors[:, 3] + 2 * START_MISSES) / (errors[:, 2] + 2)
    return Habits(np.clip(rumour, 0.0, 0.98), np.clip(misses, 0.0, 0.98))
