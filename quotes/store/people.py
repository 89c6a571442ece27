"""People as stored: who they are, how often they are quoted, which posts they hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sqlalchemy import Select, distinct, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from quotes.store.chunks import chunks
from quotes.store.contacts.known import organizations_under
from quotes.store.contacts.posts import reports_of
from quotes.store.decisions.settle import standing
from quotes.store.folding import fold_person
from quotes.store.listed import ContactPost
from quotes.store.matching import APPEARING, CURRENT, as_id, has_words, people_called, people_named
from quotes.store.models import (
    Appearance,
    Article,
    Contact,
    Person,
    Post,
    Quotation,
    Speaker,
)
from quotes.store.occupancy import PostReport, occupancies
from quotes.store.rows import PersonRow, PostRow

_PARTS = (
    selectinload(Person.aliases),
    selectinload(Person.appearances.and_(Appearance.article_id.in_(CURRENT))).options(
        joinedload(Appearance.article).load_only(Article.public_id),
        selectinload(Appearance.names),
        selectinload(Appearance.posts).joinedload(Post.organization),
    ),
    selectinload(Person.contacts).options(
        selectinload(Contact.names),
        selectinload(Contact.posts).joinedload(ContactPost.source),
    ),
)
_QID = re.compile("Q[1-9][0-9]*", re.ASCII | re.IGNORECASE)


def list_people(session: Session, text: str | None, limit: int | None) -> list[PersonRow]:
    """People with a quotation or a post in a current article or a list, the most quoted first.

    :param text: words that must all stand in one of the person's names.
    """
    if text is None or not text.strip():
        return _people(session, None, limit)
    folded = fold_person(text)
    named = people_named(lambda names: has_words(names.folded, folded))
    return _people(session, named, limit)


def find_person(session: Session, name: str) -> list[PersonRow]:
    """The people whom a name may mean: by the whole name, else the surname, else by its words.

    A number is the id of a person; who was merged into another is that other. A QID is that of
    one person at most.
    """
    number = as_id(name)
    if number is not None:
        person = standing(session.connection()).whom(number)
        return _people(session, select(Person.id).where(Person.id == person), None)
    if _QID.fullmatch(name.strip()):
        qid = name.strip().upper()
        if found := _people(session, select(Contact.person_id).where(Contact.qid == qid), None):
            return found
    folded = fold_person(name)
    if not folded:
        return []
    for named in (
        people_named(lambda names: names.folded == folded),
        people_called(name),
        people_named(lambda names: has_words(names.folded, folded)),
    ):
        if found := _people(session, named, None):
            return found
    return []


def people_of(session: Session, ids: Collection[int]) -> dict[int, PersonRow]:
    """The people with these ids, by them."""
    return {
        row.id: row
        for part in chunks(ids)
        for row in _people(session, select(Person.id).where(Person.id.in_(part)), None)
    }


def _people(session: Session, wanted: Select[int] | None, limit: int | None) -> list[PersonRow]:
    spoken = (
        select(
            Appearance.person_id,
            func.count(distinct(Quotation.id)).label("quotations"),
            func.count(distinct(Article.id)).label("articles"),
            func.count(distinct(Article.outlet_id)).label("outlets"),
            func.min(Article.published).label("first"),
            func.max(Article.published).label("last"),
        )
        .select_from(Speaker)
        .join(Appearance, Appearance.id == Speaker.appearance_id)
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .join(Article, Article.id == Quotation.article_id)
        .where(Article.id.in_(CURRENT))
        .group_by(Appearance.person_id)
    )
    if wanted is not None:
        spoken = spoken.where(Appearance.person_id.in_(wanted))
    counts = spoken.subquery()
    posted = select(Appearance.person_id).where(
        Appearance.id.in_(select(Post.appearance_id)), Appearance.id.in_(APPEARING)
    )
    quotations = func.coalesce(counts.c.quotations, 0)
    people = (
        select(
            Person,
            quotations,
            func.coalesce(counts.c.articles, 0),
            func.coalesce(counts.c.outlets, 0),
            counts.c.first,
            counts.c.last,
        )
        .outerjoin(counts, counts.c.person_id == Person.id)
        .where(
            or_(
                counts.c.person_id.is_not(None),
                Person.id.in_(posted),
                Person.id.in_(select(Contact.person_id)),
            )
        )
        .order_by(quotations.desc(), Person.name, Person.id)
        .limit(limit)
        .options(*_PARTS)
    )
    if wanted is not None:
        people = people.where(Person.id.in_(wanted))
    rows = session.execute(people).all()
    keys = {
        post.organization_key
        for row in rows
        for contact in row[0].contacts
        for post in contact.posts
        if post.organization_key
    }
    bodies = organizations_under(session.connection(), keys)
    return [
        PersonRow(
            id=person.id,
            name=person.name,
            aliases=_aliases(person),
            posts=_posts(person, bodies),
            quotations=quoted,
            articles=articles,
            outlets=outlets,
            first=first,
            last=last,
            qid=next((contact.qid for contact in person.contacts if contact.qid), None),
        )
        for person, quoted, articles, outlets, first, last in rows
    ]


def _aliases(person: Person) -> tuple[str, ...]:
    found = (name.name for one in person.appearances for name in one.names)
    given = (alias.name for alias in person.aliases)
    listed = (name.name for contact in person.contacts for name in contact.names)
    names = dict.fromkeys((*found, *given, *listed))
    return tuple(name for name in names if name != person.name)


def _posts(person: Person, bodies: Mapping[str, tuple[int, str]]) -> tuple[PostRow, ...]:
    """The occupancies that articles and lists tell of.

    :param bodies: organisations of articles by the keys of their names.
    """
    nowhere = None, None
    return occupancies(
        [
            PostReport(
                role=post.role,
                organization=post.organization.name if post.organization else None,
                body=post.organization_id,
                unit=post.unit,
                status=post.status,
                party=post.party,
                country=post.country,
                day=post.last_day,
                evidence=post.evidence,
                article_id=appearance.article.public_id,
            )
            for appearance in person.appearances
            for post in appearance.posts
        ]
        + [
            report
            for contact in person.contacts
            for post in contact.posts
            for report in reports_of(post, *bodies.get(post.organization_key or "", nowhere))
        ]
    )
