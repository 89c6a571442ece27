"""What others say of a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.store import find
from quotes.store.chunks import chunks
from quotes.store.matching import APPEARING
from quotes.store.models import Appearance, Name, Quotation, Speaker
from quotes.store.rows import PersonRow, QuotationRow


def by_others(session: Session, scope: Select[int], person: PersonRow) -> list[QuotationRow]:
    """The quotations in scope that name the person and that the person does not say.

    Read are the articles in which the person appears, for the names that they have there. A name
    that somebody else of the same article has as well names nobody.
    """
    own = select(Appearance.id).where(
        Appearance.person_id == person.id, Appearance.id.in_(APPEARING)
    )
    articles = session.scalars(select(Appearance.article_id).where(Appearance.id.in_(own)))
    wanted: list[int] = []
    for part in chunks(articles):
        names = _names(session, part, person.id)
        said = session.execute(
            select(Quotation.id, Quotation.article_id, Quotation.text).where(
                Quotation.id.in_(scope),
                Quotation.article_id.in_(part),
                ~Quotation.id.in_(
                    select(Speaker.quotation_id).where(Speaker.appearance_id.in_(own))
                ),
            )
        )
        wanted += [row for row, article, text in said if _has_one(text, names[article])]
    return list(find.rows_of(session, wanted).values())


def _names(session: Session, articles: Collection[int], person: int) -> dict[int, set[str]]:
    """The names by which articles call the person and nobody else."""
    called: dict[int, set[str]] = defaultdict(set)
    taken: dict[int, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Appearance.article_id, Appearance.person_id, Name.name)
        .join(Name, Name.appearance_id == Appearance.id)
        .where(Appearance.article_id.in_(articles))
    )
    for article, who, name in rows:
        (called if who == person else taken)[article].add(name)
    return defaultdict(set, {one: names - taken[one] for one, names in called.items()})


def _has_one(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text, as whole words and with its capitals."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
