"""What only a ledger in PostgreSQL can meet: servers, users, databases, encodings, and signs that it refuses."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, inspect, text
from tests.contracts.storage_contract import PAPER, capture, document, problem

from counterclaim.backends.storage import logical_digest, open_memory, open_storage
from counterclaim.backends.storage.migrate import SCHEMA_VERSION
from counterclaim.backends.storage.postgres_engine import escaped, unescaped
from counterclaim.errors import StorageError


def refusal(address, **options):
    with pytest.raises(StorageError) as caught:
        open_storage(address, **options)
    assert caught.value.remedy
    return str(caught.value)


@pytest.fixture
def made(postgres):
    """Makes databases, and takes them away in the end."""
    names = []

    def database(options=""):
        names.append(postgres.database(options=options))
        return names[-1]

    yield database
    for name in names:
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


# --- what can be wrong -------------------------------------------------------------------------------------------
def test_where_no_server_is_the_address_is_named_without_its_password(tmp_path):
    said = refusal(f"postgresql://ada:geheim@/notes?host={tmp_path}&connect_timeout=2")
    assert said.startswith(f"postgresql://ada@/notes?host={tmp_path}")
    assert "no server answers there" in said
    assert "geheim" not in said


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:geheim@host:port/notes",
        "postgresql://ada:geheim@host/notes?color=red",
        "postgresql://ada:ge@heim@host/notes",
        "postgresql://ada:geheim@[::1/notes",
        "postgresql://ada@host/notes?password=geheim&sslmode=purple",
        "postgresql://ada:geheim%zz@host/notes",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_password(address):
    said = refusal(address)
    assert "geheim" not in said
    assert "heim" not in said.replace("geheim", "")


def test_a_wrong_password_an_unknown_user_and_an_unknown_database_are_told_apart(postgres, made):
    name = made()
    postgres.execute("DROP ROLE IF EXISTS guarded")
    postgres.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    said = refusal(postgres.address(name, user="guarded:wrongword"))
    assert "the server refuses this user or password" in said
    assert "wrongword" not in said
    assert "the server knows no such user" in refusal(postgres.address(name, user="nobody_here"))
    assert "there is no such database" in refusal(postgres.address("no_such_notes"))
    postgres.execute("DROP ROLE guarded")


def test_a_user_without_rights_is_told_so(postgres, made):
    name = made()
    postgres.execute("DROP ROLE IF EXISTS visitor")
    postgres.execute("CREATE ROLE visitor LOGIN")
    assert "lacks the right" in refusal(postgres.address(name, user="visitor"))
    postgres.execute("DROP ROLE visitor")


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_is_not_utf_8_is_refused(postgres, made, encoding):
    name = made(f"ENCODING {encoding} LC_COLLATE 'C' LC_CTYPE 'C'")
    assert f"its database holds {encoding} and not UTF-8" in refusal(postgres.address(name))


def test_an_empty_database_is_no_ledger_where_none_may_be_made(postgres, made):
    address = postgres.address(made())
    assert "there is no ledger in this database" in refusal(address, create=False)
    assert "there is no ledger in this database" in refusal(address, read_only=True)
    open_storage(address).close()
    open_storage(address, create=False).close()


def test_a_database_with_other_tables_is_left_alone(postgres, made):
    name = made()
    postgres.execute("CREATE TABLE accounts (id int)", name)
    assert "holds other tables and no ledger" in refusal(postgres.address(name))


def test_a_newer_ledger_and_one_of_strange_version_are_refused(postgres, made):
    name = made()
    open_storage(postgres.address(name)).close()
    postgres.execute("UPDATE alembic_version SET version_num = '9999'", name)
    assert f"it is of version 9999; this program knows versions up to {SCHEMA_VERSION}" in refusal(
        postgres.address(name)
    )
    postgres.execute("UPDATE alembic_version SET version_num = 'ae1027a6acf'", name)
    assert "its tables are no ledger's" in refusal(postgres.address(name))


def test_a_ledger_opened_for_reading_or_on_a_server_that_only_reads_is_not_written_to(postgres, made):
    name = made()
    address = postgres.address(name)
    open_storage(address).close()
    with closing(open_storage(address, read_only=True)) as storage:
        assert storage.problems() == []
        with pytest.raises(StorageError, match="for reading only"):
            storage.add_problems([problem()])
    postgres.execute("DROP ROLE IF EXISTS reader")
    postgres.execute("CREATE ROLE reader LOGIN")
    postgres.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    with closing(open_storage(postgres.address(name, user="reader"))) as storage:
        with pytest.raises(StorageError, match="lacks the right"):
            storage.add_problems([problem()])
        assert storage.problems() == []
    postgres.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM reader", name)
    postgres.execute("DROP ROLE reader")


def test_a_writer_waits_for_another_and_then_says_so(postgres, made):
    address = postgres.address(made())
    with closing(open_storage(address)) as one, closing(open_storage(address, busy_seconds=0.1)) as other:
        with one._database.writing(), pytest.raises(StorageError, match="another process is writing"):
            other.add_problems([problem()])
        other.add_problems([problem()])
        assert one.problems() == [problem()]


def test_a_lost_connection_is_made_anew(postgres, made):
    name = made()
    with closing(open_storage(postgres.address(name))) as storage:
        storage.add_problems([problem()])
        postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        assert storage.problems() == [problem()]


def test_a_connection_that_is_lost_in_the_middle_leaves_nothing_half_written(postgres, made):
    name = made()
    with closing(open_storage(postgres.address(name))) as storage:

        def cut_off() -> None:
            with storage._database.writing() as connection:
                connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
                postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
                connection.execute(text("INSERT INTO meta VALUES ('c', 'd')"))

        with pytest.raises(StorageError, match="connection to the server was lost"):
            cut_off()
        with storage._database.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM meta")).scalar_one() == 0


# --- the same content ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", ["", "a\0b", "\U0010fffd", "\U0010fffd0", "\0\U0010fffd1\0", "plain"])
def test_nul_is_kept_without_loss(words):
    assert unescaped(escaped(words)) == words
    assert "\0" not in escaped(words)


def test_numbers_and_signs_that_databases_take_differently_make_one_digest(ledger_address):
    item = document(text="\0 nul \U0010fffd0 in the text", title="-0\0", author="\U0010fffd")
    headers = (("a\0", "b\U0010fffd"), ("é", "😀"))
    digests = []
    for opened in (open_memory(), open_storage(ledger_address)):
        with closing(opened) as storage:
            storage.add_capture(capture(headers=headers), [(item, replace(PAPER, domains=("\0",)))], [problem("\0")])
            assert [d.text for d in storage.documents(with_text=True)] == [item.text]
            assert [c.headers for c in storage.captures()] == [headers]
            assert storage.integrity() == []
            digests.append(logical_digest(storage))
    assert digests[0] == digests[1]


def test_every_text_sorts_by_code_point_whatever_the_language_of_the_database(ledger_address):
    engine = create_engine(ledger_address.split("&files")[0].replace("postgresql:", "postgresql+psycopg:"))
    inspector = inspect(engine)
    wrong = [
        f"{table}.{column['name']}"
        for table in inspector.get_table_names()
        for column in inspector.get_columns(table)
        if str(column["type"]).startswith("TEXT") and column["type"].collation != "C"
    ]
    engine.dispose()
    assert wrong == []
