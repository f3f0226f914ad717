"""The chain of judgements over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, base.Storage

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, Table, select

from counterclaim.backends.storage import rows_decided, schema
from counterclaim.backends.storage.appending import Appender, Asked
from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.connection import Database, chunks, grouped, insert, mappings
from counterclaim.backends.storage.receipts import known_receipts, used, write_receipts
from counterclaim.backends.storage.state import VEILS, mark_stale, move_counter, record_changes
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import GENESIS, Judgement, Receipt, Verdict

VEILING = frozenset({Verdict.SAMPLE, Verdict.MARK, Verdict.UNDO, Verdict.FORGET})
"""Verdicts that may hide something from somebody, or show it again."""


class SqlJudgements(Storage):
    """The part of a storage that keeps what people decided."""

    _database: Database
    _appender: Appender

    def append_judgement(self, judgement: Judgement) -> None:
        # A person's work cannot be captured again, so this one write waits for the disk.
        with self._database.writing(durable=True, chain=True) as connection:
            number, head = head_of(connection)
            if judgement.previous != head:
                raise StorageError(
                    f"the judgement follows {judgement.previous[:12]}, but the chain's head is {head[:12]}",
                    where=self._database.name,
                    remedy="somebody else judged in between: take the present head and append again",
                )
            write_judgements(connection, [judgement], number)

    def append_next(self, judgement: Judgement, receipt: Receipt | None = None) -> Judgement:
        with self._database.translated():
            # What cannot be stored must not take the others of its batch along.
            _ = judgement.digest
        return self._appender.append(judgement, receipt)

    def append_batch(self, asked: Sequence[Asked]) -> list[Judgement | ConfigError]:
        """Append judgements after the present head, whatever they say of the one before; one transaction.

        What a receipt shows to be in the chain already is not appended again.
        """
        chained: list[Judgement] = []
        made: list[tuple[Receipt, int]] = []
        digests: list[str | ConfigError] = []
        with self._database.writing(durable=True, chain=True) as connection:
            number, head = head_of(connection)
            known = known_receipts(connection, [receipt.key for _, receipt in asked if receipt])
            for judgement, receipt in asked:
                before = used(known, receipt)
                if before is None:
                    chained.append(replace(judgement, previous=head))
                    before = head = chained[-1].digest
                    if receipt is not None:
                        known[receipt.key] = (receipt.request, head)
                        made.append((receipt, number + len(chained)))
                digests.append(before)
            if chained:
                write_judgements(connection, chained, number)
                write_receipts(connection, made)
            by_digest = {judgement.digest: judgement for judgement in chained}
            earlier = [digest for digest in digests if isinstance(digest, str) and digest not in by_digest]
            by_digest |= {judgement.digest: judgement for judgement in _of_digests(connection, earlier)}
        return [by_digest[digest] if isinstance(digest, str) else digest for digest in digests]

    def received(self, receipt: Receipt) -> Judgement | None:
        with self._database.reading() as connection:
            found = used(known_receipts(connection, [receipt.key]), receipt)
            if isinstance(found, ConfigError):
                raise found
            return next(iter(_of_digests(connection, [found] if found else [])), None)

    def judgements(self) -> list[Judgement]:
        with self._database.reading() as connection:
            return read_judgements(connection)

    def stored_digests(self) -> list[str]:
        table = schema.judgements
        with self._database.reading() as connection:
            return list(connection.execute(select(table.c.digest).order_by(table.c.number)).scalars())


def head_of(connection: Connection) -> tuple[int, str]:
    """(number, digest) of the last judgement."""
    table = schema.judgements
    query = select(table.c.number, table.c.digest).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    return (last.number, last.digest) if last else (0, GENESIS)


def read_judgements(connection: Connection) -> list[Judgement]:
    """All judgements in the order of the chain."""
    heads = mappings(connection, select(schema.judgements).order_by(schema.judgements.c.number))
    anchors = _parts(connection, schema.judgement_anchors)
    changes = _parts(connection, schema.judgement_changes)
    return [
        rows_decided.judgement(head, anchors.get(head["number"], ()), changes.get(head["number"], ())) for head in heads
    ]


def _of_digests(connection: Connection, digests: Iterable[str]) -> list[Judgement]:
    found = []
    for some in chunks(digests):
        for head in mappings(connection, select(schema.judgements).where(schema.judgements.c.digest.in_(some))):
            anchors, changes = (
                mappings(
                    connection, select(table).where(table.c.judgement == head["number"]).order_by(table.c.position)
                )
                for table in (schema.judgement_anchors, schema.judgement_changes)
            )
            found.append(rows_decided.judgement(head, anchors, changes))
    return found


def write_judgements(connection: Connection, judgements: Sequence[Judgement], last: int) -> None:
    """Write judgements that are chained already after the one of number ``last``."""
    numbered = list(enumerate(judgements, start=last + 1))
    insert(connection, schema.judgements, [rows_decided.judgement_row(item, n) for n, item in numbered])
    anchors = [row for n, item in numbered for row in rows_decided.anchor_rows(item, n)]
    insert(connection, schema.judgement_anchors, anchors)
    changes = [row for n, item in numbered for row in rows_decided.change_rows(item, n)]
    insert(connection, schema.judgement_changes, changes)
    mark_stale(connection)
    if not VEILING.isdisjoint(judgement.verdict for judgement in judgements):
        move_counter(connection, VEILS)
    record_changes(connection, "judgement", [judgement.digest for judgement in judgements])


def _parts(connection: Connection, table: Table) -> dict[int, list[RowMapping]]:
    query = select(table).order_by(table.c.judgement, table.c.position)
    return dict(grouped(mappings(connection, query), "judgement"))
