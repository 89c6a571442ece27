"""The status, party and country of a post, for people and for the speakers of quotations.

Revision: 0004, after 0003.

The columns are added in place. Every post that is stored counts as held on the day of its article;
reading the articles again tells those that were held before, or are still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATUSES = "status IN ('current', 'former', 'acting', 'elect')"
ADDED = {
    "posts": (
        (
            "status",
            f"TEXT DEFAULT 'current' NOT NULL CONSTRAINT ck_posts_status CHECK ({STATUSES})",
        ),
        ("party", "TEXT"),
        ("country", "TEXT"),
    ),
    "speakers": (
        ("status", f"TEXT CONSTRAINT ck_speakers_status CHECK ({STATUSES})"),
        ("party", "TEXT"),
        ("country", "TEXT"),
    ),
}


def upgrade() -> None:
    """Add the columns; speakers with a post get the status "current"."""
    for table, columns in ADDED.items():
        for name, definition in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition}")
    op.execute(
        "UPDATE speakers SET status = 'current' "
        "WHERE role IS NOT NULL OR unit IS NOT NULL OR post_id IS NOT NULL"
    )


def downgrade() -> None:
    """Drop the columns with what is in them."""
    with _without_view():
        for table, columns in ADDED.items():
            with op.batch_alter_table(table) as altered:
                altered.drop_constraint(op.f(f"ck_{table}_status"), type_="check")
                for name, _ in columns:
                    altered.drop_column(name)


@contextmanager
def _without_view() -> Iterator[None]:
    """Take the view away meanwhile: SQLite rewrites no table that a view refers to."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        yield
        return
    kept = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'quotation_view'"))
    op.execute("DROP VIEW quotation_view")
    yield
    op.execute(str(kept))
