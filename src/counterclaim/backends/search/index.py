"""The search index beside a ledger, on tantivy: made as a whole and put in place at once, then kept up row by row."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tantivy

from counterclaim.backends.search import keys
from counterclaim.backends.search.analysis import STEMMERS
from counterclaim.backends.search.asking import Asking
from counterclaim.backends.search.counting import facets
from counterclaim.backends.search.fields import VERSION, conditions, opened, word_fields, written
from counterclaim.backends.search.query import parse_query
from counterclaim.backends.search.rows import ACROSS, WITHIN, Found, SearchFilter, SearchHit, SearchRow, Stamp
from counterclaim.backends.search.snippets import Snippets
from counterclaim.errors import StorageError

_STAMP, _LOCK = "stamp.json", "lock"
_MEMORY = 64_000_000
_REMEDY = "rebuild it: delete the index folder and search again"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the stamp says of the build that counts."""

    stamp: Stamp
    build: str
    languages: tuple[str, ...]
    titled: bool


class SearchIndex:
    """The index in a folder; safe to use from many threads, and by one writer at a time of any number of processes.

    A new build goes into a folder of its own and counts only once the stamp names it, so that a build that was
    interrupted, was made by another version, or rests on other content is never searched. An update that was
    interrupted counts as not made, and is made again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: _Open | None = None

    def stamp(self) -> Stamp | None:
        """What the index was made of; None where there is none that is whole."""
        known = self._known()
        whole = known is not None and (self._folder / known.build / "meta.json").is_file()
        return known.stamp if known is not None and whole else None

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """Whether this is the one who may write; without ``wait``, False where somebody else is writing.

        Raises:
            StorageError: the folder cannot be written.
        """
        with self._faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / _LOCK).open("wb")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True

    def rebuild(self, rows: Iterable[SearchRow], stamp: Stamp) -> int:
        """Index ``rows`` in place of all earlier ones; returns how many there were. Nothing of the earlier is kept.

        Raises:
            StorageError: the folder cannot be written.
        """
        with self._faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            build = self._free_name()
            target = self._folder / build
            target.mkdir()
            seen = _Seen()
            _write(opened(target), (), rows, seen)
            self._put_in_place(_Known(stamp, build, tuple(sorted(seen.languages)), seen.titled))
            self._sweep(build)
        return seen.rows

    def update(self, documents: Sequence[str], rows: Iterable[SearchRow], stamp: Stamp) -> None:
        """Index ``rows`` in place of all rows of these documents.

        Raises:
            StorageError: there is no whole index, or the folder cannot be written.
        """
        with self._faults():
            open_ = self._opened()
            known, index = open_.known, open_.index
            seen = _Seen(languages=set(known.languages), titled=known.titled)
            if documents:
                _write(index, documents, rows, seen)
            self._put_in_place(_Known(stamp, known.build, tuple(sorted(seen.languages)), seen.titled))

    def find(self, query: str, *, limit: int = 20, offset: int = 0, filters: SearchFilter | None = None) -> Found:
        """The rows that match, best first, from ``offset`` on, with how many there are by each facet.

        Raises:
            ConfigError: the query is empty or malformed.
            StorageError: there is no whole index.
        """
        with self._asked(query, filters) as asked:
            result = asked.searcher.search(asked.query, max(1, limit), count=True, offset=offset)
            hits = asked.hits(result)
            counts = asked.facets()
            total = int(result.count)  # type: ignore[attr-defined]
        return Found(hits=tuple(hits), total=total, facets=counts)

    def search(self, query: str, limit: int = 20, filters: SearchFilter | None = None) -> list[SearchHit]:
        """The rows that match, best first, without counting them; raises as ``find`` does."""
        with self._asked(query, filters) as asked:
            hits = asked.hits(asked.searcher.search(asked.query, max(1, limit), count=False))
        return sorted(hits, key=lambda hit: (-hit.score, hit.document_id, hit.statement_id))

    def ids(
        self, query: str, *, limit: int = 20, offset: int = 0, filters: SearchFilter | None = None
    ) -> list[tuple[str, str]]:
        """(document id, statement id or "") of the rows that match, best first, and nothing else of them.

        Raises as ``find`` does.
        """
        with self._asked(query, filters) as asked:
            found = asked.searcher.search(asked.query, max(1, limit), count=False, offset=offset).hits
            addresses = [address for _, address in found]
            told = keys.read(asked.searcher, addresses)
            return [
                known or _stored_ids(asked.searcher.doc(address))
                for known, address in zip(told, addresses, strict=True)
            ]

    # --- within --------------------------------------------------------------------------------------------------
    @contextmanager
    def _asked(self, query: str, filters: SearchFilter | None) -> Iterator[_Asked]:
        node = parse_query(query)
        with self._faults():
            here = self._opened()
            known, searcher, schema = here.known, here.searcher, here.schema
            asking = Asking(searcher, schema, word_fields(known.languages, titled=known.titled))
            words = asking.query(node)
            snippets = Snippets(searcher, asking.marking(node) or words, schema, known.languages)
            yield _Asked(searcher, schema, words, filters or SearchFilter(), snippets)

    def _known(self) -> _Known | None:
        try:
            told: Any = json.loads((self._folder / _STAMP).read_text(encoding="utf-8"))
            if told["version"] != VERSION:
                return None
            stamp = Stamp(basis=str(told["basis"]), sequence=int(told["sequence"]))
            return _Known(stamp, str(told["build"]), tuple(told["languages"]), bool(told["titled"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _opened(self) -> _Open:
        written = _mark(self._folder / _STAMP)
        if self._open is not None and self._open.written == written:
            return self._open
        known = self._known()
        if known is None or not tantivy.Index.exists(str(self._folder / known.build)):
            raise StorageError("there is no whole search index", where=str(self._folder), remedy=_REMEDY)
        index = opened(self._folder / known.build)
        self._open = _Open(written, known, index, index.schema, index.searcher())
        return self._open

    def _put_in_place(self, known: _Known) -> None:
        told = {
            "version": VERSION,
            "basis": known.stamp.basis,
            "sequence": known.stamp.sequence,
            "build": known.build,
            "languages": known.languages,
            "titled": known.titled,
        }
        partial = self._folder / f"{_STAMP}.{known.build}"
        partial.write_text(json.dumps(told, sort_keys=True), encoding="utf-8")
        partial.replace(self._folder / _STAMP)

    def _free_name(self) -> str:
        number = 1
        while (self._folder / f"build-{number}").exists():
            number += 1
        return f"build-{number}"

    def _sweep(self, build: str) -> None:
        for other in self._folder.glob("build-*"):
            if other.name != build:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise StorageError(f"the search index failed: {error}", where=str(self._folder), remedy=_REMEDY) from error


@dataclass(frozen=True, slots=True)
class _Open:
    """The build that counted when the stamp was written so."""

    written: tuple[int, int, int]
    known: _Known
    index: tantivy.Index
    schema: tantivy.Schema
    searcher: tantivy.Searcher


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query on its way."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    words: tantivy.Query
    filters: SearchFilter
    snippets: Snippets

    @property
    def query(self) -> tantivy.Query:
        return self._met(self.filters)

    def facets(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Counts by facet; some of documents and quotes alike, so that one is led from one to the other."""
        if not self.filters.kind:
            return facets(self.searcher, self.query, (*ACROSS, *WITHIN))
        of_every_kind = self._met(replace(self.filters, kind=""))
        return facets(self.searcher, of_every_kind, ACROSS) | facets(self.searcher, self.query, WITHIN)

    def hits(self, result: tantivy.SearchResult) -> list[SearchHit]:
        return [self.snippets.hit(float(score), self.searcher.doc(address)) for score, address in result.hits]

    def _met(self, filters: SearchFilter) -> tantivy.Query:
        met = conditions(self.schema, filters)
        every = [(tantivy.Occur.Must, part) for part in (self.words, *met)]
        return tantivy.Query.boolean_query(every) if met else self.words


@dataclass(slots=True)
class _Seen:
    """What an index has in it, told while it is written."""

    rows: int = 0
    languages: set[str] = field(default_factory=set)
    titled: bool = False


def _mark(file: Path) -> tuple[int, int, int]:
    """What changes whenever a file is replaced."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_mtime_ns, found.st_ino, found.st_size


def _stored_ids(stored: tantivy.Document) -> tuple[str, str]:
    document_id, statement_id, *_ = json.loads(bytes(stored["row"][0]))
    return document_id, statement_id


def _write(index: tantivy.Index, gone: Iterable[str], rows: Iterable[SearchRow], seen: _Seen) -> None:
    # One thread, so that the same rows always lie in the same order and equal scores come out alike.
    writer = index.writer(_MEMORY, 1)
    try:
        for document in gone:
            writer.delete_documents_by_term("document", document)
        for row in rows:
            writer.add_document(written(row))
            seen.rows += 1
            seen.titled = seen.titled or bool(row.title)
            if row.language in STEMMERS:
                seen.languages.add(row.language)
        writer.commit()
    finally:
        writer.wait_merging_threads()
