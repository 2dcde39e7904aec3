"""What Alembic runs to change the tables, over the connection that `qa.log.database` hands it.

That connection is in a transaction already, with a lock, so that of several processes one migrates.
"""

from __future__ import annotations

from alembic import context

from qa.log.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column only by making the table anew
)
with context.begin_transaction():
    context.run_migrations()
