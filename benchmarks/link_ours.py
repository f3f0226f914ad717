"""Linking of event records, to be measured beside other tools (peers) by a harness that knows ``PEERS``.

    link_peers.py --also benchmarks/link_ours.py --also-python .venv/bin/python --peer counterclaim --peer splink

The records are columns of numpy: source, day, latitude, longitude, type ("group/kind"), actor (a name as told), deaths
(-1 where untold). All parameters are estimated from the records themselves, without labels, inside the timed part.
Compiling the loops, which happens once on a machine, is done on other records before the clock starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from benchlib import Run
    from make_events import Events

    from counterclaim.events.kernel.rows import Rows


def table(events: Events) -> tuple[Rows, list[str]]:
    """The records as typed rows, and the vocabulary of their actors."""
    from counterclaim.events.kernel.rows import codes, rows

    actor, names = codes(events.actor)
    kind, kinds = codes(events.type)
    groups = np.unique([name.split("/")[0] for name in kinds], return_inverse=True)[1]
    told = rows(
        first=events.day,
        latitude=events.lat,
        longitude=events.lon,
        type=kind,
        group=groups[kind],
        actor=actor,
        toll=events.deaths,
        source=events.source,
    )
    return told, names


def counterclaim(run: Run) -> None:
    """Estimate, compare, join."""
    import benchlib
    from link_peers import pairwise_and_bcubed
    from make_events import load_events, make_events

    from counterclaim.events.kernel.clustering import cluster
    from counterclaim.version import VERSION

    cluster(*table(make_events(9_000, seed=1)))
    events = load_events(run.n, benchlib.cache_dir())
    with run.timed("columns"):
        told, names = table(events)
    with run.timed("link"):
        found = cluster(told, names)
    run.version = VERSION
    run.extra["compared_pairs"] = found.links.compared
    scores = pairwise_and_bcubed(events.cluster, found.label)
    run.accuracy = scores.pop("f1")
    run.extra.update(scores)


PEERS: dict[str, Callable[[Run], None]] = {"counterclaim": counterclaim}
