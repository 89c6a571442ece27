"""People of contact lists, with their names, posts and Wikidata identifiers.

Revision: 0007, after 0006.

Going back loses the lists; people whom no article names go with them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MADE = (
    "contact_links",
    "contact_posts",
    "contact_keys",
    "contact_names",
    "contacts",
    "contact_lists",
)
UNNAMED = """
DELETE FROM people WHERE id IN (SELECT home_id FROM listed_people)
AND id NOT IN (SELECT person_id FROM appearances UNION SELECT home_id FROM appearances
UNION SELECT person_id FROM decisions WHERE person_id IS NOT NULL
UNION SELECT other_person_id FROM decisions WHERE other_person_id IS NOT NULL)
"""


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "contact_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contact_lists"),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("qid", sa.Text(), nullable=True),
        sa.CheckConstraint("qid LIKE 'Q%'", name=op.f("ck_contacts_qid")),
        _refers("contacts", "person_id", "people", "RESTRICT"),
        _refers("contacts", "home_id", "people", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.UniqueConstraint("qid", name="uq_contacts_qid"),
    )
    op.create_table(
        "contact_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        _refers("contact_names", "contact_id", "contacts", "CASCADE"),
        _refers("contact_names", "list_id", "contact_lists", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_names"),
        sa.UniqueConstraint("contact_id", "name", name="uq_contact_names_contact_id_name"),
    )
    op.create_table(
        "contact_keys",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        _refers("contact_keys", "contact_id", "contacts", "CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "key", name="pk_contact_keys"),
    )
    op.create_table(
        "contact_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("organization_key", sa.Text(), nullable=True),
        sa.Column("organization_qid", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IS NOT NULL OR organization IS NOT NULL OR unit IS NOT NULL",
            name=op.f("ck_contact_posts_something"),
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_contact_posts_days")),
        sa.CheckConstraint(
            "organization_qid LIKE 'Q%'", name=op.f("ck_contact_posts_organization_qid")
        ),
        sa.CheckConstraint(
            "status IN ('current', 'former', 'acting', 'elect')",
            name=op.f("ck_contact_posts_status"),
        ),
        _refers("contact_posts", "contact_id", "contacts", "CASCADE"),
        _refers("contact_posts", "list_id", "contact_lists", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_posts"),
    )
    op.create_table(
        "contact_links",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.CheckConstraint("verdict IN ('same', 'maybe')", name=op.f("ck_contact_links_verdict")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_contact_links_score")),
        _refers("contact_links", "contact_id", "contacts", "CASCADE"),
        _refers("contact_links", "person_id", "people", "CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "person_id", name="pk_contact_links"),
    )
    for table, columns in {
        "contacts": ("person_id", "home_id"),
        "contact_names": ("list_id", "folded", "surname"),
        "contact_keys": ("key",),
        "contact_posts": ("contact_id", "list_id", "organization_key"),
        "contact_links": ("person_id",),
    }.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    """Drop the tables with what is in them, and the people who stood only there."""
    op.execute("CREATE TEMPORARY TABLE listed_people AS SELECT home_id FROM contacts")
    for table in MADE:
        op.drop_table(table)
    op.execute(UNNAMED)
    op.execute("DROP TABLE listed_people")


def _refers(table: str, column: str, to: str, rule: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=rule
    )
