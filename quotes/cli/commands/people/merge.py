"""``quotes people merge``: two records are one person, under the first name."""

from __future__ import annotations

from quotes.cli.deciding import By, One, Other, Why, decide
from quotes.cli.options import Database


def merge(one: One, other: Other, why: Why = None, by: By = None, db: Database = None) -> None:
    """Make B part of A.

    A keeps the name. Everything that articles say of B is then said of A, in articles to come
    too, until the decision is undone.

    \b
    Example:
      quotes people merge 3 7 --why "same post, same office"
    """
    from quotes.entities.decisions import Merge

    decide(Merge(one, other), by, why, db)
