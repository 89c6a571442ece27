"""Organisations of an article apart from organisations across articles.

Revision: 0006, after 0005.

Going back loses the other names of organisations and the decisions on them; those of one name
become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from quotes.article import Organization
from quotes.store.identity.body_keys import keys_of

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADDED = ("organization_aliases", "body_keys", "body_names", "bodies")
REFERRING = ("posts", "speakers")

WHERE_FROM = """
SELECT appearances.article_id, posts.organization_id
FROM posts JOIN appearances ON appearances.id = posts.appearance_id
WHERE posts.organization_id IS NOT NULL
UNION
SELECT quotations.article_id, speakers.organization_id
FROM speakers JOIN quotations ON quotations.id = speakers.quotation_id
WHERE speakers.organization_id IS NOT NULL
"""
ARTICLE_OF = {
    "posts": "SELECT article_id FROM appearances WHERE appearances.id = posts.appearance_id",
    "speakers": "SELECT article_id FROM quotations WHERE quotations.id = speakers.quotation_id",
}
SAME_NAME = """
(SELECT min(same.id) FROM organizations AS one JOIN organizations AS same
ON same.folded = one.folded WHERE one.id = {column})
"""


def upgrade() -> None:
    """Put a body between each organisation and what an article says of it."""
    with _without_view():
        with op.batch_alter_table("organizations") as altered:
            altered.drop_constraint("uq_organizations_folded", type_="unique")
            altered.add_column(sa.Column("place", sa.Text(), nullable=True))
        op.create_index("ix_organizations_folded", "organizations", ["folded"], unique=False)
        _make_tables()
        for table in REFERRING:
            _add_body(table)
        _fill()


def downgrade() -> None:
    """Hang posts and speakers on the organisations alone again."""
    with _without_view():
        for table in REFERRING:
            _drop_body(table)
        op.execute("DELETE FROM decision_members WHERE decision_id IN (" + DECISIONS + ")")
        op.execute("DELETE FROM decisions WHERE subject = 'organization'")
        for table in ADDED:
            op.drop_table(table)
        for table in REFERRING:
            op.execute(
                f"UPDATE {table} SET organization_id = "
                + SAME_NAME.format(column=f"{table}.organization_id")
                + "WHERE organization_id IS NOT NULL"
            )
        op.execute(
            "DELETE FROM organizations WHERE id NOT IN "
            "(SELECT organization_id FROM posts WHERE organization_id IS NOT NULL UNION "
            "SELECT organization_id FROM speakers WHERE organization_id IS NOT NULL)"
        )
        op.drop_index("ix_organizations_folded", table_name="organizations")
        with op.batch_alter_table("organizations") as altered:
            altered.drop_column("place")
            altered.create_unique_constraint("uq_organizations_folded", ["folded"])


DECISIONS = "SELECT id FROM decisions WHERE subject = 'organization'"


@contextmanager
def _without_view() -> Iterator[None]:
    """Take the view away meanwhile: SQLite rewrites no table that a view refers to."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        yield
        return
    kept = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'quotation_view'"))
    op.execute("DROP VIEW quotation_view")
    yield
    op.execute(str(kept))


def _add_body(table: str) -> None:
    with op.batch_alter_table(table) as altered:
        altered.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        altered.create_foreign_key(
            f"fk_{table}_body_id_bodies", "bodies", ["body_id"], ["id"], ondelete="SET NULL"
        )
        altered.create_index(f"ix_{table}_body_id", ["body_id"], unique=False)
        for name, columns in _unique(table, "organization_id"):
            altered.drop_constraint(name, type_="unique")
            bound = ["body_id" if column == "organization_id" else column for column in columns]
            altered.create_unique_constraint(f"uq_{table}_{'_'.join(bound)}", bound)


def _drop_body(table: str) -> None:
    if table == "posts":
        _drop_repeated_posts()
    with op.batch_alter_table(table) as altered:
        for name, columns in _unique(table, "body_id"):
            altered.drop_constraint(name, type_="unique")
            bound = ["organization_id" if column == "body_id" else column for column in columns]
            altered.create_unique_constraint(f"uq_{table}_{'_'.join(bound)}", bound)
        altered.drop_constraint(f"fk_{table}_body_id_bodies", type_="foreignkey")
        altered.drop_index(f"ix_{table}_body_id")
        altered.drop_column("body_id")


def _drop_repeated_posts() -> None:
    """Posts that differ in the body alone are one as soon as that column is gone."""
    ((_, columns),) = _unique("posts", "body_id")
    alike = " AND ".join(
        f"one.{column} IS NOT DISTINCT FROM posts.{column}"
        for column in ("organization_id" if c == "body_id" else c for c in columns)
    )
    first = f"(SELECT min(one.id) FROM posts AS one WHERE {alike})"
    same = SAME_NAME.format(column="posts.organization_id")
    op.execute(f"UPDATE posts SET organization_id = {same} WHERE organization_id IS NOT NULL")
    op.execute(
        f"UPDATE speakers SET post_id = (SELECT {first} FROM posts WHERE posts.id = post_id) "
        "WHERE post_id IS NOT NULL"
    )
    op.execute(f"DELETE FROM posts WHERE id <> {first}")


def _unique(table: str, column: str) -> list[tuple[str, list[str]]]:
    """The unique constraints of a table that a column is part of."""
    constraints = sa.inspect(op.get_bind()).get_unique_constraints(table)
    return [
        (str(one["name"]), list(one["column_names"]))
        for one in constraints
        if column in one["column_names"]
    ]


def _fill() -> None:
    """A body for every organisation of every article, under the one name that is known of it."""
    connection = op.get_bind()
    stored = connection.execute(sa.text("SELECT id, name, folded FROM organizations"))
    known = {row: (name, folded) for row, name, folded in stored}
    articles = connection.execute(sa.text("SELECT id, outlet_id FROM articles"))
    outlets = {row.id: row.outlet_id for row in articles}
    bodies, names, keys = [], [], []
    there = connection.execute(sa.text(WHERE_FROM + "ORDER BY 1, 2")).all()
    for row, (article, organization) in enumerate(there, start=1):
        name, folded = known[organization]
        bodies.append(
            {
                "id": row,
                "article_id": article,
                "organization_id": organization,
                "home_id": organization,
                "name": name,
                "folded": folded,
                "ordinal": 0,
            }
        )
        names.append({"body_id": row, "name": name, "folded": folded, "kind": "full"})
        keys += [
            {"body_id": row, "kind": key.kind, "key": key.key}
            for key in sorted(keys_of(Organization(name), outlets[article]))
        ]
    for table, rows in (("bodies", bodies), ("body_names", names), ("body_keys", keys)):
        if rows:
            connection.execute(sa.table(table, *map(sa.column, rows[0])).insert(), rows)
    for table, article in ARTICLE_OF.items():
        op.execute(
            f"UPDATE {table} SET body_id = (SELECT bodies.id FROM bodies "
            f"WHERE bodies.organization_id = {table}.organization_id "
            f"AND bodies.article_id = ({article})) WHERE organization_id IS NOT NULL"
        )
    if connection.dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('bodies', 'id'), "
            "coalesce(max(id), 0) + 1, false) FROM bodies"
        )


def _make_tables() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.CheckConstraint("ordinal >= 0", name=op.f("ck_bodies_ordinal")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_bodies_{column}_{table}", ondelete=rule
            )
            for column, table, rule in (
                ("article_id", "articles", "CASCADE"),
                ("organization_id", "organizations", "RESTRICT"),
                ("home_id", "organizations", "RESTRICT"),
                ("parent_id", "bodies", "SET NULL"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bodies"),
        sa.UniqueConstraint(
            "article_id", "folded", "ordinal", name="uq_bodies_article_id_folded_ordinal"
        ),
    )
    for column in ("organization_id", "home_id", "parent_id", "folded"):
        op.create_index(f"ix_bodies_{column}", "bodies", [column], unique=False)
    op.create_table(
        "body_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('full', 'abbreviation', 'former', 'alias')", name=op.f("ck_body_names_kind")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name="fk_body_names_body_id_bodies", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_body_names"),
        sa.UniqueConstraint("body_id", "name", name="uq_body_names_body_id_name"),
    )
    op.create_index("ix_body_names_folded", "body_names", ["folded"], unique=False)
    op.create_table(
        "body_keys",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('name', 'told', 'bare', 'initials')", name=op.f("ck_body_keys_kind")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name="fk_body_keys_body_id_bodies", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("body_id", "kind", "key", name="pk_body_keys"),
    )
    op.create_index("ix_body_keys_key", "body_keys", ["key"], unique=False)
    op.create_table(
        "organization_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_organization_aliases_organization_id_organizations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name="fk_organization_aliases_decision_id_decisions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_aliases"),
        sa.UniqueConstraint(
            "organization_id",
            "name",
            "decision_id",
            name="uq_organization_aliases_organization_id_name_decision_id",
        ),
    )
    for column in ("folded", "decision_id"):
        op.create_index(
            f"ix_organization_aliases_{column}", "organization_aliases", [column], unique=False
        )
