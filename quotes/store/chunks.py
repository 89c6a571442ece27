"""Lists too long for one SQL statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

SIZE = 500


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most 500, fewer than the variables that SQLite allows."""
    rest = iter(items)
    while part := list(islice(rest, SIZE)):
        yield part
