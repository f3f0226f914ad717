"""The search index of a ledger: kept up with it document by document, and asked."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from counterclaim.backends.search import Found, SearchFilter, SearchHit, SearchIndex, SearchRow, Stamp
from counterclaim.backends.storage.base import Storage
from counterclaim.codebooks import ActorBook
from counterclaim.documents import segment
from counterclaim.errors import StorageError
from counterclaim.events import ActorResolver
from counterclaim.model import Document, Property, SpeakerKind, Statement, Verdict
from counterclaim.model.identity import sha256_hex
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.desk.following import touched_documents
from counterclaim.pipeline.part import Part
from counterclaim.pipeline.progress import Progress, Silent

AT_ONCE = 500
"""Documents that are read in one go."""
MOST = 20_000
"""Changed documents up to which an index is mended; for more it is made anew."""

_GROUPS = frozenset({SpeakerKind.ARMED_GROUP, SpeakerKind.RIVAL_GROUP})


class Searching:
    """Searches a ledger; safe to use from many threads.

    The index follows all that changes what can be found: documents that come, codings, people's corrections,
    rejections and additions, and what is forgotten, after which it is made anew, so that nothing of it stays on disk.
    """

    def __init__(self, storage: Storage, codebook: Codebook, folder: Path) -> None:
        self._storage = storage
        self._codebook = codebook
        self._index = SearchIndex(folder)
        self._updating = threading.Lock()
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Give up what is being indexed: the ledger is about to be closed."""
        self._stopping.set()

    def find(self, text: str, wanted: SearchFilter, *, limit: int, offset: int = 0) -> Found:
        """The rows that match, best first, with how many there are by each facet."""
        return self._index.find(text, limit=limit, offset=offset, filters=_narrowed(wanted))

    def search(self, text: str, wanted: SearchFilter, limit: int) -> list[SearchHit]:
        """The rows that match, best first."""
        return self._index.search(text, limit, _narrowed(wanted))

    def ids(self, text: str, wanted: SearchFilter, *, limit: int, offset: int = 0) -> list[tuple[str, str]]:
        """(document id, statement id or "") of the rows that match, best first."""
        return self._index.ids(text, limit=limit, offset=offset, filters=_narrowed(wanted))

    def exists(self) -> bool:
        """Whether there is an index to ask, up to date or not."""
        return self._index.stamp() is not None

    def behind(self, most: int = MOST) -> int:
        """How many documents changed since the index was brought up to date, counted up to ``most``."""
        stamp = self._index.stamp()
        if stamp is None or self._must_be_new(stamp):
            return most
        return len(self._changed(stamp.sequence, most))

    def catch_up(self, progress: Progress | None = None, *, wait: bool = True) -> bool:
        """Bring the index up to the ledger; False where somebody else is doing so and ``wait`` is not wished."""
        if self._up_to_date():
            return True
        if not self._updating.acquire(blocking=wait):
            return False
        try:
            with self._index.writing(wait=wait) as mine:
                if mine and not self._up_to_date():
                    self._update(progress or Silent())
                return mine
        finally:
            self._updating.release()

    # --- within --------------------------------------------------------------------------------------------------
    def _up_to_date(self) -> bool:
        stamp = self._index.stamp()
        if stamp is None:
            return False
        return stamp.sequence == self._storage.last_change() and stamp.basis == self._basis()

    def _update(self, progress: Progress) -> None:
        stamp, now = self._index.stamp(), Stamp(basis=self._basis(), sequence=self._storage.last_change())
        if stamp is not None and not self._must_be_new(stamp):
            changed = self._changed(stamp.sequence, MOST + 1)
            if len(changed) <= MOST:
                self._index.update(changed, self._rows(changed), now)
                return
        progress.stage("search index", None)
        self._index.rebuild(self._rows(_all_documents(self._storage)), now)

    def _basis(self) -> str:
        """What must be the same for the rows to hold: who is who, and which rows of data sets stand."""
        return sha256_hex(f"{self._codebook.digest} {self._storage.release_count()}".encode())

    def _must_be_new(self, stamp: Stamp) -> bool:
        """Whether rows may have changed all over, or texts must be gone from the disk."""
        last = self._storage.last_change()
        if stamp.basis != self._basis() or stamp.sequence > last:
            return True
        return self._storage.happened("forget", stamp.sequence)

    def _changed(self, sequence: int, most: int) -> list[str]:
        """Documents whose text, statements or decided readings changed after a change, at most so many."""
        told = {document for _, document in islice(self._storage.changed_documents(sequence), most)}
        while len(told) < most:
            changes = self._storage.changes_since(sequence, AT_ONCE)
            if not changes:
                break
            sequence = changes[-1].sequence
            judged = self._storage.judgements_of(c.subject for c in changes if c.kind == "judgement")
            told |= touched_documents(self._storage, self._codebook, judged)
        return sorted(told)[:most]

    def _rows(self, documents: Iterable[str]) -> Iterator[SearchRow]:
        waiting, actors = iter(documents), Actors(self._codebook.actors)
        while ids := list(islice(waiting, AT_ONCE)):
            if self._stopping.is_set():
                raise StorageError("the search index was not finished: the ledger is being closed")
            yield from self._part_rows(ids, actors)

    def _part_rows(self, ids: Sequence[str], actors: Actors) -> Iterator[SearchRow]:
        """Every document, and every quote that nobody rejected; what is fenced is blanked out and never indexed."""
        documents = {d.id: d for d in self._storage.documents(ids, with_text=True)}
        part = Part(self._storage, self._codebook, frozenset(documents))
        for document in documents.values():
            yield _row(document, without_fenced(document))
        for coding in part.applied.codings:
            document = documents[coding.document_id]
            persons = frozenset(name_key(person.name) for person in coding.persons)
            for statement in coding.statements:
                if part.applied.verdicts.get(statement.id) is Verdict.REJECT:
                    continue
                yield replace(
                    _row(document, statement.passage.quote),
                    statement_id=statement.id,
                    start=statement.passage.start,
                    act=str(statement.act),
                    actors=actors.of(statement, persons),
                    alone=not document.text,
                )


class Actors:
    """Whom statements are about, by the codebook's names; of actors that it has not groups alone, never persons."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self._resolver = ActorResolver(book)
        self._known: dict[tuple[str, tuple[str, ...], str], str] = {}

    def of(self, statement: Statement, persons: Collection[str]) -> tuple[str, ...]:
        """Who speaks, and who is named as perpetrator; each once. ``persons`` are folded names of the document's."""
        speaker = statement.speaker
        found = [self._name(speaker.name, speaker.aliases, "", group=statement.speaker_kind in _GROUPS)]
        if statement.property is Property.PERPETRATOR:
            group = statement.value_kind == "organisation"
            found.append(self._name(statement.value, statement.value_aliases, statement.value_id, group=group))
        return tuple(dict.fromkeys(name for name in found if name and name_key(name) not in persons))

    def _name(self, name: str, aliases: tuple[str, ...], value_id: str, *, group: bool) -> str:
        asked = (name, aliases, value_id)
        if asked not in self._known:
            actor = self._book.get(self._resolver.key(name, aliases, value_id)) if name else None
            self._known[asked] = actor.name if actor is not None else ""
        return self._known[asked] or (name if group else "")


def _narrowed(wanted: SearchFilter) -> SearchFilter:
    """Documents where no kind is asked for; quotes where it is asked for what only they have."""
    if wanted.kind:
        return wanted
    return replace(wanted, kind="statement" if wanted.act or wanted.actor else "document")


def _all_documents(storage: Storage) -> Iterator[str]:
    last = ""
    while found := storage.ids_after("document", last, AT_ONCE):
        yield from found
        last = found[-1]


def without_fenced(document: Document) -> str:
    """The text with every fenced segment turned to spaces, so that offsets stay."""
    text = document.text
    for part in segment(text, document.language):
        if part.fenced:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def _row(document: Document, text: str) -> SearchRow:
    return SearchRow(
        document_id=document.id,
        text=text,
        title=document.title,
        language=document.language,
        outlet=document.outlet,
        published=document.published,
    )
