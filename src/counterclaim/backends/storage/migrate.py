"""Ledgers made by the versioned migrations beside this file, and older ones brought up to date by them."""

from __future__ import annotations

from sqlalchemy import Connection

SCHEMA_VERSION = 11
"""Number of the newest migration; a SQLite ledger carries it as its ``user_version``."""

APPLICATION_ID = 0x43434C4D
"""Marks a SQLite file as a ledger ("CCLM")."""

_SCRIPTS = "counterclaim.backends.storage:migrations"


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, within the connection's transaction.

    Migrations are Alembic revisions; it is loaded only here, so that opening a ledger of today's version is quick.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _SCRIPTS)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
