"""Decisions on quotations hold on to them by their words, whatever else changes on a page.

A quotation is found again by its exact words; where an article has these more than once, the words
around them tell which it is (W3C Web Annotation Data Model, TextQuoteSelector). A quotation that is
not found stays undecided: a decision is never applied to another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from quotes.db.engine import chunks
from quotes.db.matching import row_id
from quotes.db.rows import DecisionSubject
from quotes.db.tables import (
    AddressTable,
    ArticleTable,
    DecisionSelectorTable,
    DecisionTable,
    DecisionTargetTable,
    PieceTable,
    QuotationTable,
)
from quotes.entities.decide import all_versions
from quotes.entities.ledger import Author, Decision, QuotationSelector, append, next_id
from quotes.errors import QuotesError

CONTEXT = 32
"""Characters kept before and after the words, as the annotation client Hypothesis keeps them."""


@dataclass(frozen=True, slots=True)
class PlacedQuotation:
    """A quotation of an article: its row and id, its words and those around them."""

    row: int
    id: str
    words: str
    prefix: str
    suffix: str


def anchor(selector: QuotationSelector, quotations: Iterable[PlacedQuotation]) -> int | None:
    """The row of the quotation of an article that a selector means, None if none is surely it."""
    exact = _plain(selector.exact)
    same = [placed for placed in quotations if _plain(placed.words) == exact]
    if len(same) == 1:
        (only,) = same
        return only.row if not selector.repeated or _is_beside(selector, only) else None
    agreement = {placed.row: _agreement(selector, placed) for placed in same}
    best = [placed for placed in same if agreement[placed.row] == max(agreement.values())]
    if len(best) > 1:
        best = [placed for placed in best if placed.id == selector.quotation]
    return best[0].row if best else None


def _is_beside(selector: QuotationSelector, placed: PlacedQuotation) -> bool:
    """Whether the words before or after are still the same."""
    pairs = (selector.prefix, placed.prefix), (selector.suffix, placed.suffix)
    return any(before and _plain(before) == _plain(now) for before, now in pairs)


def _agreement(selector: QuotationSelector, placed: PlacedQuotation) -> int:
    before = zip(reversed(_plain(selector.prefix)), reversed(_plain(placed.prefix)), strict=False)
    after = zip(_plain(selector.suffix), _plain(placed.suffix), strict=False)
    return sum(sum(1 for _ in takewhile(_is_equal, pairs)) for pairs in (before, after))


def _is_equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _plain(text: str) -> str:
    return " ".join(text.split())


def selector_of(connection: Connection, quotation: int) -> QuotationSelector:
    """What a stored quotation can be found by again.

    :param quotation: its row.
    """
    article, address = connection.execute(
        select(QuotationTable.article_id, AddressTable.address)
        .outerjoin(AddressTable, AddressTable.article_id == QuotationTable.article_id)
        .where(QuotationTable.id == quotation)
        .order_by(AddressTable.id)
        .limit(1)
    ).one()
    there = _placed(connection, article)
    (this,) = [placed for placed in there if placed.row == quotation]
    words = [_plain(placed.words) for placed in there]
    return QuotationSelector(
        address or _address(connection, article),
        this.words,
        this.prefix,
        this.suffix,
        this.id,
        repeated=words.count(_plain(this.words)) > 1,
    )


def decide_on_quotation(
    connection: Connection,
    subject: DecisionSubject,
    quotation: str,
    details: Mapping[str, Any],
    author: Author,
) -> tuple[int, list[int]]:
    """Write a decision on a quotation; its number, and the rows of the quotation.

    There is one row for each version of the article that has the quotation.

    :param quotation: its id, or 6 digits or more that it begins with.
    :raises QuotesError: there is no such quotation.
    :raises UsageError: several ids begin so.
    """
    row = row_id(connection, quotation)
    if row is None:
        raise QuotesError(
            f"There is no quotation {quotation} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    selector = selector_of(connection, row)
    decision = Decision(
        next_id(connection),
        "set",
        subject=subject,
        details=details,
        selector=selector,
        by=author.name,
        at=datetime.now(UTC),
        why=author.why,
    )
    append(connection, decision)
    articles = select(QuotationTable.article_id).where(
        QuotationTable.public_id == selector.quotation
    )
    rows = []
    for version in sorted(all_versions(connection, set(connection.scalars(articles)))):
        found = anchor(selector, _placed(connection, version))
        if found is not None:
            rows.append(found)
    _write(connection, [(decision.id, found) for found in rows])
    return decision.id, rows


def decided_on(
    connection: Connection, subject: DecisionSubject, quotations: Collection[int]
) -> list[tuple[int, int, Mapping[str, Any]]]:
    """What the decisions that stand say of these quotations, in their order.

    :return: the row of the quotation, the number of the decision, and its details.
    """
    decided = (
        select(DecisionTargetTable.quotation_id, DecisionTable.id, DecisionTable.details)
        .join(DecisionTable, DecisionTable.id == DecisionTargetTable.decision_id)
        .where(DecisionTable.subject == subject, DecisionTable.undone_at.is_(None))
        .order_by(DecisionTable.id)
    )
    return [
        (quotation, decision, details)
        for part in chunks(quotations)
        for quotation, decision, details in connection.execute(
            decided.where(DecisionTargetTable.quotation_id.in_(part))
        )
    ]


_ADDRESSES = select(AddressTable.address).where(AddressTable.article_id == bindparam("article"))
_SELECTORS = (
    select(DecisionSelectorTable)
    .join(DecisionTable, DecisionTable.id == DecisionSelectorTable.decision_id)
    .where(
        DecisionSelectorTable.address.in_(bindparam("addresses", expanding=True)),
        DecisionTable.undone_at.is_(None),
    )
)


def hold_again(connection: Connection, article: int, address: str) -> list[int]:
    """Find the quotations of an article anew on which somebody decided, after it was written.

    :param address: where the article stands; other addresses may point to it as well.
    :return: the rows of the article's quotations, where there is any such decision.
    """
    known = connection.scalars(_ADDRESSES, {"article": article})
    selectors = connection.execute(_SELECTORS, {"addresses": sorted({address, *known})}).all()
    if not selectors:
        return []
    there = _placed(connection, article)
    for part in chunks(placed.row for placed in there):
        connection.execute(
            delete(DecisionTargetTable).where(DecisionTargetTable.quotation_id.in_(part))
        )
    found = [
        (row.decision_id, quotation)
        for row in selectors
        if (
            quotation := anchor(
                QuotationSelector(
                    row.address, row.exact, row.prefix, row.suffix, row.quotation, row.repeated
                ),
                there,
            )
        )
        is not None
    ]
    _write(connection, found)
    return [placed.row for placed in there]


def let_go(connection: Connection, decision: int) -> list[int]:
    """Forget which quotations an undone decision holds on to; their rows."""
    here = DecisionTargetTable.decision_id == decision
    rows = connection.scalars(select(DecisionTargetTable.quotation_id).where(here)).all()
    connection.execute(delete(DecisionTargetTable).where(here))
    return list(rows)


def _write(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    if pairs:
        connection.execute(
            insert(DecisionTargetTable),
            [{"decision_id": decision, "quotation_id": row} for decision, row in pairs],
        )


def _address(connection: Connection, article: int) -> str:
    """Where an article stands that a later version has taken the place of."""
    versions: Collection[int] = all_versions(connection, {article})
    address = connection.scalar(
        select(AddressTable.address).where(AddressTable.article_id.in_(versions)).limit(1)
    )
    return address or ""


def _placed(connection: Connection, article: int) -> list[PlacedQuotation]:
    text = connection.scalars(select(ArticleTable.text).where(ArticleTable.id == article)).one()
    spans: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    extent = (
        select(PieceTable.quotation_id, func.min(PieceTable.start), func.max(PieceTable.end))
        .join(QuotationTable, QuotationTable.id == PieceTable.quotation_id)
        .where(QuotationTable.article_id == article)
        .group_by(PieceTable.quotation_id)
    )
    spans.update((row, (start, end)) for row, start, end in connection.execute(extent))
    quotations = select(QuotationTable.id, QuotationTable.public_id, QuotationTable.text)
    return [
        PlacedQuotation(
            row,
            public_id,
            words,
            text[max(0, spans[row][0] - CONTEXT) : spans[row][0]],
            text[spans[row][1] : spans[row][1] + CONTEXT],
        )
        for row, public_id, words in connection.execute(
            quotations.where(QuotationTable.article_id == article)
        )
    ]
