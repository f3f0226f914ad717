"""The fields of the search index, and how a row is written into them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import tantivy

from counterclaim.backends.search import keys
from counterclaim.backends.search.analysis import STEMMERS, fold, stem_analyzer, words_analyzer
from counterclaim.backends.search.rows import SearchFilter, SearchRow
from counterclaim.model import DateInterval

VERSION = 2
"""Raised whenever rows are stored or cut into words in another way."""

_COUNTED = ("kind", "language", "outlet", "year", "act", "actor")
_NEVER, _ALWAYS = 1 << 40, -(1 << 40)
_LONGEST = 200
"""Characters of a value that rows are counted by."""


def opened(folder: Path) -> tantivy.Index:
    """The index in a folder, made if it is not there."""
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer("words", words_analyzer())
    for language in STEMMERS:
        index.register_tokenizer(f"stem_{language}", stem_analyzer(language))
    return index


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    for name in _COUNTED:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("earliest", "latest"):
        builder.add_integer_field(name, indexed=True)
    builder.add_bytes_field("row", stored=True)
    keys.add_columns(builder)
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="words")
    for language in STEMMERS:
        builder.add_text_field(f"stem_{language}", tokenizer_name=f"stem_{language}")
    return builder.build()


def written(row: SearchRow) -> tantivy.Document:
    """A row as the index takes it."""
    document = tantivy.Document()
    body, title = fold(row.text), fold(row.title)
    published = str(row.published or "")
    document.add_text("document", row.document_id)
    keys.write(document, row.document_id, row.statement_id)
    if row.alone or not row.statement_id:
        document.add_text("kind", "document")
    if row.statement_id:
        document.add_text("kind", "statement")
    known = (("language", row.language), ("outlet", row.outlet), ("year", _year(row.published)), ("act", row.act))
    for name, value in (*known, *(("actor", actor) for actor in row.actors)):
        if value:
            document.add_text(name, short(value))
    if title:
        document.add_text("title", title)
    document.add_text("body", body)
    if row.language in STEMMERS:
        document.add_text(f"stem_{row.language}", f"{title}\n{body}")
    if row.published is not None:
        earliest, latest = _days(row.published)
        document.add_integer("earliest", earliest)
        document.add_integer("latest", latest)
    kept = [row.document_id, row.statement_id, row.title, row.text, row.start]
    kept += [row.language, row.outlet, published, row.act]
    document.add_bytes("row", json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return document


def short(value: str) -> str:
    """A value as it is counted and filtered by: the beginning of a very long one."""
    return value[:_LONGEST]


def conditions(schema: tantivy.Schema, filters: SearchFilter) -> list[tantivy.Query]:
    """What a row must meet beside the words; decides whether it is shown, not where it stands."""
    found = [
        tantivy.Query.term_query(schema, name, short(value), "basic")
        for name in _COUNTED
        if (value := getattr(filters, name))
    ]
    if filters.period is not None:
        first, last = _days(filters.period)
        number = tantivy.FieldType.Integer
        found.append(tantivy.Query.range_query(schema, "latest", number, lower_bound=first))
        found.append(tantivy.Query.range_query(schema, "earliest", number, upper_bound=last))
    return [tantivy.Query.const_score_query(condition, 0.0) for condition in found]


def word_fields(languages: Sequence[str], *, titled: bool) -> list[tuple[str, float]]:
    """(field, weight) in which a word is looked for: words as they are, titles, and stems of the languages there."""
    titles = [("title", 2.0)] if titled else []
    return [("body", 1.0), *titles, *((f"stem_{language}", 0.5) for language in languages)]


def _year(published: DateInterval | None) -> str:
    first = (published.earliest or published.latest) if published else None
    return f"{first.year:04d}" if first else ""


def _days(period: DateInterval) -> tuple[int, int]:
    earliest = period.earliest.toordinal() if period.earliest else _ALWAYS
    return earliest, period.latest.toordinal() if period.latest else _NEVER
