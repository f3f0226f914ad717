"""Migrations make exactly the tables that the schema describes."""

from __future__ import annotations

import warnings
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from counterclaim.backends.storage import migrate, open_storage
from counterclaim.backends.storage.schema import metadata


@pytest.fixture
def migrated(tmp_path):
    open_storage(tmp_path / "ledger.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield engine
    engine.dispose()


def test_a_migrated_ledger_has_the_tables_of_the_schema_and_no_others(migrated):
    with migrated.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("error")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_keys_and_references_are_those_of_the_schema(migrated, tmp_path):
    fresh = create_engine("sqlite://")
    metadata.create_all(fresh)
    found, wanted = inspect(migrated), inspect(fresh)

    def plain(inspector, table):
        references = inspector.get_foreign_keys(table)
        return (
            inspector.get_pk_constraint(table),
            sorted((f["name"], f["constrained_columns"], f["referred_table"], f["options"]) for f in references),
            sorted((i["name"], i["column_names"]) for i in inspector.get_indexes(table)),
            [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)],
        )

    for table in metadata.tables:
        assert plain(found, table) == plain(wanted, table), table
    fresh.dispose()


def test_the_number_of_the_newest_migration_is_the_schemas_version():
    config = Config()
    config.set_main_option("script_location", migrate._SCRIPTS)
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [f"{migrate.SCHEMA_VERSION:04d}"]
    assert [int(s.revision) for s in scripts.walk_revisions()] == list(range(migrate.SCHEMA_VERSION, 0, -1))


def test_a_ledger_that_is_half_made_is_not_half_made_on_disk(tmp_path, monkeypatch):
    def broken(connection):
        migrate.upgrade(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr("counterclaim.backends.storage.sqlite.upgrade", broken)
    with pytest.raises(KeyboardInterrupt):
        open_storage(tmp_path / "ledger.db")
    monkeypatch.undo()
    with closing(create_engine(f"sqlite:///{tmp_path / 'ledger.db'}").connect()) as connection:
        assert inspect(connection).get_table_names() == []
        connection.engine.dispose()
    with closing(open_storage(tmp_path / "ledger.db")) as storage:
        assert storage.integrity() == []
