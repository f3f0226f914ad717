"""What Alembic runs: the migrations on the connection that it was handed, in that connection's transaction."""

from alembic import context
from sqlalchemy import Connection, Table, Text, event

from counterclaim.backends.storage.schema import metadata


def _by_code_point(table: Table, connection: Connection, **_: object) -> None:
    """Texts of new tables sort by code point, as in SQLite, whatever the database's language."""
    if connection.dialect.name == "postgresql":
        for column in table.columns:
            if isinstance(column.type, Text):
                column.type = Text(collation="C")


context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
event.listen(Table, "before_create", _by_code_point)
try:
    context.run_migrations()
finally:
    event.remove(Table, "before_create", _by_code_point)
