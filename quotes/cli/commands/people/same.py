"""``quotes people same``: two records are one person, under the fuller name."""

from __future__ import annotations

from quotes.cli.deciding import By, One, Other, Why, decide
from quotes.cli.options import Database


def same(one: One, other: Other, why: Why = None, by: By = None, db: Database = None) -> None:
    """Say that A and B are one person.

    Like `merge`, but the one with the fuller name stays.

    \b
    Example:
      quotes people same "M. Okonedo" "Maren Okonedo"
    """
    from quotes.entities.decisions import Same

    decide(Same(one, other), by, why, db)
