"""``quotes organizations rename``: the name that is shown."""

from __future__ import annotations

from quotes.cli.deciding import Body, By, NewName, Why, decide_organization
from quotes.cli.options import Database


def rename(
    organization: Body, name: NewName, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Show an organisation under another name.

    The names that articles use still find it.

    \b
    Example:
      quotes organizations rename 3 "Northfield University"
    """
    from quotes.entities.decisions import Rename

    decide_organization(Rename(organization, name), by, why, db)
