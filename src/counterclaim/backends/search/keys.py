"""Ids of rows as numbers beside the index's columns: read without touching what is stored of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

import tantivy

DOCUMENT, STATEMENT, REST = "document_key", "statement_key", "key_rest"
"""Columns: the first 64 bits of either id, and the last 32 bits of both."""

_DOCUMENT, _STATEMENT = re.compile(r"doc_[0-9a-f]{24}"), re.compile(r"stm_[0-9a-f]{24}")


def add_columns(builder: tantivy.SchemaBuilder) -> None:
    """Declare the columns."""
    for name in (DOCUMENT, STATEMENT, REST):
        builder.add_unsigned_field(name, fast=True)


def write(document: tantivy.Document, document_id: str, statement_id: str) -> None:
    """Write a row's ids where they are content ids; others are read from what is stored."""
    if not _DOCUMENT.fullmatch(document_id) or (statement_id and not _STATEMENT.fullmatch(statement_id)):
        return
    document.add_unsigned(DOCUMENT, int(document_id[4:20], 16))
    rest = int(document_id[20:], 16) << 32
    if statement_id:
        document.add_unsigned(STATEMENT, int(statement_id[4:20], 16))
        rest |= int(statement_id[20:], 16)
    document.add_unsigned(REST, rest)


def read(searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]) -> list[tuple[str, str] | None]:
    """(document id, statement id or "") of rows; None where they are not content ids."""
    wanted = list(addresses)
    documents, statements, rests = (searcher.fast_field_values(name, wanted) for name in (DOCUMENT, STATEMENT, REST))
    return [
        None if document is None or rest is None else _ids(int(document), statement, int(rest))
        for document, statement, rest in zip(documents, statements, rests, strict=True)
    ]


def _ids(document: int, statement: float | None, rest: int) -> tuple[str, str]:
    said = "" if statement is None else f"stm_{int(statement):016x}{rest & 0xFFFFFFFF:08x}"
    return f"doc_{document:016x}{rest >> 32:08x}", said
