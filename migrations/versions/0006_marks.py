"""What lets an article that comes a little late be put in where it belongs.

Revision: 0006, after 0005.

A revision stays as it was released: it imports nothing of the package, whose code goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PROFILES = sa.table(
    "person_profiles",
    sa.column("person_id", sa.Integer()),
    sa.column("history", sa.JSON()),
    sa.column("names", sa.Text()),
)


def upgrade() -> None:
    """Make the table and the columns, and fill the names from the histories."""
    op.create_table(
        "person_marks",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("recent", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_person_marks_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "size", name=op.f("pk_person_marks")),
    )
    op.add_column(
        "person_profiles", sa.Column("names", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "person_profiles", sa.Column("tail", sa.JSON(), nullable=False, server_default="[]")
    )
    op.drop_index(op.f("ix_article_people_machine_person_id"), "article_people")
    op.create_index(
        op.f("ix_article_people_machine_person_id_article_id"),
        "article_people",
        ["machine_person_id", "article_id"],
    )
    op.drop_index(op.f("ix_article_organization_keys_key"), "article_organization_keys")
    op.create_index(
        op.f("ix_article_organization_keys_key_kind"), "article_organization_keys", ["key", "kind"]
    )
    # The keys are others now: who waits for nothing is put together again when that is filled in.
    op.execute("DELETE FROM person_keys")
    op.execute("DELETE FROM person_profiles WHERE NOT pending")
    _fill_names(op.get_bind())


def _fill_names(connection: sa.Connection) -> None:
    rows = [
        {"at": person, "called": "\n".join(sorted(filter(_is_whole, history["names"])))}
        for person, history in connection.execute(
            sa.select(PROFILES.c.person_id, PROFILES.c.history)
        )
    ]
    if rows:
        connection.execute(
            sa.update(PROFILES)
            .where(PROFILES.c.person_id == sa.bindparam("at"))
            .values(names=sa.bindparam("called")),
            rows,
        )


def _is_whole(name: str) -> bool:
    """Whether a name has more than one word; what a title makes one too is sorted out when read."""
    return len(name.split()) > 1


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_article_organization_keys_key_kind"), "article_organization_keys")
    op.create_index(op.f("ix_article_organization_keys_key"), "article_organization_keys", ["key"])
    op.drop_index(op.f("ix_article_people_machine_person_id_article_id"), "article_people")
    op.create_index(
        op.f("ix_article_people_machine_person_id"), "article_people", ["machine_person_id"]
    )
    with op.batch_alter_table("person_profiles") as batch:
        batch.drop_column("tail")
        batch.drop_column("names")
    op.drop_table("person_marks")
