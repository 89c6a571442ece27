"""Whom a name may mean, and what they said: light, for a claim that names its speaker."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Select, distinct, func, or_, select
from sqlalchemy.orm import Session

from quotes.store.decisions.settle import standing
from quotes.store.folding import fold, fold_person
from quotes.store.lookup.rows import Called
from quotes.store.matching import CURRENT, as_id, has_words, people_called, people_named
from quotes.store.models import Appearance, Contact, Person, Post, Speaker

_QID = re.compile("Q[1-9][0-9]*", re.ASCII | re.IGNORECASE)


def spoken_by(people: Collection[int]) -> Select[int]:
    """Row ids of the quotations of current articles that these people say, each once."""
    appearing = select(Appearance.id).where(
        Appearance.person_id.in_(people), Appearance.article_id.in_(CURRENT)
    )
    said = select(Speaker.quotation_id).where(Speaker.appearance_id.in_(appearing))
    return said.distinct()


def called(session: Session, name: str) -> list[Called]:
    """The people whom a name may mean, the most quoted first, by the rules of ``find_person``.

    A number is the id of a person, a QID that of one person at most; else the whole name counts,
    else the surname, else the words of it.
    """
    number = as_id(name)
    if number is not None:
        person = standing(session.connection()).whom(number)
        return _known(session, select(Person.id).where(Person.id == person))
    if _QID.fullmatch(name.strip()):
        qid = name.strip().upper()
        if found := _known(session, select(Contact.person_id).where(Contact.qid == qid)):
            return found
    folded = fold_person(name)
    if not folded:
        return []
    for named in (
        people_named(lambda names: names.folded == folded),
        people_called(name),
        people_named(lambda names: has_words(names.folded, folded)),
    ):
        if found := _known(session, named):
            return found
    return []


def _known(session: Session, wanted: Select[int]) -> list[Called]:
    """Those who say something or have a post in a current article, or stand in a contact list."""
    ids = session.scalars(wanted.distinct()).all()
    if not ids:
        return []
    counted = (
        select(Appearance.person_id, func.count(distinct(Speaker.quotation_id)).label("said"))
        .join(Speaker, Speaker.appearance_id == Appearance.id)
        .where(Appearance.person_id.in_(ids), Appearance.article_id.in_(CURRENT))
        .group_by(Appearance.person_id)
        .subquery()
    )
    posted = (
        select(Appearance.person_id)
        .join(Post, Post.appearance_id == Appearance.id)
        .where(Appearance.person_id.in_(ids), Appearance.article_id.in_(CURRENT))
    )
    listed = select(Contact.person_id).where(Contact.person_id.in_(ids))
    said = func.coalesce(counted.c.said, 0)
    people = (
        select(Person.id, Person.name, said)
        .outerjoin(counted, counted.c.person_id == Person.id)
        .where(
            Person.id.in_(ids),
            or_(counted.c.said.is_not(None), Person.id.in_(posted), Person.id.in_(listed)),
        )
        .order_by(said.desc(), Person.name, Person.id)
    )
    return [Called(row, name, quotations) for row, name, quotations in session.execute(people)]


def in_post(
    session: Session, people: Collection[int], words: Collection[str] | None
) -> frozenset[int]:
    """Those of the people who have a post whose role has one of the folded words, or any post."""
    posts = (
        select(Appearance.person_id, Post.role)
        .join(Post, Post.appearance_id == Appearance.id)
        .where(Appearance.person_id.in_(people), Post.role.is_not(None))
    )
    return frozenset(
        person
        for person, role in session.execute(posts)
        if words is None or set(words) & set(fold(role or "").split())
    )
