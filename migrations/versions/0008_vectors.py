"""Vectors of quotations, for search by meaning.

Revision: 0008, after 0007.

The table begins empty: ``quotes db reindex`` makes the vectors of what is stored.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "vectors",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("quotations", sa.LargeBinary(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_vectors_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_vectors"),
    )


def downgrade() -> None:
    """Drop the table with what is in it; nothing is lost that cannot be made again."""
    op.drop_table("vectors")
