"""``quotes organizations merge``: two records are one body, under the first name."""

from __future__ import annotations

from quotes.cli.deciding import By, OneBody, OtherBody, Why, decide_organization
from quotes.cli.options import Database


def merge(
    one: OneBody, other: OtherBody, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Make B part of A.

    A keeps the name. Everything that articles say of B is then said of A, in articles to come
    too, until the decision is undone.

    \b
    Example:
      quotes organizations merge "Harbour Office" "Port Office" --why "renamed in 2019"
    """
    from quotes.entities.decisions import Merge

    decide_organization(Merge(one, other), by, why, db)
