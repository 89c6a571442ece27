"""How names and labels that a user typed meet the folded ones of the store."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from quotes.store.folding import fold_person, surname
from quotes.store.models import (
    Address,
    Alias,
    Appearance,
    Contact,
    ContactName,
    Name,
    Speaker,
)

CURRENT: Select[int] = select(Address.article_id)
APPEARING: Select[int] = select(Appearance.id).where(Appearance.article_id.in_(CURRENT))

Names = type[Name] | type[Alias] | type[ContactName]


def has_words(column: InstrumentedAttribute[str], folded: str) -> ColumnElement[bool]:
    """Whether every word of the folded text is a word of the column."""
    padded = " " + column + " "
    return and_(True, *(padded.contains(f" {word} ", autoescape=True) for word in folded.split()))


def as_id(text: str) -> int | None:
    """The id that was typed, None for anything else; ids have at most 18 digits."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None


def people_named(fits: Callable[[Names], ColumnElement[bool]]) -> Select[int]:
    """Ids of the people with a name that fits, whether an article or a human gave it."""
    found = select(Appearance.person_id).join(Name, Name.appearance_id == Appearance.id)
    given = select(Alias.person_id).where(fits(Alias))
    listed = select(Contact.person_id).join(ContactName, ContactName.contact_id == Contact.id)
    named = union(found.where(fits(Name)), given, listed.where(fits(ContactName))).subquery()
    return select(named.c.person_id)


def people_called(name: str) -> Select[int]:
    """Ids of the people with this name, or with one that ends in it as in a surname."""
    folded = fold_person(name)

    def fits(names: Names) -> ColumnElement[bool]:
        ends = names.folded.endswith(f" {folded}", autoescape=True)
        return or_(names.folded == folded, and_(names.surname == surname(folded), ends))

    return people_named(fits)


def unnamed(min_grade: int = 0, max_grade: int = 3) -> ColumnElement[bool]:
    """Whether a row of ``speakers`` is an unnamed source of these grades, and no collective."""
    graded = Speaker.unnamed_grade.between(min_grade, max_grade)
    return and_(graded, Speaker.unnamed_collective.is_(False))
