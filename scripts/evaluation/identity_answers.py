"""Putting the articles of the cases into real stores, and asking whom these take a name for."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, create_engine, select

from quotes.db.rows import OrganizationPair
from quotes.db.tables import (
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    PersonLinkTable,
)
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article, Extraction
from scripts.evaluation.identity_cases import Case, Mention, Pair
from scripts.evaluation.score import words

Order = Literal["alone", "together", "backwards"]
"""``alone``: a database for every case, its articles as they appeared; ``together``: one database
for all cases, by date; ``backwards``: the same with the latest article first."""

Outcome = Literal["merged", "maybe", "apart", "missed"]
"""What became of a pair; ``missed``: one of the two was not found in its article."""

_Name = tuple[str, ...]
_Place = tuple[str, _Name]
"""Public id of an article and the words of a name that stands there."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids that names of articles lead to, and pairs of ids that may be the same."""

    ids: dict[_Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    maybe: set[frozenset[int]] = field(default_factory=set)

    def outcome(self, left: _Place, right: _Place) -> Outcome:
        ours, theirs = self.ids.get(left, set()), self.ids.get(right, set())
        if not ours or not theirs:
            return "missed"
        if ours & theirs:
            return "merged"
        linked = any(frozenset((one, other)) in self.maybe for one in ours for other in theirs)
        return "maybe" if linked else "apart"


def extractions(cases: Iterable[Case], extractor: Extractor) -> dict[str, Extraction]:
    """What is found in every article of the cases, by the article's id."""
    articles = [article for case in cases for article in case.articles]
    return {found.article.id: found for found in extractor.extract_many(articles)}


def outcomes(
    cases: Sequence[Case], found: Mapping[str, Extraction], order: Order
) -> list[tuple[Outcome, ...]]:
    """The outcome of every pair of every case, in the order of the cases."""
    if order == "alone":
        groups = [(case.articles, [case]) for case in cases]
    else:
        pool = [article for case in cases for article in case.articles]
        dated = sorted(pool, key=_day, reverse=order == "backwards")
        groups = [(tuple(dated), list(cases))]
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.db"
        Store(str(blank)).close()
        answers: list[tuple[Outcome, ...]] = []
        for articles, asked in groups:
            file = Path(folder) / "case.db"
            shutil.copyfile(blank, file)
            answers += _of_store(file, articles, asked, found)
    return answers


def _of_store(
    file: Path,
    articles: Sequence[Article],
    asked: Sequence[Case],
    found: Mapping[str, Extraction],
) -> list[tuple[Outcome, ...]]:
    with Store.open(str(file)) as store:
        for article in articles:
            store.add(found[article.id])
        pairs = store.organization_pairs(limit=None)
        engine = create_engine(store.url)
    with engine.connect() as connection:
        people, organizations = _people(connection), _organizations(connection, pairs)
    engine.dispose()

    def outcome(one: Case, pair: Pair) -> Outcome:
        known = people if pair.of == "person" else organizations
        return known.outcome(_place(one, pair.left), _place(one, pair.right))

    return [tuple(outcome(one, pair) for pair in one.pairs) for one in asked]


def _day(article: Article) -> tuple[date, str]:
    return article.published or date.min, article.source


def _place(asked: Case, mention: Mention) -> _Place:
    return asked.articles[mention.article - 1].id, words(mention.name)


def _people(connection: Connection) -> _Known:
    known = _Known()
    named = (
        select(ArticleTable.public_id, ArticlePersonNameTable.name, ArticlePersonTable.person_id)
        .join(ArticlePersonTable, ArticlePersonTable.id == ArticlePersonNameTable.article_person_id)
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
    )
    for article, name, person in connection.execute(named):
        known.ids[article, words(name)].add(person)
    linked = (
        select(ArticlePersonTable.person_id, PersonLinkTable.person_id)
        .join(PersonLinkTable, PersonLinkTable.article_person_id == ArticlePersonTable.id)
        .where(PersonLinkTable.verdict == "maybe")
    )
    known.maybe.update(frozenset((one, other)) for one, other in connection.execute(linked))
    return known


def _organizations(connection: Connection, pairs: Iterable[OrganizationPair]) -> _Known:
    known = _Known()
    named = (
        select(
            ArticleTable.public_id,
            ArticleOrganizationNameTable.name,
            ArticleOrganizationTable.organization_id,
        )
        .join(
            ArticleOrganizationTable,
            ArticleOrganizationTable.id == ArticleOrganizationNameTable.article_organization_id,
        )
        .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
    )
    for article, name, organization in connection.execute(named):
        known.ids[article, words(name)].add(organization)
    known.maybe.update(frozenset((pair.organization, pair.other)) for pair in pairs)
    return known
