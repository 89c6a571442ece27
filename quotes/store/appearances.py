"""Why the records of articles are on one person: links, chances, evidence, human decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from quotes.db.engine import chunks
from quotes.db.matching import APPEARING
from quotes.db.rows import ArticleRow, DecisionRow, LinkRow, Observation
from quotes.db.tables import ArticlePersonTable, ArticleTable, PersonLinkTable, PersonTable
from quotes.entities.decide import list_decisions
from quotes.search.query import articles_of


@dataclass(frozen=True, slots=True)
class AppearanceWhy:
    """A person in one article, and why this is the person.

    ``name`` is the fullest that the article has. ``links`` are those of the machine, the likeliest
    first; without any it tied the name to nobody. ``decisions`` are those of humans in force that
    brought it here, the earliest first.
    """

    article: ArticleRow
    name: str
    links: tuple[LinkRow, ...]
    decisions: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class PersonWhy:
    """Why a person is who they are: each appearance, and the decisions in force on the person."""

    person_id: int
    appearances: tuple[AppearanceWhy, ...]
    decisions: tuple[DecisionRow, ...]


def why_person(connection: Connection, person: int) -> PersonWhy:
    """Why the articles that are on a person are on them, the earliest first, undated ones last."""
    rows = connection.execute(
        select(
            ArticlePersonTable.id,
            ArticlePersonTable.name,
            ArticlePersonTable.machine_person_id,
            ArticleTable.public_id,
        )
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .where(ArticlePersonTable.person_id == person, ArticlePersonTable.id.in_(APPEARING))
        .order_by(ArticlePersonTable.id)
    ).all()
    articles = articles_of(connection, {row.public_id for row in rows})
    links = _links(connection, [row.id for row in rows])
    decisions = [
        row
        for row in reversed(list_decisions(connection, "person"))
        if row.undone_at is None and not row.inapplicable
    ]
    appearances = [
        AppearanceWhy(
            article=articles[row.public_id],
            name=row.name,
            links=tuple(links[row.id]),
            decisions=_moving(decisions, row.public_id, row.machine_person_id),
        )
        for row in rows
    ]
    reached = {person, *(row.machine_person_id for row in rows)}
    return PersonWhy(
        person_id=person,
        appearances=tuple(sorted(appearances, key=_day)),
        decisions=tuple(row for row in decisions if {row.person, row.other} & reached),
    )


def _day(appearance: AppearanceWhy) -> tuple[bool, int, str]:
    day = appearance.article.published
    return day is None, day.toordinal() if day else 0, appearance.article.id


def _links(connection: Connection, appearances: Collection[int]) -> dict[int, list[LinkRow]]:
    """The links of these people of articles, the likeliest first."""
    found: dict[int, list[LinkRow]] = defaultdict(list)
    for part in chunks(appearances):
        rows = connection.execute(
            select(PersonLinkTable, PersonTable.name)
            .join(PersonTable, PersonTable.id == PersonLinkTable.person_id)
            .where(PersonLinkTable.article_person_id.in_(part))
            .order_by(PersonLinkTable.score.desc(), PersonTable.id)
        )
        for row in rows:
            found[row.article_person_id].append(
                LinkRow(row.person_id, row.name, row.verdict, row.score, _observed(row.evidence))
            )
    return found


def _observed(evidence: Iterable[dict[str, str]]) -> tuple[Observation, ...]:
    return tuple(Observation(seen["kind"], seen["detail"]) for seen in evidence)


def _moving(
    decisions: Sequence[DecisionRow], article: str, machine: int
) -> tuple[DecisionRow, ...]:
    """The decisions that took somebody of an article from whom the machine took them for.

    They are followed as :func:`quotes.entities.apply.replay` applies them.
    """
    into: dict[int, int] = {}

    def canonical(person: int) -> int:
        while person in into:
            person = into[person]
        return person

    moved: list[DecisionRow] = []
    now = machine
    for row in decisions:
        if row.other is None:
            continue
        if row.kind == "merge":
            if canonical(row.other) == canonical(now):
                moved.append(row)
            into[canonical(row.other)] = canonical(row.person)
        elif row.kind == "split":
            ours = article in row.articles and canonical(row.person) == canonical(now)
            if ours or row.other == machine:
                moved.append(row)
                now = row.other
    return tuple(moved)
