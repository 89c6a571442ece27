"""A curated vocabulary of topics, and what humans decided on topics.

Revision: 0009, after 0008.

The vocabulary begins empty; the program puts the shipped one in. Going back loses the vocabulary
and the verdicts of humans that a quotation is not about a topic; links found by similarity go,
those that humans made are then said to come from the vocabulary.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.meaning.vocabulary.words import key

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MADE = ("vocabulary_terms", "vocabulary_topics", "topic_verdicts", "topic_edits")
METHODS = ("entity", "phrase", "vocabulary", "similarity", "human")
LINKS = "quotation_id, topic_id, origin, score, method"


def upgrade() -> None:
    """Make the tables, empty; let links be found by similarity or by humans; fill the keys."""
    op.execute("""ALTER TABLE topics ADD COLUMN "key" TEXT DEFAULT '' NOT NULL""")
    _fill_keys()
    op.create_index("ix_topics_key", "topics", ["key"], unique=False)
    _allow(METHODS)
    op.create_table(
        "topic_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        *_author(),
        sa.CheckConstraint(
            "kind IN ('add', 'rename', 'merge', 'import')", name=op.f("ck_topic_edits_kind")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_topic_edits"),
    )
    op.create_table(
        "topic_verdicts",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        *_author(),
        _refers("topic_verdicts", "quotation_id", "quotations", "CASCADE"),
        _refers("topic_verdicts", "topic_id", "topics", "RESTRICT"),
        sa.PrimaryKeyConstraint("quotation_id", "topic_id", name="pk_topic_verdicts"),
    )
    op.create_table(
        "vocabulary_topics",
        sa.Column("topic_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("edit_id", sa.Integer(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        _refers("vocabulary_topics", "topic_id", "topics", "CASCADE"),
        _refers("vocabulary_topics", "parent_id", "topics", "SET NULL"),
        _refers("vocabulary_topics", "edit_id", "topic_edits", "SET NULL"),
        sa.PrimaryKeyConstraint("topic_id", name="pk_vocabulary_topics"),
    )
    op.create_table(
        "vocabulary_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('synonym', 'pattern')", name=op.f("ck_vocabulary_terms_kind")),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["vocabulary_topics.topic_id"],
            name="fk_vocabulary_terms_topic_id_vocabulary_topics",
            ondelete="CASCADE",
        ),
        _refers("vocabulary_terms", "edit_id", "topic_edits", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_vocabulary_terms"),
        sa.UniqueConstraint(
            "topic_id", "kind", "term", name="uq_vocabulary_terms_topic_id_kind_term"
        ),
    )
    for table, columns in {
        "topic_verdicts": ("topic_id",),
        "vocabulary_topics": ("parent_id", "edit_id"),
        "vocabulary_terms": ("key", "edit_id"),
    }.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    """Drop the tables with what is in them, and topics that nothing has then."""
    for table in MADE:
        op.drop_table(table)
    op.execute("DELETE FROM quotation_topics WHERE method = 'similarity'")
    op.execute("UPDATE quotation_topics SET method = 'vocabulary' WHERE method = 'human'")
    op.execute("DELETE FROM topics WHERE id NOT IN (SELECT topic_id FROM quotation_topics)")
    _allow(METHODS[:3])
    op.drop_index("ix_topics_key", table_name="topics")
    op.execute('ALTER TABLE topics DROP COLUMN "key"')


def _fill_keys() -> None:
    connection = op.get_bind()
    topics = connection.execute(sa.text("SELECT id, label FROM topics")).all()
    rows = [{"at": row, "key": key(label)} for row, label in topics]
    if rows:
        connection.execute(sa.text('UPDATE topics SET "key" = :key WHERE id = :at'), rows)


def _allow(methods: tuple[str, ...]) -> None:
    """Let links be found by these methods; SQLite needs the table to be made anew for that."""
    listed = ", ".join(f"'{method}'" for method in methods)
    check = f"method IN ({listed})"
    if op.get_bind().dialect.name != "sqlite":
        name = op.f("ck_quotation_topics_method")
        op.drop_constraint(name, "quotation_topics", type_="check")
        op.create_check_constraint(name, "quotation_topics", check)
        return
    op.drop_index("ix_quotation_topics_topic_id", table_name="quotation_topics")
    op.rename_table("quotation_topics", "quotation_topics_before")
    op.create_table(
        "quotation_topics",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.CheckConstraint(check, name=op.f("ck_quotation_topics_method")),
        sa.CheckConstraint(
            "origin IN ('machine', 'human')", name=op.f("ck_quotation_topics_origin")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_quotation_topics_score")),
        _refers("quotation_topics", "quotation_id", "quotations", "CASCADE"),
        _refers("quotation_topics", "topic_id", "topics", "CASCADE"),
        sa.PrimaryKeyConstraint("quotation_id", "topic_id", "origin", name="pk_quotation_topics"),
    )
    op.execute(
        f"INSERT INTO quotation_topics ({LINKS}) SELECT {LINKS} FROM quotation_topics_before"
    )
    op.drop_table("quotation_topics_before")
    op.create_index("ix_quotation_topics_topic_id", "quotation_topics", ["topic_id"], unique=False)


def _author() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
    )


def _refers(table: str, column: str, to: str, rule: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=rule
    )
