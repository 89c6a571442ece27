"""``quotes organizations different``: two records are two bodies."""

from __future__ import annotations

from quotes.cli.deciding import By, OneBody, OtherBody, Why, decide_organization
from quotes.cli.options import Database


def different(
    one: OneBody, other: OtherBody, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Say that A and B are two organisations.

    They are no longer shown as a pair that may be the same, and cannot be merged.

    \b
    Example:
      quotes organizations different 3 7 --why "a council and a company"
    """
    from quotes.entities.decisions import Different

    decide_organization(Different(one, other), by, why, db)
