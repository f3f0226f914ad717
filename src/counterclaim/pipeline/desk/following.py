"""The index tables brought up to the last judgement: only what it touches is read and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index import IndexedEvent, IndexState, QueueEntry, RowIndex
from counterclaim.codebooks import ActorBook
from counterclaim.events import ActorResolver
from counterclaim.events.actors import forms_of
from counterclaim.model import Judgement, Verdict
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.indexing import book_actor, human_ids, indexed_event, part_queue
from counterclaim.pipeline.desk.suspecting import queue_entry, regrouped
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.views import FEW, Reading
from counterclaim.review import identities
from counterclaim.review.queue import orphan_items

AT_ONCE = 50
"""Judgements that are followed in one transaction."""

NOT_ABOUT_STATEMENTS = frozenset(
    {
        Verdict.MERGE, Verdict.SPLIT, Verdict.UNMASK, Verdict.RESOLVE, Verdict.CONSENT, Verdict.IDENTIFY, Verdict.UNDO,
        Verdict.SAMPLE, Verdict.FORECAST, Verdict.SETTLE,
    }
)  # fmt: skip
AS_READ = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.FINISH})
"""Verdicts that leave a statement as the machine read it."""


@dataclass(slots=True)
class _Touched:
    """What some judgements are about, those that they take back included."""

    items: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    judgements: list[Judgement] = field(default_factory=list)


class StoredNaming:
    """Who is who as the last run had it, for names that a judgement brings in between."""

    def __init__(self, index: RowIndex, book: ActorBook) -> None:
        self._index = index
        self._book = ActorResolver(book)

    def key(self, name: str, aliases: Sequence[str] = (), value_id: str = "", on: date | None = None) -> str:
        """The actor that the last run had for the name, else the codebook's, else the name's own key."""
        known = self._index.meant([name_key(name)], on.year if on else 0)
        return known or self._book.key(name, aliases, value_id, on)

    def wanted(self, name: str) -> str:
        """The actor that somebody means who looks for a name."""
        return self._index.meant([name_key(name), *forms_of(name)], 0) or self._book.key(name)


def follow(storage: Storage, codebook: Codebook, state: IndexState) -> None:
    """Bring the index tables from a state to the last judgement; whoever else does so at the same time may win."""
    with storage.look():
        judgements = storage.judgements_from(state.judgement + 1, AT_ONCE)
        touched = _touched(storage, judgements)
        part = Part(storage, codebook, _documents(storage, codebook, touched.items))
        fresh = list(_events(storage, codebook, part))
        answered, asked = regrouped(storage, codebook, touched.judgements)
        queue = [*part_queue(storage, part), *_lost(part), *asked]
        human = list(human_ids(part.coded, part.applied))
        settled, opened = _names(storage, touched.names)
        # An entry of a merge that lost an object goes only with its judgement: what else it is about is not read here.
        orphans = {j.digest for j in part.judgements if j.verdict not in NOT_ABOUT_STATEMENTS} | touched.digests
    storage.index.follow(
        state,
        state.judgement + len(judgements),
        fresh=fresh,
        actor=book_actor(codebook.actors),
        documents=sorted(part.ids),
        queue=queue,
        human=human,
        gone=[
            *(("orphan", digest) for digest in sorted(orphans)),
            *(("name", name) for name in settled),
            *answered,
        ],
        names=opened,
    )


def _touched(storage: Storage, judgements: Sequence[Judgement]) -> _Touched:
    found = _Touched()
    waiting = list(judgements)
    while waiting:
        judgement = waiting.pop()
        found.judgements.append(judgement)
        if judgement.verdict is Verdict.UNDO:
            digests = {anchor.value for anchor in judgement.anchors} - found.digests
            found.digests |= digests
            waiting += storage.judgements_of(digests)
        elif judgement.verdict is Verdict.IDENTIFY:
            found.names.add(judgement.anchors[0].value)
        elif judgement.verdict not in NOT_ABOUT_STATEMENTS:
            found.items |= {anchor.item_sha256 for anchor in judgement.anchors} - {""}
    return found


def _documents(storage: Storage, codebook: Codebook, items: set[str]) -> frozenset[str]:
    """Documents with these bytes, and the rows that stand in their place."""
    own = frozenset(storage.with_items(items))
    return own | set(Part(storage, codebook, own).retired.values()) - {""}


def touched_documents(storage: Storage, codebook: Codebook, judgements: Sequence[Judgement]) -> frozenset[str]:
    """Documents of whose statements judgements decide, and those of whose they did before they were taken back."""
    return _documents(storage, codebook, _touched(storage, judgements).items) if judgements else frozenset()


def _events(storage: Storage, codebook: Codebook, part: Part) -> Iterator[IndexedEvent]:
    """The events of the documents, where a judgement says something else than the machine."""
    told = {j.verdict for j in part.judgements}
    if told <= AS_READ:
        return
    naming = StoredNaming(storage.index, codebook.actors)
    owners = sorted(set(storage.owners(m.id for c in part.applied.codings for m in c.mentions).values()))
    for start in range(0, len(owners), FEW):
        for view in Reading(storage, codebook).views(storage.events(owners[start : start + FEW])):
            yield indexed_event(view, naming)


def _lost(part: Part) -> Iterator[QueueEntry]:
    for orphan in part.applied.lost:
        if orphan.judgement.verdict not in NOT_ABOUT_STATEMENTS:
            yield from map(queue_entry, orphan_items([orphan]))


def _names(storage: Storage, names: set[str]) -> tuple[list[str], list[str]]:
    """(names that are settled now, keys of names that are open again), of those that were judged."""
    if not names:
        return [], []
    judged = {name_key(name) for name in identities(storage.judgements_with(Verdict.IDENTIFY))}
    settled, opened = [], []
    for key in sorted({name_key(name) for name in names}):
        known = storage.index.open_name(key)
        if known is not None and key in judged:
            settled.append(known.name)
        elif known is not None:
            opened.append(key)
    return settled, opened
