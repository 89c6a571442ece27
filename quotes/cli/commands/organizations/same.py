"""``quotes organizations same``: two records are one body, under the longer name."""

from __future__ import annotations

from quotes.cli.deciding import By, OneBody, OtherBody, Why, decide_organization
from quotes.cli.options import Database


def same(
    one: OneBody, other: OtherBody, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Say that A and B are one organisation.

    Like `merge`, but the one with the longer name stays.

    \b
    Example:
      quotes organizations same HWU "Harbour Workers' Union"
    """
    from quotes.entities.decisions import Same

    decide_organization(Same(one, other), by, why, db)
