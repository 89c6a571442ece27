"""Rows that many articles share by their folded name: outlets and topics."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from quotes.store.chunks import chunks
from quotes.store.folding import fold, fold_organization
from quotes.store.models import Outlet, Topic


def outlet_id(connection: Connection, name: str | None) -> int | None:
    """The id of the outlet of this name, which is made where it is new."""
    if not name:
        return None
    folded = fold_organization(name)
    return _ids(connection, Outlet, "name", {folded: name})[folded]


def topic_ids(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The ids of topics by the labels given; new ones are made."""
    folded = {label: fold(label) for label in labels}
    known = _ids(connection, Topic, "label", _first_spelling(folded))
    return {label: known[form] for label, form in folded.items()}


def _first_spelling(folded: dict[str, str]) -> dict[str, str]:
    spelled: dict[str, str] = {}
    for name, form in folded.items():
        spelled.setdefault(form, name)
    return spelled


def _ids(
    connection: Connection,
    model: type[Outlet] | type[Topic],
    label: str,
    wanted: dict[str, str],
) -> dict[str, int]:
    known: dict[str, int] = {}
    for part in chunks(wanted):
        stored = select(model.folded, model.id).where(model.folded.in_(part))
        known.update((folded, row) for folded, row in connection.execute(stored))
    missing = [folded for folded in wanted if folded not in known]
    if missing:
        made = connection.execute(
            insert(model).returning(model.folded, model.id),
            [{label: wanted[folded], "folded": folded} for folded in missing],
        )
        known.update((folded, row) for folded, row in made)
    return known
