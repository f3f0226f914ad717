"""What must hold in every ledger, checked through the storage's own interface and on its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select

from counterclaim.backends.storage import rows, rows_coding, schema
from counterclaim.model import Coding, Document, Passage, Verdict
from counterclaim.model.identity import sha256_hex

if TYPE_CHECKING:
    from counterclaim.backends.storage.base import Storage


def broken_invariants(storage: Storage) -> Iterator[str]:
    """Quotes that do not stand where they should, and references of events and weights that lead nowhere."""
    mentions: set[str] = set()
    statements: set[str] = set()
    for coding, document in _coded(storage):
        mentions.update(mention.id for mention in coding.mentions)
        statements.update(statement.id for statement in coding.statements)
        if document.text:
            yield from _misplaced(coding, document.text)
    if not storage.stale():
        yield from _lost_references(storage, mentions, statements)


def _coded(storage: Storage) -> Iterator[tuple[Coding, Document]]:
    # Both listings come by document id, so they are walked side by side without holding all texts at once.
    documents = storage.documents(with_text=True)
    for coding in storage.codings():
        yield coding, next(document for document in documents if document.id == coding.document_id)


def _misplaced(coding: Coding, text: str) -> Iterator[str]:
    said: list[tuple[str, Passage]] = [(f"mention {mention.id}", mention.anchor) for mention in coding.mentions]
    for statement in coding.statements:
        said.extend((f"statement {statement.id}", p) for p in (statement.passage, *statement.also))
    said.extend((f"citation {c.number} of {c.document_id}", c.passage) for c in coding.citations if c.passage)
    said.extend((f"a person in {person.document_id}", person.passage) for person in coding.persons)
    for owner, passage in said:
        if not passage.holds_in(text):
            yield f"{owner}: its quote does not stand at {passage.start} to {passage.end} of the document's text"


def _lost_references(storage: Storage, mentions: set[str], statements: set[str]) -> Iterator[str]:
    owner: dict[str, str] = {}
    # An event that a person added lives only in the judgement.
    added = any(judgement.verdict is Verdict.ADD for judgement in storage.judgements())
    for event in storage.events():
        for mention_id in event.mention_ids:
            if mention_id not in mentions and not added:
                yield f"event {event.id}: its mention {mention_id} does not exist"
            if mention_id in owner:
                yield f"mention {mention_id} stands in two events, {owner[mention_id]} and {event.id}"
            owner[mention_id] = event.id
        members = set(event.mention_ids)
        for mention_id in chain.from_iterable((link.left, link.right) for link in event.links):
            if mention_id not in members:
                yield f"event {event.id}: a link speaks of the mention {mention_id}, which is not in it"
    if storage.judgements():
        # A corrected statement lives only in its judgement and has an id of its own.
        return
    for assessment in storage.assessments():
        for statement_id in chain.from_iterable(weight.statement_ids for weight in assessment.weights):
            if statement_id not in statements:
                yield f"event {assessment.event_id}, {assessment.property}: its statement {statement_id} does not exist"


def tampered_rows(connection: Connection) -> Iterator[str]:
    """Rows whose content no longer has the id or digest under which they are stored."""
    simple: list[tuple[Table, Callable[[rows.Read], Any]]] = [
        (schema.sources, rows.source),
        (schema.captures, rows.capture),
        (schema.documents, rows.document),
        (schema.mentions, rows_coding.mention),
        (schema.statements, lambda row: rows_coding.statement(row, ())),
        (schema.problems, rows.problem),
    ]
    for table, read in simple:
        for row in connection.execute(select(table).order_by(table.c.id)).mappings():
            try:
                now = read(row).id
            except (ValueError, TypeError) as error:
                yield f"{table.name} {row['id']}: the row cannot be read: {error}"
                continue
            if now != row["id"]:
                yield f"{table.name} {row['id']}: the row was changed after it was stored"
    for text in connection.execute(select(schema.texts).order_by(schema.texts.c.document_id)).mappings():
        if sha256_hex(text["text"].encode("utf-8")) != text["sha256"]:
            yield f"document {text['document_id']}: its text was changed after it was stored"
