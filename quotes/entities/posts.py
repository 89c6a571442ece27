"""What contact lists say of people and organisations, for who asks by person, name or key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, select

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleOrganizationKeyTable,
    ArticleOrganizationTable,
    ContactKeyTable,
    ContactListTable,
    ContactNameTable,
    ContactPostTable,
    ContactTable,
    OrganizationTable,
)
from quotes.entities.post_match import Tenure
from quotes.entities.reports import PostReport
from quotes.names.organization import keys_of
from quotes.text.normalize import fold, fold_organization
from quotes.types import ContactPost, Organization, PostStatus


class PostKey(NamedTuple):
    """What makes two posts of lists one post."""

    role: str
    organization: str
    unit: str
    status: PostStatus
    start: date | None
    end: date | None


def status_of(post: ContactPost) -> PostStatus:
    """The status given; without one, what has an end is a former post."""
    return post.status or ("former" if post.end else "current")


def key_of(post: ContactPost) -> PostKey:
    """The key of a post of a list."""
    return PostKey(
        fold(post.role or ""),
        fold_organization(post.organization or ""),
        fold(post.unit or ""),
        status_of(post),
        post.start,
        post.end,
    )


def organization_key(name: str | None) -> str | None:
    """What organisations of this name are known by, None where the name tells too little."""
    keys = keys_of(Organization(name)) if name else ()
    return next((key.key for key in keys if key.kind == "name" and not key.local), None)


def tenure_of(post: ContactPost) -> Tenure:
    """The post as it is weighed: held between its days where both are given, else at any time."""
    where = post.role, post.organization, post.unit
    status = status_of(post)
    if post.start and post.end:
        return Tenure(*where, "current" if status == "former" else status, post.start, post.end)
    return Tenure(*where, status, None, None)


def as_listed(post: Row[*tuple[Any, ...]]) -> ContactPost:
    """A stored post as the list had it."""
    return ContactPost(
        role=post.role,
        organization=post.organization,
        unit=post.unit,
        status=post.status,
        start=post.first_day,
        end=post.last_day,
        organization_qid=post.organization_qid,
        line=post.line,
    )


def listed_reports(
    connection: Connection, people: Collection[int]
) -> Iterator[tuple[int, list[PostReport]]]:
    """What the stored posts of lists tell, with the person; at most as many as one query takes."""
    posts = connection.execute(
        select(
            ContactPostTable,
            ContactTable.person_id,
            ContactListTable.file,
            ContactListTable.by,
            ContactListTable.at,
        )
        .join(ContactTable, ContactTable.id == ContactPostTable.contact_id)
        .join(ContactListTable, ContactListTable.id == ContactPostTable.list_id)
        .where(ContactTable.person_id.in_(people))
        .order_by(ContactTable.id, ContactPostTable.id)
    ).all()
    keys = {post.organization_key for post in posts if post.organization_key}
    bodies = organizations_under(connection, keys)
    for post in posts:
        yield post.person_id, _reports(post, *bodies.get(post.organization_key, (None, None)))


def _reports(post: Row[*tuple[Any, ...]], body: int | None, name: str | None) -> list[PostReport]:
    """What a stored post tells: that it was held on its days, and had ended on the day after.

    :param body: the organisation across articles, with its ``name``; None where none is known.
    """
    evidence = f"{post.file}, line {post.line}, imported by {post.by} on {post.at:%Y-%m-%d}"

    def report(status: PostStatus, day: date | None) -> PostReport:
        return PostReport(
            role=post.role,
            organization=name or post.organization,
            body=body or (fold_organization(post.organization) if post.organization else None),
            unit=post.unit,
            status=status,
            party=None,
            country=None,
            day=day,
            evidence=evidence,
            article_id=None,
        )

    held = [day for day in (post.first_day, post.last_day) if day]
    if post.status != "former":
        return [report(post.status, day) for day in held] or [report(post.status, None)]
    ended = post.last_day + timedelta(days=1) if post.last_day else None
    return [*(report("current", day) for day in held), report("former", ended)]


def listed_under(connection: Connection, keys: Iterable[str]) -> list[tuple[str, str, int]]:
    """Key, name and person of everyone whom the lists have under one of the keys."""
    found: list[tuple[str, str, int]] = []
    for part in chunks(keys):
        rows = connection.execute(_UNDER, {"keys": part})
        found += [(key, name, person) for key, name, person in rows]
    return found


_UNDER = (
    select(ContactKeyTable.key, ContactNameTable.name, ContactTable.machine_person_id)
    .join(ContactTable, ContactTable.id == ContactKeyTable.contact_id)
    .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
    .where(ContactKeyTable.key.in_(bindparam("keys", expanding=True)))
)


def listed_names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    """The names that the lists give people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        for person, name in connection.execute(_LISTED_NAMES, {"people": part}):
            found[person].add(name)
    return found


_LISTED_NAMES = (
    select(ContactTable.machine_person_id, ContactNameTable.name)
    .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
    .where(ContactTable.machine_person_id.in_(bindparam("people", expanding=True)))
)


def listed_posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    """The posts that the lists give people."""
    found: dict[int, set[Tenure]] = defaultdict(set)
    for part in chunks(people):
        for post in connection.execute(_LISTED_POSTS, {"people": part}):
            found[post.machine_person_id].add(tenure_of(as_listed(post)))
    return found


_LISTED_POSTS = (
    select(ContactPostTable, ContactTable.machine_person_id)
    .join(ContactTable, ContactTable.id == ContactPostTable.contact_id)
    .where(ContactTable.machine_person_id.in_(bindparam("people", expanding=True)))
)


def qids_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The Wikidata identifiers of those of the people who have one."""
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(ContactTable.person_id, ContactTable.qid).where(
            ContactTable.person_id.in_(part), ContactTable.qid.is_not(None)
        )
        for person, qid in connection.execute(rows.order_by(ContactTable.id.desc())):
            found[person] = qid or ""
    return found


def organization_qids(connection: Connection, organizations: Collection[int]) -> dict[int, str]:
    """The QIDs that the lists give organisations of articles, which they know by a name."""
    found: dict[int, str] = {}
    for part in chunks(organizations):
        rows = (
            select(ArticleOrganizationTable.organization_id, ContactPostTable.organization_qid)
            .join(
                ArticleOrganizationKeyTable,
                ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .join(
                ContactPostTable,
                ContactPostTable.organization_key == ArticleOrganizationKeyTable.key,
            )
            .where(
                ArticleOrganizationTable.organization_id.in_(part),
                ArticleOrganizationKeyTable.kind == "name",
            )
            .where(ContactPostTable.organization_qid.is_not(None))
            .order_by(ContactPostTable.id.desc())
        )
        for organization, qid in connection.execute(rows):
            found[organization] = qid or ""
    return found


def organizations_under(
    connection: Connection, keys: Collection[str]
) -> dict[str, tuple[int, str]]:
    """The organisations of articles that are known by the keys of posts of lists."""
    found: dict[str, tuple[int, str]] = {}
    for part in chunks(keys):
        rows = (
            select(ArticleOrganizationKeyTable.key, OrganizationTable.id, OrganizationTable.name)
            .join(
                ArticleOrganizationTable,
                ArticleOrganizationTable.id == ArticleOrganizationKeyTable.article_organization_id,
            )
            .join(
                OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id
            )
            .where(
                ArticleOrganizationKeyTable.kind == "name",
                ArticleOrganizationKeyTable.key.in_(part),
            )
            .order_by(OrganizationTable.id.desc())
        )
        found |= {key: (row, name) for key, row, name in connection.execute(rows.distinct())}
    return found
