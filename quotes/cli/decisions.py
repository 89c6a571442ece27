"""Decisions on who is who, and the pairs that wait for one."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.output import Json, Listing
from quotes.db.rows import DecisionRow, MaybeRow
from quotes.export.tabular import BETWEEN, Cell
from quotes.report.wording import count, one_line


def sentence(row: DecisionRow) -> str:
    """What was decided, in words without a full stop."""
    one = _called(row, row.person, row.person_name)
    other = "" if row.other is None else _called(row, row.other, row.other_name or "")
    two = {"person": "two people", "organization": "two organisations"}[row.subject]
    said = {
        "merge": f"{other} is part of {one}",
        "split": f"{other} is split off {one}, with {count(len(row.articles), 'article')}",
        "different": f"{one} and {other} are {two}",
        "rename": f"{one} is shown as {row.name}",
        "alias": f"{one} is also called {row.name}",
    }
    return one_line(said[row.kind])


def state(row: DecisionRow) -> str:
    """How things stand with a decision."""
    if row.undone_at is not None:
        why = f": {row.undone_why}" if row.undone_why else ""
        return f"undone by {row.undone_by}, {row.undone_at:%Y-%m-%d}{why}"
    return "asleep: other decisions stand against it" if row.asleep else "in force"


def _called(row: DecisionRow, one: int, name: str) -> str:
    noun = {"person": "person", "organization": "organisation"}[row.subject]
    return f"{noun} {one} ({name})"


def _decision_record(row: DecisionRow) -> Json:
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


def _decision_cells(row: DecisionRow) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.id,
        row.kind,
        row.origin,
        row.person,
        row.person_name,
        row.other,
        row.other_name,
        row.name,
        BETWEEN.join(row.articles),
        row.by,
        row.at.isoformat(),
        row.why,
        int(row.asleep),
        row.undone_at.isoformat() if row.undone_at else None,
        row.undone_by,
        row.undone_why,
    )


def _show_decisions(rows: Iterable[DecisionRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Id", justify="right")
    table.add_column("Decision", overflow="fold")
    table.add_column("By", overflow="fold")
    table.add_column("On", min_width=10)
    table.add_column("Why", overflow="fold")
    table.add_column("State", overflow="fold")
    for row in rows:
        table.add_row(
            str(row.id),
            Text(sentence(row)),
            Text(one_line(row.by)),
            f"{row.at:%Y-%m-%d}",
            Text(one_line(row.why or "")),
            Text(one_line(state(row))),
        )
    if table.row_count:
        terminal.print(table)


def _maybe_record(row: MaybeRow) -> Json:
    return {
        "person": {"id": row.person, "name": row.person_name},
        "other": {"id": row.other, "name": row.other_name},
        "score": round(row.score, 3),
        "evidence": [{"kind": one.kind, "detail": one.detail} for one in row.evidence],
    }


def _maybe_cells(row: MaybeRow) -> Iterable[tuple[Cell, ...]]:
    evidence = BETWEEN.join(f"{one.kind}: {one.detail}" for one in row.evidence)
    yield (
        row.person,
        row.person_name,
        row.other,
        row.other_name,
        round(row.score, 3),
        evidence,
    )


def _show_maybe(rows: Iterable[MaybeRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Score", justify="right")
    table.add_column("Person", overflow="fold")
    table.add_column("May be the same as", overflow="fold")
    table.add_column("Evidence", overflow="fold")
    for row in rows:
        table.add_row(
            f"{row.score:.2f}",
            Text(one_line(f"{row.person} {row.person_name}")),
            Text(one_line(f"{row.other} {row.other_name}")),
            Text("\n".join(one_line(one.detail) for one in row.evidence)),
        )
    if table.row_count:
        terminal.print(table)


DECISIONS = Listing(
    record=_decision_record,
    columns=(
        "id",
        "kind",
        "origin",
        "person_id",
        "person",
        "other_id",
        "other",
        "name",
        "articles",
        "by",
        "at",
        "why",
        "asleep",
        "undone_at",
        "undone_by",
        "undone_why",
    ),
    cells=_decision_cells,
    show=_show_decisions,
)
MAYBE = Listing(
    record=_maybe_record,
    columns=("person_id", "person", "other_id", "other", "score", "evidence"),
    cells=_maybe_cells,
    show=_show_maybe,
)
