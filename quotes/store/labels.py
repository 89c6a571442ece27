"""Outlets, which many articles share by their folded name."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from quotes.store.folding import fold_organization
from quotes.store.models import Outlet


def outlet_id(connection: Connection, name: str | None) -> int | None:
    """The id of the outlet of this name, which is made where it is new."""
    if not name:
        return None
    folded = fold_organization(name)
    known = connection.scalar(select(Outlet.id).where(Outlet.folded == folded))
    if known is not None:
        return known
    made = insert(Outlet).values(name=name, folded=folded).returning(Outlet.id)
    return connection.execute(made).scalar_one()
