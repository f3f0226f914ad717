"""The search index beside a ledger, on tantivy: built as a whole, put in place at once, thrown away when stale."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from counterclaim.backends.search.analysis import STEMMERS, fold, stem_analyzer, words_analyzer
from counterclaim.backends.search.query import index_query
from counterclaim.backends.search.rows import SearchFilter, SearchHit, SearchRow
from counterclaim.backends.search.snippets import Snippets
from counterclaim.errors import StorageError
from counterclaim.model import DateInterval

VERSION = 1
"""Raised whenever rows are stored or cut into words in another way."""

_STAMP = "stamp.json"
_MEMORY = 64_000_000
_NEVER, _ALWAYS = 1 << 40, -(1 << 40)
_REMEDY = "rebuild it: delete the index folder and search again"


class SearchIndex:
    """The index in a folder.

    A new build goes into a folder of its own and counts only once the stamp names it, so that a build that was
    interrupted, was made by another version, or rests on other content is never searched.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: tuple[str, tantivy.Index] | None = None

    def is_current(self, stamp: str) -> bool:
        """Whether the index is whole and was built for content with this stamp."""
        known = self._stamp()
        return known.get("stamp") == stamp and (self._folder / str(known.get("build")) / "meta.json").is_file()

    def rebuild(self, rows: Iterable[SearchRow], stamp: str) -> int:
        """Index ``rows`` in place of all earlier ones; returns how many there were.

        Raises:
            StorageError: the folder cannot be written.
        """
        with self._faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            build = self._free_name()
            target = self._folder / build
            target.mkdir()
            count, languages = _write(_index(target), rows)
            known = {"version": VERSION, "stamp": stamp, "build": build, "rows": count, "languages": languages}
            partial = self._folder / f"{_STAMP}.{build}"
            partial.write_text(json.dumps(known, sort_keys=True), encoding="utf-8")
            partial.replace(self._folder / _STAMP)
            self._open = None
            self._sweep(build)
        return count

    def search(self, query: str, limit: int = 20, filters: SearchFilter | None = None) -> list[SearchHit]:
        """Rows that match, best first.

        Raises:
            ConfigError: the query is empty or malformed.
            StorageError: there is no whole index.
        """
        asked = index_query(query)
        known = self._stamp()
        with self._faults():
            index = self._opened(known)
            fields = ["title", "body", *(f"stem_{language}" for language in known["languages"])]
            boosts = {"title": 2.0} | dict.fromkeys(fields[2:], 0.5)
            words = index.parse_query(asked, fields, field_boosts=boosts, conjunction_by_default=True)
            searcher = index.searcher()
            conditions = _conditions(index.schema, filters or SearchFilter())
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (words, *conditions)])
            found = searcher.search(wanted, max(1, limit), count=False).hits
            snippets = Snippets(searcher, words, index.schema)
            hits = [snippets.hit(float(score), searcher.doc(address)) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document_id, hit.statement_id))

    def _stamp(self) -> dict[str, Any]:
        try:
            known = json.loads((self._folder / _STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) and known.get("version") == VERSION else {}

    def _opened(self, known: dict[str, Any]) -> tantivy.Index:
        if not known:
            raise StorageError("there is no search index", where=str(self._folder), remedy=_REMEDY)
        build = str(known["build"])
        if self._open is None or self._open[0] != build:
            self._open = (build, _index(self._folder / build, must_exist=True))
        return self._open[1]

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


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "language", "outlet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("earliest", "latest"):
        builder.add_integer_field(name, indexed=True)
    builder.add_bytes_field("row", stored=True)
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="words")
    for language in STEMMERS:
        builder.add_text_field(f"stem_{language}", tokenizer_name=f"stem_{language}")
    return builder.build()


def _index(folder: Path, *, must_exist: bool = False) -> tantivy.Index:
    if must_exist and not tantivy.Index.exists(str(folder)):
        raise StorageError("the search index is not whole", where=str(folder), remedy=_REMEDY)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer("words", words_analyzer())
    for language in STEMMERS:
        index.register_tokenizer(f"stem_{language}", stem_analyzer(language))
    return index


def _write(index: tantivy.Index, rows: Iterable[SearchRow]) -> tuple[int, list[str]]:
    # One thread, so that the same rows always lie in the same order and equal scores come out alike.
    writer = index.writer(_MEMORY, 1)
    count = 0
    languages: set[str] = set()
    for row in rows:
        writer.add_document(_document(row))
        count += 1
        languages.update({row.language} & STEMMERS.keys())
    writer.commit()
    writer.wait_merging_threads()
    return count, sorted(languages)


def _document(row: SearchRow) -> tantivy.Document:
    document = tantivy.Document()
    body, title = fold(row.text), fold(row.title)
    document.add_text("kind", "statement" if row.statement_id else "document")
    document.add_text("language", row.language)
    document.add_text("outlet", row.outlet)
    document.add_text("title", title)
    document.add_text("body", body)
    if row.language in STEMMERS:
        document.add_text(f"stem_{row.language}", f"{title}\n{body}")
    if row.published is not None:
        earliest, latest = _days(row.published)
        document.add_integer("earliest", earliest)
        document.add_integer("latest", latest)
    kept = [row.document_id, row.statement_id, row.title, row.text, row.start, row.language]
    document.add_bytes("row", json.dumps(kept, ensure_ascii=False).encode("utf-8"))
    return document


def _days(period: DateInterval) -> tuple[int, int]:
    earliest = period.earliest.toordinal() if period.earliest else _ALWAYS
    return earliest, period.latest.toordinal() if period.latest else _NEVER


def _conditions(schema: tantivy.Schema, filters: SearchFilter) -> list[tantivy.Query]:
    wanted = {"kind": filters.kind, "language": filters.language, "outlet": filters.outlet}
    found = [tantivy.Query.term_query(schema, name, value) for name, value in wanted.items() if value]
    if filters.period is not None:
        first, last = _days(filters.period)
        number = tantivy.FieldType.Integer
        found.append(tantivy.Query.range_query(schema, "latest", number, lower_bound=first))
        found.append(tantivy.Query.range_query(schema, "earliest", number, upper_bound=last))
    # Conditions decide whether a row is shown, not where it stands.
    return [tantivy.Query.const_score_query(condition, 0.0) for condition in found]
