"""People of an article apart from people across articles, and what humans decide on them.

Revision: 0003, after 0002.

Going back loses the decisions; the people stay as they were decided last.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.store.folding import fold_person
from quotes.store.identity.index import index_keys

revision = "0003"
down_revision = "0002"
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
    {person},
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
NEW_VIEW = (
    VIEW.format(person="appearances.person_id")
    + "LEFT JOIN appearances ON appearances.id = speakers.appearance_id"
)
OLD_VIEW = VIEW.format(person="speakers.person_id")

REPLACED = ("speakers", "names", "posts")
ADDED = ("aliases", "decision_members", "decisions", "person_links", "name_keys", "appearances")

WHERE_FROM = """
SELECT article_id, person_id FROM old_names WHERE article_id IS NOT NULL
UNION SELECT article_id, person_id FROM old_posts
UNION SELECT quotations.article_id, old_speakers.person_id FROM old_speakers
JOIN quotations ON quotations.id = old_speakers.quotation_id
WHERE old_speakers.person_id IS NOT NULL
"""

TO_APPEARANCES = (
    """
    INSERT INTO names (id, appearance_id, name, folded, surname, kind)
    SELECT old.id, appearances.id, old.name, old.folded, old.surname, old.kind
    FROM old_names AS old
    JOIN appearances
        ON appearances.article_id = old.article_id AND appearances.person_id = old.person_id
    WHERE old.origin = 'machine'
    ORDER BY old.id
    """,
    """
    INSERT INTO posts (id, appearance_id, role, organization_id, unit, evidence_start,
        evidence_end, evidence, first_day, last_day, origin)
    SELECT old.id, appearances.id, old.role, old.organization_id, old.unit, old.evidence_start,
        old.evidence_end, old.evidence, old.first_day, old.last_day, old.origin
    FROM old_posts AS old
    JOIN appearances
        ON appearances.article_id = old.article_id AND appearances.person_id = old.person_id
    ORDER BY old.id
    """,
    """
    INSERT INTO speakers (quotation_id, ordinal, type, name, mention_start, mention_end, mention,
        appearance_id, organization_id, post_id, role, organization, unit)
    SELECT old.quotation_id, old.ordinal, old.type, old.name, old.mention_start, old.mention_end,
        old.mention, appearances.id, old.organization_id, old.post_id, old.role, old.organization,
        old.unit
    FROM old_speakers AS old
    JOIN quotations ON quotations.id = old.quotation_id
    LEFT JOIN appearances
        ON appearances.article_id = quotations.article_id AND appearances.person_id = old.person_id
    """,
)

KEPT = {
    "old_names": """
        SELECT min(names.id) AS id, person_id, article_id, names.name,
            max(names.folded) AS folded, max(surname) AS surname, max(kind) AS kind
        FROM names JOIN appearances ON appearances.id = names.appearance_id
        GROUP BY person_id, article_id, names.name
    """,
    "old_aliases": "SELECT DISTINCT person_id, name, folded, surname FROM aliases",
    "old_posts": """
        SELECT posts.*, person_id, article_id, min(posts.id) OVER (
            PARTITION BY person_id, article_id, role, organization_id, unit, origin
        ) AS kept
        FROM posts JOIN appearances ON appearances.id = posts.appearance_id
    """,
    "old_speakers": """
        SELECT speakers.*, person_id
        FROM speakers LEFT JOIN appearances ON appearances.id = speakers.appearance_id
    """,
}

TO_PEOPLE = (
    """
    INSERT INTO names (id, person_id, article_id, name, folded, surname, kind, origin)
    SELECT id, person_id, article_id, name, folded, surname, kind, 'machine' FROM old_names
    """,
    """
    INSERT INTO names (id, person_id, name, folded, surname, kind, origin)
    SELECT (SELECT coalesce(max(id), 0) FROM old_names)
            + row_number() OVER (ORDER BY person_id, name),
        person_id, name, folded, surname, 'alias', 'human'
    FROM old_aliases
    """,
    """
    INSERT INTO posts (id, person_id, article_id, role, organization_id, unit, evidence_start,
        evidence_end, evidence, first_day, last_day, origin)
    SELECT id, person_id, article_id, role, organization_id, unit, evidence_start, evidence_end,
        evidence, first_day, last_day, origin
    FROM old_posts WHERE id = kept
    """,
    """
    INSERT INTO speakers (quotation_id, ordinal, type, name, mention_start, mention_end, mention,
        person_id, organization_id, post_id, role, organization, unit)
    SELECT old.quotation_id, old.ordinal, old.type, old.name, old.mention_start, old.mention_end,
        old.mention, old.person_id, old.organization_id, old_posts.kept, old.role,
        old.organization, old.unit
    FROM old_speakers AS old LEFT JOIN old_posts ON old_posts.id = old.post_id
    """,
    """
    DELETE FROM people
    WHERE id NOT IN (SELECT person_id FROM names) AND id NOT IN (SELECT person_id FROM posts)
        AND id NOT IN (SELECT person_id FROM speakers WHERE person_id IS NOT NULL)
    """,
)


def upgrade() -> None:
    """Put an appearance between each person and what an article says of them."""
    op.execute("DROP VIEW quotation_view")
    for table in REPLACED:
        _keep(f"old_{table}", f"SELECT * FROM {table}")
    for table in REPLACED:
        op.drop_table(table)
    _make_tables()
    _fill_appearances()
    for statement in TO_APPEARANCES:
        op.execute(statement)
    _fill_aliases()
    for table in ("appearances", "names", "posts"):
        _number_on(table)
    for table in REPLACED:
        op.execute(f"DROP TABLE old_{table}")
    op.execute(NEW_VIEW)


def downgrade() -> None:
    """Hang names, posts and speakers on the people themselves again."""
    op.execute("DROP VIEW quotation_view")
    for table, rows in KEPT.items():
        _keep(table, rows)
    for table in (*REPLACED, *ADDED):
        op.drop_table(table)
    _make_old_tables()
    for statement in TO_PEOPLE:
        op.execute(statement)
    for table in ("names", "posts"):
        _number_on(table)
    for table in KEPT:
        op.execute(f"DROP TABLE {table}")
    op.execute(OLD_VIEW)


def _keep(table: str, rows: str) -> None:
    op.execute(f"CREATE TEMPORARY TABLE {table} AS {rows}")


def _number_on(table: str) -> None:
    """Let PostgreSQL number new rows after those that were written with their numbers."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, "
            f"false) FROM {table}"
        )


def _fill_appearances() -> None:
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT id, name FROM people"))
    shown = {row.id: row.name for row in people}
    full = "SELECT article_id, person_id, name FROM old_names WHERE kind = 'full' ORDER BY id"
    names: dict[tuple[int, int], str] = {}
    for article, person, name in connection.execute(sa.text(full)):
        if name == shown[person]:
            names[article, person] = name
        else:
            names.setdefault((article, person), name)
    namesakes: Counter[tuple[int, str]] = Counter()
    rows: list[dict[str, Any]] = []
    there = connection.execute(sa.text(WHERE_FROM + "ORDER BY 1, 2")).all()
    for row, (article, person) in enumerate(there, start=1):
        name = names.get((article, person), shown[person])
        folded = fold_person(name)
        rows.append(
            {
                "id": row,
                "article_id": article,
                "person_id": person,
                "home_id": person,
                "name": name,
                "folded": folded,
                "ordinal": namesakes[article, folded],
            }
        )
        namesakes[article, folded] += 1
    columns = ("id", "article_id", "person_id", "home_id", "name", "folded", "ordinal")
    appearances = sa.table("appearances", *map(sa.column, columns))
    keys = sa.table("name_keys", sa.column("appearance_id"), sa.column("key"))
    listed = [
        {"appearance_id": row["id"], "key": key} for row in rows for key in index_keys(row["name"])
    ]
    if rows:
        connection.execute(appearances.insert(), rows)
    if listed:
        connection.execute(keys.insert(), listed)


def _fill_aliases() -> None:
    """Names that a human gave become decisions of the time when they were moved."""
    connection = op.get_bind()
    given = "SELECT person_id, name, folded, surname FROM old_names WHERE origin = 'human'"
    now = datetime.now(UTC)
    decisions = sa.table(
        "decisions",
        sa.column("id"),
        *map(sa.column, ("subject", "kind", "origin", "by")),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("person_id"),
        sa.column("name"),
    )
    columns = ("person_id", "name", "folded", "surname", "decision_id")
    aliases = sa.table("aliases", *map(sa.column, columns))
    rows = connection.execute(sa.text(given + " ORDER BY id")).all()
    for decision, (person, name, folded, surname) in enumerate(rows, start=1):
        made = {
            "id": decision,
            "subject": "person",
            "kind": "alias",
            "origin": "human",
            "by": "unknown",
            "at": now,
            "person_id": person,
            "name": name,
        }
        connection.execute(decisions.insert(), made)
        alias = (person, name, folded, surname, decision)
        connection.execute(aliases.insert(), dict(zip(columns, alias, strict=True)))
    _number_on("decisions")


def _make_tables() -> None:
    op.create_table(
        "appearances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_appearances_ordinal")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_appearances_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["home_id"],
            ["people.id"],
            name=op.f("fk_appearances_home_id_people"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_appearances_person_id_people"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        sa.UniqueConstraint(
            "article_id", "folded", "ordinal", name=op.f("uq_appearances_article_id_folded_ordinal")
        ),
    )
    op.create_index(op.f("ix_appearances_folded"), "appearances", ["folded"], unique=False)
    op.create_index(op.f("ix_appearances_home_id"), "appearances", ["home_id"], unique=False)
    op.create_index(op.f("ix_appearances_person_id"), "appearances", ["person_id"], unique=False)
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('full', 'alias')", name=op.f("ck_names_kind")),
        sa.ForeignKeyConstraint(
            ["appearance_id"],
            ["appearances.id"],
            name=op.f("fk_names_appearance_id_appearances"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sa.UniqueConstraint("appearance_id", "name", name=op.f("uq_names_appearance_id_name")),
    )
    op.create_index(op.f("ix_names_folded"), "names", ["folded"], unique=False)
    op.create_index(op.f("ix_names_surname"), "names", ["surname"], unique=False)
    op.create_table(
        "name_keys",
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appearance_id"],
            ["appearances.id"],
            name=op.f("fk_name_keys_appearance_id_appearances"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("appearance_id", "key", name=op.f("pk_name_keys")),
    )
    op.create_index(op.f("ix_name_keys_key"), "name_keys", ["key"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'human')", name=op.f("ck_posts_origin")),
        sa.CheckConstraint(
            "0 <= evidence_start AND evidence_start < evidence_end", name=op.f("ck_posts_evidence")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_posts_days")),
        sa.CheckConstraint(
            "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL",
            name=op.f("ck_posts_something"),
        ),
        sa.ForeignKeyConstraint(
            ["appearance_id"],
            ["appearances.id"],
            name=op.f("fk_posts_appearance_id_appearances"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_posts_organization_id_organizations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint(
            "appearance_id",
            "role",
            "organization_id",
            "unit",
            "origin",
            name=op.f("uq_posts_appearance_id_role_organization_id_unit_origin"),
        ),
    )
    op.create_index(op.f("ix_posts_organization_id"), "posts", ["organization_id"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mention_start", sa.Integer(), nullable=True),
        sa.Column("mention_end", sa.Integer(), nullable=True),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("appearance_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "appearance_id IS NULL OR type = 'person'", name=op.f("ck_speakers_appearance")
        ),
        sa.CheckConstraint(
            "type IN ('person', 'organization', 'group', 'unknown')", name=op.f("ck_speakers_type")
        ),
        sa.CheckConstraint(
            "(mention_start IS NULL AND mention_end IS NULL) OR "
            "(0 <= mention_start AND mention_start < mention_end)",
            name=op.f("ck_speakers_mention"),
        ),
        sa.ForeignKeyConstraint(
            ["appearance_id"],
            ["appearances.id"],
            name=op.f("fk_speakers_appearance_id_appearances"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_speakers_organization_id_organizations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_speakers_post_id_posts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotations.id"],
            name=op.f("fk_speakers_quotation_id_quotations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quotation_id", "ordinal", name=op.f("pk_speakers")),
    )
    op.create_index(op.f("ix_speakers_appearance_id"), "speakers", ["appearance_id"], unique=False)
    op.create_index(
        op.f("ix_speakers_organization_id"), "speakers", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_speakers_post_id"), "speakers", ["post_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("other_person_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("other_organization_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(subject = 'person') = (person_id IS NOT NULL) AND "
            "(subject = 'organization') = (organization_id IS NOT NULL)",
            name=op.f("ck_decisions_operand"),
        ),
        sa.CheckConstraint(
            "kind IN ('merge', 'split', 'rename', 'alias', 'different')",
            name=op.f("ck_decisions_kind"),
        ),
        sa.CheckConstraint("origin IN ('machine', 'human')", name=op.f("ck_decisions_origin")),
        sa.CheckConstraint(
            "subject IN ('person', 'organization')", name=op.f("ck_decisions_subject")
        ),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_decisions_undone")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_decisions_organization_id_organizations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["other_organization_id"],
            ["organizations.id"],
            name=op.f("fk_decisions_other_organization_id_organizations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["other_person_id"],
            ["people.id"],
            name=op.f("fk_decisions_other_person_id_people"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_decisions_person_id_people"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(
        op.f("ix_decisions_organization_id"), "decisions", ["organization_id"], unique=False
    )
    op.create_index(
        op.f("ix_decisions_other_organization_id"),
        "decisions",
        ["other_organization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_decisions_other_person_id"), "decisions", ["other_person_id"], unique=False
    )
    op.create_index(op.f("ix_decisions_person_id"), "decisions", ["person_id"], unique=False)
    op.create_table(
        "decision_members",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(length=16), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_decision_members_decision_id_decisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "decision_id", "article", "folded", "ordinal", name=op.f("pk_decision_members")
        ),
    )
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_aliases_decision_id_decisions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_aliases_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint(
            "person_id", "name", "decision_id", name=op.f("uq_aliases_person_id_name_decision_id")
        ),
    )
    op.create_index(op.f("ix_aliases_decision_id"), "aliases", ["decision_id"], unique=False)
    op.create_index(op.f("ix_aliases_folded"), "aliases", ["folded"], unique=False)
    op.create_index(op.f("ix_aliases_surname"), "aliases", ["surname"], unique=False)
    op.create_table(
        "person_links",
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.CheckConstraint("verdict IN ('same', 'maybe')", name=op.f("ck_person_links_verdict")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_person_links_score")),
        sa.ForeignKeyConstraint(
            ["appearance_id"],
            ["appearances.id"],
            name=op.f("fk_person_links_appearance_id_appearances"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_person_links_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("appearance_id", "person_id", name=op.f("pk_person_links")),
    )
    op.create_index(op.f("ix_person_links_person_id"), "person_links", ["person_id"], unique=False)


def _make_old_tables() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "article_id IS NOT NULL OR origin = 'human'", name=op.f("ck_names_article")
        ),
        sa.CheckConstraint("kind IN ('full', 'alias')", name=op.f("ck_names_kind")),
        sa.CheckConstraint("origin IN ('machine', 'human')", name=op.f("ck_names_origin")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_names_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_names_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sa.UniqueConstraint(
            "person_id",
            "article_id",
            "name",
            "origin",
            name=op.f("uq_names_person_id_article_id_name_origin"),
        ),
    )
    op.create_index(op.f("ix_names_article_id"), "names", ["article_id"], unique=False)
    op.create_index(op.f("ix_names_folded"), "names", ["folded"], unique=False)
    op.create_index(op.f("ix_names_surname"), "names", ["surname"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'human')", name=op.f("ck_posts_origin")),
        sa.CheckConstraint(
            "0 <= evidence_start AND evidence_start < evidence_end", name=op.f("ck_posts_evidence")
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_posts_days")),
        sa.CheckConstraint(
            "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL",
            name=op.f("ck_posts_something"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_posts_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_posts_organization_id_organizations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_posts_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint(
            "person_id",
            "article_id",
            "role",
            "organization_id",
            "unit",
            "origin",
            name=op.f("uq_posts_person_id_article_id_role_organization_id_unit_origin"),
        ),
    )
    op.create_index(op.f("ix_posts_article_id"), "posts", ["article_id"], unique=False)
    op.create_index(op.f("ix_posts_organization_id"), "posts", ["organization_id"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mention_start", sa.Integer(), nullable=True),
        sa.Column("mention_end", sa.Integer(), nullable=True),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.CheckConstraint("person_id IS NULL OR type = 'person'", name=op.f("ck_speakers_person")),
        sa.CheckConstraint(
            "type IN ('person', 'organization', 'group', 'unknown')", name=op.f("ck_speakers_type")
        ),
        sa.CheckConstraint(
            "(mention_start IS NULL AND mention_end IS NULL) OR "
            "(0 <= mention_start AND mention_start < mention_end)",
            name=op.f("ck_speakers_mention"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_speakers_organization_id_organizations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_speakers_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_speakers_post_id_posts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotations.id"],
            name=op.f("fk_speakers_quotation_id_quotations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quotation_id", "ordinal", name=op.f("pk_speakers")),
    )
    op.create_index(
        op.f("ix_speakers_organization_id"), "speakers", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_speakers_person_id"), "speakers", ["person_id"], unique=False)
    op.create_index(op.f("ix_speakers_post_id"), "speakers", ["post_id"], unique=False)
