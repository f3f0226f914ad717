"""Invented records of several sources about known events, drawn for these tests alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.events.kernel.rows import Rows, codes, rows

NAMES = ("Reed Front", "Marsh Column", "Saltway Guard", "Upland League")
ALIASES = ("RDF", "Column of the Marshes", "SWG", "Uplanders")


@dataclass(frozen=True)
class Told:
    rows: Rows
    names: list[str]
    event: np.ndarray


def told(events: int = 600, seed: int = 1, towns: int = 12, days: int = 900) -> Told:
    """Each event is told by one to three of three sources, each with small errors of its own."""
    rng = np.random.default_rng(seed)
    where = np.column_stack([rng.uniform(-40, 40, towns), rng.uniform(-80, 80, towns)])
    town, day = rng.integers(0, towns, events), rng.integers(0, days, events)
    actor, kind, dead = rng.integers(0, 4, events), rng.integers(0, 6, events), rng.geometric(0.15, events)
    event = np.repeat(np.arange(events), rng.integers(1, 4, events))
    n = len(event)
    source = np.concatenate([np.arange(count) for count in np.bincount(event)])
    point = where[town[event]] + rng.normal(0, 0.05, (events, 2))[event] + rng.normal(0, 0.006, (n, 2))
    name = np.where(rng.random(n) < 0.3, np.array(ALIASES)[actor[event]], np.array(NAMES)[actor[event]])
    actors, names = codes(name.tolist())
    group = kind[event] // 3
    off = rng.choice([0, 1, -1], n, p=[0.7, 0.15, 0.15])
    order = rng.permutation(n)
    made = rows(
        first=day[event] + off,
        latitude=point[:, 0],
        longitude=point[:, 1],
        type=np.where(rng.random(n) < 0.1, group * 3 + rng.integers(0, 3, n), kind[event]),
        group=group,
        actor=actors,
        toll=np.where(rng.random(n) < 0.2, -1, dead[event] + rng.integers(0, 2, n)),
        source=source,
    )
    return Told(rows=made.take(order), names=names, event=event[order])


def b_cubed(found: np.ndarray, true: np.ndarray) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    same_found, same_true = found[:, None] == found[None, :], true[:, None] == true[None, :]
    both = (same_found & same_true).sum(1)
    precision, recall = (both / same_found.sum(1)).mean(), (both / same_true.sum(1)).mean()
    return float(2 * precision * recall / (precision + recall))
