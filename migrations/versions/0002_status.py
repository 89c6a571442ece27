"""Whether the words of a quotation were said: the column ``status``, in the view of quotations too.

Revision: 0002, after 0001.

A revision stays as it was released: it imports nothing of the package, whose code goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
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
    quotations.act,{status}
    quotations.confidence,
    speakers.type AS speaker_type,
    speakers.name AS speaker,
    speakers.role,
    speakers.unit,
    speakers.organization,
    article_people.person_id,
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
LEFT JOIN article_people ON article_people.id = speakers.article_person_id
"""
STATUSES = ("said", "denied", "refused", "hypothetical")


def upgrade() -> None:
    """Add the column. All that is stored was taken for said."""
    op.execute("DROP VIEW quotation_view")
    listed = ", ".join(f"'{status}'" for status in STATUSES)
    check = sa.CheckConstraint(f"status IN ({listed})", name=op.f("ck_quotations_status"))
    op.add_column(
        "quotations", sa.Column("status", sa.Text(), check, nullable=False, server_default="said")
    )
    op.execute(VIEW.format(status="\n    quotations.status,"))


def downgrade() -> None:
    """Take the column away, and with it what is known of the status."""
    op.execute("DROP VIEW quotation_view")
    op.drop_column("quotations", "status")
    op.execute(VIEW.format(status=""))
