"""Deciding which organisations are one: checks, a new line in the log, and acting on it."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError, UsageError
from quotes.store.bodies import Body
from quotes.store.decisions import ledger
from quotes.store.decisions.ledger import Author
from quotes.store.decisions.lookup import versions
from quotes.store.decisions.replay import Member, Outcome, Ruling
from quotes.store.decisions.requests import (
    AddAlias,
    Different,
    Merge,
    Rename,
    Request,
    Same,
    Split,
)
from quotes.store.decisions.settle_organizations import settle_all, standing
from quotes.store.folding import fold_organization
from quotes.store.matching import CURRENT
from quotes.store.models import Article, Organization
from quotes.store.organizations import find_organization

_LISTED = 8


def decide(connection: Connection, request: Request, author: Author) -> int:
    """Write a decision on organisations, and act on it; the id of the decision.

    :raises UsageError: the request makes no sense; the message says why.
    :raises QuotesError: something that it names is not in the database.
    """
    outcome = standing(connection)
    ruling = _ruling(connection, request, ledger.next_id(connection), outcome)
    ledger.append(connection, ruling, author, "organization")
    if ruling.id in settle_all(connection).asleep:
        raise UsageError(
            "An earlier decision stands against this; see `quotes organizations decisions`."
        )
    return ruling.id


def organization_id(connection: Connection, text: str, outcome: Outcome) -> int:
    """The organisation that an id or a name means; one merged into another is that other.

    :raises QuotesError: nothing is called so.
    :raises UsageError: several are called so; the message lists them.
    """
    typed = text.strip()
    if typed.isascii() and typed.isdigit():
        one = outcome.whom(int(typed))
        if connection.scalar(select(Organization.id).where(Organization.id == one)) is None:
            raise QuotesError(
                f"There is no organisation {typed}; `quotes organizations` shows the ids."
            )
        return one
    with Session(connection) as session:
        found = find_organization(session, typed)
    if not found:
        raise QuotesError(
            f"No organisation in the database is called {text}; `quotes organizations TEXT` finds "
            "words of a name."
        )
    if len(found) > 1:
        listed = "; ".join(f"{one.id} {one.name}" for one in found[:_LISTED])
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"Several organisations are called {text}: {listed}{more}. Give the id.")
    return found[0].id


def _ruling(connection: Connection, request: Request, new: int, outcome: Outcome) -> Ruling:
    match request:
        case Merge(one, other):
            left, right = _two(connection, one, other, outcome, "cannot be one")
            return Ruling(new, "merge", left, right)
        case Same(one, other):
            left, right = _two(connection, one, other, outcome, "cannot be one")
            if _length(connection, right) > _length(connection, left):
                left, right = right, left
            return Ruling(new, "merge", left, right)
        case Different(one, other):
            left, right = _two(connection, one, other, outcome, "need not be told apart again")
            return Ruling(new, "different", left, right)
        case Rename(one, name):
            found = organization_id(connection, one, outcome)
            return Ruling(new, "rename", found, name=_name(name))
        case AddAlias(one, name):
            found = organization_id(connection, one, outcome)
            return Ruling(new, "alias", found, name=_name(name))
        case Split():
            return _split(connection, request, new, outcome)


def _two(
    connection: Connection, one: str, other: str, outcome: Outcome, what: str
) -> tuple[int, int]:
    left, right = (organization_id(connection, text, outcome) for text in (one, other))
    if left == right:
        raise UsageError(f"{one} and {other} are one already, organisation {left}.")
    decision = outcome.apart.get(frozenset({left, right}))
    if decision is not None:
        raise UsageError(
            f"Organisation {left} and organisation {right} {what}: decision {decision} tells them "
            f"apart; `quotes organizations undo {decision}` takes that back."
        )
    return left, right


def _split(connection: Connection, request: Split, new: int, outcome: Outcome) -> Ruling:
    one = organization_id(connection, request.person, outcome)
    name = None if request.name is None else _name(request.name)
    if not request.articles:
        raise UsageError("Name at least one article whose organisation is another.")
    articles = versions(connection, request.articles)
    rows = connection.execute(
        select(
            Article.public_id,
            Body.folded,
            Body.ordinal,
            Body.name,
            Article.id.label("article"),
            Article.id.in_(CURRENT).label("current"),
        )
        .join(Article, Article.id == Body.article_id)
        .where(Body.organization_id == one)
    ).all()
    gone = [row for row in rows if row.article in articles]
    if not gone:
        raise UsageError(f"Organisation {one} is in none of these articles.")
    if not any(row.current for row in rows if row.article not in articles):
        raise UsageError(
            f"These are all articles of organisation {one}; leave at least one to it, or use "
            "`quotes organizations rename`."
        )
    shown = name or min(row.name for row in gone)
    values = {"name": shown, "folded": fold_organization(shown)}
    other = connection.execute(
        insert(Organization).values(values).returning(Organization.id)
    ).scalar_one()
    members = frozenset(Member(row.public_id, row.folded, row.ordinal) for row in gone)
    return Ruling(new, "split", one, other, name, members)


def _length(connection: Connection, organization: int) -> int:
    names = select(Organization.name).where(Organization.id == organization)
    return len(connection.scalars(names).one())


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not any(character.isalnum() for character in name):
        raise UsageError("A name needs a letter.")
    return name
