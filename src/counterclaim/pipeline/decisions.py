"""Who held which mentions of an event to be one with others, or apart from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model import EventView, Judgement
from counterclaim.pipeline.views import Reading


@dataclass(frozen=True)
class Decisions:
    """The merges and splits in force that concern one event."""

    together: Mapping[frozenset[str], Judgement]
    """By the ids of two of its mentions."""
    apart: tuple[tuple[str, Judgement], ...]
    """(id of another event, the judgement that keeps the two apart), each once."""


def decisions(reading: Reading, view: EventView) -> Decisions:
    """What people decided about the event's mentions."""
    own = set(view.event.mention_ids)
    applied = reading.applied
    # As they stand in the chain: on the way, those about rows were carried over to the rows of a new release.
    chain = {j.previous: j for j in reading.storage.judgements()}
    decided = {pair: chain[judgement.previous] for pair, judgement in applied.decided_by.items()}
    together = {frozenset(p): decided[p] for p in applied.together if p[0] in own and p[1] in own}
    others = {m: event.id for event in reading.storage.events() for m in event.mention_ids}
    apart: dict[tuple[str, str], Judgement] = {}
    for pair in applied.apart:
        outside = [mention for mention in pair if mention not in own]
        if len(outside) == 1 and outside[0] in others:
            judgement = decided[pair]
            apart[others[outside[0]], judgement.digest] = judgement
    return Decisions(together=together, apart=tuple((event, j) for (event, _), j in sorted(apart.items())))
