"""What the lists say of people across articles: names, posts and QIDs, for who asks by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from quotes.store.bodies import Body, BodyKey
from quotes.store.chunks import chunks
from quotes.store.contacts.posts import as_listed, tenure_of
from quotes.store.identity.profile import Tenure
from quotes.store.listed import Contact, ContactKey, ContactName, ContactPost
from quotes.store.models import Organization


def listed_under(connection: Connection, keys: Iterable[str]) -> list[tuple[str, str, int]]:
    """Key, name and person of everyone whom the lists have under one of the keys."""
    found: list[tuple[str, str, int]] = []
    for part in chunks(keys):
        rows = (
            select(ContactKey.key, ContactName.name, Contact.person_id)
            .join(Contact, Contact.id == ContactKey.contact_id)
            .join(ContactName, ContactName.contact_id == Contact.id)
            .where(ContactKey.key.in_(part))
        )
        found += [(key, name, person) for key, name, person in connection.execute(rows)]
    return found


def listed_names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    """The names that the lists give people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        rows = (
            select(Contact.person_id, ContactName.name)
            .join(ContactName, ContactName.contact_id == Contact.id)
            .where(Contact.person_id.in_(part))
        )
        for person, name in connection.execute(rows):
            found[person].add(name)
    return found


def listed_posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    """The posts that the lists give people."""
    found: dict[int, set[Tenure]] = defaultdict(set)
    with Session(connection) as session:
        for part in chunks(people):
            rows = (
                select(Contact.person_id, ContactPost)
                .join(ContactPost, ContactPost.contact_id == Contact.id)
                .where(Contact.person_id.in_(part))
            )
            for person, post in session.execute(rows):
                found[person].add(tenure_of(as_listed(post)))
    return found


def qids_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The Wikidata identifiers of those of the people who have one."""
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(Contact.person_id, Contact.qid).where(
            Contact.person_id.in_(part), Contact.qid.is_not(None)
        )
        for person, qid in connection.execute(rows.order_by(Contact.id.desc())):
            found[person] = qid or ""
    return found


def organization_qids(connection: Connection, organizations: Collection[int]) -> dict[int, str]:
    """The QIDs that the lists give organisations of articles, which they know by a name."""
    found: dict[int, str] = {}
    for part in chunks(organizations):
        rows = (
            select(Body.organization_id, ContactPost.organization_qid)
            .join(BodyKey, BodyKey.body_id == Body.id)
            .join(ContactPost, ContactPost.organization_key == BodyKey.key)
            .where(Body.organization_id.in_(part), BodyKey.kind == "name")
            .where(ContactPost.organization_qid.is_not(None))
            .order_by(ContactPost.id.desc())
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
            select(BodyKey.key, Organization.id, Organization.name)
            .join(Body, Body.id == BodyKey.body_id)
            .join(Organization, Organization.id == Body.organization_id)
            .where(BodyKey.kind == "name", BodyKey.key.in_(part))
            .order_by(Organization.id.desc())
        )
        found |= {key: (one, name) for key, one, name in connection.execute(rows.distinct())}
    return found
