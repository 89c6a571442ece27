"""People as stored: who they are, how often they are quoted, which posts they hold."""

from __future__ import annotations

from sqlalchemy import Select, distinct, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from quotes.store.decisions.settle import standing
from quotes.store.folding import fold_person
from quotes.store.matching import APPEARING, CURRENT, as_id, has_words, people_called, people_named
from quotes.store.models import Appearance, Article, Person, Post, Quotation, Speaker
from quotes.store.occupancy import PostReport, occupancies
from quotes.store.rows import PersonRow, PostRow

_PARTS = (
    selectinload(Person.aliases),
    selectinload(Person.appearances.and_(Appearance.article_id.in_(CURRENT))).options(
        joinedload(Appearance.article).load_only(Article.public_id),
        selectinload(Appearance.names),
        selectinload(Appearance.posts).joinedload(Post.organization),
    ),
)


def list_people(session: Session, text: str | None, limit: int | None) -> list[PersonRow]:
    """People with a quotation or a post in a current article, the most quoted first.

    :param text: words that must all stand in one of the person's names.
    """
    if text is None or not text.strip():
        return _people(session, None, limit)
    folded = fold_person(text)
    named = people_named(lambda names: has_words(names.folded, folded))
    return _people(session, named, limit)


def find_person(session: Session, name: str) -> list[PersonRow]:
    """The people whom a name may mean: by the whole name, else the surname, else by its words.

    A number is the id of a person; who was merged into another is that other.
    """
    number = as_id(name)
    if number is not None:
        person = standing(session.connection()).whom(number)
        return _people(session, select(Person.id).where(Person.id == person), None)
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
        .where(or_(counts.c.person_id.is_not(None), Person.id.in_(posted)))
        .order_by(quotations.desc(), Person.name, Person.id)
        .limit(limit)
        .options(*_PARTS)
    )
    if wanted is not None:
        people = people.where(Person.id.in_(wanted))
    return [
        PersonRow(
            id=person.id,
            name=person.name,
            aliases=_aliases(person),
            posts=_posts(person),
            quotations=quoted,
            articles=articles,
            outlets=outlets,
            first=first,
            last=last,
        )
        for person, quoted, articles, outlets, first, last in session.execute(people)
    ]


def _aliases(person: Person) -> tuple[str, ...]:
    found = (name.name for one in person.appearances for name in one.names)
    given = (alias.name for alias in person.aliases)
    return tuple(name for name in dict.fromkeys((*found, *given)) if name != person.name)


def _posts(person: Person) -> tuple[PostRow, ...]:
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
    )
