"""When posts began and ended, and how bodies were renamed: the tables ``terms`` and ``renamings``.

Revision: 0004, after 0003.

A revision stays as it was released: it imports nothing of the package, whose code goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _refers(column: str, to: str, rule: str, *, optional: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{to}.id", ondelete=rule)
    return sa.Column(column, sa.Integer(), key, nullable=optional, index=True)


def _evidence(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "0 <= evidence_start AND evidence_start < evidence_end",
            name=op.f(f"ck_{table}_evidence"),
        ),
    ]


def upgrade() -> None:
    """Make the tables; they are filled as articles are read, or read again."""
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), primary_key=True),
        _refers("article_person_id", "article_people", "CASCADE"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("organization", sa.Text()),
        _refers("article_organization_id", "article_organizations", "SET NULL", optional=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("began", sa.Text()),
        sa.Column("ended", sa.Text()),
        *_evidence("terms"),
        sa.CheckConstraint("kind IN ('held', 'left', 'died')", name=op.f("ck_terms_kind")),
        sa.CheckConstraint(
            "status IN ('current', 'former', 'acting', 'elect')", name=op.f("ck_terms_status")
        ),
        sa.CheckConstraint("kind = 'held' OR ended IS NOT NULL", name=op.f("ck_terms_ended")),
    )
    op.create_table(
        "renamings",
        sa.Column("id", sa.Integer(), primary_key=True),
        _refers("article_id", "articles", "CASCADE"),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("day", sa.Text()),
        *_evidence("renamings"),
    )


def downgrade() -> None:
    """Take the tables away; reading the articles again makes what they held."""
    op.drop_table("renamings")
    op.drop_table("terms")
