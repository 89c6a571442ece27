"""Rows written in bulk, and the ids that they get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, func, insert, select
from sqlalchemy.sql.dml import ReturningInsert

from quotes.db.tables import Base


def insert_rows(
    connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write rows of a table, all with the same columns, in one statement; none where there are
    none."""
    if rows:
        connection.execute(_insert(table.table), list(rows))


def insert_with_ids(
    connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Write rows of a table that has a column ``id``; their ids, in the order of the rows.

    The connection must be one that writes: on SQLite the ids are counted on from the highest, as
    SQLite itself does, which only the holder of the write lock can.
    """
    if not rows:
        return []
    if connection.dialect.name != "sqlite":
        return list(connection.scalars(_returning(table.table), list(rows)))
    # SQLite does not say which id is whose where several rows are returned, so that SQLAlchemy
    # would write them one by one.
    first = 1 + (connection.scalar(_highest(table.table)) or 0)
    ids = list(range(first, first + len(rows)))
    connection.execute(
        _insert(table.table), [{"id": row, **values} for row, values in zip(ids, rows, strict=True)]
    )
    return ids


# Statements are made once: making one anew takes longer than running it.


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _returning(table: Table) -> ReturningInsert[int]:
    return insert(table).returning(table.c.id, sort_by_parameter_order=True)


@cache
def _highest(table: Table) -> Select[int | None]:
    return select(func.max(table.c.id))
