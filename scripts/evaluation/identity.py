"""Score who is who across articles: ``python -m scripts.evaluation.identity``.

The articles of the cases go through the real extractor into real databases; what is asked of them
is whether two mentions led to one person, or organisation. Three orders are tried: a database for
every case ("alone"), all cases together in one by date, and the same with the latest article first
("backwards"). ``--errors`` lists every pair that did not come out as it should.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

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
from scripts.evaluation.score import words

Half = Literal["dev", "test"]
Subject = Literal["person", "organization"]
Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in an article of the case; the first article is 1."""

    article: int
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, what the truth is, and whether the articles alone make a human sure of it."""

    of: Subject
    left: Mention
    right: Mention
    verdict: Verdict
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A few articles, in the order in which they appeared, and what is asked about them."""

    id: str
    kind: str
    half: Half
    articles: tuple[Article, ...]
    pairs: tuple[Pair, ...]


def load(folder: Path) -> list[Case]:
    """The cases of all JSON files of a folder, in the order of the file names.

    :raises ValueError: a case is not as the README of the cases wants it.
    """
    cases = [
        _case(row)
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text("utf8"))
    ]
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("two cases have one id")
    return cases


def _case(row: dict[str, Any]) -> Case:
    case = Case(
        id=row["id"],
        kind=row["kind"],
        half=row["half"],
        articles=tuple(
            Article(
                text="\n\n".join(article["text"]),
                source=f"{row['id']}/{number}",
                title=article["title"],
                outlet=article["outlet"],
                published=date.fromisoformat(article["published"]),
            )
            for number, article in enumerate(row["articles"], 1)
        ),
        pairs=tuple(
            Pair(**pair | {"left": Mention(*pair["left"]), "right": Mention(*pair["right"])})
            for pair in row["pairs"]
        ),
    )
    _require(case)
    return case


def _require(case: Case) -> None:
    if not 2 <= len(case.articles) <= 4:
        raise ValueError(f"{case.id} has {len(case.articles)} articles, not two to four")
    if not case.pairs:
        raise ValueError(f"{case.id} asks nothing")
    if case.half not in get_args(Half):
        raise ValueError(f"{case.id} is in no half: {case.half!r}")
    for pair in case.pairs:
        if pair.of not in get_args(Subject) or pair.verdict not in get_args(Verdict):
            raise ValueError(f"{case.id} asks for {pair.of!r}, {pair.verdict!r}")
        for mention in (pair.left, pair.right):
            if mention.name not in case.articles[mention.article - 1].text:
                raise ValueError(f"{mention.name!r} is not in article {mention.article}, {case.id}")


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
            store.add(found[article.id], settle=False)
        store.settle()
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


CASES = Path("tests/identity/cases")
ORDERS: tuple[Order, ...] = get_args(Order)
HALVES: tuple[Half, ...] = get_args(Half)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one pair of a case in one order."""

    case: Case
    pair: Pair
    order: Order
    outcome: Outcome

    @property
    def fault(self) -> str | None:
        """What is wrong with the outcome, None where nothing is."""
        if self.pair.verdict == "different":
            return "wrong merge" if self.outcome == "merged" else None
        if self.outcome == "missed":
            return "not found"
        if self.pair.sure:
            return None if self.outcome == "merged" else f"not merged ({self.outcome})"
        return None if self.outcome == "maybe" else f"not a maybe ({self.outcome})"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over pairs.

    ``wrong`` of ``different`` pairs were merged; ``right`` of ``same`` pairs, those that a human
    is sure of, were merged, and ``left`` of them only linked as a maybe; ``maybe`` of ``unsure``
    pairs, same but not surely so, came out as a maybe, and ``hasty`` of them were merged. In
    ``missed`` pairs, one of the two mentions was not found in its article.
    """

    wrong: int
    different: int
    right: int
    left: int
    same: int
    maybe: int
    hasty: int
    unsure: int
    missed: int

    @property
    def recall(self) -> float:
        """The share of the right merges that were made, in percent; 100 where none is asked."""
        return round(100 * self.right / self.same, 1) if self.same else 100.0


def results(
    cases: Sequence[Case], extractor: Extractor, orders: Sequence[Order] = ORDERS
) -> list[Result]:
    """What became of every pair, in each of the orders; every article is read only once."""
    found = extractions(cases, extractor)
    return [
        Result(case, pair, order, outcome)
        for order in orders
        for case, row in zip(cases, outcomes(cases, found, order), strict=True)
        for pair, outcome in zip(case.pairs, row, strict=True)
    ]


def figures(rows: Iterable[Result]) -> Figures:
    """Count the outcomes of some results, as a rule those of one order."""
    rows = list(rows)
    different = [row.outcome for row in rows if row.pair.verdict == "different"]
    same = [row.outcome for row in rows if row.pair.verdict == "same" and row.pair.sure]
    unsure = [row.outcome for row in rows if row.pair.verdict == "same" and not row.pair.sure]
    return Figures(
        wrong=different.count("merged"),
        different=len(different),
        right=same.count("merged"),
        left=same.count("maybe"),
        same=len(same),
        maybe=unsure.count("maybe"),
        hasty=unsure.count("merged"),
        unsure=len(unsure),
        missed=sum(row.outcome == "missed" for row in rows),
    )


def table(rows: Sequence[Result]) -> str:
    """The figures by half and order; and those of all cases together by subject and kind."""
    shown = [row for row in rows if row.order == "together"]
    kinds = sorted({row.case.kind for row in rows})
    head = ("", "wrong merges", "right merges", "%", "left a maybe", "maybes", "hasty", "not found")
    lines = [
        head,
        *(
            _line(f"{half}, {order}", _having(rows, half=half, order=order))
            for half in HALVES
            for order in ORDERS
        ),
        *(_line(subject, _having(shown, subject=subject)) for subject in SUBJECTS),
        *(
            _line(f"{kind}, {half}", _having(shown, kind=kind, half=half))
            for kind in kinds
            for half in HALVES
        ),
    ]
    kept = [line for line in lines if line]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in kept
    )


def faults(rows: Iterable[Result]) -> list[str]:
    """One line for every pair and outcome that is not as it should be, with the orders in which."""
    orders: dict[tuple[str, str], list[Order]] = {}
    for row in rows:
        if row.fault:
            left, right = row.pair.left, row.pair.right
            asked = (
                f"{row.case.id} ({row.case.half}): {left.article} {left.name} ~ "
                f"{right.article} {right.name} ({row.pair.why})"
            )
            orders.setdefault((row.fault, asked), []).append(row.order)
    return [f"{fault}, {asked} [{', '.join(orders[fault, asked])}]" for fault, asked in orders]


def _having(
    rows: Iterable[Result],
    *,
    half: Half | None = None,
    order: Order | None = None,
    subject: Subject | None = None,
    kind: str | None = None,
) -> list[Result]:
    return [
        row
        for row in rows
        if half in (None, row.case.half)
        and order in (None, row.order)
        and subject in (None, row.pair.of)
        and kind in (None, row.case.kind)
    ]


def _line(label: str, rows: Sequence[Result]) -> tuple[str, ...]:
    if not rows:
        return ()
    count = figures(rows)
    return (
        label,
        f"{count.wrong}/{count.different}",
        f"{count.right}/{count.same}",
        f"{count.recall:.1f}" if count.same else "",
        str(count.left),
        f"{count.maybe}/{count.unsure}",
        str(count.hasty),
        str(count.missed),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder of the cases")
    parser.add_argument(
        "--half",
        choices=[*HALVES, "all"],
        default="dev",
        help="the cases to learn from (dev, the default), those that judge, or all",
    )
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    args = parser.parse_args()
    cases = [case for case in load(args.cases) if args.half in ("all", case.half)]
    rows = results(cases, Extractor.load(vectors=True))
    print(table(rows))
    if args.errors:
        print(*faults(rows), sep="\n")


if __name__ == "__main__":
    main()
