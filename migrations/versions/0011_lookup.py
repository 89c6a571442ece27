"""Indexes for looking up what a claim comes from: trigrams, document frequencies, sketches.

Revision: 0011, after 0010.

The sketches are made of the vectors that are there. PostgreSQL has no index of trigrams: there
claims are looked up by words and meaning.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WIDTH = 384
AT_A_TIME = 500

FTS5 = (
    "CREATE VIRTUAL TABLE quotation_search_terms USING fts5vocab(quotation_search, row)",
    """
    CREATE VIRTUAL TABLE quotation_search_trigrams USING fts5(
        text, content = 'quotations', content_rowid = 'id', tokenize = 'trigram', detail = none
    )
    """,
    """
    CREATE TRIGGER quotation_search_trigrams_insert AFTER INSERT ON quotations BEGIN
        INSERT INTO quotation_search_trigrams (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER quotation_search_trigrams_delete AFTER DELETE ON quotations BEGIN
        INSERT INTO quotation_search_trigrams (quotation_search_trigrams, rowid, text)
        VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER quotation_search_trigrams_update AFTER UPDATE OF id, text ON quotations BEGIN
        INSERT INTO quotation_search_trigrams (quotation_search_trigrams, rowid, text)
        VALUES ('delete', old.id, old.text);
        INSERT INTO quotation_search_trigrams (rowid, text) VALUES (new.id, new.text);
    END
    """,
    "INSERT INTO quotation_search_trigrams (quotation_search_trigrams) VALUES ('rebuild')",
)


def upgrade() -> None:
    """Make the indexes, and fill them from the quotations and vectors that are there."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)
    sketches = op.create_table(
        "sketches",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("sketches", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["vectors.article_id"],
            name="fk_sketches_article_id_vectors",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_sketches"),
    )
    _fill(sketches)


def downgrade() -> None:
    """Drop the indexes; nothing is lost that cannot be made again."""
    op.drop_table("sketches")
    if op.get_bind().dialect.name == "sqlite":
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER quotation_search_trigrams_{event}")
        op.execute("DROP TABLE quotation_search_trigrams")
        op.execute("DROP TABLE quotation_search_terms")


def _fill(sketches: sa.Table) -> None:
    import numpy as np

    connection = op.get_bind()
    stored = sa.text(
        "SELECT article_id, model, vectors FROM vectors WHERE article_id > :last "
        "ORDER BY article_id LIMIT :most"
    )
    last = -1
    while rows := connection.execute(stored, {"last": last, "most": AT_A_TIME}).all():
        made = [
            {
                "article_id": article,
                "model": model,
                "sketches": np.packbits(
                    np.frombuffer(vectors, np.int8).reshape(-1, WIDTH) > 0, axis=1
                ).tobytes(),
            }
            for article, model, vectors in rows
        ]
        connection.execute(sa.insert(sketches), made)
        last = rows[-1].article_id
