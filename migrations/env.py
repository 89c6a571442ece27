"""Runs the migrations on the connection that quotes.db.engine hands over."""

from __future__ import annotations

from alembic import context

from quotes.db.engine import compared
from quotes.db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=compared,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
