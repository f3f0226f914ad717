"""What Alembic runs: the migrations on the connection that it was handed, in that connection's transaction."""

from alembic import context

from counterclaim.backends.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
