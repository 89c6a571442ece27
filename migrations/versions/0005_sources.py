"""What is told of unnamed sources, and why a quotation's speakers are who they are.

Revision: 0005, after 0004.

The columns are added in place, so that not even the largest table is written anew.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHARE = "CONSTRAINT ck_quotations_why_certainty CHECK (why_certainty BETWEEN 0 AND 1)"
ADDED: dict[str, tuple[tuple[str, TypeEngine[Any], str], ...]] = {
    "quotations": (
        ("why_reason", sa.Text(), ""),
        ("why_certainty", sa.Double(), SHARE),
        ("why_rivals", sa.JSON(), ""),
    ),
    "speakers": (
        ("unnamed_number", sa.Integer(), ""),
        ("unnamed_group", sa.Text(), ""),
        ("unnamed_organization", sa.Text(), ""),
        ("unnamed_position", sa.Text(), ""),
        ("unnamed_reason", sa.Text(), ""),
        ("unnamed_grade", sa.Integer(), ""),
        ("unnamed_collective", sa.Boolean(), ""),
    ),
}


def upgrade() -> None:
    """Add the columns, empty; reading the articles again fills them."""
    dialect = op.get_bind().dialect
    for table, columns in ADDED.items():
        for name, kind, check in columns:
            column = f"{name} {kind.compile(dialect=dialect)} {check}".strip()
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index("ix_speakers_unnamed_grade", "speakers", ["unnamed_grade"], unique=False)


def downgrade() -> None:
    """Drop the columns with what is in them, in place: rows that refer to these tables stay."""
    op.drop_index("ix_speakers_unnamed_grade", table_name="speakers")
    for table, columns in ADDED.items():
        for name, *_ in reversed(columns):
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
