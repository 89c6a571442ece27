"""``quotes people different``: two records are two people."""

from __future__ import annotations

from quotes.cli.deciding import By, One, Other, Why, decide
from quotes.cli.options import Database


def different(one: One, other: Other, why: Why = None, by: By = None, db: Database = None) -> None:
    """Say that A and B are two people.

    They are no longer shown as a pair that may be the same, and cannot be merged.

    \b
    Example:
      quotes people different 3 7 --why "father and son"
    """
    from quotes.entities.decisions import Different

    decide(Different(one, other), by, why, db)
