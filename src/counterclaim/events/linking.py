"""Which mentions are one event: compare, join under constraints, name and explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from counterclaim.events.arrays import Columns, Ints, columns
from counterclaim.events.blocking import Index, keys_of, paired
from counterclaim.events.comparison import Compared, compare
from counterclaim.events.joining import Pair, Weighed, clusters, joined, known_of, refused_of
from counterclaim.events.memory import Memory
from counterclaim.events.minting import founding_order, mint
from counterclaim.events.parameters import Parameters, probability
from counterclaim.events.records import RecordLinks, are_records, record_links, sources
from counterclaim.events.referring import referred
from counterclaim.events.relinking import Touched, remembered, touched
from counterclaim.model import Event, LinkExplanation, MentionProfile

_JUDGED = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Events, sorted by id, and (old id, new id) of events that were merged into others."""

    events: tuple[Event, ...]
    redirects: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...] = ()
    """Pairs of mentions judged together that other judgements keep apart; those apart won."""
    relinked: int = 0
    """How many mentions were joined anew; the events of all others are those of the last run."""
    memory: Memory | None = None
    """What the next linking can go on from."""


def link(
    profiles: Sequence[MentionProfile],
    *,
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
    previous: Sequence[Event] = (),
    parameters: Parameters | None = None,
    memory: Memory | None = None,
    keep: bool = False,
    whole: bool = False,
) -> Linking:
    """Link mentions into events; every mention is in exactly one. The order of the input does not matter.

    Args:
        profiles: the mentions.
        together: pairs of mention ids that people judged to be one event; a pair of which one is not there is left out.
        apart: pairs that they judged to be two.
        previous: the events of the last run, whose ids live on.
        parameters: the weights to begin with; the shipped ones if not given.
        memory: what the linking that made ``previous`` left. Then only what has changed since is linked anew, by the
            weights that were estimated then; it is not used where there are half as many mentions again.
        keep: whether to make such a memory; it is always made anew from one that was used.
        whole: link everything anew by the weights of ``memory``; it ends in the same events.
    """
    weights = parameters or Parameters.shipped()
    ordered = sorted({p.mention_id: p for p in referred(profiles, weights)}.values(), key=founding_order)
    rows = {p.mention_id: row for row, p in enumerate(ordered)}
    judged, foes = _rows(together, rows), _rows(apart, rows)
    refused = refused_of(judged, foes)
    named = tuple((ordered[a].mention_id, ordered[b].mention_id) for a, b in refused)
    if memory is not None and not whole and memory.fits(len(ordered), weights):
        found = touched(ordered, memory, weights, judged, foes)
        if found is not None:
            linking = _relinked(ordered, found, weights, judged, foes, previous, frozenset(refused))
            if linking is not None:
                return replace(linking, refused=named)
    by = memory if whole else None
    return replace(_linked(ordered, weights, judged, foes, previous, frozenset(refused), keep, by), refused=named)


def _linked(
    ordered: Sequence[MentionProfile],
    weights: Parameters,
    judged: Sequence[Pair],
    foes: Sequence[Pair],
    previous: Sequence[Event],
    refused: frozenset[Pair],
    keep: bool,
    by: Memory | None,
) -> Linking:
    """Link everything by weights that are estimated from it, or that were estimated before."""
    records = are_records(ordered)
    table = columns(ordered)
    index = Index.of(*keys_of(ordered, table), table.first, table.last)
    source = sources(ordered)
    left, right = paired(index, len(ordered), records)
    # However alike two rows of one data set read as reports: it says itself that they are two events.
    own = (source[left] >= 0) & (source[left] == source[right])
    left, right = left[~own], right[~own]
    if by is None:
        compared = compare(table, left, right, weights, judged=known_of(left, right, judged, foes))
    else:
        compared = compare(table, left, right, by.parameters(weights), by.prior_bits, None, by.common)
    told = record_links(ordered, records, judged, foes, weights, by.records if by else None)
    whole = _Body(ordered, table, left, right, compared, told)
    events, redirects = _events(whole, weights, judged, foes, previous, refused)
    kept = None
    if keep:
        kept = remembered(ordered, table, index, left, right, compared, told, weights, judged, foes)
    return Linking(events=events, redirects=redirects, relinked=len(ordered), memory=kept)


def _relinked(
    ordered: Sequence[MentionProfile],
    found: Touched,
    weights: Parameters,
    judged: Sequence[Pair],
    foes: Sequence[Pair],
    previous: Sequence[Event],
    refused: frozenset[Pair],
) -> Linking | None:
    """Join what was touched and keep the other events; None where those are not the rest of the mentions."""
    again = [ordered[row] for row in found.rows.tolist()]
    place = {row: at for at, row in enumerate(found.rows.tolist())}
    body = _Body(again, found.table, found.left, found.right, found.compared, found.records)
    rest = {p.mention_id for p in ordered} - {p.mention_id for p in again}
    stays = [event for event in previous if event.mention_ids[0] in rest]
    if sum(len(event.mention_ids) for event in stays) != len(rest):
        return None
    gone = [event for event in previous if event.mention_ids[0] not in rest]
    own = [_placed(pairs, place) for pairs in (judged, foes, refused)]
    events, redirects = _events(body, weights, own[0], own[1], gone, frozenset(own[2]))
    return Linking(
        events=tuple(sorted([*stays, *events], key=lambda event: event.id)),
        redirects=redirects,
        relinked=len(again),
        memory=found.memory,
    )


def _placed(pairs: Collection[Pair], place: Mapping[int, int]) -> list[Pair]:
    return sorted((place[a], place[b]) for a, b in pairs if a in place and b in place)


@dataclass(frozen=True, slots=True)
class _Body:
    """Mentions that are joined together, with what was compared of them."""

    profiles: Sequence[MentionProfile]
    table: Columns
    left: Ints
    right: Ints
    compared: Compared
    records: RecordLinks


def _events(
    body: _Body,
    weights: Parameters,
    judged: Sequence[Pair],
    foes: Sequence[Pair],
    previous: Sequence[Event],
    refused: frozenset[Pair],
) -> tuple[tuple[Event, ...], tuple[tuple[str, str], ...]]:
    """Join, name and explain; also the redirects of ``previous`` events."""
    ordered, told = body.profiles, body.records
    pairs = Weighed(
        np.concatenate([body.left, told.left]),
        np.concatenate([body.right, told.right]),
        np.concatenate([body.compared.bits, told.bits]),
    )
    label = joined(len(ordered), pairs, weights, judged, foes, sources(ordered))
    members = clusters(label)
    explainer = _Explainer(ordered, body.table, body.compared, told, pairs, frozenset(judged) - refused)
    ids, redirects = mint([[ordered[row] for row in cluster] for cluster in members], previous)
    events = [
        Event(id=i, mention_ids=tuple(ordered[row].mention_id for row in cluster), links=explainer.links(cluster))
        for i, cluster in zip(ids, members, strict=True)
    ]
    return tuple(sorted(events, key=lambda event: event.id)), redirects


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
                known = compared.common, compared.sole
                compared = compare(self._table, *pair, compared.parameters, compared.prior_bits, None, *known)
                index = 0
            fields = compared.fields(index)
        return LinkExplanation(
            left=self._profiles[other].mention_id,
            right=self._profiles[row].mention_id,
            weights=fields,
            probability=1.0 if by == _JUDGED else probability(sum(bits for _, bits, _ in fields)),
            by=by,
        )
