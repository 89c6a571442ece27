"""Decisions of humans on who is who, as the logs and `show --why` tell them."""

from __future__ import annotations

from typing import assert_never

from quotes.api import DecisionRow
from quotes.cli.layout import Column
from quotes.cli.output import Json, table_listing
from quotes.report.wording import count, one_line


def sentence(row: DecisionRow) -> str:
    """What was decided, in words without a full stop."""
    match row.subject:
        case "person":
            said = _of_entities(row, "person", "two people")
        case "organization":
            said = _of_entities(row, "organisation", "two organisations")
        case "stance":
            side = row.details["polarity"] or "no side"
            said = f"quotation {row.quotation} takes {side} on {row.details['target']}"
        case _:
            assert_never(row.subject)
    return one_line(said)


def _of_entities(row: DecisionRow, noun: str, two: str) -> str:
    entity = f"{noun} {row.person} ({row.person_name})"
    other = "" if row.other is None else f"{noun} {row.other} ({row.other_name})"
    match row.kind:
        case "merge":
            return f"{other} is part of {entity}"
        case "split":
            return f"{other} is split off {entity}, with {count(len(row.articles), 'article')}"
        case "different":
            return f"{entity} and {other} are {two}"
        case "rename":
            return f"{noun} {row.person} ({row.details['former']}) is shown as {row.name}"
        case "alias":
            return f"{entity} is also called {row.name}"
        case "set":
            raise ValueError(f"{row.kind} is no decision on a {noun}")
        case _:
            assert_never(row.kind)


def _state(row: DecisionRow) -> str:
    """How things stand with a decision."""
    if row.undone_at is not None:
        why = f": {row.undone_why}" if row.undone_why else ""
        return f"undone by {row.undone_by}, {row.undone_at:%Y-%m-%d}{why}"
    if not row.inapplicable:
        return "in force"
    if row.quotation is not None:
        return "orphaned: no article that stands has the quotation"
    return "asleep: other decisions stand against it"


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
        "asleep": row.inapplicable,
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
