"""What PostgreSQL's complaints mean for the person who meets them. Passwords are in none of them."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from counterclaim.errors import StorageError

_START = "start it, or check host and port in the address"
_LOST = (
    "the connection to the server was lost",
    "repeat the command once the server runs: what was acknowledged is kept, nothing was half-written",
)
_FULL = ("the server's disk is full", "free some space, then repeat the command: nothing was half-written")
_READ_ONLY = ("the ledger may not be written to", "the server is a copy that is read only, or is set so")
_RIGHTS = (
    "this user lacks the right to do that",
    "let the database's owner GRANT it, or connect as the owner",
)
_BUSY = ("another process is writing to the ledger", "let it finish, or stop it, then try again")
_DAMAGED = ("the database is damaged", "restore it from a copy; `counterclaim verify` says what holds")
_GONE = ("a table of the ledger is missing", "restore the database from a copy")

_CODES = {
    "08": _LOST,
    "57P": _LOST,
    "25006": _READ_ONLY,
    "42501": _RIGHTS,
    "42P01": _GONE,
    "53100": _FULL,
    "53300": ("the server has no connection left", "raise its max_connections, or close other programs"),
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "XX": _DAMAGED,
    "22003": ("a number is too large to be stored", "this is a fault of what was read; please report it"),
}
"""Meaning and remedy by the beginning of SQLSTATE, which the server gives in every language."""

_WORDS = (
    (
        ("password authentication failed", "no password supplied"),
        "the server refuses this user or password",
        "check the user's name; the password may stand in ~/.pgpass or PGPASSWORD",
    ),
    (
        ("no pg_hba.conf entry", "peer authentication", "ident authentication"),
        "the server lets this user in by no way",
        "allow it in the server's pg_hba.conf",
    ),
    (('role "',), "the server knows no such user", "make it: createuser NAME, or name another in the address"),
    (
        ("does not exist",),
        "there is no such database",
        "make it: createdb --encoding=UTF8 --template=template0 NAME",
    ),
    (("could not translate host name", "name or service not known"), "there is no such server", _START),
    (("connection refused", "no such file or directory"), "no server answers there", _START),
    (("timeout expired", "timed out"), "the server does not answer", _START),
    (("starting up", "shutting down"), "the server is starting or stopping", "wait a moment, then try again"),
    (("too many clients", "remaining connection slots"), *_CODES["53300"]),
    (
        (
            "server closed the connection",
            "connection was lost",
            "terminating connection",
            "consuming input failed",
            "connection is closed",
            "sending query failed",
            "eof detected",
        ),
        *_LOST,
    ),
)


def explain(error: Exception, name: str) -> StorageError:
    """What a database's error means, with a remedy."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    words = " ".join(str(cause).split("\n")[0].split())
    code = getattr(cause, "sqlstate", None) or ""
    if isinstance(error, PoolTimeout):
        return StorageError("all connections of this program are busy", where=name, remedy="try again in a moment")
    if isinstance(error, IntegrityError):
        remedy = "this is a fault in counterclaim: nothing was written; please report it with this line"
        return StorageError(f"what was to be stored contradicts the ledger: {words}", where=name, remedy=remedy)
    for sign, (meaning, remedy) in _CODES.items():
        if code.startswith(sign):
            return StorageError(f"{meaning}: {words}", where=name, remedy=remedy)
    for signs, meaning, remedy in _WORDS:
        if any(sign in words.lower() for sign in signs):
            return StorageError(f"{meaning}: {words}", where=name, remedy=remedy)
    return StorageError(words, where=name, remedy="run `counterclaim verify` to see whether the ledger is sound")
