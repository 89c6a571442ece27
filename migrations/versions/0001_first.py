"""The first schema: tables, the view of quotations, and full-text search.

Revision: 0001, the first.

A revision stays as it was released: it imports nothing of the package, whose code goes on changing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

POST_STATUSES = ("current", "former", "acting", "elect")
ORIGINS = ("machine", "human")


def _column(name: str, kind: sa.types.TypeEngine[Any], **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **more)


def _optional(name: str, kind: sa.types.TypeEngine[Any], **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True, **more)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_column(name, sa.Text()) for name in names]


def _optional_texts(*names: str) -> list[sa.Column[Any]]:
    return [_optional(name, sa.Text()) for name in names]


def _indexed(name: str) -> sa.Column[Any]:
    return _column(name, sa.Text(), index=True)


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _refers(
    column: str,
    to: str,
    rule: str,
    *,
    optional: bool = False,
    index: bool = True,
    key: bool = False,
) -> sa.Column[Any]:
    return sa.Column(
        column,
        sa.Integer(),
        sa.ForeignKey(to if "." in to else f"{to}.id", ondelete=rule),
        nullable=optional,
        index=index,
        primary_key=key,
    )


def _author() -> list[sa.Column[Any]]:
    return [
        _column("by", sa.Text()),
        _column("at", sa.DateTime(timezone=True)),
        _optional("why", sa.Text()),
    ]


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return _check(column, f"{column} IN ({listed})")


def _share(column: str) -> sa.CheckConstraint:
    return _check(column, f"{column} BETWEEN 0 AND 1")


def _optional_span(name: str) -> sa.CheckConstraint:
    start, end = f"{name}_start", f"{name}_end"
    return _check(
        name,
        f"({start} IS NULL AND {end} IS NULL) OR (0 <= {start} AND {start} < {end})",
    )


sa.Table(
    "extraction_runs",
    TABLES,
    _id(),
    *_texts("program", "model"),
    _column("settings", sa.JSON()),
    _column("started", sa.DateTime(timezone=True)),
    _column("finished", sa.DateTime(timezone=True)),
)
sa.Table(
    "outlets",
    TABLES,
    _id(),
    _column("name", sa.Text()),
    _column("folded", sa.Text(), unique=True),
)
sa.Table(
    "articles",
    TABLES,
    _id(),
    _column("public_id", sa.String(16), unique=True),
    _column("version", sa.Integer()),
    _refers("supersedes_id", "articles", "SET NULL", optional=True),
    _refers("run_id", "extraction_runs", "RESTRICT"),
    _refers("outlet_id", "outlets", "SET NULL", optional=True),
    _column("source", sa.Text()),
    *_optional_texts("url", "title"),
    _column("authors", sa.JSON()),
    _optional("published", sa.Date(), index=True),
    _column("language", sa.Text()),
    _optional("extractor", sa.Text()),
    _column("sha256", sa.String(64)),
    _column("text", sa.Text()),
    _check("version", "version >= 1"),
)
sa.Table(
    "addresses",
    TABLES,
    _id(),
    _column("address", sa.Text(), unique=True),
    _refers("article_id", "articles", "CASCADE"),
)
sa.Table(
    "article_bands",
    TABLES,
    sa.Column("band", sa.Integer(), primary_key=True),
    _refers("article_id", "articles", "CASCADE", key=True),
    sqlite_with_rowid=False,
)
sa.Table(
    "article_credits",
    TABLES,
    _refers("article_id", "articles", "CASCADE", key=True, index=False),
    sa.Column("ordinal", sa.Integer(), primary_key=True),
    _column("kind", sa.Text()),
    _optional("name", sa.Text()),
    _optional("evidence_start", sa.Integer()),
    _optional("evidence_end", sa.Integer()),
    _one_of("kind", "agency", "republished", "release"),
    _optional_span("evidence"),
)
sa.Table(
    "vectors",
    TABLES,
    _refers("article_id", "articles", "CASCADE", key=True, index=False),
    _column("model", sa.Text()),
    _column("quotations", sa.LargeBinary()),
    _column("vectors", sa.LargeBinary()),
)
sa.Table(
    "sketches",
    TABLES,
    _refers("article_id", "vectors.article_id", "CASCADE", key=True, index=False),
    _column("model", sa.Text()),
    _column("sketches", sa.LargeBinary()),
)
sa.Table("people", TABLES, _id(), _column("name", sa.Text()))
sa.Table(
    "article_people",
    TABLES,
    _id(),
    _refers("article_id", "articles", "CASCADE", index=False),
    _refers("person_id", "people", "RESTRICT"),
    _refers("machine_person_id", "people", "RESTRICT"),
    _column("name", sa.Text()),
    _indexed("folded"),
    _column("ordinal", sa.Integer()),
    sa.UniqueConstraint("article_id", "folded", "ordinal"),
    _check("ordinal", "ordinal >= 0"),
)
sa.Table(
    "article_person_names",
    TABLES,
    _id(),
    _refers("article_person_id", "article_people", "CASCADE", index=False),
    _column("name", sa.Text()),
    _indexed("folded"),
    _indexed("surname"),
    _column("kind", sa.Text()),
    sa.UniqueConstraint("article_person_id", "name"),
    _one_of("kind", "full", "alias"),
)
sa.Table(
    "article_person_keys",
    TABLES,
    _refers("article_person_id", "article_people", "CASCADE", key=True, index=False),
    sa.Column("key", sa.Text(), primary_key=True, index=True),
)
sa.Table(
    "organizations",
    TABLES,
    _id(),
    _column("name", sa.Text()),
    _indexed("folded"),
    _optional("place", sa.Text()),
)
sa.Table(
    "article_organizations",
    TABLES,
    _id(),
    _refers("article_id", "articles", "CASCADE", index=False),
    _refers("organization_id", "organizations", "RESTRICT"),
    _refers("machine_organization_id", "organizations", "RESTRICT"),
    _refers("parent_id", "article_organizations", "SET NULL", optional=True),
    _column("name", sa.Text()),
    _indexed("folded"),
    _column("ordinal", sa.Integer()),
    _optional("place", sa.Text()),
    sa.UniqueConstraint("article_id", "folded", "ordinal"),
    _check("ordinal", "ordinal >= 0"),
)
sa.Table(
    "article_organization_names",
    TABLES,
    _id(),
    _refers("article_organization_id", "article_organizations", "CASCADE", index=False),
    _column("name", sa.Text()),
    _indexed("folded"),
    _column("kind", sa.Text()),
    sa.UniqueConstraint("article_organization_id", "name"),
    _one_of("kind", "full", "abbreviation", "former", "alias"),
)
sa.Table(
    "article_organization_keys",
    TABLES,
    _refers("article_organization_id", "article_organizations", "CASCADE", key=True, index=False),
    sa.Column("kind", sa.Text(), primary_key=True),
    sa.Column("key", sa.Text(), primary_key=True, index=True),
    _one_of("kind", "name", "abbreviation", "bare", "initials"),
)
sa.Table(
    "posts",
    TABLES,
    _id(),
    _refers("article_person_id", "article_people", "CASCADE", index=False),
    _optional("role", sa.Text()),
    _refers("organization_id", "organizations", "RESTRICT", optional=True),
    _refers("article_organization_id", "article_organizations", "SET NULL", optional=True),
    _optional("unit", sa.Text()),
    _column("evidence_start", sa.Integer()),
    _column("evidence_end", sa.Integer()),
    _column("evidence", sa.Text()),
    _optional("first_day", sa.Date()),
    _optional("last_day", sa.Date()),
    _column("origin", sa.Text()),
    _column("status", sa.Text(), server_default="current"),
    *_optional_texts("party", "country"),
    sa.UniqueConstraint("article_person_id", "role", "article_organization_id", "unit", "origin"),
    _check("something", "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL"),
    _check("evidence", "0 <= evidence_start AND evidence_start < evidence_end"),
    _check("days", "first_day <= last_day"),
    _one_of("origin", *ORIGINS),
    _one_of("status", *POST_STATUSES),
)
sa.Table(
    "quotations",
    TABLES,
    _id(),
    _column("public_id", sa.String(16)),
    _refers("article_id", "articles", "CASCADE"),
    _refers("run_id", "extraction_runs", "SET NULL", optional=True),
    _refers("nested_in_id", "quotations", "SET NULL", optional=True),
    *_texts("kind", "act", "text"),
    _column("context_start", sa.Integer()),
    _column("context", sa.Text()),
    _optional("cue_start", sa.Integer()),
    _optional("cue_end", sa.Integer()),
    _column("confidence", sa.Double()),
    _column("origin", sa.Text()),
    _optional("why_reason", sa.Text()),
    sa.Column("why_certainty", sa.Double(), _share("why_certainty")),
    _optional("why_rivals", sa.JSON()),
    sa.UniqueConstraint("public_id", "article_id"),
    _one_of("kind", "direct", "mixed", "indirect"),
    _one_of("act", "statement", "attitude"),
    _optional_span("cue"),
    _share("confidence"),
    _check("context_start", "context_start >= 0"),
    _one_of("origin", *ORIGINS),
)
sa.Table(
    "pieces",
    TABLES,
    _refers("quotation_id", "quotations", "CASCADE", key=True, index=False),
    sa.Column("ordinal", sa.Integer(), primary_key=True),
    _column("start", sa.Integer()),
    _column("end", sa.Integer()),
    _check("span", '0 <= "start" AND "start" < "end"'),
)
sa.Table(
    "speakers",
    TABLES,
    _refers("quotation_id", "quotations", "CASCADE", key=True, index=False),
    sa.Column("ordinal", sa.Integer(), primary_key=True),
    *_texts("type", "name"),
    _optional("mention_start", sa.Integer()),
    _optional("mention_end", sa.Integer()),
    _optional("mention", sa.Text()),
    _refers("article_person_id", "article_people", "SET NULL", optional=True),
    _refers("organization_id", "organizations", "SET NULL", optional=True),
    _refers("article_organization_id", "article_organizations", "SET NULL", optional=True),
    _refers("post_id", "posts", "SET NULL", optional=True),
    *_optional_texts("role", "organization", "unit", "status", "party", "country"),
    _optional("unnamed_number", sa.Integer()),
    *_optional_texts("unnamed_group", "unnamed_organization", "unnamed_position", "unnamed_reason"),
    _optional("unnamed_grade", sa.Integer(), index=True),
    _optional("unnamed_collective", sa.Boolean()),
    _one_of("type", "person", "organization", "group", "unknown"),
    _optional_span("mention"),
    _check("article_person", "article_person_id IS NULL OR type = 'person'"),
    _one_of("status", *POST_STATUSES),
)
sa.Table(
    "stances",
    TABLES,
    _id(),
    _refers("quotation_id", "quotations", "CASCADE", index=False),
    _column("target", sa.Text()),
    _indexed("folded"),
    _optional("polarity", sa.Text()),
    _column("score", sa.Double()),
    _column("origin", sa.Text()),
    _optional("words_start", sa.Integer()),
    _optional("words_end", sa.Integer()),
    _refers("decision_id", "decisions", "CASCADE", optional=True),
    sa.UniqueConstraint("quotation_id", "target", "origin"),
    _one_of("polarity", "support", "oppose", "neutral"),
    _share("score"),
    _one_of("origin", *ORIGINS),
    _optional_span("words"),
    _check("side", "polarity IS NOT NULL OR origin = 'human'"),
    _check("decision", "(origin = 'human') = (decision_id IS NOT NULL)"),
)
sa.Table(
    "topics",
    TABLES,
    _id(),
    _column("label", sa.Text()),
    _column("folded", sa.Text(), unique=True),
    _column("key", sa.Text(), server_default="", index=True),
)
sa.Table(
    "quotation_topics",
    TABLES,
    _refers("quotation_id", "quotations", "CASCADE", key=True, index=False),
    _refers("label_id", "topics", "CASCADE", key=True),
    sa.Column("method", sa.Text(), primary_key=True),
    _refers("topic_id", "topics", "CASCADE", optional=True),
    _column("origin", sa.Text()),
    _column("score", sa.Double()),
    _share("score"),
    _one_of("method", "entity", "phrase", "vocabulary", "similarity", "human"),
    _one_of("origin", *ORIGINS),
)
sa.Table(
    "topic_verdicts",
    TABLES,
    _refers("quotation_id", "quotations", "CASCADE", key=True, index=False),
    _refers("topic_id", "topics", "RESTRICT", key=True),
    _column("holds", sa.Boolean()),
    _refers("decision_id", "decisions", "CASCADE"),
)
sa.Table(
    "vocabulary_topics",
    TABLES,
    _refers("topic_id", "topics", "CASCADE", key=True, index=False),
    _refers("parent_id", "topics", "SET NULL", optional=True),
    *_optional_texts("code", "found_label"),
    _refers("decision_id", "decisions", "SET NULL", optional=True),
    _optional("model", sa.Text()),
    _optional("vector", sa.LargeBinary()),
)
sa.Table(
    "vocabulary_terms",
    TABLES,
    _id(),
    _refers("topic_id", "vocabulary_topics.topic_id", "CASCADE", index=False),
    *_texts("kind", "term"),
    _indexed("key"),
    _refers("decision_id", "decisions", "SET NULL", optional=True),
    sa.UniqueConstraint("topic_id", "kind", "term"),
    _one_of("kind", "synonym", "pattern"),
)
sa.Table(
    "decisions",
    TABLES,
    _id(),
    *_texts("subject", "kind", "origin"),
    *_author(),
    _refers("person_id", "people", "RESTRICT", optional=True),
    _refers("other_person_id", "people", "RESTRICT", optional=True),
    _refers("organization_id", "organizations", "RESTRICT", optional=True),
    _refers("other_organization_id", "organizations", "RESTRICT", optional=True),
    _optional("name", sa.Text()),
    _column("details", sa.JSON()),
    _optional("undone_at", sa.DateTime(timezone=True)),
    *_optional_texts("undone_by", "undone_why"),
    _one_of("subject", "person", "organization", "stance", "topic"),
    _one_of("kind", "merge", "split", "rename", "alias", "different", "set", "add", "import"),
    _one_of("origin", *ORIGINS),
    _check(
        "operand",
        "(subject = 'person') = (person_id IS NOT NULL) AND "
        "(subject = 'organization') = (organization_id IS NOT NULL)",
    ),
    _check("undone", "(undone_at IS NULL) = (undone_by IS NULL)"),
)
sa.Table(
    "decision_members",
    TABLES,
    _refers("decision_id", "decisions", "CASCADE", key=True, index=False),
    sa.Column("article", sa.String(16), primary_key=True),
    sa.Column("folded", sa.Text(), primary_key=True),
    sa.Column("ordinal", sa.Integer(), primary_key=True),
)
sa.Table(
    "decision_selectors",
    TABLES,
    _refers("decision_id", "decisions", "CASCADE", key=True, index=False),
    _indexed("address"),
    *_texts("exact", "prefix", "suffix"),
    _column("quotation", sa.String(16)),
    _column("repeated", sa.Boolean()),
)
sa.Table(
    "decision_targets",
    TABLES,
    _refers("decision_id", "decisions", "CASCADE", key=True, index=False),
    _refers("quotation_id", "quotations", "CASCADE", key=True),
)
sa.Table(
    "person_aliases",
    TABLES,
    _id(),
    _refers("person_id", "people", "CASCADE", index=False),
    _column("name", sa.Text()),
    _indexed("folded"),
    _indexed("surname"),
    _refers("decision_id", "decisions", "CASCADE"),
    sa.UniqueConstraint("person_id", "name", "decision_id"),
)
sa.Table(
    "organization_aliases",
    TABLES,
    _id(),
    _refers("organization_id", "organizations", "CASCADE", index=False),
    _column("name", sa.Text()),
    _indexed("folded"),
    _refers("decision_id", "decisions", "CASCADE"),
    sa.UniqueConstraint("organization_id", "name", "decision_id"),
)
sa.Table(
    "person_links",
    TABLES,
    _refers("article_person_id", "article_people", "CASCADE", key=True, index=False),
    _refers("person_id", "people", "CASCADE", key=True),
    _column("verdict", sa.Text()),
    _column("score", sa.Double()),
    _column("evidence", sa.JSON()),
    _one_of("verdict", "same", "maybe"),
    _share("score"),
)
sa.Table("contact_lists", TABLES, _id(), _column("file", sa.Text()), *_author())
sa.Table(
    "contacts",
    TABLES,
    _id(),
    _refers("person_id", "people", "RESTRICT"),
    _refers("machine_person_id", "people", "RESTRICT"),
    _column("name", sa.Text()),
    _optional("qid", sa.Text(), unique=True),
    _check("qid", "qid LIKE 'Q%'"),
)
sa.Table(
    "contact_names",
    TABLES,
    _id(),
    _refers("contact_id", "contacts", "CASCADE", index=False),
    _refers("list_id", "contact_lists", "RESTRICT"),
    _column("name", sa.Text()),
    _indexed("folded"),
    _indexed("surname"),
    sa.UniqueConstraint("contact_id", "name"),
)
sa.Table(
    "contact_keys",
    TABLES,
    _refers("contact_id", "contacts", "CASCADE", key=True, index=False),
    sa.Column("key", sa.Text(), primary_key=True, index=True),
)
sa.Table(
    "contact_posts",
    TABLES,
    _id(),
    _refers("contact_id", "contacts", "CASCADE"),
    _refers("list_id", "contact_lists", "RESTRICT"),
    _column("line", sa.Integer()),
    *_optional_texts("role", "organization"),
    _optional("organization_key", sa.Text(), index=True),
    *_optional_texts("organization_qid", "unit"),
    _column("status", sa.Text()),
    _optional("first_day", sa.Date()),
    _optional("last_day", sa.Date()),
    _check("something", "role IS NOT NULL OR organization IS NOT NULL OR unit IS NOT NULL"),
    _check("days", "first_day <= last_day"),
    _check("organization_qid", "organization_qid LIKE 'Q%'"),
    _one_of("status", *POST_STATUSES),
)
sa.Table(
    "contact_links",
    TABLES,
    _refers("contact_id", "contacts", "CASCADE", key=True, index=False),
    _refers("person_id", "people", "CASCADE", key=True),
    _column("verdict", sa.Text()),
    _column("score", sa.Double()),
    _column("evidence", sa.JSON()),
    _one_of("verdict", "same", "maybe"),
    _share("score"),
)

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

# Datasette and sqlite-utils know the search of a table by content="..." in exactly this spelling.
# The trigrams are spelled otherwise, because those programs take the first that they find.
FTS5 = (
    """
    CREATE VIRTUAL TABLE quotation_search USING fts5(
        text, context,
        content="quotations", content_rowid="id",
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
)

# PostgreSQL has no index of trigrams: there claims are looked up by words and meaning.
TSVECTOR = """
CREATE INDEX quotation_search ON quotations
USING gin (to_tsvector('english', text || ' ' || context))
"""


def upgrade() -> None:
    """Make tables, view and indexes in an empty database."""
    TABLES.create_all(op.get_bind(), checkfirst=False)
    op.execute(VIEW)
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)
    else:
        op.execute(TSVECTOR)


def downgrade() -> None:
    """Drop everything."""
    op.execute("DROP VIEW quotation_view")
    if op.get_bind().dialect.name == "sqlite":
        for table in ("quotation_search_trigrams", "quotation_search_terms", "quotation_search"):
            op.execute(f"DROP TABLE {table}")
    TABLES.drop_all(op.get_bind(), checkfirst=False)
