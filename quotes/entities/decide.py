"""Deciding and undoing: checks, a new line in the log, and the people put in line with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session, selectinload

from quotes.db.engine import chunks
from quotes.db.matching import APPEARING, CURRENT, as_id
from quotes.db.rows import DecisionRow, MaybeRow, Observation, PersonRow
from quotes.db.tables import (
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    ContactLinkTable,
    ContactTable,
    DecisionSubject,
    DecisionTable,
    OrganizationTable,
    PersonLinkTable,
    PersonTable,
)
from quotes.entities.apply import (
    apply_all,
    apply_all_organizations,
    fullness,
    standing_decisions,
    standing_organization_decisions,
)
from quotes.entities.decisions import (
    AddAlias,
    Author,
    Decision,
    Different,
    MentionKey,
    Merge,
    Rename,
    ReplayedDecisions,
    Request,
    Same,
    Split,
    append,
    mark_undone,
    next_id,
    read,
    replay,
)
from quotes.entities.people import find_organization, find_person
from quotes.errors import QuotesError, UsageError
from quotes.names.person import fold_person
from quotes.text.normalize import fold_organization

# Whom and what a request means: people by id or name, articles by id.


SHORTEST_PREFIX = 6
_LOOKUP_LISTED = 8


def person_id(connection: Connection, text: str, outcome: ReplayedDecisions) -> int:
    """The person whom an id or a name means; who was merged into another is that other.

    :raises QuotesError: nobody is called so, or several people are; the message lists them.
    """
    number = as_id(text)
    if number is not None:
        person = outcome.whom(number)
        if connection.scalar(select(PersonTable.id).where(PersonTable.id == person)) is None:
            raise QuotesError(f"There is no person {number}; `quotes person NAME` shows the ids.")
        return person
    with Session(connection) as session:
        found = find_person(session, text)
    if not found:
        raise QuotesError(
            f"Nobody in the database is called {text}; `quotes people TEXT` finds words of a name."
        )
    if len(found) > 1:
        listed = "; ".join(map(told_apart, found[:_LOOKUP_LISTED]))
        more = f"; and {len(found) - _LOOKUP_LISTED} more" if len(found) > _LOOKUP_LISTED else ""
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


def decide_person(connection: Connection, request: Request, author: Author) -> int:
    """Write a decision, and put everyone where it sends them; the id of the decision.

    :raises UsageError: the request makes no sense; the message says why.
    :raises QuotesError: somebody or something that it names is not in the database.
    """
    outcome = standing_decisions(connection)
    ruling = _decide_ruling(connection, request, next_id(connection), outcome)
    append(connection, ruling, author)
    if ruling.id in apply_all(connection).asleep:
        raise UsageError("An earlier decision stands against this; see `quotes people decisions`.")
    return ruling.id


def undo(connection: Connection, decision: int, author: Author) -> None:
    """Mark a decision, on people or on organisations, as undone, and act on the others.

    :raises QuotesError: there is no such decision.
    :raises UsageError: it is undone already.
    """
    stored = connection.execute(
        select(DecisionTable.subject, DecisionTable.undone_at, DecisionTable.undone_by).where(
            DecisionTable.id == decision
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
    mark_undone(connection, decision, author)
    if stored.subject == "person":
        apply_all(connection)
    else:
        apply_all_organizations(connection)


def alias_decision(connection: Connection, person: str, name: str) -> int:
    """The decision that gave a person an alias.

    :raises UsageError: no human gave it.
    """
    outcome = standing_decisions(connection)
    found = person_id(connection, person, outcome)
    folded = fold_person(name)
    kinds = {ruling.id: ruling.kind for ruling in read(connection)}
    for given in outcome.aliases:
        called = given.person == found and fold_person(given.name) == folded
        if called and kinds[given.decision] == "alias":
            return given.decision
    raise UsageError(
        f"No human gave person {found} the alias {name}; names that articles use cannot be removed."
    )


def _decide_ruling(
    connection: Connection, request: Request, new: int, outcome: ReplayedDecisions
) -> Decision:
    match request:
        case Merge(one, other):
            left, right = _decide_two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "cannot be one")
            return Decision(new, "merge", left, right)
        case Same(one, other):
            left, right = _decide_two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "cannot be one")
            if _fullness(connection, right) > _fullness(connection, left):
                left, right = right, left
            return Decision(new, "merge", left, right)
        case Different(one, other):
            left, right = _decide_two(connection, one, other, outcome)
            _refuse_apart(left, right, outcome, "need not be told apart again")
            return Decision(new, "different", left, right)
        case Rename(person, name):
            return Decision(
                new, "rename", person_id(connection, person, outcome), name=_decide_name(name)
            )
        case AddAlias(person, name):
            return Decision(
                new, "alias", person_id(connection, person, outcome), name=_decide_name(name)
            )
        case Split():
            return _decide_split(connection, request, new, outcome)


def _decide_split(
    connection: Connection, request: Split, new: int, outcome: ReplayedDecisions
) -> Decision:
    person = person_id(connection, request.person, outcome)
    name = None if request.name is None else _decide_name(request.name)
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
    other = connection.execute(
        insert(PersonTable).values(name=shown).returning(PersonTable.id)
    ).scalar_one()
    return Decision(new, "split", person, other, name, frozenset(members))


def _is_listed(connection: Connection, person: int) -> bool:
    """Whether a contact list is what stays of a person of whom no article is left."""
    listed = select(ContactTable.id).where(
        ContactTable.machine_person_id == person, ContactTable.person_id == person
    )
    return connection.scalars(listed.limit(1)).first() is not None


def _appearances(connection: Connection, person: int) -> dict[MentionKey, tuple[int, bool]]:
    """Where a person appears: the row of the article, and whether that is current."""
    current = ArticleTable.id.in_(CURRENT)
    found = connection.execute(
        select(
            ArticleTable.public_id,
            ArticlePersonTable.folded,
            ArticlePersonTable.ordinal,
            ArticleTable.id,
            current,
        )
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .where(ArticlePersonTable.person_id == person)
    )
    return {
        MentionKey(public_id, folded, ordinal): (article, bool(is_current))
        for public_id, folded, ordinal, article, is_current in found
    }


def _decide_two(
    connection: Connection, one: str, other: str, outcome: ReplayedDecisions
) -> tuple[int, int]:
    left, right = (person_id(connection, text, outcome) for text in (one, other))
    if left == right:
        raise UsageError(f"{one} and {other} are one person already, person {left}.")
    return left, right


def _refuse_apart(left: int, right: int, outcome: ReplayedDecisions, what: str) -> None:
    decision = outcome.apart.get(frozenset({left, right}))
    if decision is not None:
        raise UsageError(
            f"Person {left} and person {right} {what}: decision {decision} tells them apart; "
            f"`quotes people undo {decision}` takes that back."
        )


def _fullness(connection: Connection, person: int) -> tuple[int, int, bool]:
    names: Iterable[str] = connection.scalars(
        select(PersonTable.name).where(PersonTable.id == person)
    )
    return max(map(fullness, names))


def _decide_name(text: str) -> str:
    name = " ".join(text.split())
    if not any(character.isalnum() for character in name):
        raise UsageError("A name needs a letter.")
    return name


# Deciding which organisations are one: checks, a new line in the log, and acting on it.


_DECIDE_ORGANIZATIONS_LISTED = 8


def decide_organization(connection: Connection, request: Request, author: Author) -> int:
    """Write a decision on organisations, and act on it; the id of the decision.

    :raises UsageError: the request makes no sense; the message says why.
    :raises QuotesError: something that it names is not in the database.
    """
    outcome = standing_organization_decisions(connection)
    ruling = _decide_organizations_ruling(connection, request, next_id(connection), outcome)
    append(connection, ruling, author, "organization")
    if ruling.id in apply_all_organizations(connection).asleep:
        raise UsageError(
            "An earlier decision stands against this; see `quotes organizations decisions`."
        )
    return ruling.id


def organization_id(connection: Connection, text: str, outcome: ReplayedDecisions) -> int:
    """The organisation that an id or a name means; one merged into another is that other.

    :raises QuotesError: nothing is called so.
    :raises UsageError: several are called so; the message lists them.
    """
    typed = text.strip()
    if typed.isascii() and typed.isdigit():
        one = outcome.whom(int(typed))
        if (
            connection.scalar(select(OrganizationTable.id).where(OrganizationTable.id == one))
            is None
        ):
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
        listed = "; ".join(f"{one.id} {one.name}" for one in found[:_DECIDE_ORGANIZATIONS_LISTED])
        more = (
            f"; and {len(found) - _DECIDE_ORGANIZATIONS_LISTED} more"
            if len(found) > _DECIDE_ORGANIZATIONS_LISTED
            else ""
        )
        raise UsageError(f"Several organisations are called {text}: {listed}{more}. Give the id.")
    return found[0].id


def _decide_organizations_ruling(
    connection: Connection, request: Request, new: int, outcome: ReplayedDecisions
) -> Decision:
    match request:
        case Merge(one, other):
            left, right = _decide_organizations_two(
                connection, one, other, outcome, "cannot be one"
            )
            return Decision(new, "merge", left, right)
        case Same(one, other):
            left, right = _decide_organizations_two(
                connection, one, other, outcome, "cannot be one"
            )
            if _length(connection, right) > _length(connection, left):
                left, right = right, left
            return Decision(new, "merge", left, right)
        case Different(one, other):
            left, right = _decide_organizations_two(
                connection, one, other, outcome, "need not be told apart again"
            )
            return Decision(new, "different", left, right)
        case Rename(one, name):
            found = organization_id(connection, one, outcome)
            return Decision(new, "rename", found, name=_decide_organizations_name(name))
        case AddAlias(one, name):
            found = organization_id(connection, one, outcome)
            return Decision(new, "alias", found, name=_decide_organizations_name(name))
        case Split():
            return _decide_organizations_split(connection, request, new, outcome)


def _decide_organizations_two(
    connection: Connection, one: str, other: str, outcome: ReplayedDecisions, what: str
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


def _decide_organizations_split(
    connection: Connection, request: Split, new: int, outcome: ReplayedDecisions
) -> Decision:
    one = organization_id(connection, request.person, outcome)
    name = None if request.name is None else _decide_organizations_name(request.name)
    if not request.articles:
        raise UsageError("Name at least one article whose organisation is another.")
    articles = versions(connection, request.articles)
    rows = connection.execute(
        select(
            ArticleTable.public_id,
            ArticleOrganizationTable.folded,
            ArticleOrganizationTable.ordinal,
            ArticleOrganizationTable.name,
            ArticleTable.id.label("article"),
            ArticleTable.id.in_(CURRENT).label("current"),
        )
        .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
        .where(ArticleOrganizationTable.organization_id == one)
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
        insert(OrganizationTable).values(values).returning(OrganizationTable.id)
    ).scalar_one()
    members = frozenset(MentionKey(row.public_id, row.folded, row.ordinal) for row in gone)
    return Decision(new, "split", one, other, name, members)


def _length(connection: Connection, organization: int) -> int:
    names = select(OrganizationTable.name).where(OrganizationTable.id == organization)
    return len(connection.scalars(names).one())


def _decide_organizations_name(text: str) -> str:
    name = " ".join(text.split())
    if not any(character.isalnum() for character in name):
        raise UsageError("A name needs a letter.")
    return name


# What is shown of decisions and of pairs left to a human.


def list_decisions(
    session: Session, only: int | None = None, subject: DecisionSubject = "person"
) -> list[DecisionRow]:
    """All decisions on people or on organisations, the latest first, or only one of them."""
    asleep = replay({}, read(session.connection(), subject)).asleep
    wanted = (
        select(DecisionTable)
        .where(DecisionTable.subject == subject)
        .order_by(DecisionTable.id.desc())
        .options(selectinload(DecisionTable.members))
    )
    if only is not None:
        wanted = wanted.where(DecisionTable.id == only)
    decisions = session.scalars(wanted).all()
    operands = {d.id: _operands(d, subject) for d in decisions}
    about = {one for pair in operands.values() for one in pair if one is not None}
    names = _names(session, about, PersonTable if subject == "person" else OrganizationTable)
    return [
        DecisionRow(
            id=one.id,
            kind=one.kind,
            origin=one.origin,
            person=operands[one.id][0] or 0,
            person_name=names.get(operands[one.id][0] or 0, ""),
            other=operands[one.id][1],
            other_name=names.get(operands[one.id][1] or 0),
            name=one.name,
            articles=tuple(sorted({member.article for member in one.members})),
            by=one.by,
            at=_utc(one.at),
            why=one.why,
            asleep=one.id in asleep,
            undone_at=_utc(one.undone_at) if one.undone_at else None,
            undone_by=one.undone_by,
            undone_why=one.undone_why,
            subject=subject,
        )
        for one in decisions
    ]


def one_decision(session: Session, decision: int) -> DecisionRow:
    """The decision of this id, which is there, on people or on organisations."""
    subject = session.scalars(
        select(DecisionTable.subject).where(DecisionTable.id == decision)
    ).one()
    (row,) = list_decisions(session, decision, subject)
    return row


def list_maybe(session: Session, limit: int | None) -> list[MaybeRow]:
    """Pairs of people of current articles or lists who may be one, the likeliest first.

    Those on whom humans decided are not among them.
    """
    outcome = standing_decisions(session.connection())
    linked = (
        select(
            ArticlePersonTable.person_id,
            PersonLinkTable.person_id,
            PersonLinkTable.score,
            PersonLinkTable.evidence,
        )
        .join(PersonLinkTable, PersonLinkTable.article_person_id == ArticlePersonTable.id)
        .where(PersonLinkTable.verdict == "maybe", ArticlePersonTable.id.in_(APPEARING))
    )
    listed = (
        select(
            ContactTable.person_id,
            ContactLinkTable.person_id,
            ContactLinkTable.score,
            ContactLinkTable.evidence,
        )
        .join(ContactLinkTable, ContactLinkTable.contact_id == ContactTable.id)
        .where(ContactLinkTable.verdict == "maybe")
    )
    links = [
        *session.execute(
            linked.order_by(PersonLinkTable.score.desc(), PersonLinkTable.article_person_id)
        ),
        *session.execute(
            listed.order_by(ContactLinkTable.score.desc(), ContactLinkTable.contact_id)
        ),
    ]
    best: dict[frozenset[int], tuple[float, tuple[Observation, ...]]] = {}
    for person, other, score, evidence in sorted(links, key=lambda link: -link[2]):
        pair = frozenset({person, outcome.whom(other)})
        if len(pair) == 2 and pair not in outcome.apart and pair not in best:
            best[pair] = score, tuple(Observation(e["kind"], e["detail"]) for e in evidence)
    there = _appearing(session, {person for pair in best for person in pair})
    rows = [
        MaybeRow(one, there[one], other, there[other], score, evidence)
        for (one, other), (score, evidence) in ((sorted(p), found) for p, found in best.items())
        if one in there and other in there
    ]
    return rows[:limit]


def _utc(stored: datetime) -> datetime:
    """SQLite forgets the time zone; all times are written in UTC."""
    return stored.astimezone(UTC) if stored.tzinfo else stored.replace(tzinfo=UTC)


def _operands(decision: DecisionTable, subject: DecisionSubject) -> tuple[int | None, int | None]:
    if subject == "person":
        return decision.person_id, decision.other_person_id
    return decision.organization_id, decision.other_organization_id


def _names(
    session: Session,
    ids: Iterable[int],
    of: type[PersonTable] | type[OrganizationTable] = PersonTable,
) -> dict[int, str]:
    named: dict[int, str] = {}
    for part in chunks(ids):
        for row in session.execute(select(of.id, of.name).where(of.id.in_(part))):
            named[row.id] = row.name
    return named


def _appearing(session: Session, people: Iterable[int]) -> dict[int, str]:
    """Those of the people whom current articles or lists name, with the name shown."""
    there: set[int] = set()
    for part in chunks(people):
        named = select(ArticlePersonTable.person_id).where(
            ArticlePersonTable.person_id.in_(part), ArticlePersonTable.id.in_(APPEARING)
        )
        there.update(session.scalars(named.distinct()))
        listed = select(ContactTable.person_id).where(ContactTable.person_id.in_(part))
        there.update(session.scalars(listed.distinct()))
    return _names(session, there)
