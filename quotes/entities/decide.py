"""Deciding who is who: what a request means, its line in the ledger, and acting on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from sqlalchemy import Connection, insert, select

from quotes.db.matching import CURRENT, as_id
from quotes.db.rows import DecisionRow, DecisionSubject
from quotes.db.tables import ArticleTable, ContactTable, DecisionTargetTable, QuotationTable
from quotes.entities.apply import ReplayedDecisions, apply_all, replay
from quotes.entities.ledger import (
    KINDS,
    Author,
    Decision,
    EntityKind,
    MentionKey,
    about,
    append,
    mark_undone,
    next_id,
    read,
)
from quotes.entities.naming import resolve
from quotes.entities.people import find_organization, shown_names
from quotes.entities.requests import (
    AddAlias,
    Different,
    EntityRequest,
    Merge,
    Rename,
    Same,
    Split,
)
from quotes.entities.shown import fullness
from quotes.errors import QuotesError, UsageError

SHORTEST_PREFIX = 6
"""Digits that an id of an article given short must have at least."""
_LISTED = 8
"""So many of one name are listed in a message."""


def decide(connection: Connection, request: EntityRequest, author: Author) -> int:
    """Write a decision, and put everyone where it sends them; the number of the decision.

    :raises UsageError: the request makes no sense; the message says why.
    :raises QuotesError: somebody or something that it names is not in the database.
    """
    kind = KINDS[request.subject]
    before = read(connection, kind.subject)
    meant = _Meaning(connection, kind, replay({}, before)).of(request)
    decision = replace(
        meant,
        id=next_id(connection),
        subject=kind.subject,
        by=author.name,
        at=datetime.now(UTC),
        why=author.why,
    )
    append(connection, decision)
    if decision.id in apply_all(connection, kind, [*before, decision]).inapplicable:
        raise UsageError(
            f"An earlier decision stands against this; see `quotes {kind.command} decisions`."
        )
    if kind.subject == "person":
        # Imported here, so that a listing loads no numpy.
        from quotes.entities.placing import involved, resolve_again

        resolve_again(connection, involved(connection, decision))
    return decision.id


def mark(
    connection: Connection, decision: int, author: Author, subject: DecisionSubject | None = None
) -> Decision:
    """Mark a decision as undone; the caller acts on what is left.

    :param subject: what it must be on, where the user said so.
    :raises QuotesError: there is no such decision.
    :raises UsageError: it is undone already, or on something else.
    """
    stored = next((entry for entry in read(connection) if entry.id == decision), None)
    if stored is None or stored.origin == "machine":
        raise QuotesError(
            f"There is no decision {decision}; `decisions` lists them, as in `quotes people "
            "decisions`."
        )
    if subject is not None and stored.subject != subject:
        command, plural = noun_of(stored.subject)
        raise UsageError(
            f"Decision {decision} is on {plural}; take it back with `quotes {command} undo "
            f"{decision}`."
        )
    if stored.undone_at is not None:
        raise UsageError(
            f"Decision {decision} is undone already, by {stored.undone_by} "
            f"on {stored.undone_at:%Y-%m-%d}."
        )
    mark_undone(connection, decision, author)
    return stored


def noun_of(subject: DecisionSubject) -> tuple[str, str]:
    """The command that decides on a subject, and the word for several of it."""
    match subject:
        case "person":
            return "people", "people"
        case "organization":
            return "organizations", "organisations"
        case "stance":
            return "stance", "stances"
        case "topic":
            return "topics", "topics"
        case _:
            assert_never(subject)


def alias_decision(connection: Connection, entity: str, name: str, kind: EntityKind) -> int:
    """The decision that gave somebody an alias.

    :raises UsageError: no human gave it.
    """
    decisions = read(connection, kind.subject)
    outcome = replay({}, decisions)
    found = entity_id(connection, kind, entity, outcome)
    kinds = {decision.id: decision.kind for decision in decisions}
    for given in outcome.aliases:
        called = given.entity == found and kind.fold(given.name) == kind.fold(name)
        if called and kinds[given.decision] == "alias":
            return given.decision
    raise UsageError(
        f"No human gave {kind.noun} {found} the alias {name}; names that articles use cannot be "
        "removed."
    )


def entity_id(
    connection: Connection, kind: EntityKind, text: str, outcome: ReplayedDecisions
) -> int:
    """Whom an id or a name means; who was merged into another is that other.

    :raises QuotesError: nobody is called so.
    :raises UsageError: several are called so; the message lists them.
    """
    number = as_id(text)
    if number is not None:
        entity = outcome.canonical_id(number)
        if connection.scalar(select(kind.table.id).where(kind.table.id == entity)) is None:
            shown = "person NAME" if kind.subject == "person" else "organizations"
            raise QuotesError(f"There is no {kind.noun} {number}; `quotes {shown}` shows the ids.")
        return entity
    if kind.subject == "person":
        return resolve(connection, text).only.id
    found = {body.id: f"{body.id} {body.name}" for body in find_organization(connection, text)}
    if not found:
        raise QuotesError(
            f"No organisation in the database is called {text}; `quotes {kind.command} TEXT` finds "
            "words of a name."
        )
    if len(found) > 1:
        listed = "; ".join(list(found.values())[:_LISTED])
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"Several organisations are called {text}: {listed}{more}. Give the id.")
    return next(iter(found))


def versions(connection: Connection, articles: tuple[str, ...]) -> set[int]:
    """The rows of these articles and of all their versions.

    :param articles: ids, or the 6 or more digits that one begins with.
    :raises QuotesError: there is no such article, or several.
    """
    return all_versions(connection, {_article(connection, article) for article in articles})


def all_versions(connection: Connection, rows: set[int]) -> set[int]:
    """These rows of articles, and the rows of all that they supersede or that supersede them."""
    reached: set[int] = set()
    while rows - reached:
        reached |= rows
        earlier = select(ArticleTable.supersedes_id).where(
            ArticleTable.id.in_(reached), ArticleTable.supersedes_id.is_not(None)
        )
        later = select(ArticleTable.id).where(ArticleTable.supersedes_id.in_(reached))
        rows = {*connection.scalars(later), *filter(None, connection.scalars(earlier))}
    return reached


def _article(connection: Connection, text: str) -> int:
    typed = text.strip().lower()
    begins = ArticleTable.public_id >= typed, ArticleTable.public_id < typed + "g"
    found = connection.scalars(select(ArticleTable.id).where(*begins).limit(2)).all()
    if len(typed) < SHORTEST_PREFIX or not found:
        raise QuotesError(
            f"There is no article {text} in the database; `quotes person NAME --json` shows the "
            "ids of the articles."
        )
    if len(found) > 1:
        raise UsageError(f"Several articles have an id that begins with {text}; give more of it.")
    return found[0]


class _Meaning:
    """What requests mean as things stand, as decisions without a number."""

    def __init__(
        self, connection: Connection, kind: EntityKind, outcome: ReplayedDecisions
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._outcome = outcome

    def of(self, request: EntityRequest) -> Decision:
        match request:
            case Merge(entity, other):
                left, right = self._two(entity, other, "cannot be one")
                return Decision(0, "merge", left, right)
            case Same(entity, other):
                left, right = self._two(entity, other, "cannot be one")
                if self._fullness(right) > self._fullness(left):
                    left, right = right, left
                return Decision(0, "merge", left, right)
            case Different(entity, other):
                left, right = self._two(entity, other, "need not be told apart again")
                return Decision(0, "different", left, right)
            case Rename(entity, name):
                found = self._entity(entity)
                details = {"former": self._shown(found)}
                return Decision(0, "rename", found, name=_name(name), details=details)
            case AddAlias(entity, name):
                return Decision(0, "alias", self._entity(entity), name=_name(name))
            case Split():
                return self._split(request)
            case _:
                assert_never(request)

    def _entity(self, text: str) -> int:
        return entity_id(self._connection, self._kind, text, self._outcome)

    def _two(self, entity: str, other: str, what: str) -> tuple[int, int]:
        kind = self._kind
        left, right = self._entity(entity), self._entity(other)
        if left == right:
            already = "one person already" if kind.subject == "person" else "one already"
            raise UsageError(f"{entity} and {other} are {already}, {kind.noun} {left}.")
        decision = self._outcome.apart.get(frozenset({left, right}))
        if decision is not None:
            noun = kind.noun
            raise UsageError(
                f"{noun.capitalize()} {left} and {noun} {right} {what}: decision {decision} tells "
                f"them apart; `quotes {kind.command} undo {decision}` takes that back."
            )
        return left, right

    def _split(self, request: Split) -> Decision:
        kind = self._kind
        entity = self._entity(request.entity)
        name = None if request.name is None else _name(request.name)
        if not request.articles:
            raise UsageError(f"Name at least one article whose {kind.noun} is another.")
        articles = versions(self._connection, request.articles)
        rows = self._connection.execute(
            select(
                ArticleTable.public_id,
                kind.mentions.folded,
                kind.mentions.ordinal,
                kind.mentions.name,
                ArticleTable.id.label("article"),
                ArticleTable.id.in_(CURRENT).label("current"),
            )
            .join(ArticleTable, ArticleTable.id == kind.mentions.article_id)
            .where(kind.entity_id == entity)
        ).all()
        gone = [row for row in rows if row.article in articles]
        if not gone:
            raise UsageError(f"{kind.noun.capitalize()} {entity} is in none of these articles.")
        left = any(row.current for row in rows if row.article not in articles)
        if not left and not self._is_listed(entity):
            to = "them" if kind.subject == "person" else "it"
            raise UsageError(
                f"These are all articles of {kind.noun} {entity}; leave at least one to {to}, or "
                f"use `quotes {kind.command} rename`."
            )
        shown = name or min(row.name for row in gone)
        values = {"name": shown}
        if kind.subject == "organization":
            values["folded"] = kind.fold(shown)
        other = self._connection.execute(
            insert(kind.table).values(values).returning(kind.table.id)
        ).scalar_one()
        members = frozenset(MentionKey(row.public_id, row.folded, row.ordinal) for row in gone)
        return Decision(0, "split", entity, other, name, members)

    def _is_listed(self, entity: int) -> bool:
        """Whether a contact list is what stays of a person of whom no article is left."""
        if self._kind.subject != "person":
            return False
        listed = select(ContactTable.id).where(
            ContactTable.machine_person_id == entity, ContactTable.person_id == entity
        )
        return self._connection.scalars(listed.limit(1)).first() is not None

    def _shown(self, entity: int) -> str:
        name = select(self._kind.table.name).where(self._kind.table.id == entity)
        return self._connection.scalars(name).one()

    def _fullness(self, entity: int) -> tuple[int, int, bool]:
        name = self._shown(entity)
        return fullness(name) if self._kind.subject == "person" else (len(name), 0, False)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not any(character.isalnum() for character in name):
        raise UsageError("A name needs a letter.")
    return name


# What is shown of decisions.


def list_decisions(
    connection: Connection, *subjects: DecisionSubject, inapplicable: Collection[int] = ()
) -> list[DecisionRow]:
    """All decisions of humans on these subjects, or on any, the latest first.

    :param inapplicable: those on topics that cannot apply as others stand.
    """
    decisions = read(connection, *subjects)
    idle = set(inapplicable)
    names: dict[DecisionSubject, dict[int, str]] = {}
    for subject, kind in KINDS.items():
        there = [decision for decision in decisions if decision.subject == subject]
        if there:
            idle |= replay({}, there).inapplicable
            names[subject] = shown_names(connection, kind, about(there))
    held = set(
        connection.scalars(
            select(DecisionTargetTable.decision_id)
            .join(QuotationTable, QuotationTable.id == DecisionTargetTable.quotation_id)
            .where(QuotationTable.article_id.in_(CURRENT))
        )
    )
    return [
        DecisionRow(
            id=decision.id,
            kind=decision.kind,
            origin=decision.origin,
            person=decision.entity,
            person_name=called.get(decision.entity, ""),
            other=decision.other,
            other_name=called.get(decision.other or 0),
            name=decision.name,
            articles=tuple(sorted({member.article for member in decision.members})),
            by=decision.by,
            at=decision.at,
            why=decision.why,
            inapplicable=not decision.undone
            and (
                decision.id in idle or (decision.selector is not None and decision.id not in held)
            ),
            undone_at=decision.undone_at,
            undone_by=decision.undone_by,
            undone_why=decision.undone_why,
            subject=decision.subject,
            quotation=decision.selector.quotation if decision.selector else None,
            words=decision.selector.exact if decision.selector else None,
            details=decision.details,
        )
        for decision in reversed(decisions)
        for called in [names.get(decision.subject, {})]
        if decision.origin == "human"
    ]
