"""Official registers of offices: people with names bound by days, offices, terms, renamings.

Revision: 0005, after 0004.

A revision stays as it was released: it imports nothing of the package, whose code goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "register_renamings",
    "register_terms",
    "register_offices",
    "register_names",
    "registers",
)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _of(column: str, table: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Integer(), key, nullable=False, index=True)


def _text(name: str, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, index=index)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "registers",
        _id(),
        _text("source"),
        _text("digest", index=True),
        _text("by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", sa.Text()),
        sa.Column("undone_why", sa.Text()),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_registers_undone")
        ),
    )
    op.create_table(
        "register_names",
        _id(),
        _of("register_id", "registers"),
        _text("person", index=True),
        _text("name"),
        _text("folded", index=True),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
    )
    op.create_table(
        "register_offices",
        _id(),
        _of("register_id", "registers"),
        _text("key"),
        _text("name"),
        sa.Column("body", sa.Text()),
        sa.Column("rank", sa.Text()),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.UniqueConstraint("register_id", "key", name=op.f("uq_register_offices_register_id_key")),
    )
    op.create_table(
        "register_terms",
        _id(),
        _of("register_id", "registers"),
        _of("office_id", "register_offices"),
        _text("person", index=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_register_terms_days")),
    )
    op.create_table(
        "register_renamings",
        _id(),
        _of("register_id", "registers"),
        _text("old"),
        _text("new"),
        sa.Column("day", sa.Date(), nullable=False),
    )


def downgrade() -> None:
    """Take the tables away, and the registers with them."""
    for table in TABLES:
        op.drop_table(table)
