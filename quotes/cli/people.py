"""Which person a name on the command line means, where it has to be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.cli.listings.words import one_line, post_line
from quotes.errors import QuotesError
from quotes.store.rows import PersonRow

if TYPE_CHECKING:
    from quotes.store import Store

MOST_LISTED = 5
"""People of one name that a message lists."""


def the_person(store: Store, name: str) -> PersonRow:
    """The only person whom the name may mean.

    :raises QuotesError: there is nobody, or there are several; the message lists them.
    """
    found = store.person(name)
    if not found:
        raise nobody(name)
    if len(found) > 1:
        raise several(name, found)
    return found[0]


def nobody(name: str) -> QuotesError:
    """Nobody has the name."""
    return QuotesError(
        f"Nobody in the database is called {name}; `quotes people TEXT` finds words of a name."
    )


def several(name: str, people: Sequence[PersonRow]) -> QuotesError:
    """Several people have the name."""
    listed = "; ".join(
        ", ".join(filter(None, (f"{one.id} {one.name}", *map(post_line, one.posts[:1]))))
        for one in people[:MOST_LISTED]
    )
    more = f"; and {len(people) - MOST_LISTED} more" if len(people) > MOST_LISTED else ""
    return QuotesError(
        f"Several people are called {name}: {one_line(listed)}{more}. Give the number of one."
    )
