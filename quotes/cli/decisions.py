"""Decisions of humans, whatever they are on: in words, as records, and the commands of the ledger.

Every noun on which humans decide has ``decisions`` and ``undo``, made by :func:`ledger_commands`.
"""

# No `from __future__ import annotations`: the help of an argument names the noun, so its annotation
# is made in a function, where Typer could not look up the name of it.
# ruff: noqa: N806

from typing import Annotated, assert_never

import typer

from quotes.api import DecisionRow, DecisionSubject, noun_of
from quotes.cli.app import author, command, open_archive
from quotes.cli.layout import Column
from quotes.cli.options import (
    Database,
    User,
    Why,
)
from quotes.cli.output import Json, Listing, Output, output_options, table_listing
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
        case "topic":
            said = _of_topics(row)
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
        case "set" | "add" | "import":
            raise ValueError(f"{row.kind} is no decision on a {noun}")
        case _:
            assert_never(row.kind)


def _of_topics(row: DecisionRow) -> str:
    details = row.details
    match row.kind:
        case "add":
            return f"topic {details['topics'][0]['label']} is in the vocabulary"
        case "import":
            number = count(len(details["topics"]), "topic")
            return f"{number} of {details['file']} in the vocabulary"
        case "rename":
            return f"topic {details['topic']['label']} is called {details['name']}"
        case "merge":
            return f"topic {details['gone']['label']} is part of {details['topic']['label']}"
        case "set":
            is_it = "is" if details["holds"] else "is not"
            return f"quotation {row.quotation} {is_it} about {details['topic']['label']}"
        case "split" | "alias" | "different":
            raise ValueError(f"{row.kind} is no decision on a topic")
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
        **_about(row),
        "by": row.by,
        "at": row.at.isoformat(),
        "why": row.why,
        "asleep": row.inapplicable,
        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
        "undone_by": row.undone_by,
        "undone_why": row.undone_why,
    }


def _about(row: DecisionRow) -> Json:
    match row.subject:
        case "person" | "organization":
            return {
                "person": {"id": row.person, "name": row.person_name},
                "other": None if row.other is None else {"id": row.other, "name": row.other_name},
                "name": row.name,
                "articles": list(row.articles),
            }
        case "stance" | "topic":
            return {
                "decision": sentence(row),
                "quotation": row.quotation,
                "words": row.words,
                "details": dict(row.details),
            }
        case _:
            assert_never(row.subject)


def _listing(subject: DecisionSubject) -> Listing[DecisionRow]:
    about = "decision quotation words"
    if subject in ("person", "organization"):
        about = "person_id person other_id other name articles"
    return table_listing(
        decision_record,
        f"id kind origin {about} by at why asleep undone_at undone_by undone_why".split(),
        Column("Id", lambda row: row.id, right=True),
        Column("Decision", sentence, weight=2),
        Column("By", lambda row: row.by),
        Column("On", lambda row: f"{row.at:%Y-%m-%d}"),
        Column("Why", lambda row: row.why or "", spare=1),
        Column("State", _state),
    )


def ledger_commands(app: typer.Typer, subject: DecisionSubject, undo_example: str) -> None:
    """Add the commands that list and take back what was decided on a subject."""
    noun, plural = noun_of(subject)
    listing = _listing(subject)
    DecisionId = Annotated[
        int,
        typer.Argument(
            min=1,
            max=10**18,
            metavar="DECISION-ID",
            help=f"The id, as `quotes {noun} decisions` shows it.",
        ),
    ]

    def decisions(out: Output, db: Database = None) -> None:
        with open_archive(db) as archive:
            found = archive.decisions(subject)
        out.write(found, listing)
        if not found:
            typer.echo("Nothing was decided yet.", err=True)

    def undo(decision: DecisionId, why: Why = None, user: User = None, db: Database = None) -> None:
        with open_archive(db) as archive:
            undone = archive.undo(decision, author(user), why, subject)
        typer.echo(f"Undone is decision {undone.id}: {sentence(undone)}.")

    decisions.__doc__ = f"""List what was decided on {plural}, the latest first.

    Each with its id, who decided, when and why, and whether it was undone.

    \b
    Example:
      quotes {noun} decisions
    """
    undo.__doc__ = f"""Take back a decision.

    Any decision can be undone, not only the last one; the others stay. It stays in the log.

    \b
    Example:
      quotes {noun} undo {undo_example}
    """
    for function in (output_options(decisions), undo):
        command(app, function)
