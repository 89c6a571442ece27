"""Finding quotations: the conditions of a query, and rows detached from the connection.

What is asked for by meaning is ranked by its words and by its vectors. The two rankings are joined
by reciprocal rank fusion (Cormack, Clarke and Buettcher 2009): a quotation scores 1 / (5 + rank) in
each, and the weighted sums are compared. Weights and constants are those that find most on the
judged queries (docs/meaning.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, assert_never

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, distinct, exists, func, select

from quotes.attribution.confidence import sure_from
from quotes.db.engine import SIZE, chunks
from quotes.db.matching import (
    CURRENT,
    counts,
    has_phrases,
    has_words,
    in_force,
    matching,
    row_id,
    unnamed,
    with_terms,
)
from quotes.db.rows import ArticleRow, Query, QuotationRow, SpeakerRow
from quotes.db.tables import (
    AddressTable,
    ArticlePersonTable,
    ArticleTable,
    ArticleVectorsTable,
    OutletTable,
    PieceTable,
    QuotationTable,
    QuotationTopicTable,
    SpeakerTable,
    StanceTable,
    TopicTable,
)
from quotes.entities.naming import meant
from quotes.entities.people import with_words
from quotes.search.limits import (
    COSINE_PART,
    DEPTH,
    FEW_LISTED,
    FLATNESS,
    LEAST_COSINE,
    MEANING,
    SHORTLIST,
    SURE_COSINE,
    WORDS,
)
from quotes.text.normalize import fold, fold_organization, fold_target
from quotes.topics.read import asked_for, with_below
from quotes.types import Anonymity, Polarity, Rival, Span, TopicLink, Why

if TYPE_CHECKING:
    from quotes.db.nearest import Ids
    from quotes.meaning.vectors import Encoder


_CURRENT = (
    select(QuotationTable.id)
    .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
    .where(QuotationTable.article_id.in_(CURRENT))
)
_ARTICLE: tuple[ColumnElement[Any], ...] = (
    *(
        column.label(f"article_{column.name}")
        for column in (
            ArticleTable.public_id,
            ArticleTable.source,
            ArticleTable.url,
            ArticleTable.title,
            ArticleTable.authors,
            ArticleTable.published,
            ArticleTable.sha256,
            ArticleTable.language,
        )
    ),
    OutletTable.name.label("article_outlet"),
)
"""What is shown of an article, in statements that ask for other columns too."""
_STANDS = exists().where(AddressTable.article_id == ArticleTable.id)


@dataclass(frozen=True, slots=True)
class SearchedQuotations:
    """What was searched: counts over the current articles, and their first and last day.

    ``by_person`` counts the quotations of whom a claim names, None where it names nobody.
    """

    articles: int
    outlets: int
    quotations: int
    by_person: int | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A quotation that may be what a claim comes from: its row id, its text, its article's row id.

    ``cosine`` in [-1, 1] compares the meaning, None where it was found by its words.
    """

    row: int
    article: int
    text: str
    cosine: float | None = None


class RankedCandidates:
    """The quotations of current articles for which some conditions hold."""

    def __init__(
        self,
        connection: Connection,
        of_article: Sequence[ColumnElement[bool]],
        of_quotation: Sequence[ColumnElement[bool]],
    ) -> None:
        """The conditions are parted by whether they are on articles or on quotations.

        ``articles`` selects the row ids of the former. Where there are any of the latter, ``few``
        are the row ids of the candidates, or there are ``many``.
        """
        self._connection = connection
        self._conditions = (*of_article, *of_quotation)
        self.articles: Select[int] = CURRENT.join(ArticleTable).where(*of_article)
        self.few = self._few() if of_quotation else None
        self.many = bool(of_quotation) and self.few is None

    def _few(self) -> Ids | None:
        ids = self._wanted().where(QuotationTable.article_id.in_(CURRENT)).limit(FEW_LISTED + 1)
        import numpy as np

        found = np.fromiter(self._connection.scalars(ids), np.int64)
        return found if len(found) <= FEW_LISTED else None

    def _wanted(self) -> Select[int]:
        return (
            select(QuotationTable.id)
            .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
            .where(*self._conditions)
        )

    def among(self, ids: Iterable[int]) -> Iterator[int]:
        """Those of the ids that are candidates, in the same order, looked up as they are needed."""
        if self.few is not None:
            few = set(self.few.tolist())
            yield from (row for row in ids if row in few)
            return
        current = exists().where(AddressTable.article_id == QuotationTable.article_id)
        for part in chunks(ids):
            wanted = self._wanted().where(QuotationTable.id.in_(part), current)
            left = set(self._connection.scalars(wanted))
            yield from (row for row in part if row in left)


def ranked(
    connection: Connection, about: str, candidates: RankedCandidates, encoder: Encoder
) -> list[int]:
    """Row ids of the candidates that are about something, the best first.

    Those without a vector of the encoder's model are ranked by their words alone.
    """
    return fused(
        (_by_words(connection, about, candidates), WORDS),
        (_by_meaning(connection, about, candidates, encoder), MEANING),
    )


def fused(*rankings: tuple[Iterable[int], float]) -> list[int]:
    """One ranking of what is in several, each with its weight; the first of equals goes first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking, weight in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] += weight / (FLATNESS + rank)
    return sorted(scores, key=lambda row: -scores[row])


def _by_words(connection: Connection, about: str, candidates: RankedCandidates) -> Iterator[int]:
    found = with_terms(about, connection.dialect).execution_options(yield_per=SIZE)
    return islice(candidates.among(connection.scalars(found)), DEPTH)


def _by_meaning(
    connection: Connection, about: str, candidates: RankedCandidates, encoder: Encoder
) -> list[int]:
    from quotes.db.nearest import likely_nearest, nearest

    model = encoder.sha256
    made = select(ArticleVectorsTable.article_id).where(ArticleVectorsTable.model == model)
    if connection.scalar(made.limit(1)) is None:
        return []
    (asked,) = encoder.encode([about])
    few, articles = candidates.few, candidates.articles
    if few is not None and len(few) <= SIZE:
        articles = select(QuotationTable.article_id).where(QuotationTable.id.in_(few.tolist()))
    if few is None and not candidates.many:
        likely = likely_nearest(connection, asked, model, articles, DEPTH)
        return likely.least(LEAST_COSINE).related(SURE_COSINE, COSINE_PART).best()
    near = nearest(connection, asked, model, articles, least=LEAST_COSINE, among=few)
    if candidates.many:
        near = near.among(islice(candidates.among(near.best()), DEPTH))
    return near.related(SURE_COSINE, COSINE_PART).best(DEPTH)


def find(
    connection: Connection, query: Query, encoder: Callable[[], Encoder]
) -> list[QuotationRow]:
    """The quotations of current articles for which every condition of the query holds.

    :param encoder: opens what makes the vector of what the query is about, where it is about any.
    """
    if query.sort == "relevance" and query.about and query.about.strip():
        best = _closest(connection, query, query.about, encoder)[: query.limit]
    else:
        best = find_ids(connection, query, encoder)
    found = rows_of(connection, best)
    return [found[row] for row in best]


def find_ids(connection: Connection, query: Query, encoder: Callable[[], Encoder]) -> list[int]:
    """Row ids of all quotations that the query wants, in its order.

    What is closest in meaning to what it is about is not ranked.
    """
    rank: ColumnElement[Any] | None = None
    if query.about and query.about.strip():
        best = _closest(connection, query, query.about, encoder)
        wanted = (
            select(QuotationTable.id)
            .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
            .where(QuotationTable.id.in_(best))
        )
    else:
        wanted = _CURRENT.where(*_of_article(query), *_of_quotation(connection, query))
        if query.text and query.text.strip():
            wanted, rank = matching(wanted, query.text, connection.dialect)
    return list(connection.scalars(wanted.order_by(*_order(query, rank)).limit(query.limit)))


def _closest(
    connection: Connection, query: Query, about: str, encoder: Callable[[], Encoder]
) -> list[int]:
    """The quotations closest to what the query is about, among those that its conditions leave."""
    narrowing = _of_quotation(connection, query)
    if query.text and query.text.strip():
        narrowing.append(has_phrases(query.text, connection.dialect))
    candidates = RankedCandidates(connection, _of_article(query), narrowing)
    return ranked(connection, about, candidates, encoder())


def find_one(connection: Connection, quotation_id: str) -> QuotationRow | None:
    """The quotation of this id, of any article version, or the only one whose id begins so.

    :raises UsageError: several ids begin so.
    """
    row = row_id(connection, quotation_id)
    return None if row is None else rows_of(connection, [row])[row]


def spoken_by(people: Collection[int]) -> Select[int]:
    """Row ids of the quotations of current articles that these people say, each once."""
    in_articles = select(ArticlePersonTable.id).where(
        ArticlePersonTable.person_id.in_(people), ArticlePersonTable.article_id.in_(CURRENT)
    )
    said = select(SpeakerTable.quotation_id).where(SpeakerTable.article_person_id.in_(in_articles))
    return said.distinct()


def closest_in_meaning(
    connection: Connection,
    text: str,
    people: Collection[int] | None,
    limit: int,
    encoder: Encoder,
) -> list[ClaimCandidate]:
    """The closest first; of these people's quotations all are compared, else the likeliest."""
    import numpy as np

    from quotes.db.nearest import likely_nearest, nearest

    (asked,) = encoder.encode([text])
    if people is None:
        most = max(SHORTLIST, limit)
        found = likely_nearest(connection, asked, encoder.sha256, CURRENT, most)
    else:
        said = spoken_by(people)
        theirs = select(QuotationTable.article_id).where(QuotationTable.id.in_(said))
        among = np.fromiter(connection.scalars(said), np.int64)
        found = nearest(connection, asked, encoder.sha256, theirs, least=-1.0, among=among)
    cosines = dict(zip(found.ids.tolist(), found.cosines.tolist(), strict=True))
    best = found.best(limit)
    columns = select(QuotationTable.id, QuotationTable.article_id, QuotationTable.text)
    rows = {
        row: (article, words)
        for part in chunks(best)
        for row, article, words in connection.execute(columns.where(QuotationTable.id.in_(part)))
    }
    return [ClaimCandidate(row, *rows[row], cosine=cosines[row]) for row in best if row in rows]


def searched(connection: Connection, people: Collection[int] | None) -> SearchedQuotations:
    """What there is to be searched; ``people`` are those whose quotations are counted apart.

    Every count goes through as little of an index as it can: quotations are all less those of
    older versions, and the first and last day are looked for from either end of all days.
    """
    articles = connection.scalar(select(func.count(distinct(AddressTable.article_id))))
    printed = exists().where(ArticleTable.outlet_id == OutletTable.id, _STANDS)
    outlets = connection.scalar(select(func.count(OutletTable.id)).where(printed))
    older = select(func.count(QuotationTable.id)).where(
        QuotationTable.article_id.in_(select(ArticleTable.id).where(~_STANDS))
    )
    every = connection.scalar(select(func.count()).select_from(QuotationTable)) or 0
    days = (
        select(ArticleTable.published).where(ArticleTable.published.is_not(None), _STANDS).limit(1)
    )
    by_person = None
    if people is not None:
        said = spoken_by(people).subquery()
        by_person = connection.scalar(select(func.count()).select_from(said)) or 0
    return SearchedQuotations(
        articles=articles or 0,
        outlets=outlets or 0,
        quotations=every - (connection.scalar(older) or 0),
        by_person=by_person,
        first=connection.scalar(days.order_by(ArticleTable.published)),
        last=connection.scalar(days.order_by(ArticleTable.published.desc())),
    )


def in_scope(connection: Connection, query: Query) -> Select[int]:
    """Row ids of the quotations of current articles that the query wants, whatever their text."""
    return _CURRENT.where(*_of_article(query), *_of_quotation(connection, query))


def rows_of(connection: Connection, ids: Iterable[int]) -> dict[int, QuotationRow]:
    """The quotations with these row ids, by them."""
    return {
        row: quotation
        for part in chunks(set(ids))
        for row, quotation in _quotations(connection, part)
    }


def articles_of(connection: Connection, ids: Iterable[str]) -> dict[str, ArticleRow]:
    """The articles with these ids, of any version, by them."""
    wanted = select(*_ARTICLE).outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
    return {
        row.article_public_id: _article(row)
        for part in chunks(set(ids))
        for row in connection.execute(wanted.where(ArticleTable.public_id.in_(part)))
    }


def _of_article(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.outlet and query.outlet.strip():
        named = has_words(OutletTable.folded, fold_organization(query.outlet))
        outlets = select(OutletTable.id).where(named)
        conditions.append(ArticleTable.outlet_id.in_(outlets))
    if query.since:
        conditions.append(ArticleTable.published >= query.since)
    if query.until:
        conditions.append(ArticleTable.published <= query.until)
    return conditions


def _of_quotation(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.person and query.person.strip():
        appearances = select(ArticlePersonTable.id).where(
            ArticlePersonTable.person_id.in_(meant(connection, query.person))
        )
        conditions.append(_spoken(SpeakerTable.article_person_id.in_(appearances)))
    if query.org and query.org.strip():
        conditions.append(_spoken(SpeakerTable.organization_id.in_(with_words(query.org))))
    topic = fold(query.topic or "")
    if query.stance:
        conditions.append(_taking(query.stance, query.topic or ""))
    elif query.topics:
        folded = [fold(label) for label in query.topics]
        labelled = select(TopicTable.id).where(TopicTable.folded.in_(folded))
        conditions.append(_about(with_below(labelled)))
    elif topic:
        conditions.append(_about(asked_for(query.topic or "")))
    if query.kind:
        conditions.append(QuotationTable.kind == query.kind)
    if query.act:
        conditions.append(QuotationTable.act == query.act)
    if query.status:
        conditions.append(QuotationTable.status == query.status)
    least = max(query.min_confidence, sure_from() if query.sure else 0.0)
    if least > 0:
        conditions.append(QuotationTable.confidence >= least)
    if query.unnamed:
        conditions.append(_spoken(unnamed(query.min_grade, query.max_grade)))
    return conditions


def _spoken(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return QuotationTable.id.in_(select(SpeakerTable.quotation_id).where(condition))


def _about(topics: Select[int]) -> ColumnElement[bool]:
    return QuotationTable.id.in_(
        select(QuotationTopicTable.quotation_id).where(QuotationTopicTable.topic_id.in_(topics))
    )


def _taking(polarity: Polarity, target: str) -> ColumnElement[bool]:
    """Said with a stance of this polarity, towards a target with all words of the one given."""
    taken = select(StanceTable.quotation_id).where(StanceTable.polarity == polarity, counts())
    towards = taken.where(has_words(StanceTable.folded, fold_target(target)))
    return and_(QuotationTable.id.in_(towards), QuotationTable.status == "said")


def _order(query: Query, rank: ColumnElement[Any] | None) -> list[ColumnElement[Any]]:
    published, article = ArticleTable.published, ArticleTable.id
    newest: list[ColumnElement[Any]] = [published.desc().nulls_last(), article.desc()]
    order: list[ColumnElement[Any]]
    match query.sort:
        case "relevance":
            order = newest if rank is None else [rank, *newest]
        case "newest":
            order = newest
        case "oldest":
            order = [published.asc().nulls_last(), article.asc()]
        case "confidence":
            order = [QuotationTable.confidence.desc(), *newest]
        case _:
            assert_never(query.sort)
    return [*order, QuotationTable.context_start.asc(), QuotationTable.id.asc()]


def _quotations(connection: Connection, ids: Collection[int]) -> Iterator[tuple[int, QuotationRow]]:
    """The quotations with these row ids, each with its row id; few enough for one query."""

    def parts(query: Select[*tuple[Any, ...]]) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(query):
            found[row.quotation_id].append(row)
        return found

    pieces = parts(
        select(PieceTable).where(PieceTable.quotation_id.in_(ids)).order_by(PieceTable.ordinal)
    )
    speakers = parts(
        select(SpeakerTable, ArticlePersonTable.person_id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .where(SpeakerTable.quotation_id.in_(ids))
        .order_by(SpeakerTable.ordinal)
    )
    topics = parts(
        select(QuotationTopicTable, TopicTable.label)
        .join(TopicTable, TopicTable.id == QuotationTopicTable.topic_id)
        .where(QuotationTopicTable.quotation_id.in_(ids))
    )
    stances = parts(
        select(StanceTable).where(StanceTable.quotation_id.in_(ids)).order_by(StanceTable.id)
    )
    outer = QuotationTable.aliased()
    quotations = connection.execute(
        select(QuotationTable, outer.public_id.label("nested_in"), *_ARTICLE)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .outerjoin(outer, outer.id == QuotationTable.nested_in_id)
        .where(QuotationTable.id.in_(ids))
    )
    for quotation in quotations:
        yield (
            quotation.id,
            QuotationRow(
                id=quotation.public_id,
                kind=quotation.kind,
                act=quotation.act,
                text=quotation.text,
                pieces=tuple(Span(piece.start, piece.end) for piece in pieces[quotation.id]),
                cue=_span(quotation.cue_start, quotation.cue_end),
                context=quotation.context,
                context_start=quotation.context_start,
                speakers=tuple(map(_speaker, speakers[quotation.id])),
                article=_article(quotation),
                topics=_topics(topics[quotation.id]),
                stances=in_force(stances[quotation.id]),
                confidence=quotation.confidence,
                nested_in=quotation.nested_in,
                why=_why(quotation),
                status=quotation.status,
            ),
        )


def _why(quotation: Row[*tuple[Any, ...]]) -> Why | None:
    if quotation.why_reason is None or quotation.why_certainty is None:
        return None
    rivals = tuple(Rival(rival["name"], rival["chance"]) for rival in quotation.why_rivals or ())
    return Why(quotation.why_reason, quotation.why_certainty, rivals)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _speaker(speaker: Row[Any]) -> SpeakerRow:
    return SpeakerRow(
        type=speaker.type,
        name=speaker.name,
        mention=speaker.mention,
        mention_span=_span(speaker.mention_start, speaker.mention_end),
        role=speaker.role,
        organization=speaker.organization,
        unit=speaker.unit,
        person_id=speaker.person_id,
        anonymity=_anonymity(speaker),
        status=speaker.status,
        party=speaker.party,
        country=speaker.country,
        organization_id=speaker.organization_id,
    )


def _anonymity(speaker: Row[Any]) -> Anonymity | None:
    if speaker.unnamed_grade is None:
        return None
    return Anonymity(
        number=speaker.unnamed_number or "several",
        group=speaker.unnamed_group,
        organization=speaker.unnamed_organization,
        position=speaker.unnamed_position,
        reason=speaker.unnamed_reason,
        grade=speaker.unnamed_grade,
        collective=bool(speaker.unnamed_collective),
    )


def _article(row: Row[*tuple[Any, ...]]) -> ArticleRow:
    """The article of a row with the columns of one."""
    return ArticleRow(
        id=row.article_public_id,
        source=row.article_source,
        url=row.article_url,
        title=row.article_title,
        authors=tuple(row.article_authors),
        outlet=row.article_outlet,
        published=row.article_published,
        sha256=row.article_sha256,
        language=row.article_language,
    )


def _topics(rows: Iterable[Row[Any]]) -> tuple[TopicLink, ...]:
    """One link a topic, the best first; a human's goes before a machine's."""
    links = sorted(rows, key=lambda link: (link.origin == "human", link.score))
    chosen = {link.topic_id: link for link in links}.values()
    ordered = sorted(chosen, key=lambda link: (-link.score, link.label))
    return tuple(TopicLink(link.label, link.score, link.method) for link in ordered)
