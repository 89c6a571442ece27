"""Bands and credits of articles, by which copies of one article are found.

Revision: 0012, after 0011.

They are made here for the articles that are stored, because a copy that is not known as one would
be counted as an independent source without a word; it takes a few milliseconds an article.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.article import Article
from quotes.store.republished.credit import Credit
from quotes.store.republished.credits import credits_of
from quotes.store.republished.minhash import bands
from quotes.store.republished.shingles import shingles

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 100
"""Articles whose texts are in memory at a time."""
ADD_BAND = sa.text("INSERT INTO article_bands (band, article_id) VALUES (:band, :article_id)")
ADD_CREDIT = sa.text(
    "INSERT INTO article_credits "
    "(article_id, ordinal, kind, name, evidence_start, evidence_end) "
    "VALUES (:article_id, :ordinal, :kind, :name, :evidence_start, :evidence_end)"
)


def upgrade() -> None:
    """Make the tables, and fill them for the articles that are stored."""
    op.create_table(
        "article_bands",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_article_bands_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_article_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_bands_article_id", "article_bands", ["article_id"])
    op.create_table(
        "article_credits",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=True),
        sa.Column("evidence_end", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('agency', 'republished', 'release')", name=op.f("ck_article_credits_kind")
        ),
        sa.CheckConstraint(
            "(evidence_start IS NULL AND evidence_end IS NULL) OR "
            "(0 <= evidence_start AND evidence_start < evidence_end)",
            name=op.f("ck_article_credits_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_article_credits_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name="pk_article_credits"),
    )
    _fill(op.get_bind())


def downgrade() -> None:
    """Drop the tables with what is in them; nothing is lost that cannot be made again."""
    op.drop_table("article_credits")
    op.drop_index("ix_article_bands_article_id", table_name="article_bands")
    op.drop_table("article_bands")


def _fill(connection: sa.Connection) -> None:
    stored = sa.text(
        "SELECT articles.id, text, authors, outlets.name FROM articles "
        "LEFT JOIN outlets ON outlets.id = outlet_id "
        "WHERE articles.id > :after ORDER BY articles.id LIMIT :most"
    )
    after = 0
    while rows := connection.execute(stored, {"after": after, "most": BATCH}).all():
        for row, text, authors, outlet in rows:
            article = Article(text, source="", authors=_names(authors), outlet=outlet)
            made = [{"band": band, "article_id": row} for band in bands(shingles(text))]
            credited = [_credit_row(row, *one) for one in enumerate(credits_of(article))]
            if made:
                connection.execute(ADD_BAND, made)
            if credited:
                connection.execute(ADD_CREDIT, credited)
        after = rows[-1][0]


def _credit_row(article: int, ordinal: int, credit: Credit) -> dict[str, Any]:
    evidence = credit.evidence
    return {
        "article_id": article,
        "ordinal": ordinal,
        "kind": credit.kind,
        "name": credit.name,
        "evidence_start": evidence.start if evidence else None,
        "evidence_end": evidence.end if evidence else None,
    }


def _names(authors: Any) -> tuple[str, ...]:
    """The names in a JSON column, which not every driver decodes by itself."""
    return tuple(json.loads(authors) if isinstance(authors, str) else authors)
