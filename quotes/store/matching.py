"""How names and labels that a user typed meet the folded ones of the store."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from quotes.store.folding import fold_person, surname
from quotes.store.models import Address, Name

CURRENT: Select[int] = select(Address.article_id)


def has_words(column: InstrumentedAttribute[str], folded: str) -> ColumnElement[bool]:
    """Whether every word of the folded text is a word of the column."""
    padded = " " + column + " "
    return and_(True, *(padded.contains(f" {word} ", autoescape=True) for word in folded.split()))


def is_called(name: str) -> ColumnElement[bool]:
    """Whether a row of ``names`` is this name, or ends in it as in a surname."""
    folded = fold_person(name)
    return or_(
        Name.folded == folded,
        and_(
            Name.surname == surname(folded),
            Name.folded.endswith(f" {folded}", autoescape=True),
        ),
    )
