"""Linking kept up to date: what is new or changed is compared with what it meets, and only what it touches is joined.

The weights stay as they were estimated, so that mentions in whatever portions end in the events that linking all of
them at once by those weights gives. Which places words name, and which place has one event only, is kept up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.arrays import Columns, Flags, Floats, Ints, columns, narrow_names
from counterclaim.events.blocking import Index, keys_of, packed
from counterclaim.events.comparison import Compared, compare
from counterclaim.events.episodes import sole_told
from counterclaim.events.joining import Pair
from counterclaim.events.memory import Memory, hinted, ids_of, mark
from counterclaim.events.parameters import Parameters
from counterclaim.events.records import Codes, RecordLinks, are_records, record_links, sources
from counterclaim.events.windows import meets, pairs_of, pairs_within, parted
from counterclaim.model import MentionProfile
from counterclaim.model.values.actor_name import name_key


@dataclass(frozen=True)
class Touched:
    """What has to be joined anew: some rows, compared with each other."""

    rows: Ints
    table: Columns
    left: Ints
    """Pairs as places in ``rows``."""
    right: Ints
    compared: Compared
    records: RecordLinks
    """Over places in ``rows``."""
    memory: Memory


def touched(
    ordered: Sequence[MentionProfile],
    memory: Memory,
    shipped: Parameters,
    together: Sequence[Pair],
    apart: Sequence[Pair],
) -> Touched | None:
    """What is new, changed or gone since ``memory``, and all that it touches; None where that has to be all.

    Args:
        ordered: all mentions in order of their founding.
        memory: of the linking before.
        shipped: parameters of that linking, as shipped.
        together: pairs of rows that people judged to be one event; all that are in force.
        apart: pairs of rows that they judged to be two.
    """
    records = are_records(ordered)
    if memory.records is None and records.sum() > 1:
        return None
    parameters = memory.parameters(shipped)
    news = _news(ordered, memory, parameters)
    told = record_links(ordered, records, together, apart, parameters, memory.records)
    index, lost, gained = _indexed(news, memory)
    n = len(ordered)
    kept, gone = _kept(news, memory, index, lost)
    source = sources(ordered)
    fresh = np.setdiff1d(_reports(np.union1d(pairs_of(index, news.fresh), gained), records, source), kept)
    strong = fresh[_bits(ordered, fresh, news, memory, parameters) >= parameters.threshold_bits]
    links = np.union1d(kept, strong)
    root = _roots(n, links, told, parameters, together)
    marked = news.fresh.copy()
    for ends in (strong // n, strong % n, _judged_anew(ordered, memory, together, apart)):
        marked[ends] = True
    marked |= _hit(news, memory, np.concatenate([gone, lost, gained]))
    again = np.zeros(n, dtype=bool)
    again[root[marked]] = True
    rows = np.flatnonzero(again[root])
    pairs = _reports(pairs_within(index, np.where(again[root], root, -1)), records, source)
    place = np.full(n, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    left, right = place[pairs // n], place[pairs % n]
    table = columns([ordered[row] for row in rows.tolist()], news.known)
    compared = compare(table, left, right, parameters, memory.prior_bits, None, memory.common, news.sole[rows])
    return Touched(
        rows=rows,
        table=table,
        left=left,
        right=right,
        compared=compared,
        records=told.among(place),
        memory=Memory(
            bits=memory.bits,
            prior_bits=memory.prior_bits,
            common=memory.common,
            ids=tuple(p.mention_id for p in ordered),
            marks=news.marks,
            first=news.first,
            last=news.last,
            root=root,
            hints=tuple(news.hints),
            sole=news.sole,
            known=news.known,
            index=index,
            strong=(links // n, links % n),
            together=ids_of(together, [p.mention_id for p in ordered]),
            apart=ids_of(apart, [p.mention_id for p in ordered]),
            records=told.memory() or memory.records,
        ),
    )


def remembered(
    ordered: Sequence[MentionProfile],
    table: Columns,
    index: Index,
    left: Ints,
    right: Ints,
    compared: Compared,
    told: RecordLinks,
    parameters: Parameters,
    together: Sequence[Pair],
    apart: Sequence[Pair],
) -> Memory:
    """What a linking of all mentions leaves for the next."""
    n, ids = len(ordered), tuple(p.mention_id for p in ordered)
    strong = compared.bits >= parameters.threshold_bits
    links = np.sort(packed(left[strong], right[strong], n))
    return Memory(
        bits=dict(compared.parameters.bits),
        prior_bits=compared.prior_bits,
        common=compared.common,
        ids=ids,
        marks=tuple(mark(p) for p in ordered),
        first=table.first,
        last=table.last,
        root=_roots(n, links, told, parameters, together),
        hints=tuple(hinted(table)),
        sole=compared.sole,
        known=narrow_names(ordered),
        index=index,
        strong=(links // max(n, 1), links % max(n, 1)),
        together=ids_of(together, ids),
        apart=ids_of(apart, ids),
        records=told.memory(),
    )


@dataclass(frozen=True)
class _News:
    """Which rows are new or not as they were, and what is known of all rows."""

    moved: Ints
    """Per row of the memory its present one, -1 where it is gone or not as it was."""
    before: Ints
    """Per row that of the memory, -1 for a mention that was not there."""
    fresh: Flags
    marks: tuple[bytes, ...]
    known: frozenset[str]
    hints: list[tuple[str, ...]]
    sole: Flags
    first: Ints
    last: Ints
    keys: tuple[Ints, Ints]
    """Of the fresh rows."""


def _news(ordered: Sequence[MentionProfile], memory: Memory, parameters: Parameters) -> _News:
    n = len(ordered)
    row_of = {p.mention_id: row for row, p in enumerate(ordered)}
    moved = np.array([row_of.get(i, -1) for i in memory.ids], dtype=np.int64)
    before = np.full(n, -1, dtype=np.int64)
    there = np.flatnonzero(moved >= 0)
    before[moved[there]] = there
    marks = tuple(mark(p) for p in ordered)
    fresh = np.array(
        [old < 0 or made != memory.marks[old] for old, made in zip(before.tolist(), marks, strict=True)], dtype=bool
    )
    known = narrow_names(ordered)
    fresh |= _renamed(ordered, fresh, known ^ memory.known)
    hints = [memory.hints[old] if old >= 0 else () for old in before.tolist()]
    told = dict(zip(np.flatnonzero(fresh).tolist(), hinted(_table(ordered, fresh, known)), strict=True))
    hints = [told.get(at, each) for at, each in enumerate(hints)]
    renewed = np.ones(len(moved), dtype=bool)
    renewed[before[(before >= 0) & ~fresh]] = False
    sole = np.zeros(n, dtype=bool)
    sole[before >= 0] = memory.sole[before[before >= 0]]
    places = {memory.hints[old] for old in np.flatnonzero(renewed).tolist()}
    places |= {hints[row] for row in np.flatnonzero(fresh).tolist()}
    at = np.array([len(each) == 1 and each in places for each in hints], dtype=bool)
    now = sole_told(_table(ordered, at, known), parameters)
    fresh[np.flatnonzero(at)[now != sole[at]]] = True
    sole[at] = now
    sole[fresh & ~at] = False
    moved[before[fresh & (before >= 0)]] = -1
    table = _table(ordered, fresh, known)
    first, last = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    first[before >= 0], last[before >= 0] = memory.first[before[before >= 0]], memory.last[before[before >= 0]]
    first[fresh], last[fresh] = table.first, table.last
    key, row = keys_of(_some(ordered, fresh), table)
    return _News(
        moved=moved,
        before=before,
        fresh=fresh,
        marks=marks,
        known=known,
        hints=hints,
        sole=sole,
        first=first,
        last=last,
        keys=(key, np.flatnonzero(fresh)[row]),
    )


def _some(ordered: Sequence[MentionProfile], wanted: Flags) -> list[MentionProfile]:
    return [ordered[row] for row in np.flatnonzero(wanted).tolist()]


def _table(ordered: Sequence[MentionProfile], wanted: Flags, known: frozenset[str]) -> Columns:
    return columns(_some(ordered, wanted), known)


def _renamed(ordered: Sequence[MentionProfile], fresh: Flags, names: frozenset[str]) -> Flags:
    """Mentions whose words may name a place that is known only now, or no longer."""
    found = np.zeros(len(ordered), dtype=bool)
    if names:
        for row in np.flatnonzero(~fresh).tolist():
            words = name_key(ordered[row].anchor_words)
            found[row] = any(name in words for name in names)
    return found


def _indexed(news: _News, memory: Memory) -> tuple[Index, Ints, Ints]:
    """The index of keys as it is now, and the pairs that no longer meet under a key or now do."""
    target = news.moved[memory.index.row]
    stays = target >= 0
    key = np.concatenate([memory.index.key[stays], news.keys[0]])
    index = Index.of(key, np.concatenate([target[stays], news.keys[1]]), news.first, news.last)
    return index, *parted(memory.index, news.moved, index, len(news.fresh))


def _kept(news: _News, memory: Memory, index: Index, lost: Ints) -> tuple[Ints, Ints]:
    """Strong pairs that still are candidates, packed and sorted, and those that no longer are."""
    n = len(news.fresh)
    left, right = news.moved[memory.strong[0]], news.moved[memory.strong[1]]
    there = (left >= 0) & (right >= 0)
    held = np.sort(packed(left[there], right[there], n))
    doubtful = np.intersect1d(held, lost)
    gone = doubtful[~meets(index, doubtful, n)]
    return np.setdiff1d(held, gone), gone


def _reports(pairs: Ints, records: Flags, source: Codes) -> Ints:
    """Without pairs of two rows of data sets, which meet in the kernel's sweep, and two rows of one data set."""
    left, right = pairs // max(len(records), 1), pairs % max(len(records), 1)
    own = (source[left] >= 0) & (source[left] == source[right])
    return np.asarray(pairs[~(records[left] & records[right]) & ~own], dtype=np.int64)


def _bits(
    ordered: Sequence[MentionProfile], pairs: Ints, news: _News, memory: Memory, parameters: Parameters
) -> Floats:
    """Weights of packed pairs by what was estimated before."""
    n = len(ordered)
    rows = np.unique(np.concatenate([pairs // n, pairs % n]))
    table = columns([ordered[row] for row in rows.tolist()], news.known)
    left, right = np.searchsorted(rows, pairs // n), np.searchsorted(rows, pairs % n)
    return compare(table, left, right, parameters, memory.prior_bits, None, memory.common, news.sole[rows]).bits


def component_roots(n: int, left: Ints, right: Ints) -> Ints:
    """The least row of each row's component."""
    from counterclaim.events.kernel.joining import rooted

    return rooted(n, left.astype(np.int32), right.astype(np.int32))


def _roots(n: int, links: Ints, told: RecordLinks, parameters: Parameters, together: Sequence[Pair]) -> Ints:
    strong = told.bits >= parameters.threshold_bits
    judged = np.array(together, dtype=np.int64).reshape(-1, 2)
    return component_roots(
        n,
        np.concatenate([links // max(n, 1), told.left[strong], judged[:, 0]]),
        np.concatenate([links % max(n, 1), told.right[strong], judged[:, 1]]),
    )


def _judged_anew(
    ordered: Sequence[MentionProfile], memory: Memory, together: Sequence[Pair], apart: Sequence[Pair]
) -> Ints:
    """Rows that a judgement is about which was not in force then, or no longer is."""
    row_of = {p.mention_id: row for row, p in enumerate(ordered)}
    ids = [p.mention_id for p in ordered]
    changed = (ids_of(together, ids) ^ memory.together) | (ids_of(apart, ids) ^ memory.apart)
    return np.array(sorted({row_of[i] for pair in changed for i in pair if i in row_of}), dtype=np.int64)


def _hit(news: _News, memory: Memory, changed: Ints) -> Flags:
    """Rows whose old component lost a mention, a link, or a pair of mentions that were compared."""
    n = len(news.fresh)
    hit = np.zeros(len(memory.ids), dtype=bool)
    hit[memory.root[news.moved < 0]] = True
    one, other = news.before[changed // max(n, 1)], news.before[changed % max(n, 1)]
    inside = memory.root[one] == memory.root[other]
    hit[memory.root[one[inside]]] = True
    found = np.zeros(n, dtype=bool)
    there = news.before >= 0
    found[there] = hit[memory.root[news.before[there]]]
    return found
