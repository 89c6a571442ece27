"""Decisions of humans on who is who, as the logs and `show --why` tell them."""

from __future__ import annotations

from typing import assert_never

from quotes.cli.layout import Column
from quotes.cli.output import Json, table_listing
from quotes.db.rows import DecisionRow
from quotes.report.wording import count, one_line

_NOUNS = {"person": ("person", "two people"), "organization": ("organisation", "two organisations")}


def sentence(row: DecisionRow) -> str:
    """What was decided, in words without a full stop."""
    return one_line(_sentence(row))


def _sentence(row: DecisionRow) -> str:
    noun, two = _NOUNS[row.subject]
    entity = f"{noun} {row.person} ({row.person_name})"
    other = "" if row.other is None else f"{noun} {row.other} ({row.other_name})"
    if row.kind == "merge":
        return f"{other} is part of {entity}"
    if row.kind == "split":
        return f"{other} is split off {entity}, with {count(len(row.articles), 'article')}"
    if row.kind == "different":
        return f"{entity} and {other} are {two}"
    if row.kind == "rename":
        if row.name == row.person_name:
            entity = f"{noun} {row.person}"
        return f"{entity} is shown as {row.name}"
    if row.kind == "alias":
        return f"{entity} is also called {row.name}"
    assert_never(row.kind)


def _state(row: DecisionRow) -> str:
    """How things stand with a decision."""
    if row.undone_at is not None:
        why = f": {row.undone_why}" if row.undone_why else ""
        return f"undone by {row.undone_by}, {row.undone_at:%Y-%m-%d}{why}"
    return "asleep: other decisions stand against it" if row.asleep else "in force"


def decision_record(row: DecisionRow) -> Json:
    """A decision as a JSON object."""
    return {
        "id": row.id,
        "kind": row.kind,
        "origin": row.origin,
        "subject": row.subject,
        "person": {"id": row.person, "name": row.person_name},
        "other": None if row.other is None else {"id": row.other, "name": row.other_name},
        "name": row.name,
        "articles": list(row.articles),
        "by": row.by,
        "at": row.at.isoformat(),
        "why": row.why,
        "asleep": row.asleep,
        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
        "undone_by": row.undone_by,
        "undone_why": row.undone_why,
    }


DECISIONS = table_listing(
    decision_record,
    "id kind origin person_id person other_id other name articles by at why asleep "
    "undone_at undone_by undone_why".split(),
    Column("Id", lambda row: row.id, right=True),
    Column("Decision", sentence, weight=2),
    Column("By", lambda row: row.by),
    Column("On", lambda row: f"{row.at:%Y-%m-%d}"),
    Column("Why", lambda row: row.why or "", spare=1),
    Column("State", _state),
)
