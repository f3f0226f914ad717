"""Ids of events: minted from the founding mention, kept while it is there, redirected when events merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.model import Event, MentionProfile
from counterclaim.model.identity import content_id

FoundingOrder = tuple[date, str]


def event_id(founding_mention: str) -> str:
    """The id of the event that a mention founded."""
    return content_id("evt", founding_mention)


def founding_order(p: MentionProfile) -> FoundingOrder:
    """Mentions in order of publication, then id; what bears no date comes last."""
    published = p.published
    return ((published.earliest or published.latest or date.max) if published else date.max, p.mention_id)


def mint(
    clusters: Sequence[Sequence[MentionProfile]], previous: Sequence[Event]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The id of each cluster, and (old id, new id) of each earlier event that is gone.

    An earlier event whose founding mention is still there keeps its id. Where a cluster holds several of them, the
    one founded first keeps it and the others redirect. An event whose founding mention is gone redirects to where
    most of its mentions are.
    """
    home = {p.mention_id: i for i, cluster in enumerate(clusters) for p in cluster}
    order = {p.mention_id: founding_order(p) for cluster in clusters for p in cluster}
    founded: dict[int, list[tuple[FoundingOrder, str]]] = defaultdict(list)
    for event in previous:
        founder = next((m for m in event.mention_ids if event_id(m) == event.id and m in home), None)
        if founder is not None:
            founded[home[founder]].append((order[founder], event.id))
    ids = tuple(
        min(founded[i])[1] if founded[i] else event_id(min(cluster, key=founding_order).mention_id)
        for i, cluster in enumerate(clusters)
    )
    return ids, _redirects(previous, ids, home)


def _redirects(previous: Sequence[Event], ids: Sequence[str], home: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    living = set(ids)
    found = []
    for event in previous:
        if event.id in living:
            continue
        held: dict[str, int] = defaultdict(int)
        founder = next((m for m in event.mention_ids if event_id(m) == event.id and m in home), None)
        for mention in event.mention_ids:
            if mention in home:
                held[ids[home[mention]]] += 1
        if founder is not None:
            found.append((event.id, ids[home[founder]]))
        elif held:
            found.append((event.id, min(held, key=lambda i: (-held[i], i))))
    return tuple(sorted(found))
