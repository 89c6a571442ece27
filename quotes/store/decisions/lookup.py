"""Whom and what a request means: people by id or name, articles by id."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError, UsageError
from quotes.store.decisions.replay import Outcome
from quotes.store.matching import as_id
from quotes.store.models import Article, Person
from quotes.store.people import find_person
from quotes.store.rows import PersonRow

SHORTEST_PREFIX = 6
_LISTED = 8


def person_id(connection: Connection, text: str, outcome: Outcome) -> int:
    """The person whom an id or a name means; who was merged into another is that other.

    :raises QuotesError: nobody is called so, or several people are; the message lists them.
    """
    number = as_id(text)
    if number is not None:
        person = outcome.whom(number)
        if connection.scalar(select(Person.id).where(Person.id == person)) is None:
            raise QuotesError(f"There is no person {number}; `quotes person NAME` shows the ids.")
        return person
    with Session(connection) as session:
        found = find_person(session, text)
    if not found:
        raise QuotesError(
            f"Nobody in the database is called {text}; `quotes people TEXT` finds words of a name."
        )
    if len(found) > 1:
        listed = "; ".join(map(told_apart, found[:_LISTED]))
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"Several people are called {text}: {listed}{more}. Give the id.")
    return found[0].id


def told_apart(person: PersonRow) -> str:
    """The id, the name and what tells the person from others of the name."""
    post = person.posts[0] if person.posts else None
    parts = [part for part in (post.role, post.unit, post.organization) if part] if post else []
    said = f"{person.quotations} quotation{'' if person.quotations == 1 else 's'}"
    days = f"last {person.last}" if person.last else ""
    details = ", ".join(part for part in (*parts, said, days) if part)
    return f"{person.id} {person.name} ({details})"


def versions(connection: Connection, articles: tuple[str, ...]) -> set[int]:
    """The rows of these articles and of all their versions.

    :param articles: ids, or the 6 or more digits that one begins with.
    :raises QuotesError: there is no such article, or several.
    """
    rows = {_article(connection, article) for article in articles}
    reached: set[int] = set()
    while rows - reached:
        reached |= rows
        earlier = select(Article.supersedes_id).where(
            Article.id.in_(reached), Article.supersedes_id.is_not(None)
        )
        later = select(Article.id).where(Article.supersedes_id.in_(reached))
        rows = {*connection.scalars(later), *filter(None, connection.scalars(earlier))}
    return reached


def _article(connection: Connection, text: str) -> int:
    typed = text.strip().lower()
    begins = Article.public_id >= typed, Article.public_id < typed + "g"
    found = connection.scalars(select(Article.id).where(*begins).limit(2)).all()
    if len(typed) < SHORTEST_PREFIX or not found:
        raise QuotesError(
            f"There is no article {text} in the database; `quotes person NAME --json` shows the "
            "ids of the articles."
        )
    if len(found) > 1:
        raise UsageError(f"Several articles have an id that begins with {text}; give more of it.")
    return found[0]
