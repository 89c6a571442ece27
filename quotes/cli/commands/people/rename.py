"""``quotes people rename``: the name that is shown."""

from __future__ import annotations

from quotes.cli.deciding import By, NewName, Person, Why, decide
from quotes.cli.options import Database


def rename(
    person: Person, name: NewName, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Show a person under another name.

    The names that articles use still find the person.

    \b
    Example:
      quotes people rename okonedo "Dr. Maren Okonedo"
    """
    from quotes.entities.decisions import Rename

    decide(Rename(person, name), by, why, db)
