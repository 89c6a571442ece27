"""Full-text search over quotations, and a view that joins what belongs to one.

Revision: 0002, after 0001.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VIEW = """
CREATE VIEW quotation_view AS
SELECT
    quotations.public_id AS quotation,
    quotations.text,
    quotations.kind,
    quotations.act,
    quotations.confidence,
    speakers.type AS speaker_type,
    speakers.name AS speaker,
    speakers.role,
    speakers.unit,
    speakers.organization,
    speakers.person_id,
    articles.published,
    outlets.name AS outlet,
    articles.title,
    articles.url,
    articles.source,
    articles.public_id AS article,
    articles.version,
    EXISTS (SELECT 1 FROM addresses WHERE addresses.article_id = articles.id) AS current,
    quotations.origin,
    quotations.context
FROM quotations
JOIN articles ON articles.id = quotations.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN speakers ON speakers.quotation_id = quotations.id
"""

FTS5 = (
    """
    CREATE VIRTUAL TABLE quotation_search USING fts5(
        text, context,
        content = 'quotations', content_rowid = 'id',
        tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER quotation_search_insert AFTER INSERT ON quotations BEGIN
        INSERT INTO quotation_search (rowid, text, context)
        VALUES (new.id, new.text, new.context);
    END
    """,
    """
    CREATE TRIGGER quotation_search_delete AFTER DELETE ON quotations BEGIN
        INSERT INTO quotation_search (quotation_search, rowid, text, context)
        VALUES ('delete', old.id, old.text, old.context);
    END
    """,
    """
    CREATE TRIGGER quotation_search_update AFTER UPDATE OF id, text, context ON quotations BEGIN
        INSERT INTO quotation_search (quotation_search, rowid, text, context)
        VALUES ('delete', old.id, old.text, old.context);
        INSERT INTO quotation_search (rowid, text, context)
        VALUES (new.id, new.text, new.context);
    END
    """,
    "INSERT INTO quotation_search (quotation_search) VALUES ('rebuild')",
)

TSVECTOR = """
CREATE INDEX quotation_search ON quotations
USING gin (to_tsvector('english', text || ' ' || context))
"""


def upgrade() -> None:
    """Make view and index, and fill the index from the quotations that are there."""
    op.execute(VIEW)
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)
    else:
        op.execute(TSVECTOR)


def downgrade() -> None:
    """Drop view and index."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER quotation_search_{event}")
        op.execute("DROP TABLE quotation_search")
    else:
        op.execute("DROP INDEX quotation_search")
    op.execute("DROP VIEW quotation_view")
