"""Where the words stand that carry a stance, and who decided one, when and why.

Revision: 0010, after 0009.

A human may now say that a quotation takes no side; going back loses such rows. Targets are folded
anew, so that "the toll" and "tolls" are found as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from quotes.store.folding import fold
from quotes.store.standpoints.targets import fold_target

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CHECKS = {
    "words": "(words_start IS NULL AND words_end IS NULL) OR "
    "(0 <= words_start AND words_start < words_end)",
    "side": "polarity IS NOT NULL OR origin = 'human'",
    "author": '("by" IS NULL) = (at IS NULL)',
}
ADDED: dict[str, sa.types.TypeEngine[Any]] = {
    "words_start": sa.Integer(),
    "words_end": sa.Integer(),
    "by": sa.Text(),
    "at": sa.DateTime(timezone=True),
    "why": sa.Text(),
}


def upgrade() -> None:
    """Add the columns, empty, and fold the targets."""
    with op.batch_alter_table("stances") as altered:
        altered.alter_column("polarity", existing_type=sa.Text(), nullable=True)
        for name, kind in ADDED.items():
            altered.add_column(sa.Column(name, kind, nullable=True))
        for name, condition in CHECKS.items():
            altered.create_check_constraint(op.f(f"ck_stances_{name}"), condition)
    _fold_targets(fold_target)


def downgrade() -> None:
    """Drop the columns with what is in them, and the rows without a side."""
    op.execute("DELETE FROM stances WHERE polarity IS NULL")
    with op.batch_alter_table("stances") as altered:
        for name in CHECKS:
            altered.drop_constraint(op.f(f"ck_stances_{name}"), type_="check")
        for name in ADDED:
            altered.drop_column(name)
        altered.alter_column("polarity", existing_type=sa.Text(), nullable=False)
    _fold_targets(fold)


def _fold_targets(folded: Callable[[str], str]) -> None:
    connection = op.get_bind()
    targets = connection.execute(sa.text("SELECT id, target FROM stances")).all()
    rows = [{"row": row, "folded": folded(target)} for row, target in targets]
    if rows:
        connection.execute(sa.text("UPDATE stances SET folded = :folded WHERE id = :row"), rows)
