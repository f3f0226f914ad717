"""Accounts in the ledger's own database, over SQLAlchemy."""
# ruff: noqa: D102 - what each method does is said in the interface, accounts_base.AccountStore

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update

from counterclaim.backends.storage import schema
from counterclaim.backends.storage.accounts_base import AccountStore
from counterclaim.backends.storage.connection import Database, insert, mappings
from counterclaim.backends.storage.opening import open_storage
from counterclaim.backends.storage.sql import SqlStorage
from counterclaim.backends.storage.state import ACCOUNTS, counts, move_counter
from counterclaim.model.account import Account, AccountEvent, ApiToken, Session, TeamRole
from counterclaim.model.desk import LedgerCounts
from counterclaim.settings import ledger_path

_ACCOUNTS, _SESSIONS, _TOKENS, _LOG = schema.accounts, schema.sessions, schema.api_tokens, schema.account_log


class SqlAccounts(AccountStore):
    """The accounts of a ledger in one SQL database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        self._database.close()

    def counts(self) -> LedgerCounts:
        with self._database.glancing() as connection:
            return counts(connection)

    # --- accounts ------------------------------------------------------------------------------------------------
    def add(self, account: Account, key: str, password_hash: str, event: AccountEvent) -> bool:
        row = {
            "id": account.id,
            "name": account.name,
            "name_key": key,
            "role": str(account.role),
            "password_hash": password_hash,
            "created_at": _text(account.created),
            "disabled_at": _text(account.disabled),
        }
        with self._database.writing(durable=True) as connection:
            if connection.execute(select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.name_key == key)).first():
                return False
            insert(connection, _ACCOUNTS, [row])
            _record(connection, event)
        return True

    def accounts(self) -> list[Account]:
        with self._database.reading() as connection:
            rows = mappings(connection, select(_ACCOUNTS))
        return sorted((_account(row) for row in rows), key=lambda account: account.name)

    def by_key(self, key: str) -> tuple[Account, str] | None:
        with self._database.reading() as connection:
            row = _first(connection, select(_ACCOUNTS).where(_ACCOUNTS.c.name_key == key))
        return (_account(row), row["password_hash"]) if row else None

    def by_id(self, account_id: str) -> Account | None:
        with self._database.reading() as connection:
            row = _first(connection, select(_ACCOUNTS).where(_ACCOUNTS.c.id == account_id))
        return _account(row) if row else None

    def set_role(self, account_id: str, role: TeamRole, event: AccountEvent) -> bool:
        with self._database.writing(durable=True) as connection:
            if role is not TeamRole.ADMIN and _last_admin(connection, account_id):
                return False
            _change(connection, account_id, role=str(role))
            move_counter(connection, ACCOUNTS)
            _record(connection, event)
        return True

    def set_disabled(self, account_id: str, at: datetime | None, event: AccountEvent) -> bool:
        with self._database.writing(durable=True) as connection:
            if at is not None:
                if _last_admin(connection, account_id):
                    return False
                connection.execute(delete(_SESSIONS).where(_SESSIONS.c.account_id == account_id))
            _change(connection, account_id, disabled_at=_text(at))
            move_counter(connection, ACCOUNTS)
            _record(connection, event)
        return True

    def set_password(self, account_id: str, password_hash: str, event: AccountEvent | None) -> None:
        with self._database.writing(durable=True) as connection:
            _change(connection, account_id, password_hash=password_hash)
            if event is not None:
                connection.execute(delete(_SESSIONS).where(_SESSIONS.c.account_id == account_id))
                move_counter(connection, ACCOUNTS)
                _record(connection, event)

    # --- sessions ------------------------------------------------------------------------------------------------
    def open_session(self, session: Session, event: AccountEvent) -> None:
        row = {
            "digest": session.digest,
            "account_id": session.account_id,
            "created_at": _text(session.created),
            "seen_at": _text(session.seen),
        }
        with self._database.writing() as connection:
            insert(connection, _SESSIONS, [row])
            _record(connection, event)

    def session(self, digest: str) -> tuple[Session, Account] | None:
        query = (
            select(_SESSIONS.c.created_at.label("opened_at"), _SESSIONS.c.seen_at, _ACCOUNTS)
            .join(_ACCOUNTS, _ACCOUNTS.c.id == _SESSIONS.c.account_id)
            .where(_SESSIONS.c.digest == digest)
        )
        with self._database.glancing() as connection:
            row = _first(connection, query)
        if row is None:
            return None
        opened, seen = datetime.fromisoformat(row["opened_at"]), datetime.fromisoformat(row["seen_at"])
        return Session(digest=digest, account_id=row["id"], created=opened, seen=seen), _account(row)

    def touch_session(self, digest: str, at: datetime) -> None:
        with self._database.writing(note=True) as connection:
            connection.execute(update(_SESSIONS).where(_SESSIONS.c.digest == digest).values(seen_at=_text(at)))

    def end_sessions(self, account_id: str, event: AccountEvent | None, *, only: str = "") -> int:
        ended = delete(_SESSIONS).where(_SESSIONS.c.account_id == account_id)
        if only:
            ended = ended.where(_SESSIONS.c.digest == only)
        with self._database.writing(durable=True) as connection:
            count = connection.execute(ended).rowcount
            move_counter(connection, ACCOUNTS)
            if event is not None:
                _record(connection, event)
        return int(count)

    def drop_old_sessions(self, *, seen_before: datetime, created_before: datetime) -> int:
        # Times are ISO texts of one zone and one length: their order is that of time.
        over = (_SESSIONS.c.seen_at < _text(seen_before)) | (_SESSIONS.c.created_at < _text(created_before))
        with self._database.writing() as connection:
            return int(connection.execute(delete(_SESSIONS).where(over)).rowcount)

    # --- tokens --------------------------------------------------------------------------------------------------
    def add_token(self, token: ApiToken, event: AccountEvent) -> None:
        row = {
            "id": token.id,
            "account_id": token.account_id,
            "name": token.name,
            "digest": token.digest,
            "role": str(token.role),
            "created_at": _text(token.created),
            "expires_at": _text(token.expires),
            "revoked_at": _text(token.revoked),
            "used_at": _text(token.used),
        }
        with self._database.writing(durable=True) as connection:
            insert(connection, _TOKENS, [row])
            _record(connection, event)

    def token(self, token_id: str) -> tuple[ApiToken, Account] | None:
        owner = [column.label(f"owner_{column.name}") for column in _ACCOUNTS.c]
        joined = select(_TOKENS, *owner).join(_ACCOUNTS, _ACCOUNTS.c.id == _TOKENS.c.account_id)
        with self._database.glancing() as connection:
            row = _first(connection, joined.where(_TOKENS.c.id == token_id))
        if row is None:
            return None
        return _token(row), _account({column.name: row[f"owner_{column.name}"] for column in _ACCOUNTS.c})

    def tokens(self, account_id: str | None = None) -> list[ApiToken]:
        query = select(_TOKENS).order_by(_TOKENS.c.created_at, _TOKENS.c.id)
        if account_id is not None:
            query = query.where(_TOKENS.c.account_id == account_id)
        with self._database.reading() as connection:
            return [_token(row) for row in mappings(connection, query)]

    def touch_token(self, token_id: str, at: datetime) -> None:
        with self._database.writing(note=True) as connection:
            connection.execute(update(_TOKENS).where(_TOKENS.c.id == token_id).values(used_at=_text(at)))

    def revoke_token(self, token_id: str, at: datetime, event: AccountEvent) -> bool:
        standing = (_TOKENS.c.id == token_id) & (_TOKENS.c.revoked_at == "")
        with self._database.writing(durable=True) as connection:
            if not connection.execute(update(_TOKENS).where(standing).values(revoked_at=_text(at))).rowcount:
                return False
            move_counter(connection, ACCOUNTS)
            _record(connection, event)
        return True

    # --- log -----------------------------------------------------------------------------------------------------
    def record(self, event: AccountEvent) -> None:
        with self._database.writing() as connection:
            _record(connection, event)

    def log(self, *, before: int | None = None, limit: int = 50) -> list[AccountEvent]:
        query = select(_LOG).order_by(_LOG.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(_LOG.c.number < before)
        with self._database.reading() as connection:
            return [_event(row) for row in mappings(connection, query)]


def open_accounts_store(address: str | Path, *, create: bool = False) -> AccountStore:
    """The accounts in the database of a ledger, which is brought up to date first.

    Raises:
        StorageError: there is no ledger, or it cannot be opened.
    """
    storage = open_storage(ledger_path(address), create=create)
    assert isinstance(storage, SqlStorage)
    return SqlAccounts(storage.database)


def _text(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _first(connection: Connection, query: Any) -> RowMapping | None:  # noqa: ANN401 - a select of any columns
    return connection.execute(query).mappings().first()


def _change(connection: Connection, account_id: str, **values: str) -> None:
    connection.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.id == account_id).values(**values))


def _last_admin(connection: Connection, account_id: str) -> bool:
    """Whether this account is the only enabled admin."""
    # The rows are locked, so that two admins cannot demote each other at the same time.
    query = select(_ACCOUNTS.c.id).where((_ACCOUNTS.c.role == str(TeamRole.ADMIN)) & (_ACCOUNTS.c.disabled_at == ""))
    return list(connection.execute(query.with_for_update()).scalars()) == [account_id]


def _record(connection: Connection, event: AccountEvent) -> None:
    row = {
        "at": _text(event.at),
        "kind": event.kind,
        "by_name": event.by,
        "about": event.about,
        "address": event.address,
        "note": event.note,
    }
    insert(connection, _LOG, [row])


def _account(row: RowMapping | Mapping[str, Any]) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        role=TeamRole(row["role"]),
        created=datetime.fromisoformat(row["created_at"]),
        disabled=_time(row["disabled_at"]),
    )


def _token(row: RowMapping) -> ApiToken:
    return ApiToken(
        id=row["id"],
        account_id=row["account_id"],
        name=row["name"],
        digest=row["digest"],
        role=TeamRole(row["role"]),
        created=datetime.fromisoformat(row["created_at"]),
        expires=datetime.fromisoformat(row["expires_at"]),
        revoked=_time(row["revoked_at"]),
        used=_time(row["used_at"]),
    )


def _event(row: RowMapping) -> AccountEvent:
    return AccountEvent(
        kind=row["kind"],
        by=row["by_name"],
        about=row["about"],
        at=datetime.fromisoformat(row["at"]),
        address=row["address"],
        note=row["note"],
        number=row["number"],
    )
