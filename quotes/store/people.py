"""People as stored: who they are, how often they are quoted, which posts they hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, distinct, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from quotes.store.folding import fold, fold_person
from quotes.store.matching import CURRENT, has_words, is_called
from quotes.store.models import Article, Name, Person, Post, Quotation, Speaker
from quotes.store.rows import PersonRow, PostRow

_PARTS = (
    selectinload(Person.names.and_(or_(Name.article_id.is_(None), Name.article_id.in_(CURRENT)))),
    selectinload(Person.posts.and_(Post.article_id.in_(CURRENT))).options(
        joinedload(Post.organization), joinedload(Post.article).load_only(Article.public_id)
    ),
)


def list_people(session: Session, text: str | None, limit: int | None) -> list[PersonRow]:
    """People with a quotation or a post in a current article, the most quoted first.

    :param text: words that must all stand in one of the person's names.
    """
    if text is None or not text.strip():
        return _people(session, None, limit)
    return _people(session, has_words(Name.folded, fold_person(text)), limit)


def find_person(session: Session, name: str) -> list[PersonRow]:
    """The people whom a name may mean: by the whole name, else the surname, else by its words."""
    folded = fold_person(name)
    if not folded:
        return []
    for named in (Name.folded == folded, is_called(name), has_words(Name.folded, folded)):
        if found := _people(session, named, None):
            return found
    return []


def _people(
    session: Session, named: ColumnElement[bool] | None, limit: int | None
) -> list[PersonRow]:
    spoken = (
        select(
            Speaker.person_id,
            func.count(distinct(Quotation.id)).label("quotations"),
            func.count(distinct(Article.id)).label("articles"),
            func.count(distinct(Article.outlet_id)).label("outlets"),
            func.min(Article.published).label("first"),
            func.max(Article.published).label("last"),
        )
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .join(Article, Article.id == Quotation.article_id)
        .where(Speaker.person_id.is_not(None), Article.id.in_(CURRENT))
        .group_by(Speaker.person_id)
    )
    if named is not None:
        spoken = spoken.where(Speaker.person_id.in_(select(Name.person_id).where(named)))
    counts = spoken.subquery()
    posted = select(Post.person_id).where(Post.article_id.in_(CURRENT))
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
    if named is not None:
        people = people.where(Person.id.in_(select(Name.person_id).where(named)))
    return [
        PersonRow(
            id=person.id,
            name=person.name,
            aliases=_aliases(person),
            posts=_posts(person.posts),
            quotations=quoted,
            articles=articles,
            outlets=outlets,
            first=first,
            last=last,
        )
        for person, quoted, articles, outlets, first, last in session.execute(people)
    ]


def _aliases(person: Person) -> tuple[str, ...]:
    names = dict.fromkeys(name.name for name in person.names)
    return tuple(name for name in names if name != person.name)


def _posts(posts: list[Post]) -> tuple[PostRow, ...]:
    """Like posts of several articles as one, with the evidence of the latest; latest first."""
    alike: dict[tuple[str, int | None, str], list[Post]] = {}
    for post in posts:
        key = fold(post.role or ""), post.organization_id, fold(post.unit or "")
        alike.setdefault(key, []).append(post)
    rows = [_post(group) for group in alike.values()]
    return tuple(sorted(rows, key=lambda row: row.last_seen or date.min, reverse=True))


def _post(group: list[Post]) -> PostRow:
    latest = max(group, key=lambda post: (post.last_day or date.min, post.id))
    return PostRow(
        role=latest.role,
        organization=latest.organization.name if latest.organization else None,
        unit=latest.unit,
        first_seen=min((post.first_day for post in group if post.first_day), default=None),
        last_seen=max((post.last_day for post in group if post.last_day), default=None),
        evidence=latest.evidence,
        article_id=latest.article.public_id,
    )
