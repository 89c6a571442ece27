"""Runs the migrations on the connection that quotes.store.schema hands over."""

from __future__ import annotations

from alembic import context

from quotes.store.models import Base
from quotes.store.schema import compared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=compared,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
