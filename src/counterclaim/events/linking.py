"""Which mentions are one event: compare, join under constraints, name and explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.arrays import Columns, columns
from counterclaim.events.blocking import candidate_pairs
from counterclaim.events.comparison import Compared, compare
from counterclaim.events.joining import Pair, Weighed, clusters, joined, known_of
from counterclaim.events.minting import founding_order, mint
from counterclaim.events.parameters import Parameters, probability
from counterclaim.events.records import RecordLinks, are_records, record_links, sources
from counterclaim.model import Event, LinkExplanation, MentionProfile

_JUDGED = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Events, sorted by id, and (old id, new id) of events that were merged into others."""

    events: tuple[Event, ...]
    redirects: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...] = ()
    """Pairs of mentions judged together that other judgements keep apart; those apart won."""


def link(
    profiles: Sequence[MentionProfile],
    *,
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
    previous: Sequence[Event] = (),
    parameters: Parameters | None = None,
) -> Linking:
    """Link mentions into events; every mention is in exactly one. The order of the input does not matter.

    ``together`` and ``apart`` are pairs of mention ids that people have decided on; pairs that name a mention which is
    not there are left out. ``previous`` are the events of the last run, whose ids live on.
    """
    weights = parameters or Parameters.shipped()
    ordered = sorted({p.mention_id: p for p in profiles}.values(), key=founding_order)
    rows = {p.mention_id: row for row, p in enumerate(ordered)}
    judged, foes = _rows(together, rows), _rows(apart, rows)
    records = are_records(ordered)
    table = columns(ordered)
    source = sources(ordered)
    left, right = candidate_pairs(ordered, table, records)
    # However alike two rows of one data set read as reports: it says itself that they are two events.
    own = (source[left] >= 0) & (source[left] == source[right])
    left, right = left[~own], right[~own]
    compared = compare(table, left, right, weights, judged=known_of(left, right, judged, foes))
    told = record_links(ordered, records, judged, foes, weights)
    pairs = Weighed(
        np.concatenate([left, told.left]),
        np.concatenate([right, told.right]),
        np.concatenate([compared.bits, told.bits]),
    )
    label, refused = joined(len(ordered), pairs, weights, judged, foes, source)
    explainer = _Explainer(ordered, table, compared, told, pairs, frozenset(judged) - frozenset(refused))
    return _name(ordered, clusters(label), explainer, previous, refused)


def _name(
    ordered: Sequence[MentionProfile],
    members: Sequence[Sequence[int]],
    explainer: _Explainer,
    previous: Sequence[Event],
    refused: Sequence[Pair],
) -> Linking:
    ids, redirects = mint([[ordered[row] for row in cluster] for cluster in members], previous)
    events = [
        Event(id=i, mention_ids=tuple(ordered[row].mention_id for row in cluster), links=explainer.links(cluster))
        for i, cluster in zip(ids, members, strict=True)
    ]
    return Linking(
        events=tuple(sorted(events, key=lambda event: event.id)),
        redirects=redirects,
        refused=tuple((ordered[a].mention_id, ordered[b].mention_id) for a, b in refused),
    )


def _rows(pairs: Collection[tuple[str, str]], rows: Mapping[str, int]) -> list[Pair]:
    known = [(rows[a], rows[b]) for a, b in pairs if a in rows and b in rows and a != b]
    return sorted({(min(pair), max(pair)) for pair in known})


class _Explainer:
    """Says for each mention of an event why it is in it."""

    def __init__(
        self,
        profiles: Sequence[MentionProfile],
        table: Columns,
        compared: Compared,
        told: RecordLinks,
        pairs: Weighed,
        judged: frozenset[Pair],
    ) -> None:
        self._profiles, self._table, self._compared = profiles, table, compared
        self._told = told
        self._near: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for index, (left, right, bits) in enumerate(pairs.listed()):
            self._near[right].append((-bits, left, index))
            self._near[left].append((-bits, right, index))
        self._by_judgement: dict[int, list[int]] = defaultdict(list)
        for left, right in judged:
            self._by_judgement[right].append(left)
            self._by_judgement[left].append(right)

    def links(self, cluster: Sequence[int]) -> tuple[LinkExplanation, ...]:
        """One link per mention after the first, to the mention of the event that it is most like."""
        inside = set(cluster)
        return tuple(self._link(row, cluster[0], inside) for row in cluster[1:])

    def _link(self, row: int, founder: int, inside: set[int]) -> LinkExplanation:
        judged = sorted(other for other in self._by_judgement[row] if other in inside)
        near = sorted(entry for entry in self._near[row] if entry[1] in inside)
        if judged:
            return self._explain(row, judged[0], _JUDGED)
        if near:
            return self._explain(row, near[0][1], "linker", near[0][2])
        return self._explain(row, founder, "linker")

    def _explain(self, row: int, other: int, by: str, index: int | None = None) -> LinkExplanation:
        fields = self._told.fields(other, row)
        if fields is None:
            compared = self._compared
            if index is None or index >= len(compared.bits):
                pair = np.array([other]), np.array([row])
                compared, index = compare(self._table, *pair, compared.parameters, compared.prior_bits), 0
            fields = compared.fields(index)
        return LinkExplanation(
            left=self._profiles[other].mention_id,
            right=self._profiles[row].mention_id,
            weights=fields,
            probability=1.0 if by == _JUDGED else probability(sum(bits for _, bits, _ in fields)),
            by=by,
        )
