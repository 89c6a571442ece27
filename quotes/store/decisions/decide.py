"""Deciding and undoing: checks, a new line in the log, and the people put in line with it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from quotes.errors import QuotesError, UsageError
from quotes.store.decisions import ledger, settle_organizations
from quotes.store.decisions.ledger import Author
from quotes.store.decisions.lookup import person_id, versions
from quotes.store.decisions.naming import fullness
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
from quotes.store.decisions.settle import settle_all, standing
from quotes.store.folding import fold_person
from quotes.store.matching import CURRENT
from quotes.store.models import Appearance, Article, Contact, Decision, Person


def decide(connection: Connection, request: Request, author: Author) -> int:
    """Write a decision, and put everyone where it sends them; the id of the decision.

    :raises UsageError: the request makes no sense; the message says why.
    :raises QuotesError: somebody or something that it names is not in the database.
    """
    outcome = standing(connection)
    ruling = _ruling(connection, request, ledger.next_id(connection), outcome)
    ledger.append(connection, ruling, author)
    if ruling.id in settle_all(connection).asleep:
        raise UsageError("An earlier decision stands against this; see `quotes people decisions`.")
    return ruling.id


def undo(connection: Connection, decision: int, author: Author) -> None:
    """Mark a decision, on people or on organisations, as undone, and act on the others.

    :raises QuotesError: there is no such decision.
    :raises UsageError: it is undone already.
    """
    stored = connection.execute(
        select(Decision.subject, Decision.undone_at, Decision.undone_by).where(
            Decision.id == decision
        )
    ).first()
    if stored is None:
        raise QuotesError(
            f"There is no decision {decision}; `quotes people decisions` and "
            "`quotes organizations decisions` list them."
        )
    if stored.undone_at is not None:
        raise UsageError(
            f"Decision {decision} is undone already, by {stored.undone_by} "
            f"on {stored.undone_at:%Y-%m-%d}."
        )
    ledger.mark_undone(connection, decision, author)
    if stored.subject == "person":
        settle_all(connection)
    else:
        settle_organizations.settle_all(connection)


def alias_decision(connection: Connection, person: str, name: str) -> int:
    """The decision that gave a person an alias.

    :raises UsageError: no human gave it.
    """
    outcome = standing(connection)
    found = person_id(connection, person, outcome)
    folded = fold_person(name)
    kinds = {ruling.id: ruling.kind for ruling in ledger.read(connection)}
    for given in outcome.aliases:
        called = given.person == found and fold_person(given.name) == folded
        if called and kinds[given.decision] == "alias":
            return given.decision
    raise UsageError(
        f"No human gave person {found} the alias {name}; names that articles use cannot be removed."
    )


def _ruling(connection: Connection, request: Request, new: int, outcome: Outcome) -> Ruling:
    match request:
        case Merge(one, other):
            left, right = _two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "cannot be one")
            return Ruling(new, "merge", left, right)
        case Same(one, other):
            left, right = _two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "cannot be one")
            if _fullness(connection, right) > _fullness(connection, left):
                left, right = right, left
            return Ruling(new, "merge", left, right)
        case Different(one, other):
            left, right = _two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "need not be told apart again")
            return Ruling(new, "different", left, right)
        case Rename(person, name):
            return Ruling(new, "rename", person_id(connection, person, outcome), name=_name(name))
        case AddAlias(person, name):
            return Ruling(new, "alias", person_id(connection, person, outcome), name=_name(name))
        case Split():
            return _split(connection, request, new, outcome)


def _split(connection: Connection, request: Split, new: int, outcome: Outcome) -> Ruling:
    person = person_id(connection, request.person, outcome)
    name = None if request.name is None else _name(request.name)
    if not request.articles:
        raise UsageError("Name at least one article whose person is another.")
    articles = versions(connection, request.articles)
    here = _appearances(connection, person)
    members = {member for member, (article, _) in here.items() if article in articles}
    if not members:
        raise UsageError(f"Person {person} is in none of these articles.")
    rest = any(current for member, (_, current) in here.items() if member not in members)
    if not rest and not _is_listed(connection, person):
        raise UsageError(
            f"These are all articles of person {person}; leave at least one to them, or use "
            "`quotes people rename`."
        )
    shown = name or min(members).folded
    other = connection.execute(insert(Person).values(name=shown).returning(Person.id)).scalar_one()
    return Ruling(new, "split", person, other, name, frozenset(members))


def _is_listed(connection: Connection, person: int) -> bool:
    """Whether a contact list is what stays of a person of whom no article is left."""
    listed = select(Contact.id).where(Contact.home_id == person, Contact.person_id == person)
    return connection.scalars(listed.limit(1)).first() is not None


def _appearances(connection: Connection, person: int) -> dict[Member, tuple[int, bool]]:
    """Where a person appears: the row of the article, and whether that is current."""
    current = Article.id.in_(CURRENT)
    found = connection.execute(
        select(Article.public_id, Appearance.folded, Appearance.ordinal, Article.id, current)
        .join(Article, Article.id == Appearance.article_id)
        .where(Appearance.person_id == person)
    )
    return {
        Member(public_id, folded, ordinal): (article, bool(is_current))
        for public_id, folded, ordinal, article, is_current in found
    }


def _two(connection: Connection, one: str, other: str, outcome: Outcome) -> tuple[int, int]:
    left, right = (person_id(connection, text, outcome) for text in (one, other))
    if left == right:
        raise UsageError(f"{one} and {other} are one person already, person {left}.")
    return left, right


def _refuse_apart(left: int, right: int, outcome: Outcome, what: str) -> None:
    decision = outcome.apart.get(frozenset({left, right}))
    if decision is not None:
        raise UsageError(
            f"Person {left} and person {right} {what}: decision {decision} tells them apart; "
            f"`quotes people undo {decision}` takes that back."
        )


def _fullness(connection: Connection, person: int) -> tuple[int, int, bool]:
    names: Iterable[str] = connection.scalars(select(Person.name).where(Person.id == person))
    return max(map(fullness, names))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not any(character.isalnum() for character in name):
        raise UsageError("A name needs a letter.")
    return name
